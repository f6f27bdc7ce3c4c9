"""A customer in the book: patience drains, dates pass, messages come, and it may leave; see the reference's `Wait`."""

from __future__ import annotations

from ...outcome.events import Event
from ...outcome.tallies import Cell
from ...outcome.trace import Row
from ...policies.customer.credibility import stretched
from ...policies.customer.patience import changes_at, drained, lasts, speed
from ...policies.units import LONG_AGO, NEVER, NOTHING
from ...policies.views import PatienceView, UpdateView
from .book import forget, strike
from .calendar import push
from .compensation import compensate
from .firm import peg
from .inquiries import reckon
from .jit import step
from .owed_trees import in_book, owed_left_of
from .receipts import left_waiting
from .record import note
from .rules import speaks, temper
from .serving import serve_book
from .shop import says
from .stock_points import owe_no_more, position_changed, settle
from .substitutes import offered_instead
from .tables import NO_ROW, State


@step
def knows(w: State, o: int) -> PatienceView:
    """Return what the customer knows."""
    e = w.order[o]
    return PatienceView(w.run[0].now, e.believed, e.heard)


@step
def set_pace(w: State, o: int) -> None:
    """Set the speed at which patience drains from now on."""
    e = w.order[o]
    e.pace = speed(knows(w, o), temper(w.setting, w.segment[e.segment].temper_first))


@step
def drain(w: State, o: int) -> None:
    """Take off the patience used up until now."""
    e = w.order[o]
    now = w.run[0].now
    if e.patience < NEVER:
        e.patience -= drained(e.pace, now - e.since)
    e.since = now


@step
def ends_at(w: State, o: int) -> int:
    """Return the tick at which patience ends at the present speed."""
    e = w.order[o]
    return min(e.since + lasts(e.pace, e.patience), NEVER)


@step
def set_timer(w: State, o: int) -> None:
    """Put what happens next to this order by itself into the calendar."""
    e = w.order[o]
    x = w.stock[e.stock]
    tick = ends_at(w, o)
    kind = Event.PATIENCE
    if e.patience < NEVER:
        at = changes_at(knows(w, o), temper(w.setting, w.segment[e.segment].temper_first))
        if at <= tick:
            tick, kind = at, Event.TEMPER
    if x.window < NEVER and e.asked + x.window < tick:
        tick, kind = e.asked + x.window, Event.WINDOW
    if x.update_every > 0 and e.asked + (e.update + 1) * x.update_every < tick:
        tick, kind = e.asked + (e.update + 1) * x.update_every, Event.UPDATE
    if x.substitute_every > 0 and e.liked != NO_ROW and e.asked + (e.offers + 1) * x.substitute_every < tick:
        tick, kind = e.asked + (e.offers + 1) * x.substitute_every, Event.OFFER
    push(w, tick, kind, e.stock, e.serial, o)


@step
def begin_wait(w: State, o: int) -> None:
    """Start to wait."""
    e = w.order[o]
    e.since = e.asked
    e.heard = LONG_AGO if e.last_date == NOTHING else e.asked
    set_pace(w, o)
    set_timer(w, o)


@step
def leave(w: State, o: int, column: int) -> None:
    """Leave the book with what is still owed; those behind may be served now."""
    e = w.order[o]
    s, left = e.stock, e.left
    settle(w, s)
    owe_no_more(w, s, left, e.asked)
    strike(w, o)
    left_waiting(w, o, left, column)
    forget(w, o)
    position_changed(w, s)
    serve_book(w, s)
    peg(w, s)


@step
def change_temper(w: State, o: int) -> None:
    """Have patience drain at another speed: the date has passed, or the message is no longer fresh."""
    drain(w, o)
    set_pace(w, o)
    e = w.order[o]
    note(w, Row.TEMPER, e.stock, e.serial, 0, e.patience, ends_at(w, o), 0)


@step
def hear(w: State, o: int) -> None:
    """Take note of a message, which is fresh from now on."""
    drain(w, o)
    w.order[o].heard = w.run[0].now


@step
def update(w: State, o: int) -> bool:
    """Have the shop decide whether to write; return whether the customer left over it."""
    e = w.order[o]
    now = w.run[0].now
    x = w.stock[e.stock]
    e.update += 1
    wait = says(w, e.stock, x.desk, e.asked, e.last_date, owed_left_of(w, in_book(o)), e.left, e.klass)
    date = now + wait if wait != NOTHING else NOTHING
    if not speaks(w.setting, x.updates, x.updates_first, UpdateView(e.last_date, date)):
        return False
    w.cells[e.cell, Cell.MESSAGES] += 1
    moved = date - e.last_date if date != NOTHING and e.last_date != NOTHING else 0
    if moved != 0:
        w.cells[e.cell, Cell.REDATED] += 1
        w.cells[e.cell, Cell.SLIP] += moved
    hear(w, o)
    if date != NOTHING:
        reckon(w, o)
        e.believed = now + stretched(wait, w.desk[x.desk].lateness, w.segment[e.segment].doubt)
        if e.first_date == NOTHING:
            e.first_date = date
        e.last_date = date
    note(w, Row.UPDATED, e.stock, e.serial, 0, e.last_date, e.patience, 0)
    set_pace(w, o)
    compensate(w, o, 0, max(0, moved))
    if date != NOTHING and e.believed - e.asked > e.tolerance:
        leave(w, o, Cell.RENEGED)
        return True
    return False


@step
def on_wait(w: State, o: int, kind: int, stock: int, ordinal: int) -> None:
    """Do what a timer of an order stands for, unless the order is gone or firm."""
    e = w.order[o]
    if e.serial == NO_ROW or e.serial & 0xFFFFFFFF != ordinal or e.stock != stock or e.firm == 1:
        return
    if kind == Event.PATIENCE:
        leave(w, o, Cell.RENEGED)
    elif kind == Event.WINDOW:
        leave(w, o, Cell.CANCELLED)
    elif kind == Event.OFFER:
        if offered_instead(w, o):
            leave(w, o, Cell.BRIDGED)
        else:
            if e.liked == NO_ROW:
                hear(w, o)
                set_pace(w, o)
            set_timer(w, o)
    elif kind == Event.TEMPER:
        change_temper(w, o)
        set_timer(w, o)
    elif not update(w, o):
        set_timer(w, o)
