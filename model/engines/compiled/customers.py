"""Customers: when they ask and what they answer; see the reference's `Crowd`."""

from __future__ import annotations

from ...outcome.events import Event
from ...outcome.tallies import Cell
from ...outcome.trace import Row
from ...policies.customer.answer import accepts
from ...policies.units import NEVER, NOTHING
from ...policies.views import Experience
from ...sample_path.profile import factor
from ...scenario.world import Kind
from .book import CUSTOMER, new_order, owed_up_to_rank, someone_waits
from .calendar import push
from .chance import drawn, drawn_ticks, ticks
from .firm import firm_after, peg
from .jit import inlined, step
from .loyalty import drops_out, forget_person, sink_in
from .record import count_wait, note
from .serving import owe, received
from .shop import estimated, offered, says
from .stock_points import ACCEPTED, REQUESTS, available, position_changed, saw, take
from .tables import NO_ROW, Reals, State
from .waiting import begin_wait

STREAM, HISTORY = int(Kind.STREAM), int(Kind.HISTORY)
AT_ONCE_FELT, SUBSTITUTED_FELT, NOT_OFFERED_FELT, REFUSED_FELT = 0, 1, 2, 3


@inlined
def gap(w: State, g: int, member: int, ordinal: int) -> int:
    """Return the ticks before a customer's k-th candidate request."""
    x = w.segment[g]
    number = drawn(w, x.gap, member, ordinal)
    if x.rate != NO_ROW:
        rate = drawn(w, x.rate, member, 0)
        number = number / rate if rate > 0.0 else float(NEVER)
    return min(ticks(number / x.ceiling), NEVER)


@inlined
def kept(w: State, g: int, member: int, ordinal: int) -> bool:
    """Return whether a candidate drawn at the ceiling is a request."""
    x = w.segment[g]
    if x.shaped == 0:
        return True
    now = factor(w.season, x.season_first, x.season_count, x.cycle, x.offset, x.peak, x.decay, w.run[0].now)
    return drawn(w, x.thinning, member, ordinal) * x.ceiling < now


@step
def new_person(w: State, g: int, number: int) -> int:
    """Bring in an identified customer."""
    r = w.run[0]
    x = w.segment[g]
    person = r.free_person
    c = w.person[person]
    r.free_person = c.next
    r.free_persons -= 1
    c.segment, c.number, c.alive, c.dropped, c.joined, c.ordinal = g, number, 1, 0, r.now, 0
    c.natural = 0.0 if x.dropout == NO_ROW else drawn(w, x.dropout, number, 0)
    c.belief = float(x.belief)
    c.memory, c.remembered_at, c.open, c.acquiring = 0.0, 0, 0, 0
    x.people += 1
    return person


@inlined
def expect_stream(w: State, g: int, ordinal: int, tick: int) -> None:
    """Expect the next anonymous request."""
    x = w.segment[g]
    if ordinal < x.limit and tick <= x.until:
        push(w, tick, Event.REQUEST, g, ordinal, NO_ROW)


@step
def expect_person(w: State, person: int, tick: int) -> None:
    """Expect an identified customer's next request."""
    c = w.person[person]
    x = w.segment[c.segment]
    if tick <= x.until:
        push(w, tick, Event.REQUEST, c.segment, c.number, person)


@step
def expect_record(w: State, person: int) -> None:
    """Expect a recorded customer's next request, spread over its period."""
    c = w.person[person]
    x = w.segment[c.segment]
    first = w.history_of[x.history_first + c.number]
    if first + c.ordinal < w.history_of[x.history_first + c.number + 1]:
        spread = drawn(w, x.spread, c.number, c.ordinal)
        tick = max(w.run[0].now, w.history[first + c.ordinal].day + int(spread * x.history_spread))
        expect_person(w, person, tick)


@step
def open_segment(w: State, g: int) -> None:
    """Let the customers there are at the start begin to ask."""
    x = w.segment[g]
    now = w.run[0].now
    if x.kind == STREAM:
        first = x.first if x.first != NEVER else now + gap(w, g, 0, 0)
        expect_stream(w, g, 0, first)
        return
    for number in range(x.count):
        person = new_person(w, g, number)
        if x.kind == HISTORY:
            expect_record(w, person)
        else:
            expect_person(w, person, now + gap(w, g, number, 0))
    x.next_member = x.count
    if x.joins != NO_ROW:
        expect_join(w, g)


@step
def expect_join(w: State, g: int) -> None:
    """Expect the next customer to join."""
    x = w.segment[g]
    wait = min(ticks(drawn(w, x.joins, 0, x.next_member - x.count) * x.join_gap), NEVER)
    push(w, w.run[0].now + wait, Event.JOIN, g, x.next_member, NO_ROW)


@step
def on_join(w: State, g: int) -> None:
    """Take in a new customer, whose first request is made as it joins."""
    x = w.segment[g]
    number = x.next_member
    x.next_member = number + 1
    note(w, Row.JOINED, g, number, 0, 0, 0, 0)
    person = new_person(w, g, number)
    w.person[person].acquiring = 1
    expect_person(w, person, w.run[0].now)
    expect_join(w, g)


@step
def on_request(w: State, g: int, person: int, customer: int) -> bool:
    """Have a request made, and the next one expected; return whether it was one, not a candidate thinned out."""
    now = w.run[0].now
    if person == NO_ROW:
        following = now + gap(w, g, 0, customer + 1)  # early, so that the processor works on both at once
        was = kept(w, g, 0, customer)
        if was:
            request(w, g, NO_ROW, customer, 0, customer)
        expect_stream(w, g, customer + 1, following)
        return was
    c = w.person[person]
    k = c.ordinal
    recorded = w.segment[g].kind == HISTORY
    was = recorded or c.acquiring == 1 or kept(w, g, customer, k)
    if was:
        dropped = c.acquiring == 0 and drops_out(w, g, person, k)
        request(w, g, person, customer, customer, k)
        if dropped:
            forget_person(w, person)
            return True
    c.acquiring = 0
    c.ordinal = k + 1
    if recorded:
        expect_record(w, person)
    else:
        expect_person(w, person, now + gap(w, g, customer, k + 1))
    return was


@step
def chosen(table: Reals, first: int, count: int, number: float) -> int:
    """Return the first place whose cumulated share is above the number."""
    for place in range(count - 1):
        if number < table[first + place]:
            return place
    return count - 1


@step
def request(w: State, g: int, person: int, customer: int, member: int, ordinal: int) -> None:
    """Ask: shelf, substitute, back-order, answer."""
    x = w.segment[g]
    r = w.run[0]
    site = 0
    item = 0
    if x.site_count > 1:
        number = drawn(w, x.site_choice, member, 0 if person != NO_ROW else ordinal)
        site = chosen(w.share, x.site_first, x.site_count, number)
    if x.kind == HISTORY:
        row = w.history[w.history_of[x.history_first + member] + ordinal]
        item, quantity = row.item, row.quantity
    else:
        if x.item_count > 1:
            item = chosen(w.share, x.item_first, x.item_count, drawn(w, x.item_choice, member, ordinal))
        quantity = int(drawn(w, x.quantity, member, ordinal))
    if quantity <= 0:
        return
    place = site * x.item_count + item
    s = w.stock_of[x.stock_first + place]
    cell = x.cell_first + place + 1 if r.now >= 0 else 0
    r.requests += 1
    w.cells[cell, Cell.REQUESTS] += 1
    w.cells[cell, Cell.REQUESTED] += quantity
    if person != NO_ROW and w.person[person].alive == 0:
        w.cells[cell, Cell.REQUESTS_FORGONE] += 1
        w.cells[cell, Cell.FORGONE] += quantity
        note(w, Row.FORGONE, s, customer, quantity, g, ordinal, 0)
        return
    for limit in range(r.limits):
        if r.now <= r.horizon - w.limit[limit]:
            w.cells[cell, Cell.ELIGIBLE_0 + limit] += quantity
    at_the_shelf(w, g, person, customer, member, ordinal, s, cell, quantity)


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


@inlined
def feel(w: State, g: int, person: int, ordinal: int, cell: int, wait: int, what: int) -> None:
    """Let an experience at the counter sink in."""
    if person == NO_ROW:
        return
    felt = Experience(
        wait, 0, int(what == AT_ONCE_FELT), 0, 0, 0, int(what == SUBSTITUTED_FELT), int(what == NOT_OFFERED_FELT),
        int(what == REFUSED_FELT), 0, 0,
    )  # fmt: skip
    sink_in(w, g, person, ordinal, cell, felt)


@step
def substituted(
    w: State, g: int, person: int, customer: int, member: int, ordinal: int, s: int, cell: int, rest: int
) -> bool:
    """Have the customer look for something else, if it is one who would; return whether it was there."""
    x = w.segment[g]
    other = NO_ROW
    number = -1.0
    for place in range(x.substitute_first, x.substitute_first + x.substitute_count):
        option = w.substitute[place]
        if option.asked == s:
            if number < 0.0:
                number = drawn(w, x.substitution, member, ordinal)
            if number < option.up_to:
                other = option.stock
                break
    if other == NO_ROW:
        return False
    if someone_waits(w, other, x.klass) or available(w, other, x.klass) < rest:
        return False
    take(w, other, rest)
    saw(w, other, ACCEPTED, rest)
    position_changed(w, other)
    delivery = w.stock[other].delivery
    received(w, s, cell, w.run[0].now, rest, delivery, Cell.SUBSTITUTED)
    w.cells[cell, Cell.HANDED_OVER] += 1
    note(w, Row.SUBSTITUTED, other, customer, rest, s, g, ordinal)
    feel(w, g, person, ordinal, cell, delivery, SUBSTITUTED_FELT)
    return True


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
    ahead = owed_up_to_rank(w, s, x.klass)
    estimate = estimated(w, s, rest, ahead)
    if not offered(w, s, rest, estimate):
        lost_at_the_door(w, s, cell, rest, Cell.NOT_OFFERED)
        note(w, Row.NOT_OFFERED, s, customer, rest, g, ordinal, estimate)
        feel(w, g, person, ordinal, cell, 0, NOT_OFFERED_FELT)
        return
    told = says(w, s, now, NOTHING, ahead, rest)
    belief = x.belief if person == NO_ROW else int(w.person[person].belief)
    tolerance = NEVER
    if x.tolerance != NO_ROW:
        tolerance = drawn_ticks(w, x.tolerance, member, ordinal)
    if not accepts(told, belief, tolerance):
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
    e.believed = now + belief if told == NOTHING and belief > 0 else NOTHING
    e.tolerance = tolerance
    e.patience = NEVER if x.patience == NO_ROW else drawn_ticks(w, x.patience, member, ordinal)
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
