"""Lanes, goods under way and who sends them."""

from __future__ import annotations


class LaneRow:
    """The way from one source to one stock point."""

    kind: int
    source: int
    to: int
    transit: int
    mean_transit: int
    residual_first: int
    overtaking: int
    shipments: int
    """Shipments so far, which numbers them."""
    last_arrival: int
    head: int
    tail: int
    owed: int
    """Quanta that a site owes by it."""


class ShipmentRow:
    """Goods on a lane, or held at a supplier that is down."""

    lane: int
    number: int
    quantity: int
    dispatched: int
    arrival: int
    next: int
    prev: int


class SupplierRow:
    """A supplier."""

    up: int
    since: int
    failure: int
    up_stream: int
    down_stream: int
    mean_down: int
    held_head: int
    held_tail: int
