"""The end of a run: what lasts until then, and who still waits; see `close` of the reference's `chain`."""

from __future__ import annotations

from ...outcome.tallies import Cell, Crowd, Point
from ...policies.units import NOTHING
from .accrual import close_accounts
from .book import CUSTOMER, after, first_of
from .customers import STREAM
from .disruptions import close_disruption
from .duplicates import first_of_wish, stood_for_nothing
from .inquiries import count_inquiries
from .jit import step
from .line import settle_line
from .loyalty import close_person
from .receipts import dated
from .record import count_wait
from .standing import close_standing
from .stock_points import count_spell, settle
from .tables import NO_ROW, State


@step
def close_run(w: State) -> None:
    """Count what lasts until the end of the run and who still waits there."""
    r = w.run[0]
    r.now = r.horizon
    close_accounts(w)
    for number in range(r.samples):
        if r.latest * number // r.samples >= r.horizon:
            look_at_all(w, number)
    for s in range(w.stock.size):
        x = w.stock[s]
        settle(w, s)
        if x.backlog > 0:
            count_spell(w, s)
        w.points[s, Point.ON_HAND_END] = x.on_hand
        w.points[s, Point.BACKLOG_END] = x.backlog
        w.points[s, Point.ON_ORDER_END] = x.on_order
        close_book(w, s)
    for line in range(w.line.size):
        if w.line[line].installed == 1:
            settle_line(w, line)
    for d in range(w.disruption.size):
        close_disruption(w, d)
    for g in range(w.segment.size):
        if w.segment[g].kind != STREAM:
            w.crowds[g, Crowd.CUSTOMERS] = w.segment[g].people
    for p in range(w.person.size):
        close_person(w, p)
    for site in range(w.site.size):
        close_standing(w, site)


@step
def close_book(w: State, s: int) -> None:
    """Count who still waits in the book of a stock point."""
    r = w.run[0]
    o = first_of(w, s)
    while o != NO_ROW:
        e = w.order[o]
        if e.kind == CUSTOMER:
            if first_of_wish(w, o):
                w.cells[e.cell, Cell.WAITING] += e.left
                if e.cell != 0:
                    count_wait(w.waiting_ages, e.wish, r.horizon - e.asked, e.left)
            else:
                stood_for_nothing(w, o, e.left, r.horizon)
            count_inquiries(w, o)
            if e.first_date != NOTHING and dated(e, r.horizon) > e.first_date:
                w.cells[e.cell, Cell.PROMISED] += 1
        o = after(w, o)


@step
def look_at_all(w: State, number: int) -> None:
    """Look at every shelf and book."""
    for s in range(w.stock.size):
        w.series[number, 2 * s] = w.stock[s].on_hand
        w.series[number, 2 * s + 1] = w.stock[s].backlog
