"""The desk of a shop: pegging, whether a back-order is offered, which date is told."""

from __future__ import annotations

import math

from ...policies.sight import CAUSES, EXACT, SHIPMENTS
from ...policies.units import NEVER, NOTHING
from ...policies.views import OfferView, PromiseView
from .book import SITE, after, first_of
from .chance import residual_at
from .delays import FREEZE, PAUSE_ORDERS, PAUSE_RECEIPTS, PAUSE_SHIPMENTS, delay
from .jit import step
from .lanes import SUPPLIER, clock_of
from .recent import wait_quantile
from .rules import offers, promises
from .schedule import expected_made, planned
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
        ahead = PAUSE_SHIPMENTS if unit <= x.on_order else PAUSE_ORDERS
        for lane in range(x.lane_first, x.lane_first + x.lane_count):
            unit -= at_door(w, lane)
            if unit <= 0:
                return min(wait + delay_seen(w, lane, sees, PAUSE_RECEIPTS), NEVER)
        h = next_coming(w, s, NO_ROW, sees)
        while h != NO_ROW:
            unit -= w.shipment[h].quantity
            if unit <= 0:
                return min(wait + still_to_go(w, h, sees), NEVER)
            h = next_coming(w, s, h, sees)
        if x.unit_time != NO_ROW:
            made_in = planned(w, s, unit, False) if sees == EXACT else expected_made(w, s, unit, sees)
            return min(wait + made_in, NEVER)
        y = w.lane[x.lane_first]
        wait = min(wait + y.mean_transit + delay_seen(w, x.lane_first, sees, ahead), NEVER)
        unit -= held_by(w, x.lane_first)
        if y.kind == SUPPLIER or sees == SHIPMENTS or unit <= 0:
            return wait
        told = NOTHING if sees == EXACT else told_by_source(w, y.source, x.lane_first, unit)
        if told != NOTHING:
            return min(wait + told, NEVER)
        unit = place_in_book(w, y.source, x.lane_first, unit)
        s = y.source


@step
def known_begin(w: State, s: int, unit: int) -> int:
    """Return the ticks until work on the unit-th unit owed begins, by what chance has decided."""
    unit -= w.stock[s].on_hand
    return planned(w, s, unit, True) if unit > 0 else 0


@step
def next_coming(w: State, s: int, h: int, sees: int) -> int:
    """Return the shipment under way after this one, the first after NO_ROW: by arrival, on one lane by dispatch."""
    x = w.stock[s]
    if x.lane_count == 0:
        return NO_ROW
    if x.lane_count > 1 or (sees == EXACT and w.lane[x.lane_first].overtaking == 1):
        return next_arriving(w, s, h, sees)
    return w.lane[x.lane_first].head if h == NO_ROW else w.shipment[h].next


@step
def next_arriving(w: State, s: int, before: int, sees: int) -> int:
    """Return the shipment that arrives next after this one, ties by lane and number; NO_ROW if none."""
    found = NO_ROW
    soonest = NEVER
    least = -1 if before == NO_ROW else still_to_go(w, before, sees)
    for lane in range(w.stock[s].lane_first, w.stock[s].lane_first + w.stock[s].lane_count):
        h = w.lane[lane].head
        while h != NO_ROW:
            g = w.shipment[h]
            there = still_to_go(w, h, sees)
            later = there > least
            if there == least and before != NO_ROW:
                b = w.shipment[before]
                later = lane > b.lane or (lane == b.lane and g.number > b.number)
            if later and (found == NO_ROW or there < soonest):
                found, soonest = h, there
            h = g.next
    return found


@step
def delay_seen(w: State, lane: int, sees: int, first: int) -> int:
    """Return how long the longest disruption in the way is reckoned to last, 0 for who does not see causes."""
    return delay(w, lane, first) if sees >= CAUSES else 0


@step
def held_by(w: State, lane: int) -> int:
    """Return the quanta held at the shipper's door."""
    held = 0
    h = w.lane[lane].held_head
    while h != NO_ROW:
        held += w.shipment[h].quantity
        h = w.shipment[h].next
    return held


@step
def at_door(w: State, lane: int) -> int:
    """Return the quanta that wait at the receiver's door."""
    waiting = 0
    h = w.lane[lane].door_head
    while h != NO_ROW:
        waiting += w.shipment[h].quantity
        h = w.shipment[h].next
    return waiting


@step
def still_to_go(w: State, h: int, sees: int) -> int:
    """Return the ticks a shipment is expected to take from now, what stands in its way included."""
    lane = w.shipment[h].lane
    return min(moving_still(w, h, sees) + delay_seen(w, lane, sees, FREEZE), NEVER)


@step
def moving_still(w: State, h: int, sees: int) -> int:
    """Return the ticks a shipment is still to move; an overdue one its mean residual time."""
    x = w.lane[w.shipment[h].lane]
    clock = clock_of(w, w.shipment[h].lane)
    dispatched = w.shipment[h].dispatched
    if sees == EXACT:
        return w.shipment[h].arrival - clock
    expected = dispatched + x.mean_transit
    if expected >= clock:
        return expected - clock
    table = w.residual[x.residual_first : x.residual_first + 33]
    rest = residual_at(table, float(x.mean_transit), float(clock - dispatched))
    return math.floor(rest + 0.5) if rest < NEVER else NEVER


@step
def place_in_book(w: State, giver: int, lane: int, unit: int) -> int:
    """Return which unit the giver owes when it gives this lane its unit-th from now."""
    if unit > w.lane[lane].owed:
        return w.stock[giver].backlog + unit - w.lane[lane].owed
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
def told_by_source(w: State, giver: int, lane: int, unit: int) -> int:
    """Return the ticks until the source said that the unit-th unit ordered by a lane leaves; NOTHING where not."""
    if w.stock[giver].site_desk == NO_ROW or unit > w.lane[lane].owed:
        return NOTHING
    o = first_of(w, giver)
    while o != NO_ROW:
        e = w.order[o]
        if e.kind == SITE and e.lane == lane:
            unit -= e.left
            if unit <= 0:
                left = e.first_date - w.run[0].now
                return left if e.first_date != NOTHING and left >= 0 else NOTHING
        o = after(w, o)
    return NOTHING


@step
def estimate_of(w: State, s: int, d: int, ahead: int, quantity: int) -> int:
    """Return the ticks until an order's last unit leaves, or until work on it begins where that makes it firm."""
    x = w.desk[d]
    if x.own == 0 and x.sees_up == EXACT:
        wait = known_begin(w, s, ahead + quantity)
    else:
        wait = expected_wait(w, s, ahead + x.own * quantity, x.sees_up)
    return wait if wait < w.run[0].farthest else NEVER


@step
def estimated(w: State, s: int, d: int, quantity: int, ahead: int) -> int:
    """Return the wait that a desk expects, NOTHING where its offer does not look."""
    x = w.desk[d]
    if x.offer_looks == 0:
        return NOTHING
    return min(estimate_of(w, s, d, ahead, quantity) + x.delivery, NEVER)


@step
def offered(w: State, s: int, d: int, quantity: int, estimate: int, klass: int, number: float) -> bool:
    """Return whether a desk offers a back-order."""
    x = w.stock[s]
    orders = x.book_orders if d == x.desk else x.book_claims
    view = OfferView(w.run[0].now, quantity, x.backlog, orders, estimate, klass, number)
    return offers(w.setting, w.desk[d].offer, w.desk[d].offer_first, view)


@step
def says(w: State, s: int, d: int, asked: int, told: int, ahead: int, quantity: int) -> int:
    """Return the wait from now that a desk would tell, or NOTHING."""
    x = w.desk[d]
    now = w.run[0].now
    mine = x.own * quantity
    estimate = NOTHING
    if x.promise_looks == 1:
        estimate = estimate_of(w, s, d, ahead, quantity)
    mean_wait = x.wait_sum / x.waits if x.waits > 0 else 0.0
    view = PromiseView(
        now, asked, told, ahead, mine, mean_wait, x.waits_seen, wait_quantile(w, d), x.received, now - x.since,
        x.delivery, estimate,
    )  # fmt: skip
    wait = promises(w.setting, x.promise, x.promise_first, view)
    return wait if wait < w.run[0].farthest else NOTHING
