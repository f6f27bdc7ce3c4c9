"""Customers: when they ask, and for what; see the reference's `Crowd`."""

from __future__ import annotations

from ...outcome.events import Event
from ...outcome.tallies import Cell, Crowd
from ...outcome.trace import Row
from ...policies.customer.reputation import counted, joining
from ...policies.units import NEVER
from ...sample_path.profile import Shape, factor
from ...scenario.world import Kind
from .calendar import push
from .chance import drawn, ticks
from .counter import at_the_shelf
from .jit import inlined, step
from .loyalty import drops_out, forget_person
from .record import note
from .rules import word
from .tables import NO_ROW, Reals, State

STREAM, HISTORY = int(Kind.STREAM), int(Kind.HISTORY)


@step
def chosen(table: Reals, first: int, count: int, number: float) -> int:
    """Return the first place whose cumulated share is above the number."""
    for place in range(count - 1):
        if number < table[first + place]:
            return place
    return count - 1


@inlined
def anonymous_gap(w: State, g: int, ordinal: int) -> int:
    """Return the ticks before the k-th anonymous candidate request."""
    x = w.segment[g]
    return min(ticks(drawn(w, x.gap, 0, ordinal) / x.ceiling), NEVER)


@inlined
def gap(w: State, person: int, ordinal: int) -> int:
    """Return the ticks before a customer's k-th candidate request."""
    c = w.person[person]
    x = w.segment[c.segment]
    number = drawn(w, x.gap, c.number, ordinal)
    if x.rate != NO_ROW:
        number = number / c.rate if c.rate > 0.0 else float(NEVER)
    return min(ticks(number / x.ceiling), NEVER)


@inlined
def kept(w: State, g: int, member: int, ordinal: int) -> bool:
    """Return whether a candidate drawn at the ceiling is a request."""
    x = w.segment[g]
    if x.shaped == 0:
        return True
    shape = Shape(
        x.season_first, x.season_count, x.cycle, x.offset, x.peak, x.decay, x.trend, x.growth, x.promotion_first,
        x.promotion_count,
    )  # fmt: skip
    return drawn(w, x.thinning, member, ordinal) * x.ceiling < factor(w.season, shape, w.run[0].now)


@step
def new_person(w: State, g: int, number: int) -> int:
    """Bring in an identified customer."""
    r = w.run[0]
    x = w.segment[g]
    person = r.free_person
    c = w.person[person]
    r.free_person = c.next
    r.free_persons -= 1
    c.segment, c.number, c.alive, c.dropped, c.since, c.ordinal = g, number, 1, 0, max(r.now, 0), 0
    c.natural = 0.0 if x.dropout == NO_ROW else drawn(w, x.dropout, number, 0)
    c.rate = 0.0 if x.rate == NO_ROW else drawn(w, x.rate, number, 0)
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
def expect_strangers(w: State, g: int) -> None:
    """Expect all recorded requests of strangers, each spread over its period by itself."""
    x = w.segment[g]
    first = w.history_of[x.history_first]
    for row in range(w.history_of[x.history_first + 1] - first):
        spread = drawn(w, x.spread, 0, row)
        push(w, w.history[first + row].day + int(spread * x.history_spread), Event.REQUEST, g, row, NO_ROW)


@step
def open_segment(w: State, g: int) -> None:
    """Let the customers there are at the start begin to ask."""
    x = w.segment[g]
    now = w.run[0].now
    if x.kind == STREAM and x.recorded == 1:
        expect_strangers(w, g)
        return
    if x.kind == STREAM:
        first = x.first if x.first != NEVER else now + anonymous_gap(w, g, 0)
        expect_stream(w, g, 0, first)
        return
    for number in range(x.count):
        person = new_person(w, g, number)
        if x.kind == HISTORY:
            expect_record(w, person)
        else:
            expect_person(w, person, now + gap(w, person, 0))
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
def joins(w: State, g: int, number: int) -> bool:
    """Return whether a candidate drawn at the greatest rate joins, by what is said of its shop."""
    x = w.segment[g]
    site = 0
    if x.site_count > 1:
        site = chosen(w.share, x.site_first, x.site_count, drawn(w, x.site_choice, number, 0))
    said = w.site[w.stock[w.stock_of[x.stock_first + site * x.item_count]].site].reputation
    listening = word(w.setting, x.word_first)
    share = drawn(w, x.joining, number, 0) * listening.most
    welcome, does = share < 1.0, share < joining(said, listening)
    measured = int(w.run[0].now >= 0)
    if welcome and not does:
        w.crowds[g, Crowd.JOINS_LOST] += measured
        note(w, Row.STAYED_AWAY, g, number, 0, counted(said), 0, 0)
    elif does and not welcome:
        w.crowds[g, Crowd.JOINS_WON] += measured
    return does


@step
def on_join(w: State, g: int) -> None:
    """Take in a new customer, whose first request is made as it joins."""
    x = w.segment[g]
    number = x.next_member
    x.next_member = number + 1
    if x.listens == 1 and not joins(w, g, number):
        expect_join(w, g)
        return
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
        # early, so that the processor works on both at once
        following = now + anonymous_gap(w, g, customer + 1)
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
        expect_person(w, person, now + gap(w, person, k + 1))
    return was


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
    if x.recorded == 1:
        row = w.history[w.history_of[x.history_first + member] + ordinal]
        item, quantity = row.wanted, row.quantity
    else:
        if x.item_count > 1:
            item = chosen(w.share, x.item_first, x.item_count, drawn(w, x.item_choice, member, ordinal))
        quantity = int(drawn(w, x.quantity, member, ordinal))
    if quantity <= 0:
        return
    place = site * x.item_count + item
    s = w.stock_of[x.stock_first + place]
    cell = x.cell_first + place + 1 if r.now >= 0 and r.asked < r.first_requests else 0
    r.requests += 1
    w.cells[cell, Cell.REQUESTS] += 1
    w.cells[cell, Cell.REQUESTED] += quantity
    if person != NO_ROW and w.person[person].alive == 0:
        w.cells[cell, Cell.REQUESTS_FORGONE] += 1
        w.cells[cell, Cell.FORGONE] += quantity
        note(w, Row.FORGONE, s, customer, quantity, g, ordinal, 0)
        return
    r.asked += int(cell != 0)
    for limit in range(r.limits):
        if r.now <= r.horizon - w.limit[limit]:
            w.cells[cell, Cell.ELIGIBLE_0 + limit] += quantity
    at_the_shelf(w, g, person, customer, member, ordinal, s, cell, quantity)
