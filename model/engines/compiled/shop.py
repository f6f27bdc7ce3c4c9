"""The desk of a shop: whether a back-order is offered, which date is told."""

from __future__ import annotations

from ...policies.sight import EXACT
from ...policies.units import NEVER, NOTHING
from ...policies.views import OfferView, PromiseView
from .book import kept_from
from .jit import step
from .pegging import expected_wait, known_begin
from .recent import wait_quantile
from .rules import offers, promises
from .tables import State


@step
def estimate_of(w: State, s: int, d: int, ahead: int, quantity: int, klass: int) -> int:
    """Return the ticks until an order's last unit leaves, or until work on it begins where that makes it firm."""
    x = w.desk[d]
    before = ahead + kept_from(w, s, klass)
    if x.own == 0 and x.sees_up == EXACT:
        wait = known_begin(w, s, before + quantity)
    else:
        wait = expected_wait(w, s, before + x.own * quantity, x.sees_up)
    return wait if wait < w.run[0].farthest else NEVER


@step
def estimated(w: State, s: int, d: int, quantity: int, ahead: int, klass: int) -> int:
    """Return the wait that a desk expects, NOTHING where its offer does not look."""
    x = w.desk[d]
    if x.offer_estimates == 0:
        return NOTHING
    return min(estimate_of(w, s, d, ahead, quantity, klass) + x.delivery, NEVER)


@step
def offered(w: State, s: int, d: int, quantity: int, estimate: int, klass: int, number: float) -> bool:
    """Return whether a desk offers a back-order."""
    x = w.stock[s]
    orders = x.book_orders if d == x.desk else x.book_claims
    view = OfferView(w.run[0].now, quantity, x.backlog, orders, estimate, klass, number)
    return offers(w.setting, w.desk[d].offer, w.desk[d].offer_first, view)


@step
def says(w: State, s: int, d: int, asked: int, told: int, ahead: int, quantity: int, klass: int) -> int:
    """Return the wait from now that a desk would tell, or NOTHING."""
    x = w.desk[d]
    now = w.run[0].now
    mine = x.own * quantity
    estimate = NOTHING
    if x.promise_estimates == 1:
        estimate = estimate_of(w, s, d, ahead, quantity, klass)
    mean_wait = x.wait_sum / x.waits if x.waits > 0 else 0.0
    view = PromiseView(
        now, asked, told, ahead, mine, mean_wait, x.waits_seen, wait_quantile(w, d), x.received, now - x.since,
        x.delivery, estimate,
    )  # fmt: skip
    wait = promises(w.setting, x.promise, x.promise_first, view)
    return wait if wait < w.run[0].farthest else NOTHING
