"""Ordering: what a stock point asks of its source, and what it takes back; see the reference's `ordering`."""

from __future__ import annotations

from ...outcome.tallies import Point
from ...outcome.trace import Row
from ...policies.units import NOTHING
from ...scenario.world import Withdraw
from .book import JOB, SITE, before, forget, last_of, new_order, pay_off, strike
from .disruptions import look_for_recoveries
from .jit import step
from .lanes import SUPPLIER, dispatch, withdraw_from_lane, withdraw_held
from .plant import new_make, release, withdraw_jobs
from .ramp import feel_pressure
from .record import note
from .serving import order_at, owe
from .site_desk import accepts
from .stock_points import ACCEPTED, count, next_changed, position_changed, saw, settle, wanted
from .tables import NO_ROW, State

NO_WITHDRAWAL, WITHDRAW_ANY = int(Withdraw.NONE), int(Withdraw.ANY)


@step
def reorder(w: State, s: int) -> None:
    """Ask the replenishment rule, and order or take back what it says; put off while no order may be placed."""
    if w.stock[s].paused > 0:
        w.stock[s].put_off = 1
        return
    quantity = wanted(w, s)
    if quantity > 0:
        place(w, s, quantity)
    elif quantity < 0 and w.stock[s].withdraw != NO_WITHDRAWAL:
        withdraw(w, s, -quantity)


@step
def place(w: State, s: int, quantity: int) -> None:
    """Order from the source; the order reaches it within this event."""
    settle(w, s)
    x = w.stock[s]
    position = x.on_hand + x.on_order - x.backlog
    x.on_order += quantity
    note(w, Row.ORDERED, s, x.orders, quantity, position, 0, 0)
    x.orders += 1
    count(w, s, Point.ORDERS, 1)
    count(w, s, Point.UNITS_ORDERED, quantity)
    if x.lane_count > 0:
        order_by(w, x.lane_first, quantity)
    else:
        make(w, s, quantity)


@step
def order_by(w: State, lane: int, quantity: int) -> None:
    """Order from the source of a lane."""
    if w.lane[lane].kind == SUPPLIER:
        dispatch(w, lane, quantity)
    else:
        order_from(w, lane, w.lane[lane].source, quantity)


@step
def order_from(w: State, lane: int, giver: int, quantity: int) -> None:
    """Order from another stock point: what it has comes at once, the rest stands in its book."""
    s = w.lane[lane].to
    at_once = order_at(w, giver, quantity)
    o = NO_ROW
    if at_once < quantity:
        o = new_order(w, SITE, giver, 1, quantity - at_once)
    if at_once > 0:
        note(w, Row.SITE_SERVED, giver, s, at_once, -1, quantity - at_once, 0)
        dispatch(w, lane, at_once)
    if at_once < quantity:
        e = w.order[o]
        e.to, e.lane, e.first_date = s, lane, NOTHING
        if w.stock[giver].site_desk != NO_ROW and not accepts(w, o):
            turned_away(w, s, giver, e.left)
            forget(w, o)
            return
        owe(w, o)
        note(w, Row.SITE_OWED, giver, s, quantity - at_once, e.serial, w.stock[giver].backlog, 0)


@step
def turned_away(w: State, s: int, giver: int, quantity: int) -> None:
    """Take off what a source did not accept: it is neither on order here nor demand there."""
    settle(w, s)
    w.stock[s].on_order -= quantity
    count(w, s, Point.UNITS_ORDERED, -quantity)
    saw(w, giver, ACCEPTED, -quantity)


@step
def make(w: State, s: int, quantity: int) -> None:
    """Take in a replenishment order: ask for its components, release what has them, start free lines."""
    x = w.stock[s]
    m = new_make(w, s, quantity // x.lot)
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
            note(w, Row.COMPONENT_GIVEN, giver, s, at_once, w.make[m].serial, asked - at_once, 0)
        if at_once < asked:
            e = w.order[o]
            e.to, e.make, e.component = giver, m, c
            owe(w, o)
    release(w, m)


@step
def withdraw(w: State, s: int, surplus: int) -> None:
    """Reduce the newest open orders by a surplus, as far as they may be reduced."""
    x = w.stock[s]
    taken = 0
    if x.lane_count == 0:
        taken = withdraw_jobs(w, s, surplus)
    for place in range(x.lane_count - 1, -1, -1):
        taken += withdraw_by(w, x.lane_first + place, surplus - taken)
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
        taken += withdraw_from_lane(w, lane, surplus - taken)
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
            less = min(e.left, surplus - taken)
            settle(w, giver)
            w.stock[giver].backlog -= less
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
def reconsider(w: State) -> None:
    """Have every stock point whose position changed look at its order, downstream first, in one sweep."""
    s = next_changed(w)
    while s != NO_ROW:
        reorder(w, s)
        s = next_changed(w)
    if w.run[0].ramps > 0:
        for p in range(w.site.size):
            feel_pressure(w, p)
    if w.run[0].watching > 0:
        look_for_recoveries(w)
