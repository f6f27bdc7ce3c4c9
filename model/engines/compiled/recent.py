"""What a stock point remembers of late: waits, receipts, demand by period; see the reference's `recent`."""

from __future__ import annotations

from ...policies.promise.quantile import place
from .jit import step
from .tables import NO_ROW, State


@step
def remember_wait(w: State, d: int, wait: int) -> None:
    """Remember one more wait until firm, and forget the oldest when there are too many."""
    x = w.desk[d]
    if x.kept == 0:
        return
    at = x.wait_first + x.waits_seen % x.kept
    x.waits_seen += 1
    if x.waits == x.kept:
        x.wait_sum -= w.ring[at]
        if x.share > 0.0:
            take_out(w, x.sorted_first, x.waits, w.ring[at])
    else:
        x.waits += 1
    w.ring[at] = wait
    x.wait_sum += wait
    if x.share > 0.0:
        put_in(w, x.sorted_first, x.waits - 1, wait)


@step
def take_out(w: State, first: int, count: int, wait: int) -> None:
    """Take a wait out of a row of waits in rising order."""
    at = first
    while w.ring[at] != wait:
        at += 1
    while at < first + count - 1:
        w.ring[at] = w.ring[at + 1]
        at += 1


@step
def put_in(w: State, first: int, count: int, wait: int) -> None:
    """Put a wait into its place among so many in rising order."""
    at = first + count
    while at > first and w.ring[at - 1] > wait:
        w.ring[at] = w.ring[at - 1]
        at -= 1
    w.ring[at] = wait


@step
def wait_quantile(w: State, d: int) -> int:
    """Return the wait that the share of them does not exceed, 0 before the first or where none is asked for."""
    x = w.desk[d]
    if x.share <= 0.0 or x.waits == 0:
        return 0
    return w.ring[x.sorted_first + place(x.waits, x.share)]


@step
def remember_receipt(w: State, d: int, quantity: int) -> None:
    """Remember a receipt, and forget the oldest when there are too many."""
    x = w.desk[d]
    x.received += quantity
    if x.receipts_kept == 0:
        return
    at = x.receipt_first + 2 * (x.receipts % x.receipts_kept)
    if x.receipts >= x.receipts_kept:
        x.since = w.ring[at]
        x.received -= w.ring[at + 1]
    w.ring[at], w.ring[at + 1] = w.run[0].now, quantity
    x.receipts += 1


@step
def remember_demand(w: State, s: int) -> None:
    """Remember the demand of a review period, and forget the oldest when there are too many."""
    x = w.stock[s]
    if x.demand_first == NO_ROW:
        return
    at = x.demand_first + (x.reviews - 1) % x.demand_kept
    x.demand_sum += x.seen - w.ring[at]
    w.ring[at] = x.seen
