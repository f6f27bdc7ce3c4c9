"""The counter: one request from shelf to substitute to back-order; see the reference's `Counter`."""

from __future__ import annotations

from ...outcome.tallies import Cell
from ...outcome.trace import Row
from ...policies.customer.answer import accepts, raised
from ...policies.customer.credibility import stretched
from ...policies.units import NEVER, NOTHING
from .book import CUSTOMER, new_order, someone_waits
from .chance import drawn, drawn_ticks
from .duplicates import join_ring
from .firm import firm_after, peg
from .jit import step
from .ranking import owed_ahead
from .receipts import AT_ONCE_FELT, NOT_OFFERED_FELT, REFUSED_FELT, SUBSTITUTED_FELT, feel, received
from .record import count_wait, note
from .serving import owe
from .shop import estimated, offered, says
from .standing import hear_of
from .stock_points import ACCEPTED, REQUESTS, available, position_changed, saw, take
from .substitutes import all_there, substituted, take_instead
from .tables import NO_ROW, State
from .waiting import begin_wait

TURNED_AWAY, DECLINED, TAKEN = int(Cell.NOT_OFFERED), int(Cell.REFUSED), int(Cell.ACCEPTED)
"""What becomes of asking for a back-order."""


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
def lost_at_the_door(
    w: State, g: int, person: int, member: int, ordinal: int, s: int, cell: int, rest: int, answered: int
) -> None:
    """Count a sale lost before any waiting, unless the customer has something instead."""
    bridged = w.run[0].bridged
    if bridged != NOTHING:
        received(w, s, cell, w.run[0].now, rest, bridged, Cell.SUBSTITUTED)
        feel(w, g, person, ordinal, cell, bridged, SUBSTITUTED_FELT)
        return
    w.cells[cell, answered] += rest
    x = w.segment[g]
    if x.elsewhere > 0.0 and drawn(w, x.leaving_for, member, ordinal) < x.elsewhere:
        w.cells[cell, Cell.ELSEWHERE] += rest
    if cell != 0:
        count_wait(w.left_times, s, 0, rest)
        hear_of(w, s, False, rest)
    feel(w, g, person, ordinal, cell, 0, NOT_OFFERED_FELT if answered == TURNED_AWAY else REFUSED_FELT)


@step
def at_the_desk(
    w: State, g: int, person: int, customer: int, member: int, ordinal: int, s: int, cell: int, rest: int
) -> None:
    """Ask for a back-order, at other shops too if it is one who would, unless they have it; lost where none is had."""
    r = w.run[0]
    x = w.segment[g]
    r.wish_first = r.wish_last = NO_ROW
    number = 1.0
    if x.elsewhere_count > 0 and r.bridged == NOTHING:
        number = drawn(w, x.duplication, member, ordinal)
        for place in range(x.elsewhere_first, x.elsewhere_first + x.elsewhere_count):
            option = w.substitute[place]
            if option.asked == s and number < option.up_to:
                r.liked = NO_ROW
                if all_there(w, option.stock, x.klass, rest):
                    take_instead(w, g, person, customer, ordinal, s, cell, option.stock, rest)
                    return
    answered = ask(w, g, person, customer, member, ordinal, s, s, cell, rest)
    for place in range(x.elsewhere_first, x.elsewhere_first + x.elsewhere_count):
        option = w.substitute[place]
        if option.asked == s and number < option.up_to:
            saw(w, option.stock, REQUESTS, rest)
            ask(w, g, person, customer, member, ordinal, s, option.stock, cell, rest)
    if r.wish_last == NO_ROW:
        lost_at_the_door(w, g, person, member, ordinal, s, cell, rest, answered)


@step
def ask(
    w: State,
    g: int,
    person: int,
    customer: int,
    member: int,
    ordinal: int,
    wish: int,
    s: int,
    cell: int,
    rest: int,
) -> int:
    """Ask a shop for a back-order, hear when, and answer; return what became of it."""
    x = w.segment[g]
    now = w.run[0].now
    ahead = owed_ahead(w, s, g, rest)
    estimate = estimated(w, s, w.stock[s].desk, rest, ahead, x.klass)
    number = float(NOTHING)
    if w.desk[w.stock[s].desk].offer_draws == 1:
        number = drawn(w, x.offering, member, ordinal)
    if not offered(w, s, w.stock[s].desk, rest, estimate, x.klass, number):
        note(w, Row.NOT_OFFERED, s, customer, rest, g, ordinal, estimate)
        return TURNED_AWAY
    told = says(w, s, w.stock[s].desk, now, NOTHING, ahead, rest, x.klass)
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
        note(w, Row.REFUSED, s, customer, rest, g, ordinal, told)
        return DECLINED
    o = new_order(w, CUSTOMER, s, x.klass, rest)
    e = w.order[o]
    e.to, e.segment, e.person, e.customer, e.member, e.ordinal, e.cell, e.wish = (
        s, g, person, customer, member, ordinal, cell, wish,
    )  # fmt: skip
    e.first_date = e.last_date = now + told if told != NOTHING else NOTHING
    e.believed = now + belief if belief > 0 else NOTHING
    if told != NOTHING:
        e.believed = now + reckoned
    e.tolerance = tolerance
    e.patience = NEVER if x.patience == NO_ROW else drawn_ticks(w, x.patience, member, ordinal)
    if w.stock[s].discounted == 1 and x.patience == x.tolerance:
        e.patience = tolerance
    begin_order(w, o)
    accepted(w, o)
    return TAKEN


@step
def begin_order(w: State, o: int) -> None:
    """Set what an order has not heard, asked or been paid yet."""
    e = w.order[o]
    r = w.run[0]
    e.liked, e.bridged, e.reckoned = r.liked, r.bridged, r.now
    e.update = e.begun = e.firm = e.offers = e.paid = e.silent = e.overdue = 0


@step
def accepted(w: State, o: int) -> None:
    """Enter a back-order and let its customer wait."""
    e = w.order[o]
    s, rest = e.stock, e.left
    owe(w, o)
    saw(w, s, ACCEPTED, rest)
    position_changed(w, s)
    if w.run[0].wish_last == NO_ROW:
        w.cells[e.cell, Cell.ACCEPTED] += 1
        w.cells[e.cell, Cell.ACCEPTED_UNITS] += rest
    join_ring(w, o)
    if e.person != NO_ROW:
        w.person[e.person].open += 1
    note(w, Row.BACK_ORDERED, s, e.serial, rest, e.last_date, e.patience, e.customer)
    begin_wait(w, o)
    peg(w, s)
