"""Which sources accept orders, and who waits until one does; see the reference's `acceptance`."""

from __future__ import annotations

from ...outcome.events import Event
from .calendar import push
from .jit import step
from .stock_points import look_again
from .tables import NO_ROW, State


@step
def refuse_orders(w: State, lane: int) -> None:
    """Have a source accept no order by a lane from now on."""
    w.lane[lane].refusing += 1
    see_who_accepts(w, w.lane[lane].to)


@step
def accept_orders(w: State, lane: int) -> None:
    """Have a source accept orders by a lane again, unless something else keeps it from doing so."""
    x = w.lane[lane]
    x.refusing -= 1
    if x.refusing > 0:
        return
    see_who_accepts(w, x.to)
    if is_fast(w, lane) and w.stock[x.to].put_off == 1:
        look_again(w, x.to)
    look_at_stale(w, x.to)


@step
def see_who_accepts(w: State, s: int) -> None:
    """Have a stock point wait while none of the sources that its rule chooses among accepts an order."""
    x = w.stock[s]
    barred = 0 if one_accepts(w, s) else 1
    if barred == x.barred:
        return
    x.barred = barred
    if barred == 1:
        x.paused += 1
    else:
        let_order(w, s)


@step
def one_accepts(w: State, s: int) -> bool:
    """Return whether one of the lanes that the rule chooses among may get an order."""
    x = w.stock[s]
    first = first_choosable(w, s)
    if x.sourcing != NO_ROW and w.sourcing[x.sourcing].first == 1:
        return w.lane[first].refusing == 0
    return w.lane[first].refusing == 0 or another_accepts(w, first)


@step
def first_choosable(w: State, s: int) -> int:
    """Return the lane written first, haste aside."""
    first = w.stock[s].lane_first
    return first + 1 if is_fast(w, first) else first


@step
def another_accepts(w: State, lane: int) -> bool:
    """Return whether an order may go elsewhere than by this lane, haste aside."""
    x = w.stock[w.lane[lane].to]
    for other in range(x.lane_first, x.lane_first + x.lane_count):
        if other != lane and w.lane[other].refusing == 0 and not is_fast(w, other):
            return True
    return False


@step
def is_fast(w: State, lane: int) -> bool:
    """Return whether a lane is for haste alone."""
    sourcing = w.lane[lane].sourcing
    return sourcing != NO_ROW and w.sourcing[sourcing].fast == lane


@step
def go_on_ordering(w: State, s: int) -> None:
    """End one time in which a stock point places no order."""
    let_order(w, s)
    look_at_stale(w, s)


@step
def let_order(w: State, s: int) -> None:
    """Take away a reason to place no order; with the last it looks now at what it would have looked at meanwhile."""
    x = w.stock[s]
    x.paused -= 1
    if x.paused == 0 and x.put_off == 1:
        x.put_off = 0
        look_again(w, s)


@step
def look_at_stale(w: State, s: int) -> None:
    """Look again at the orders that would have been taken back, had there been a way to order elsewhere."""
    x = w.stock[s]
    for lane in range(x.lane_first, x.lane_first + x.lane_count):
        if w.lane[lane].dated == 0:
            continue
        p = w.lane[lane].oldest
        while p != NO_ROW:
            y = w.purchase[p]
            if y.put_off == 1:
                y.put_off = 0
                push(w, w.run[0].now, Event.ORDER_STALE, lane, y.number, p)
            p = y.next
