"""Goods under way and who sends them."""

from __future__ import annotations


class ShipmentRow:
    """Goods on a lane, or held at a supplier that is down."""

    stock: int
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
