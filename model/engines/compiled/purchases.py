"""Orders to sources, one by one, where due dates are kept; see the reference's `purchases`."""

from __future__ import annotations

from ...outcome.events import Event
from ...outcome.tallies import Way
from ...outcome.trace import Row
from ...policies.units import NEVER, NOTHING
from .calendar import push
from .jit import inlined, step
from .record import note
from .rules import trust, trusting
from .tables import NO_ROW, State


@inlined
def count_way(w: State, lane: int, column: int, amount: int) -> None:
    """Add to a lane's tally if measurement has begun."""
    if w.run[0].now >= 0:
        w.ways[lane, column] += amount


@step
def take_order(w: State, lane: int, quantity: int) -> None:
    """Note an order to a lane, which is one of several, and when it is due."""
    x = w.lane[lane]
    number = x.placed
    x.placed += 1
    x.given += quantity
    x.on_order += quantity
    count_way(w, lane, Way.ORDERS, 1)
    count_way(w, lane, Way.UNITS, quantity)
    count_way(w, lane, Way.ASKED, quantity)
    due = due_after(w, lane, w.run[0].now) if x.dated == 1 else NOTHING
    note(w, Row.SOURCED, lane, number, quantity, due, 0, 0)
    if x.dated == 0:
        return
    p = new_purchase(w, lane, number, quantity, due)
    push(w, due, Event.ORDER_DUE, lane, number, p)
    stale = min(w.run[0].now + w.sourcing[x.sourcing].cancel_after, NEVER)
    push(w, stale, Event.ORDER_STALE, lane, number, p)


@step
def refuse(w: State, lane: int, quantity: int) -> None:
    """Take off what a source did not accept of the latest order."""
    x = w.lane[lane]
    x.on_order -= quantity
    x.given -= quantity
    count_way(w, lane, Way.UNITS, -quantity)
    if x.dated == 1:
        y = w.purchase[x.newest]
        y.left -= quantity
        y.unshipped -= quantity
        if y.left == 0:
            close_purchase(w, x.newest)


@step
def due_after(w: State, lane: int, leaves: int) -> int:
    """Return when goods that leave then are due: the mean time of the way, and the grace that trust allows."""
    x = w.lane[lane]
    return min(leaves + x.mean_transit + w.sourcing[x.sourcing].grace, NEVER)


@step
def told(w: State, lane: int, leaves: int) -> None:
    """Have the latest order be due by the date that its source told, at which the last unit leaves."""
    x = w.lane[lane]
    if x.dated == 0:
        return
    p = x.newest
    y = w.purchase[p]
    due = due_after(w, lane, leaves)
    if due != y.due:
        y.due = due
        note(w, Row.DUE_AS_TOLD, lane, y.number, y.left, due, 0, 0)
        push(w, due, Event.ORDER_DUE, lane, y.number, p)


@step
def new_purchase(w: State, lane: int, number: int, quantity: int, due: int) -> int:
    """Return a fresh order at the end of its lane's."""
    r = w.run[0]
    x = w.lane[lane]
    p = r.free_purchase
    y = w.purchase[p]
    r.free_purchase = y.next
    r.free_purchases -= 1
    y.lane, y.number, y.left, y.unshipped, y.due, y.late = lane, number, quantity, quantity, due, 0
    y.put_off = 0
    y.next, y.prev = NO_ROW, x.newest
    if x.newest == NO_ROW:
        x.oldest = p
    else:
        w.purchase[x.newest].next = p
    x.newest = p
    return p


@step
def close_purchase(w: State, p: int) -> None:
    """Forget an order that is filled or taken back."""
    r = w.run[0]
    y = w.purchase[p]
    x = w.lane[y.lane]
    x.overdue -= y.late
    if y.prev == NO_ROW:
        x.oldest = y.next
    else:
        w.purchase[y.prev].next = y.next
    if y.next == NO_ROW:
        x.newest = y.prev
    else:
        w.purchase[y.next].prev = y.prev
    y.lane = NO_ROW
    y.next = r.free_purchase
    r.free_purchase = p
    r.free_purchases += 1


@step
def pass_due(w: State, p: int, lane: int, ordinal: int) -> None:
    """Have an order pass its due date, unless it is filled or was given another since."""
    y = w.purchase[p]
    if y.lane != lane or y.number & 0xFFFFFFFF != ordinal or y.late == 1 or y.due != w.run[0].now:
        return
    y.late = 1
    w.lane[lane].overdue += 1
    note(w, Row.OVERDUE, lane, y.number, y.left, y.due, 0, 0)
    judge(w, lane, y.number, 0)


@step
def fill_orders(w: State, lane: int, quantity: int) -> None:
    """Fill the oldest open orders with what has come."""
    rest = quantity
    while rest > 0:
        p = w.lane[lane].oldest
        y = w.purchase[p]
        part = min(rest, y.left)
        y.left -= part
        rest -= part
        if y.left == 0:
            note(w, Row.FILLED, lane, y.number, part, y.due, 0, 0)
            if y.late == 0:
                judge(w, lane, y.number, 1)
            close_purchase(w, p)


@step
def fill_lane(w: State, lane: int, quantity: int) -> None:
    """Take what has come off what is on order by a lane that is one of several."""
    w.lane[lane].on_order -= quantity
    if w.lane[lane].dated == 1:
        fill_orders(w, lane, quantity)


@step
def ship_orders(w: State, lane: int, quantity: int) -> None:
    """Note which orders' goods leave: the oldest that have not left."""
    rest = quantity
    p = w.lane[lane].oldest
    while p != NO_ROW and rest > 0:
        y = w.purchase[p]
        part = min(rest, y.unshipped)
        y.unshipped -= part
        rest -= part
        p = y.next


@step
def withdrawn(w: State, lane: int, quantity: int) -> None:
    """Take what was withdrawn off a lane's newest orders; those withdrawn whole are not judged."""
    x = w.lane[lane]
    x.on_order -= quantity
    x.given -= quantity
    count_way(w, lane, Way.UNITS, -quantity)
    note(w, Row.WITHDRAWN_BY, lane, 0, quantity, x.on_order, 0, 0)
    rest = quantity
    p = x.newest
    while p != NO_ROW:
        y = w.purchase[p]
        less = min(y.unshipped, rest)
        rest -= less
        y.unshipped -= less
        y.left -= less
        p = y.prev
    p = x.newest
    while p != NO_ROW:
        y = w.purchase[p]
        older = y.prev
        less = min(y.left - y.unshipped, rest)
        rest -= less
        y.left -= less
        if y.left == 0:
            close_purchase(w, p)
        p = older


@step
def judge(w: State, lane: int, number: int, on_time: int) -> None:
    """Settle an order once, as on time or not, and trust its source accordingly."""
    x = w.lane[lane]
    count_way(w, lane, Way.SETTLED, 1)
    count_way(w, lane, Way.ON_TIME, on_time)
    z = w.sourcing[x.sourcing]
    if z.trusts == 0:
        return
    settings = trusting(w.setting, z.trust_first)
    x.trust = trust.trusted(x.trust, float(on_time), settings.weight)
    x.away = trust.away(x.away, x.trust, settings)
    note(w, Row.TRUST, lane, number, 0, int(x.trust * 1_000_000), x.away, 0)
