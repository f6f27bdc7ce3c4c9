"""Desks of stock points: what those who find one empty are told."""

from __future__ import annotations


class DeskRow:
    """How a stock point answers customers who find it empty, and what it remembers for that."""

    offer: int
    offer_first: int
    offer_estimates: int
    """1 where the offer asks for the estimate of the wait."""
    offer_draws: int
    """1 where the offer asks for the number that the request carries."""
    promise: int
    promise_first: int
    promise_estimates: int
    sees_up: int
    """How far up the chain the estimate looks."""
    own: int
    """1 where an order's own units count in its place in the line."""
    lateness: float
    """How late dated orders have been, relative to the wait told: what customers know of it."""
    delivery: int
    """Ticks of delivery in dates and waits."""
    wait_first: int
    """First of its ring of waits."""
    sorted_first: int
    """First of the same waits in rising order."""
    share: float
    """Which quantile of them is told; 0 for none."""
    kept: int
    """Waits it keeps at most."""
    wait_sum: int
    waits: int
    waits_seen: int
    receipt_first: int
    """First of its ring of receipts: a tick and a quantity each."""
    receipts_kept: int
    """Receipts it keeps at most; 0 where it counts all."""
    receipts: int
    received: int
    """Quanta of the receipts it looks at."""
    since: int
    """Tick of the receipt before those, or the start of the run."""
