"""Goods under way: lanes, shipments, and what holds them up; see the reference's `lane`."""

from __future__ import annotations

from ...outcome.events import Event
from ...outcome.tallies import Point, Way
from ...outcome.trace import Row
from ...policies.units import NEVER
from ...scenario.world import SourceKind
from .calendar import push
from .chance import drawn_ticks
from .jit import inlined, step
from .purchases import ship_orders
from .record import note
from .stock_points import count
from .tables import NO_ROW, State

SUPPLIER = int(SourceKind.SUPPLIER)


@step
def new_shipment(w: State, lane: int, quantity: int, ordered: int) -> int:
    """Return a fresh shipment for a lane, of goods that were ordered at a tick."""
    r = w.run[0]
    h = r.free_shipment
    x = w.shipment[h]
    r.free_shipment = x.next
    r.free_shipments -= 1
    x.lane, x.quantity, x.ordered, x.number, x.next, x.prev = lane, quantity, ordered, NO_ROW, NO_ROW, NO_ROW
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
def dispatch(w: State, lane: int, quantity: int, ordered: int) -> None:
    """Have goods that were ordered at a tick leave the source of a lane, unless nothing may."""
    x = w.lane[lane]
    h = new_shipment(w, lane, quantity, ordered)
    if x.kind != SUPPLIER or x.stopped == 0:
        hand_over(w, lane, quantity)
    if x.stopped > 0:
        hold(w, h)
        note(w, Row.HELD, lane, x.source, quantity, 0, 0, 0)
        return
    depart(w, h)


@inlined
def hand_over(w: State, lane: int, quantity: int) -> None:
    """Have goods become the receiver's: a site's as they leave its shelf, a supplier's as they leave its door."""
    put_in_transit(w, lane, quantity)
    if w.lane[lane].dated == 1:
        ship_orders(w, lane, quantity)


@inlined
def put_in_transit(w: State, lane: int, quantity: int) -> None:
    """Have so much more be in transit, or less where it is below 0, from now on."""
    x = w.lane[lane]
    now = w.run[0].now
    if now > x.counted_to:
        w.ways[lane, Way.IN_TRANSIT_TIME] += x.in_transit * (now - x.counted_to)
        x.counted_to = now
    x.in_transit += quantity


@inlined
def clock_of(w: State, lane: int) -> int:
    """Return a lane's own time: it stands while the lane is frozen."""
    return w.lane[lane].stands_at if w.lane[lane].frozen > 0 else w.run[0].now


@step
def depart(w: State, h: int) -> None:
    """Put goods on the lane."""
    g = w.shipment[h]
    lane = g.lane
    x = w.lane[lane]
    clock = clock_of(w, lane)
    g.number = x.shipments
    x.shipments += 1
    arrival = clock + drawn_ticks(w, x.transit, 0, g.number)
    if x.overtaking == 0:
        arrival = max(arrival, x.last_arrival)
    x.last_arrival = arrival
    g.dispatched, g.arrival = clock, arrival
    g.next, g.prev = NO_ROW, x.tail
    if x.tail == NO_ROW:
        x.head = h
    else:
        w.shipment[x.tail].next = h
    x.tail = h
    count(w, x.to, Point.SHIPMENTS, 1)
    note(w, Row.SHIPPED, lane, g.number, g.quantity, arrival + w.run[0].now - clock, 0, 0)
    if x.frozen == 0:
        push(w, arrival, Event.ARRIVAL, lane, g.number, h)
    else:
        w.run[0].held += 1


@step
def leave_lane(w: State, h: int) -> None:
    """Take a shipment off its lane."""
    g = w.shipment[h]
    x = w.lane[g.lane]
    if x.frozen > 0:
        w.run[0].held -= 1
    if g.prev == NO_ROW:
        x.head = g.next
    else:
        w.shipment[g.prev].next = g.next
    if g.next == NO_ROW:
        x.tail = g.prev
    else:
        w.shipment[g.next].prev = g.prev


@inlined
def whole(w: State, lane: int, quantity: int) -> int:
    """Return the whole multiples in a quantity."""
    return quantity - quantity % w.stock[w.lane[lane].to].multiple


@step
def withdraw_in_transit(w: State, lane: int, surplus: int) -> int:
    """Take back what is on its way, the newest first; return how much."""
    taken = 0
    h = w.lane[lane].tail
    while h != NO_ROW and taken < surplus:
        g = w.shipment[h]
        older = g.prev
        less = whole(w, lane, min(g.quantity, surplus - taken))
        taken += less
        g.quantity -= less
        if g.quantity == 0:
            leave_lane(w, h)
            forget_shipment(w, h)
        h = older
    put_in_transit(w, lane, -taken)
    return taken


@step
def withdraw_held(w: State, lane: int, surplus: int) -> int:
    """Take back what is held at the shipper's door, the newest first; return how much."""
    taken = 0
    h = w.lane[lane].held_tail
    while h != NO_ROW and taken < surplus:
        g = w.shipment[h]
        older = g.prev
        less = whole(w, lane, min(g.quantity, surplus - taken))
        taken += less
        g.quantity -= less
        if g.quantity == 0:
            release_held(w, h)
            forget_shipment(w, h)
        h = older
    return taken


# -- disruptions


@step
def hold(w: State, h: int) -> None:
    """Put a shipment last at the shipper's door."""
    g = w.shipment[h]
    x = w.lane[g.lane]
    g.next, g.prev = NO_ROW, x.held_tail
    if x.held_tail == NO_ROW:
        x.held_head = h
    else:
        w.shipment[x.held_tail].next = h
    x.held_tail = h
    w.run[0].held += 1


@step
def give_up_held(w: State, lane: int, quantity: int) -> None:
    """Let go of what a supplier holds for a lane, the oldest first."""
    rest = quantity
    h = w.lane[lane].held_head
    while h != NO_ROW and rest > 0:
        g = w.shipment[h]
        newer = g.next
        less = min(g.quantity, rest)
        rest -= less
        g.quantity -= less
        if g.quantity == 0:
            release_held(w, h)
            forget_shipment(w, h)
        h = newer


@step
def release_held(w: State, h: int) -> None:
    """Take a shipment from the shipper's door."""
    g = w.shipment[h]
    x = w.lane[g.lane]
    if g.prev == NO_ROW:
        x.held_head = g.next
    else:
        w.shipment[g.prev].next = g.next
    if g.next == NO_ROW:
        x.held_tail = g.prev
    else:
        w.shipment[g.next].prev = g.prev
    w.run[0].held -= 1


@step
def wait_at_door(w: State, h: int) -> None:
    """Put a shipment last at the receiver's door."""
    g = w.shipment[h]
    x = w.lane[g.lane]
    g.arrival, g.next = NEVER, NO_ROW
    if x.door_tail == NO_ROW:
        x.door_head = h
    else:
        w.shipment[x.door_tail].next = h
    x.door_tail = h
    w.run[0].held += 1


@step
def leave_door(w: State, lane: int) -> int:
    """Take the first shipment from the receiver's door."""
    x = w.lane[lane]
    h = x.door_head
    x.door_head = w.shipment[h].next
    if x.door_head == NO_ROW:
        x.door_tail = NO_ROW
    w.run[0].held -= 1
    return h


@step
def let_leave(w: State, lane: int) -> None:
    """Have everything at the shipper's door leave, in order."""
    while w.lane[lane].held_head != NO_ROW:
        h = w.lane[lane].held_head
        release_held(w, h)
        if w.lane[lane].kind == SUPPLIER:
            hand_over(w, lane, w.shipment[h].quantity)
        depart(w, h)


@step
def freeze(w: State, lane: int) -> None:
    """Have everything under way on a lane stop."""
    x = w.lane[lane]
    if x.frozen == 0:
        x.stands_at = w.run[0].now
        w.run[0].held += shipments_in_transit(w, lane)
    x.frozen += 1


@step
def shipments_in_transit(w: State, lane: int) -> int:
    """Count the shipments on their way by a lane."""
    found = 0
    h = w.lane[lane].head
    while h != NO_ROW:
        found += 1
        h = w.shipment[h].next
    return found


@step
def thaw(w: State, lane: int) -> None:
    """Have everything under way on a lane go on with what was left, unless something else holds it."""
    x = w.lane[lane]
    x.frozen -= 1
    if x.frozen > 0:
        return
    stood = w.run[0].now - x.stands_at
    x.last_arrival += stood
    h = x.head
    while h != NO_ROW:
        g = w.shipment[h]
        g.dispatched += stood
        g.arrival += stood
        w.run[0].held -= 1
        note(w, Row.GOES_ON, lane, g.number, g.quantity, g.arrival, 0, 0)
        push(w, g.arrival, Event.ARRIVAL, lane, g.number, h)
        h = g.next
