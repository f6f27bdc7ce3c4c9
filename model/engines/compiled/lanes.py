"""Goods under way: lanes, shipments, and suppliers that hold them back."""

from __future__ import annotations

from ...outcome.events import Event
from ...outcome.tallies import Outage, Point
from ...outcome.trace import Row
from ...scenario.world import SourceKind
from .calendar import push
from .chance import drawn_ticks
from .jit import step
from .record import note
from .stock_points import count
from .tables import NO_ROW, State

SUPPLIER = int(SourceKind.SUPPLIER)


@step
def new_shipment(w: State, lane: int, quantity: int) -> int:
    """Return a fresh shipment for a lane."""
    r = w.run[0]
    h = r.free_shipment
    x = w.shipment[h]
    r.free_shipment = x.next
    r.free_shipments -= 1
    x.lane, x.quantity, x.number, x.next, x.prev = lane, quantity, NO_ROW, NO_ROW, NO_ROW
    return h


@step
def forget_shipment(w: State, h: int) -> None:
    """Free the row of a shipment."""
    r = w.run[0]
    x = w.shipment[h]
    x.lane = NO_ROW
    x.next = r.free_shipment
    r.free_shipment = h
    r.free_shipments += 1


@step
def dispatch(w: State, lane: int, quantity: int) -> None:
    """Have goods leave the source of a lane, unless it is down."""
    x = w.lane[lane]
    h = new_shipment(w, lane, quantity)
    if x.kind == SUPPLIER and w.supplier[x.source].up == 0:
        u = w.supplier[x.source]
        w.shipment[h].prev = u.held_tail
        if u.held_tail == NO_ROW:
            u.held_head = h
        else:
            w.shipment[u.held_tail].next = h
        u.held_tail = h
        w.run[0].held += 1
        note(w, Row.HELD, lane, x.source, quantity, 0, 0, 0)
        return
    depart(w, h)


@step
def depart(w: State, h: int) -> None:
    """Put goods on the lane."""
    g = w.shipment[h]
    lane = g.lane
    x = w.lane[lane]
    now = w.run[0].now
    g.number = x.shipments
    x.shipments += 1
    arrival = now + drawn_ticks(w, x.transit, 0, g.number)
    if x.overtaking == 0:
        arrival = max(arrival, x.last_arrival)
    x.last_arrival = arrival
    g.dispatched, g.arrival = now, arrival
    g.next, g.prev = NO_ROW, x.tail
    if x.tail == NO_ROW:
        x.head = h
    else:
        w.shipment[x.tail].next = h
    x.tail = h
    count(w, x.to, Point.SHIPMENTS, 1)
    note(w, Row.SHIPPED, lane, g.number, g.quantity, arrival, 0, 0)
    push(w, arrival, Event.ARRIVAL, lane, g.number, h)


@step
def leave_lane(w: State, h: int) -> None:
    """Take a shipment off its lane and free its row."""
    g = w.shipment[h]
    x = w.lane[g.lane]
    if g.prev == NO_ROW:
        x.head = g.next
    else:
        w.shipment[g.prev].next = g.next
    if g.next == NO_ROW:
        x.tail = g.prev
    else:
        w.shipment[g.next].prev = g.prev
    forget_shipment(w, h)


@step
def withdraw_from_lane(w: State, lane: int, surplus: int) -> int:
    """Take back what is on its way, the newest first; return how much."""
    taken = 0
    h = w.lane[lane].tail
    while h != NO_ROW and taken < surplus:
        g = w.shipment[h]
        older = g.prev
        less = min(g.quantity, surplus - taken)
        taken += less
        g.quantity -= less
        if g.quantity == 0:
            leave_lane(w, h)
        h = older
    return taken


@step
def withdraw_held(w: State, lane: int, surplus: int) -> int:
    """Take back what a supplier holds for a lane, the newest first; return how much."""
    u = w.supplier[w.lane[lane].source]
    taken = 0
    h = u.held_tail
    while h != NO_ROW and taken < surplus:
        g = w.shipment[h]
        older = g.prev
        if g.lane == lane:
            less = min(g.quantity, surplus - taken)
            taken += less
            g.quantity -= less
            if g.quantity == 0:
                release_held(w, h)
                forget_shipment(w, h)
        h = older
    return taken


@step
def release_held(w: State, h: int) -> None:
    """Take a shipment out of those its supplier holds."""
    g = w.shipment[h]
    u = w.supplier[w.lane[g.lane].source]
    if g.prev == NO_ROW:
        u.held_head = g.next
    else:
        w.shipment[g.prev].next = g.next
    if g.next == NO_ROW:
        u.held_tail = g.prev
    else:
        w.shipment[g.next].prev = g.prev
    w.run[0].held -= 1


@step
def on_supplier(w: State, u: int) -> None:
    """Have a supplier go down, or come up and ship what it held."""
    x = w.supplier[u]
    now = w.run[0].now
    if x.up == 1:
        x.up, x.since = 0, now
        until = now + drawn_ticks(w, x.down_stream, 0, x.failure)
        note(w, Row.SUPPLIER_DOWN, u, x.failure, 0, until, 0, 0)
        push(w, until, Event.SUPPLIER, u, 0, u)
        return
    count_outage(w, u)
    x.up = 1
    note(w, Row.SUPPLIER_UP, u, x.failure, 0, 0, 0, 0)
    while x.held_head != NO_ROW:
        h = x.held_head
        release_held(w, h)
        depart(w, h)
    x.failure += 1
    push(w, now + drawn_ticks(w, x.up_stream, 0, x.failure), Event.SUPPLIER, u, 0, u)


@step
def count_outage(w: State, u: int) -> None:
    """Add the time down that ends now."""
    x = w.supplier[u]
    now = w.run[0].now
    if x.up == 0 and now > 0:
        w.outages[u, Outage.DOWN] += now - max(x.since, 0)
        w.outages[u, Outage.FAILURES] += 1
