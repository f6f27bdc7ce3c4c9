"""Stock points and their shelves."""

from __future__ import annotations


class StockRow:
    """A stock point."""

    site: int
    on_hand: int
    on_order: int
    backlog: int
    settled: int
    rule: int
    rule_first: int
    """First of the rule's settings in the table of settings."""
    every: int
    after_requests: int
    forecast_rule: int
    forecast_first: int
    forecast: float
    sees: int
    seen: int
    reviews: int
    next_review: int
    minimum: int
    multiple: int
    withdraw: int
    source_kind: int
    source: int
    transit: int
    mean_transit: int
    overtaking: int
    shipments: int
    last_arrival: int
    transit_head: int
    transit_tail: int
    orders: int
    received: int
    shares: int
    one_shelf: int
    """1 where all classes stand in one line."""
    book_orders: int
    book_claims: int
    unit_time: int
    rate: float
    lot: int
    component_first: int
    component_count: int
    released: int
    in_work: int
    sells: int
    offer: int
    offer_first: int
    offer_looks: int
    promise: int
    promise_first: int
    promise_looks: int
    sees_up: int
    """How far up the chain the shop looks."""
    updates: int
    updates_first: int
    update_every: int
    firm: int
    window: int
    partial: int
    delivery: int
    wait_first: int
    """First of this stock point's ring of waits."""
    averages: int
    wait_sum: int
    waits: int
    waits_seen: int
    residual_first: int
    changed: int
    claim: int
    """What it claims while a giver divides its shelf."""
    quota: int
    """What it is to get of it."""


class ShelfRow:
    """One class at one stock point: row stock x classes + class - 1."""

    place: int
    """Which of the stock point's lists this class stands in."""
    head: int
    tail: int
    """Of list number `place` counted from the stock point's first row."""
    waiting: int
    reserve: int
