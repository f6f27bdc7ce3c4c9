"""The same wish placed at several shops: the first receipt calls off the rest; see the reference's `duplicates`.

Open orders for one wish stand in a ring by order of placing; an order alone has no `twin`.
"""

from __future__ import annotations

from ...outcome.tallies import Cell, Point
from ...outcome.trace import Row
from ...policies.units import NOTHING
from .book import forget, pay_off, strike
from .inquiries import inquired
from .jit import step
from .record import note
from .stock_points import owe_no_more, position_changed, settle
from .tables import NO_ROW, State


@step
def join_ring(w: State, o: int) -> None:
    """Add an order to those placed for the wish of the request at the counter."""
    r = w.run[0]
    w.order[o].twin = NO_ROW
    if r.wish_last == NO_ROW:
        r.wish_first = o
    else:
        w.order[r.wish_last].twin = o
        w.order[o].twin = r.wish_first
    r.wish_last = o


@step
def leave_ring(w: State, o: int) -> None:
    """Take an order out of the ring of those for its wish."""
    before = o
    while w.order[before].twin != o:
        before = w.order[before].twin
    w.order[before].twin = w.order[o].twin
    if w.order[before].twin == before:
        w.order[before].twin = NO_ROW
    w.order[o].twin = NO_ROW


@step
def first_of_wish(w: State, o: int) -> bool:
    """Return whether no open order for the same wish was placed before this one."""
    twin = w.order[o].twin
    while twin != NO_ROW and twin != o:
        if w.order[twin].serial < w.order[o].serial:
            return False
        twin = w.order[twin].twin
    return True


@step
def call_off_elsewhere(w: State, o: int, quantity: int) -> None:
    """Call off at the other shops what was received here; those placed after this order first, then those before."""
    served_by = w.order[o].stock
    twin = w.order[o].twin
    while twin != NO_ROW and twin != o:
        following = w.order[twin].twin
        call_off(w, twin, served_by, quantity)
        twin = following


@step
def call_off(w: State, o: int, served_by: int, quantity: int) -> None:
    """Take units off an order that were received from another shop; what it held is free at the end of the event."""
    e = w.order[o]
    s = e.stock
    settle(w, s)
    owe_no_more(w, s, quantity, e.asked)
    pay_off(w, o, quantity)
    note(w, Row.CALLED_OFF, s, e.serial, quantity, e.left, served_by, e.customer)
    stood_for_nothing(w, o, quantity, w.run[0].now)
    if e.left == 0:
        leave_ring(w, o)
        strike(w, o)
        over(w, o)
        if e.person != NO_ROW:
            w.person[e.person].open -= 1
        forget(w, o)
    position_changed(w, s)
    if w.stock[s].freed == 0:
        w.stock[s].freed = 1
        w.run[0].freed += 1


@step
def over(w: State, o: int) -> None:
    """Count an order that ended before its last unit was handed over."""
    e = w.order[o]
    if e.first_date != NOTHING and w.run[0].now > e.first_date:
        w.cells[e.cell, Cell.PROMISED] += 1
    if e.cell != 0:
        w.points[e.stock, Point.CALLED_OFF] += 1
    inquired(w, o)


@step
def stood_for_nothing(w: State, o: int, quantity: int, until: int) -> None:
    """Count units, and how long they stood in a book, of an order that was for no demand of its own."""
    e = w.order[o]
    if until >= 0:
        w.points[e.stock, Point.PHANTOM_UNITS] += quantity
        w.points[e.stock, Point.PHANTOM_TIME] += quantity * (until - max(e.asked, 0))
