"""The kernel's one entry: do events in order until done, out of budget, out of room, or in an impossible state."""

from __future__ import annotations

from typing import Any

from ...outcome.events import INSTANT_LIMIT, Event
from ...outcome.tallies import Point
from ...outcome.trace import Row
from .accrual import on_period_end
from .arrivals import on_arrival
from .calendar import entity_of, kind_of, ordinal_of, pop, push, something_is_to_come
from .closing import close_run, look_at_all
from .customers import on_join, on_request, open_segment
from .disruptions import expect_disruption, on_disruption
from .firm import peg
from .jit import inlined, step
from .line import leave, lot_left, next_piece, resume, settle_line, start_ageing
from .loyalty import on_return
from .ordering import go_stale, look_on, reorder, sweep
from .plant import begin_one, next_batch, on_line, put_aside, start_lines
from .purchases import pass_due
from .ramp import expect_judgement, judge, on_ramp
from .record import note
from .serving import receive, serve_book
from .stock_points import (
    give_to_jobs,
    inventory_position,
    position_changed,
    renew_forecast,
)
from .tables import NO_ROW, State
from .waiting import on_wait

DONE, BUDGET_SPENT, TABLE_FULL, IMPOSSIBLE = 0, 1, 2, 3
"""What `advance` returns."""
TRACE_ROWS_AN_ENTRY = 6
"""Rows that serving one entry of a book may add to the trace, at most."""


@inlined
def has_room(w: State) -> bool:
    """Return whether every table has rows for whatever one event may do."""
    r = w.run[0]
    chain = r.open_claims + r.held + r.spare
    if (
        r.free_orders < r.spare
        or r.free_shipments < chain
        or r.free_batches < chain
        or r.free_production_orders < r.spare
        or r.free_purchases < r.spare
        or r.free_lines < r.unlimited
    ):
        return False
    entries = 2 * chain + r.open_orders
    if r.free_persons < 1 or r.calendar_size + r.later_size + entries > w.calendar.size:
        return False
    if r.lists > 1 and r.free_laters < entries:
        return False
    if r.marks_size + 2 + (chain + r.open_orders) // 1024 > w.marks.shape[0]:
        return False
    return r.trace_on == 0 or r.trace_size + TRACE_ROWS_AN_ENTRY * (chain + r.open_orders) <= w.trace.shape[0]


@step
def complete(w: State) -> None:
    """Complete an event: serve books where something was freed, then reconsider orders, which may free more."""
    r = w.run[0]
    again = True
    while again:
        while r.freed > 0:
            for s in range(w.stock.size):
                if w.stock[s].freed == 1:
                    w.stock[s].freed = 0
                    r.freed -= 1
                    serve_book(w, s)
                    peg(w, s)
                    break
        sweep(w)
        again = r.freed > 0
    if r.starting == 0:
        look_on(w)


@step
def begin_all(w: State) -> bool:
    """End an event that released jobs where every one has a line of its own: begin them, as far as there is room."""
    for p in range(w.site.size):
        while w.site[p].unlimited == 1 and w.site[p].frozen == 0:
            b = next_batch(w, p)
            if b == NO_ROW:
                break
            if not has_room(w):
                return False
            begin_one(w, p, b)
    w.run[0].starting = 0
    look_on(w)
    return True


@step
def note_flows(w: State, number: int) -> None:
    """Note what was asked and ordered so far at every stock point, less what was taken back."""
    for s in range(w.stock.size):
        x = w.stock[s]
        w.flows[number, 2 * s] = x.came_in - x.on_hand + x.backlog
        w.flows[number, 2 * s + 1] = x.came_in + w.points[s, Point.DESTROYED] + x.on_order


@step
def on_bucket(w: State, number: int) -> None:
    """Note the flows up to the end of a bucket, and expect the next."""
    note_flows(w, number)
    push(w, (number + 1) * w.run[0].bucket - 1, Event.BUCKET, 0, number + 1, 0)


@step
def open_run(w: State) -> None:
    """Begin: disruptions are expected, lines age, customers ask, reviews are due, and stock is looked at once."""
    r = w.run[0]
    for d in range(w.disruption.size):
        expect_disruption(w, d)
    for line in range(w.line.size):
        if w.line[line].installed == 1:
            start_ageing(w, line)
    for s in range(w.stock.size):
        if w.stock[s].every > 0:
            expect_review(w, s)
        else:
            position_changed(w, s)
    for place in range(w.signal.size):
        expect_judgement(w, place)
    for g in range(w.segment.size):
        open_segment(w, g)
    if r.samples > 0:
        push(w, 0, Event.SAMPLE, 0, 0, 0)
    if r.bucket > 0:
        if r.start > -1:
            on_bucket(w, 0)
        else:
            push(w, -1, Event.BUCKET, 0, 0, 0)
    if r.accrual > 0:
        push(w, r.accrual - 1, Event.PERIOD_END, 0, 0, 0)
    complete(w)


@step
def expect_review(w: State, s: int) -> None:
    """Expect the next periodic review."""
    x = w.stock[s]
    kind = Event.LATE_REVIEW if x.after_requests == 1 else Event.REVIEW
    push(w, x.next_review, kind, s, 0, s)
    x.next_review += x.every


@step
def on_review(w: State, s: int) -> None:
    """Look at a stock point once a period: renew the forecast, then order."""
    x = w.stock[s]
    renew_forecast(w, s)
    note(w, Row.REVIEWED, s, x.reviews, x.seen, inventory_position(w, s), 0, 0)
    x.reviews += 1
    x.seen = 0
    reorder(w, s)
    complete(w)
    expect_review(w, s)


@step
def on_work(w: State, line: int, ordinal: int) -> None:
    """Finish a job or a piece of it, unless the line broke down since this was foreseen."""
    x = w.line[line]
    if x.starts & 0xFFFFFFFF != ordinal or x.up == 0 or x.stock == NO_ROW or w.site[x.site].frozen > 0:
        return
    settle_line(w, line)
    s, job, ordered = x.stock, x.job, x.ordered
    k = w.stock[s]
    x.pieces_out += 1
    if x.pieces_out < k.pieces:
        x.left = next_piece(w, line)
        resume(w, line)
    else:
        x.stock = NO_ROW
        if w.site[x.site].fails == 1 and w.site[x.site].working_clock == 1:
            x.ageing += 1
        if x.leaving == 1:
            leave(w, line)
        put_aside(w, line)
    k.in_work -= k.piece
    for c in range(k.component_first, k.component_first + k.component_count):
        give_to_jobs(w, w.component[c].stock, -k.piece * w.component[c].needed)
    note(w, Row.WORK_DONE, line, s, k.piece, job, lot_left(w, line), 0)
    receive(w, s, job, k.piece, ordered)
    start_lines(w, x.site)
    complete(w)


@step
def on_sample(w: State, number: int) -> None:
    """Look at every shelf and book, and expect to do so again."""
    r = w.run[0]
    look_at_all(w, number)
    if number + 1 < r.samples:
        push(w, r.horizon * (number + 1) // r.samples, Event.SAMPLE, 0, number + 1, 0)


@step
def do(w: State, place: int, value: int) -> None:
    """Do one event completely."""
    kind, entity, ordinal = kind_of(place), entity_of(place), ordinal_of(place)
    if kind == Event.REQUEST:
        if on_request(w, entity, value, customer_of(w, value, ordinal)):
            complete(w)
    elif kind == Event.ARRIVAL:
        if on_arrival(w, value, entity, ordinal):
            complete(w)
    elif kind == Event.WORK:
        on_work(w, value, ordinal)
    elif (
        kind == Event.TEMPER
        or kind == Event.PATIENCE
        or kind == Event.WINDOW
        or kind == Event.UPDATE
        or kind == Event.OFFER
    ):
        on_wait(w, value, kind, entity, ordinal)
        complete(w)
    elif kind == Event.REVIEW or kind == Event.LATE_REVIEW:
        on_review(w, value)
    elif kind == Event.RETURN:
        on_return(w, value, entity, ordinal)
    elif kind == Event.JOIN:
        on_join(w, entity)
    elif kind == Event.LINE:
        on_line(w, value, ordinal)
        complete(w)
    elif kind == Event.DISRUPTION:
        on_disruption(w, value, ordinal)
        complete(w)
    elif kind == Event.ORDER_DUE:
        pass_due(w, value, entity, ordinal)
    elif kind == Event.ORDER_STALE:
        go_stale(w, value, entity, ordinal)
        complete(w)
    elif kind == Event.RAMP:
        on_ramp(w, entity, ordinal)
        complete(w)
    elif kind == Event.JUDGEMENT:
        judge(w, value)
        complete(w)
        expect_judgement(w, value)
    elif kind == Event.SAMPLE:
        on_sample(w, ordinal)
    elif kind == Event.BUCKET:
        on_bucket(w, ordinal)
    elif kind == Event.PERIOD_END:
        on_period_end(w, ordinal)


@inlined
def customer_of(w: State, person: int, ordinal: int) -> int:
    """Return the whole number of a customer, of which a key holds the low bits."""
    return ordinal if person == NO_ROW else w.person[person].number


@step
def run_on(w: State, budget: int) -> int:
    """Do events until done, or until a reason to return to Python."""
    r = w.run[0]
    for _ in range(budget):
        if r.starting == 1 and not begin_all(w):
            return TABLE_FULL
        if not something_is_to_come(w):
            close_run(w)
            return DONE
        if not has_room(w):
            return TABLE_FULL
        least = w.calendar[0]
        tick, place, value = least.tick, least.key, least.value
        if tick == r.now:
            r.instant_events += 1
            if r.instant_events > INSTANT_LIMIT:
                r.asking_entity, r.asking_kind = entity_of(place), kind_of(place)
                return IMPOSSIBLE
        else:
            r.now = tick
            r.instant_events = 0
        pop(w)
        do(w, place, value)
        if r.too_much > 0:
            return IMPOSSIBLE
        if r.starting == 1 and not begin_all(w):
            return TABLE_FULL
    return BUDGET_SPENT


def advance(tables: Any, budget: int) -> int:
    """Do at most so many events on the tables, in the order of `tables.NAMES`; open the run at the first call."""
    w = State(tables)
    if w.run[0].opened == 0:
        w.run[0].opened = 1
        open_run(w)
    return run_on(w, budget)
