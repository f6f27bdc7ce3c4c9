"""The counter: one request from shelf to substitute to back-order; see the reference's `Counter`."""

from __future__ import annotations

from ...outcome.tallies import Cell
from ...outcome.trace import Row
from ...policies.customer.answer import accepts, raised
from ...policies.customer.credibility import stretched
from ...policies.units import NEVER, NOTHING
from .book import CUSTOMER, new_order, someone_waits
from .chance import drawn, drawn_ticks
from .firm import firm_after, peg
from .jit import step
from .ranking import owed_ahead
from .receipts import AT_ONCE_FELT, NOT_OFFERED_FELT, REFUSED_FELT, feel, received
from .record import count_wait, note
from .serving import owe
from .shop import estimated, offered, says
from .stock_points import ACCEPTED, REQUESTS, available, position_changed, saw, take
from .substitutes import substituted
from .tables import NO_ROW, State
from .waiting import begin_wait


@step
def at_the_shelf(
    w: State, g: int, person: int, customer: int, member: int, ordinal: int, s: int, cell: int, quantity: int
) -> None:
    """Serve what the shelf has for this class; see to the rest."""
    x = w.stock[s]
    now = w.run[0].now
    klass = w.segment[g].klass
    saw(w, s, REQUESTS, quantity)
    at_once = 0 if someone_waits(w, s, klass) else min(quantity, available(w, s, klass))
    if at_once < quantity and x.partial == 0:
        at_once = 0
    if at_once > 0:
        take(w, s, at_once)
        saw(w, s, ACCEPTED, at_once)
        position_changed(w, s)
        received(w, s, cell, now, at_once, x.delivery, Cell.AT_ONCE)
        note(w, Row.SERVED_AT_ONCE, s, customer, at_once, g, ordinal, x.on_hand)
    if at_once == quantity:
        w.cells[cell, Cell.REQUESTS_AT_ONCE] += 1
        w.cells[cell, Cell.HANDED_OVER] += 1
        if x.unit_time != NO_ROW:
            firm_after(w, s, cell, 0)
        feel(w, g, person, ordinal, cell, x.delivery, AT_ONCE_FELT)
    elif not substituted(w, g, person, customer, member, ordinal, s, cell, quantity - at_once):
        at_the_desk(w, g, person, customer, member, ordinal, s, cell, quantity - at_once)


@step
def lost_at_the_door(w: State, s: int, cell: int, rest: int, column: int) -> None:
    """Count a sale lost before any waiting."""
    w.cells[cell, column] += rest
    if cell != 0:
        count_wait(w.left_times, s, 0, rest)


@step
def at_the_desk(
    w: State, g: int, person: int, customer: int, member: int, ordinal: int, s: int, cell: int, rest: int
) -> None:
    """Offer a back-order, say when, and hear the answer."""
    x = w.segment[g]
    now = w.run[0].now
    ahead = owed_ahead(w, s, g, rest)
    estimate = estimated(w, s, rest, ahead)
    number = float(NOTHING)
    if w.desk[w.stock[s].desk].offer_draws == 1:
        number = drawn(w, x.offering, member, ordinal)
    if not offered(w, s, rest, estimate, x.klass, number):
        lost_at_the_door(w, s, cell, rest, Cell.NOT_OFFERED)
        note(w, Row.NOT_OFFERED, s, customer, rest, g, ordinal, estimate)
        feel(w, g, person, ordinal, cell, 0, NOT_OFFERED_FELT)
        return
    told = says(w, s, now, NOTHING, ahead, rest)
    belief = x.belief if person == NO_ROW else int(w.person[person].belief)
    tolerance = NEVER
    if x.tolerance != NO_ROW:
        tolerance = drawn_ticks(w, x.tolerance, member, ordinal)
        if w.stock[s].discounted == 1:
            tolerance = raised(tolerance, x.if_discounted)
    reckoned = told
    if told != NOTHING:
        reckoned = stretched(told, w.desk[w.stock[s].desk].lateness, x.doubt)
    if not accepts(reckoned, belief, tolerance):
        lost_at_the_door(w, s, cell, rest, Cell.REFUSED)
        note(w, Row.REFUSED, s, customer, rest, g, ordinal, told)
        feel(w, g, person, ordinal, cell, 0, REFUSED_FELT)
        return
    o = new_order(w, CUSTOMER, s, x.klass, rest)
    e = w.order[o]
    e.to, e.segment, e.person, e.customer, e.member, e.ordinal, e.cell = (
        s,
        g,
        person,
        customer,
        member,
        ordinal,
        cell,
    )
    e.first_date = e.last_date = now + told if told != NOTHING else NOTHING
    e.believed = now + belief if belief > 0 else NOTHING
    if told != NOTHING:
        e.believed = now + reckoned
    e.paid = e.silent = e.overdue = 0
    e.reckoned = now
    e.tolerance = tolerance
    e.patience = NEVER if x.patience == NO_ROW else drawn_ticks(w, x.patience, member, ordinal)
    if w.stock[s].discounted == 1 and x.patience == x.tolerance:
        e.patience = tolerance
    e.update = e.begun = e.firm = 0
    accepted(w, o)


@step
def accepted(w: State, o: int) -> None:
    """Enter a back-order and let its customer wait."""
    e = w.order[o]
    s, rest = e.stock, e.left
    owe(w, o)
    saw(w, s, ACCEPTED, rest)
    position_changed(w, s)
    w.cells[e.cell, Cell.ACCEPTED] += 1
    w.cells[e.cell, Cell.ACCEPTED_UNITS] += rest
    if e.person != NO_ROW:
        w.person[e.person].open += 1
    note(w, Row.BACK_ORDERED, s, e.serial, rest, e.last_date, e.patience, e.customer)
    begin_wait(w, o)
    peg(w, s)
