"""How often customers who waited asked where their goods were; reckoned when the wait is over."""

from __future__ import annotations

from ...outcome.tallies import Cell
from ...outcome.trace import Row
from ...policies.customer.inquiries import asked
from ...policies.units import NOTHING
from .chance import drawn
from .jit import step
from .record import note
from .rules import inquiring
from .tables import State


@step
def reckon(w: State, o: int) -> None:
    """Add the time since the last reckoning to that without a date, or beyond it; called before the date changes."""
    e = w.order[o]
    now = w.run[0].now
    since = e.reckoned
    e.reckoned = now
    if e.last_date == NOTHING:
        e.silent += now - since
    else:
        e.overdue += max(0, now - max(since, e.last_date))


@step
def count_inquiries(w: State, o: int) -> int:
    """Count an order's inquiries up to now; return how many there were."""
    e = w.order[o]
    x = w.segment[e.segment]
    if x.inquires == 0:
        return 0
    reckon(w, o)
    number = drawn(w, x.inquiry, e.member, e.ordinal)
    times = asked(number, e.silent, e.overdue, inquiring(w.setting, x.inquiries_first))
    w.cells[e.cell, Cell.INQUIRIES] += times
    return times


@step
def inquired(w: State, o: int) -> None:
    """Count and note the inquiries of an order whose wait is over."""
    times = count_inquiries(w, o)
    if times > 0:
        e = w.order[o]
        note(w, Row.INQUIRED, e.stock, e.serial, times, e.silent, e.overdue, 0)
