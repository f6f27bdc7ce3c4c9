"""Ordering: what a stock point asks of its source, and what it takes back; see the reference's `ordering`."""

from __future__ import annotations

from ...outcome.tallies import Point, Way
from ...outcome.trace import Row
from ...policies.units import NOTHING
from ...scenario.world import Withdraw
from .acceptance import another_accepts
from .book import JOB, SITE, before, forget, last_of, new_order, pay_off, strike
from .disruptions import look_for_recoveries
from .jit import step
from .lanes import SUPPLIER, dispatch, whole, withdraw_held, withdraw_in_transit
from .pegging import best_lane
from .phantoms import take_back
from .plant import new_production_order, release
from .purchases import close_purchase, count_way, judge, refuse, take_order, told, withdrawn
from .ramp import feel_pressure
from .record import note
from .rules import inflation
from .serving import order_at, owe
from .site_desk import accepts
from .sourcing import divert, rushed, stays_with
from .stock_points import (
    ACCEPTED,
    count,
    give_to_jobs,
    hold_to_most,
    in_lots,
    inventory_position,
    next_changed,
    owe_no_more,
    position_changed,
    saw,
    settle,
    wanted,
)
from .tables import NO_ROW, State
from .withdrawal import withdraw_jobs

NO_WITHDRAWAL, WITHDRAW_ANY = int(Withdraw.NONE), int(Withdraw.ANY)


@step
def reorder(w: State, s: int) -> None:
    """Ask the replenishment rule, and order or take back what it says; put off while no order may be placed."""
    if w.stock[s].paused > 0:
        w.stock[s].put_off = 1
        if w.stock[s].barred == 1 and w.stock[s].paused == 1:
            hasten(w, s)
        return
    quantity = wanted(w, s)
    if quantity > 0:
        place(w, s, quantity)
    elif quantity < 0 and w.stock[s].withdraw != NO_WITHDRAWAL:
        withdraw(w, s, -quantity)


@step
def hasten(w: State, s: int) -> None:
    """Order by the fast lane what is in haste, while no other source accepts an order."""
    if w.stock[s].sourcing != NO_ROW:
        rush = rushed(w, s, wanted(w, s))
        if rush > 0:
            place(w, s, rush)


@step
def place(w: State, s: int, quantity: int) -> None:
    """Order from the source; the order reaches it within this event."""
    settle(w, s)
    x = w.stock[s]
    position = inventory_position(w, s)
    if x.inflates == 1:
        quantity += inflate(w, s, quantity)
    x.on_order += quantity
    hold_to_most(w, s, x.on_order + x.on_hand)
    note(w, Row.ORDERED, s, x.orders, quantity, position, 0, 0)
    x.orders += 1
    count(w, s, Point.ORDERS, 1)
    count(w, s, Point.UNITS_ORDERED, quantity)
    if x.sourcing != NO_ROW:
        order_from_several(w, s, quantity)
    elif x.lane_count > 0:
        shipped = order_by(w, x.lane_first, quantity)
        if x.inflates == 1:
            x.shortfall = inflation.shortfall(x.shortfall, quantity, shipped, x.inflate_weight)
    else:
        make(w, s, quantity)


@step
def order_from_several(w: State, s: int, quantity: int) -> None:
    """Divide an order among lanes: haste first, then the rule, then what distrust diverts."""
    x = w.stock[s]
    if w.sourcing[x.sourcing].copies == 1:
        order_copies(w, s, quantity)
        return
    rush = rushed(w, s, quantity)
    rest = quantity - rush
    best, other, stays = NO_ROW, NO_ROW, 0
    if rest > 0:
        best = best_lane(w, s, rest, NO_ROW)
        stays = stays_with(w, best, rest, x.multiple)
        if stays < rest:
            other = best_lane(w, s, rest - stays, best)
            divert(w, best, other, rest - stays)
    if rush > 0:
        count_way(w, w.sourcing[x.sourcing].fast, Way.EXPEDITED, rush)
        order_by(w, w.sourcing[x.sourcing].fast, rush)
    if stays > 0:
        order_by(w, best, stays)
    if stays < rest:
        order_by(w, other, rest - stays)


@step
def order_copies(w: State, s: int, quantity: int) -> None:
    """Ask the sources in turn for what those before did not ship at once; only what one alone would bring is wanted."""
    x = w.stock[s]
    wanting = x.on_order - x.phantom - quantity
    before, rest, stands = x.phantom, quantity, False
    x.on_order -= quantity
    count(w, s, Point.UNITS_ORDERED, -quantity)
    for lane in range(x.lane_first, x.lane_first + x.lane_count):
        if w.lane[lane].refusing > 0 or rest == 0:
            continue
        asked, had = in_lots(w, s, rest), w.lane[lane].on_order
        x.on_order += asked
        count(w, s, Point.UNITS_ORDERED, asked)
        shipped = order_by(w, lane, asked)
        stands = stands or w.lane[lane].on_order - had > shipped
        rest = max(rest - shipped, 0)
    wanting += quantity if stands else quantity - rest
    x.phantom = x.on_order - wanting
    if x.phantom > before:
        count(w, s, Point.INFLATED, x.phantom - before)
        note(w, Row.DUPLICATED, s, x.orders, x.phantom - before, x.phantom, 0, 0)


@step
def inflate(w: State, s: int, quantity: int) -> int:
    """Return how much more than wanted is ordered, for fear of getting less."""
    x = w.stock[s]
    more = inflation.extra(quantity, x.multiple, x.shortfall, x.inflate_factor)
    if more > 0:
        x.phantom += more
        count(w, s, Point.INFLATED, more)
        note(w, Row.INFLATED, s, x.orders, more, int(x.shortfall * 1_000_000), x.phantom, 0)
    return more


@step
def go_stale(w: State, p: int, lane: int, ordinal: int) -> None:
    """Take back what has not been shipped of an order, and order it elsewhere; put off while that cannot be."""
    y = w.purchase[p]
    if y.lane != lane or y.number & 0xFFFFFFFF != ordinal or y.unshipped == 0:
        return
    x = w.lane[lane]
    if w.stock[x.to].paused > w.stock[x.to].barred or not another_accepts(w, lane):
        y.put_off = 1
        return
    quantity = y.unshipped
    other = best_lane(w, x.to, quantity, lane)
    note(w, Row.TAKEN_BACK, lane, y.number, quantity, other, 0, 0)
    count_way(w, lane, Way.TAKEN_BACK, quantity)
    take_back(w, lane, quantity)
    y.unshipped = 0
    y.left -= quantity
    x.on_order -= quantity
    if y.late == 0:
        judge(w, lane, y.number, 0)
        y.late = 1
        x.overdue += 1
    if y.left == 0:
        close_purchase(w, p)
    order_by(w, other, quantity)


@step
def order_by(w: State, lane: int, quantity: int) -> int:
    """Order from the source of a lane; return what it ships at once."""
    if w.lane[lane].sourcing != NO_ROW:
        take_order(w, lane, quantity)
    source = w.lane[lane].source
    if w.lane[lane].kind != SUPPLIER:
        return order_from(w, lane, source, quantity)
    shipped = quantity if w.lane[lane].stopped == 0 else 0
    dispatch(w, lane, quantity, w.run[0].now)
    return shipped


@step
def order_from(w: State, lane: int, giver: int, quantity: int) -> int:
    """Order from another stock point: what it has comes at once, which is returned, the rest stands in its book."""
    s = w.lane[lane].to
    at_once = order_at(w, giver, quantity)
    o = NO_ROW
    if at_once < quantity:
        o = new_order(w, SITE, giver, 1, quantity - at_once)
    if at_once > 0:
        note(w, Row.SITE_SERVED, giver, s, at_once, -1, quantity - at_once, 0)
        dispatch(w, lane, at_once, w.run[0].now)
    if at_once < quantity:
        e = w.order[o]
        e.to, e.lane, e.first_date = s, lane, NOTHING
        if w.stock[giver].site_desk != NO_ROW and not accepts(w, o):
            turned_away(w, lane, giver, e.left)
            forget(w, o)
            return at_once
        if e.first_date != NOTHING:
            told(w, lane, e.first_date)
        owe(w, o)
        note(w, Row.SITE_OWED, giver, s, quantity - at_once, e.serial, w.stock[giver].backlog, 0)
    return at_once


@step
def turned_away(w: State, lane: int, giver: int, quantity: int) -> None:
    """Take off what a source did not accept: it is neither on order here nor demand there."""
    s = w.lane[lane].to
    settle(w, s)
    if w.lane[lane].sourcing != NO_ROW:
        refuse(w, lane, quantity)
    else:
        unwanted = min(w.stock[s].phantom, quantity)
        w.stock[s].phantom -= unwanted
        count(w, s, Point.INFLATED, -unwanted)
    w.stock[s].on_order -= quantity
    count(w, s, Point.UNITS_ORDERED, -quantity)
    saw(w, giver, ACCEPTED, -quantity)


@step
def make(w: State, s: int, quantity: int) -> None:
    """Take in a replenishment order: ask for its components, release what has them, start free lines."""
    x = w.stock[s]
    m = new_production_order(w, s, quantity // x.lot)
    x.unreleased += quantity
    for c in range(x.component_count):
        component = w.component[x.component_first + c]
        giver = component.stock
        asked = quantity * component.needed
        at_once = order_at(w, giver, asked)
        o = NO_ROW
        if at_once < asked:
            o = new_order(w, JOB, giver, 1, asked - at_once)
        if at_once > 0:
            w.given[m * w.run[0].components + c] += at_once
            give_to_jobs(w, giver, at_once)
            note(w, Row.COMPONENT_GIVEN, giver, s, at_once, w.production_order[m].serial, asked - at_once, 0)
        if at_once < asked:
            e = w.order[o]
            e.to, e.production_order, e.component = giver, m, c
            owe(w, o)
    release(w, m)


@step
def withdraw(w: State, s: int, surplus: int) -> None:
    """Reduce the newest open orders by the whole multiples in a surplus, as far as they may be reduced."""
    x = w.stock[s]
    surplus -= surplus % x.multiple
    taken = 0
    if x.lane_count == 0:
        taken = withdraw_jobs(w, s, surplus)
    for place in range(x.lane_count - 1, -1, -1):
        lane = x.lane_first + place
        less = withdraw_by(w, lane, surplus - taken)
        taken += less
        if x.sourcing != NO_ROW and less > 0:
            withdrawn(w, lane, less)
    if taken > 0:
        settle(w, s)
        x.on_order -= taken
        count(w, s, Point.WITHDRAWN, taken)
        note(w, Row.WITHDRAWN, s, 0, taken, 0, 0, 0)


@step
def withdraw_by(w: State, lane: int, surplus: int) -> int:
    """Take back what is ordered by a lane, the newest first; return how much."""
    x = w.lane[lane]
    if x.kind != SUPPLIER:
        return withdraw_from(w, lane, x.source, surplus)
    taken = withdraw_held(w, lane, surplus)
    if w.stock[x.to].withdraw == WITHDRAW_ANY:
        taken += withdraw_in_transit(w, lane, surplus - taken)
    return taken


@step
def withdraw_from(w: State, lane: int, giver: int, surplus: int) -> int:
    """Take back what a giver still owes, the newest first; return how much."""
    taken = 0
    o = last_of(w, giver)
    while o != NO_ROW and taken < surplus:
        e = w.order[o]
        earlier = before(w, o)
        if e.kind == SITE and e.lane == lane:
            less = whole(w, lane, min(e.left, surplus - taken))
            if less > 0:
                settle(w, giver)
                owe_no_more(w, giver, less, e.asked)
                pay_off(w, o, less)
                taken += less
            if e.left == 0:
                strike(w, o)
                forget(w, o)
        o = earlier
    if taken > 0:
        position_changed(w, giver)
    return taken


@step
def sweep(w: State) -> None:
    """Have every stock point whose position changed look at its order, downstream first."""
    s = next_changed(w)
    while s != NO_ROW:
        reorder(w, s)
        s = next_changed(w)


@step
def look_on(w: State) -> None:
    """Have those who watch the backlog look at it, after all orders."""
    for place in range(w.run[0].ramps):
        feel_pressure(w, w.ramping[place])
    if w.run[0].watching > 0:
        look_for_recoveries(w)
