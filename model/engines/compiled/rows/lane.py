"""Lanes and goods under way."""

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
    """Of what is under way."""
    held_head: int
    held_tail: int
    """Of what is at the shipper's door."""
    door_head: int
    door_tail: int
    """Of what is at the receiver's door."""
    stopped: int
    """Disruptions that now let nothing leave."""
    frozen: int
    """Disruptions that now let nothing move on."""
    shut: int
    """Disruptions that now let nothing in."""
    stands_at: int
    """What its clock shows while it is frozen."""
    owed: int
    """Quanta that a site owes by it."""


class ShipmentRow:
    """Goods on a lane, or at one of its doors; ticks are by the lane's clock."""

    lane: int
    number: int
    quantity: int
    dispatched: int
    arrival: int
    """NEVER at the receiver's door."""
    next: int
    prev: int
