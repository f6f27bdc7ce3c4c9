"""From when an order can no longer be left: whose unit the lines have begun."""

from __future__ import annotations

from ...outcome.tallies import Cell
from ...outcome.trace import Row
from ...scenario.world import Firm
from .book import CUSTOMER, after, first_of, kept_from
from .jit import step
from .recent import remember_wait
from .record import count_wait, note
from .tables import NO_ROW, State

WORK_BEGINS = int(Firm.WORK_BEGINS)


@step
def firm_after(w: State, s: int, cell: int, wait: int) -> None:
    """Count how long it took until work on a request began."""
    if cell == 0:
        return
    w.cells[cell, Cell.FIRM_ORDERS] += 1
    w.cells[cell, Cell.FIRM_SUM] += wait
    if wait == 0:
        w.cells[cell, Cell.FIRM_AT_ONCE] += 1
    count_wait(w.firm_waits, s, wait, 1)


@step
def work_begun_for(w: State, o: int) -> None:
    """Note that work on the last unit of a back-order has begun; it is firm if that is the rule."""
    e = w.order[o]
    e.begun, e.begun_at = 1, w.run[0].now
    wait = w.run[0].now - e.asked
    firm_after(w, e.wish, e.cell, wait)
    note(w, Row.FIRM, e.stock, e.serial, e.left, wait, 0, 0)
    if w.stock[e.stock].firm == WORK_BEGINS:
        e.firm = 1
        remember_wait(w, w.stock[e.stock].desk, wait)


@step
def peg(w: State, s: int) -> None:
    """Mark the back-orders whose units are all in work or on the shelf, beyond what is kept from their class."""
    x = w.stock[s]
    if x.unit_time == NO_ROW or x.sells == 0:
        return
    begun = x.in_work + x.on_hand
    o = first_of(w, s)
    while o != NO_ROW:
        e = w.order[o]
        begun -= e.left
        if begun < 0:
            return
        if e.kind == CUSTOMER and e.begun == 0 and begun >= kept_from(w, s, e.klass):
            work_begun_for(w, o)
        o = after(w, o)
