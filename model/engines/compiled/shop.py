"""The desk of a shop: pegging, whether a back-order is offered, which date is told."""

from __future__ import annotations

import math

from ...policies.promise.pipeline import CAUSES, SHIPMENTS
from ...policies.units import NEVER, NOTHING
from ...policies.views import OfferView, PromiseView
from .book import SITE, after, first_of
from .chance import residual_at
from .jit import step
from .lanes import SUPPLIER
from .recent import wait_quantile
from .rules import offers, promises
from .tables import NO_ROW, State


@step
def expected_wait(w: State, stock: int, unit: int, sees: int) -> int:
    """Return the ticks until the unit-th unit owed is there; see the reference's `pegging`."""
    wait = 0
    s = stock
    while True:
        x = w.stock[s]
        unit -= x.on_hand
        if unit <= 0:
            return wait
        for lane in range(x.lane_first, x.lane_first + x.lane_count):
            h = w.lane[lane].head
            while h != NO_ROW:
                unit -= w.shipment[h].quantity
                if unit <= 0:
                    return min(wait + still_to_go(w, lane, w.shipment[h].dispatched), NEVER)
                h = w.shipment[h].next
        if x.unit_time != NO_ROW:
            made_in = unit / x.rate
            return min(wait + math.floor(made_in + 0.5), NEVER) if made_in < NEVER else NEVER
        y = w.lane[x.lane_first]
        wait = min(wait + y.mean_transit, NEVER)
        if y.kind == SUPPLIER:
            if sees == CAUSES and w.supplier[y.source].up == 0:
                wait = min(wait + w.supplier[y.source].mean_down, NEVER)
            return wait
        if sees == SHIPMENTS:
            return wait
        unit = place_in_book(w, y.source, x.lane_first, unit)
        s = y.source


@step
def still_to_go(w: State, lane: int, dispatched: int) -> int:
    """Return the ticks a shipment is expected to take from now; an overdue one its mean residual time."""
    x = w.lane[lane]
    now = w.run[0].now
    expected = dispatched + x.mean_transit
    if expected >= now:
        return expected - now
    table = w.residual[x.residual_first : x.residual_first + 33]
    rest = residual_at(table, float(x.mean_transit), float(now - dispatched))
    return math.floor(rest + 0.5) if rest < NEVER else NEVER


@step
def place_in_book(w: State, giver: int, lane: int, unit: int) -> int:
    """Return which unit the giver owes when it gives this lane its unit-th from now."""
    ahead = 0
    mine = 0
    o = first_of(w, giver)
    while o != NO_ROW:
        e = w.order[o]
        if e.kind == SITE and e.lane == lane:
            if mine + e.left >= unit:
                return ahead + unit - mine
            mine += e.left
        ahead += e.left
        o = after(w, o)
    return ahead + unit - mine


@step
def estimated(w: State, s: int, quantity: int, ahead: int) -> int:
    """Return the wait the shop expects, NOTHING where its offer does not look."""
    x = w.desk[w.stock[s].desk]
    if x.offer_looks == 0:
        return NOTHING
    return min(expected_wait(w, s, ahead + x.own * quantity, x.sees_up) + x.delivery, NEVER)


@step
def offered(w: State, s: int, quantity: int, estimate: int) -> bool:
    """Return whether a back-order is offered."""
    x = w.stock[s]
    view = OfferView(w.run[0].now, quantity, x.backlog, x.book_orders, estimate)
    return offers(w.setting, w.desk[x.desk].offer, w.desk[x.desk].offer_first, view)


@step
def says(w: State, s: int, asked: int, told: int, ahead: int, quantity: int) -> int:
    """Return the wait from now that would be told, or NOTHING."""
    d = w.stock[s].desk
    x = w.desk[d]
    now = w.run[0].now
    mine = x.own * quantity
    estimate = NOTHING
    if x.promise_looks == 1:
        estimate = expected_wait(w, s, ahead + mine, x.sees_up)
    mean_wait = x.wait_sum / x.waits if x.waits > 0 else 0.0
    view = PromiseView(
        now, asked, told, ahead, mine, mean_wait, x.waits_seen, wait_quantile(w, d), x.received, now - x.since,
        x.delivery, estimate,
    )  # fmt: skip
    return promises(w.setting, x.promise, x.promise_first, view)
