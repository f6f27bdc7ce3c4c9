"""A production line: at work, idle or down; work resumes where it stopped."""

from __future__ import annotations

from ...outcome.events import Event
from ...outcome.tallies import Place, Point
from ...outcome.trace import Row
from ...policies.units import NEVER
from ...policies.work import paced, piece_time
from .calendar import push
from .chance import drawn, drawn_ticks, ticks
from .firm import peg
from .jit import inlined, step
from .record import note
from .stock_points import count
from .tables import NO_ROW, State


@step
def settle_line(w: State, line: int) -> None:
    """Count the time since the last change, and what it used up of job and age."""
    x = w.line[line]
    p = w.site[x.site]
    now = w.run[0].now
    passed = now - x.since
    working = x.up == 1 and x.stock != NO_ROW and p.frozen == 0
    set_up = 0
    if working:
        set_up = min(passed, x.setting_up)
        x.left -= passed
        x.setting_up -= set_up
        if p.fails == 1 and p.working_clock == 1:
            x.age_left -= passed
    measured = now - max(x.since, 0) if x.installed == 1 else 0
    if measured > 0:
        if p.unlimited == 0:
            w.places[x.site, Place.AVAILABLE] += measured
        if working:
            set_up = max(set_up + min(x.since, 0), 0)
            w.places[x.site, Place.BUSY] += measured - set_up
            w.places[x.site, Place.SET_UP] += set_up
        if x.up == 0:
            w.places[x.site, Place.DOWN] += measured
    x.since = now


@inlined
def free(w: State, line: int) -> bool:
    """Return whether a line can take a job."""
    x = w.line[line]
    return x.up == 1 and x.stock == NO_ROW and x.installed == 1 and x.leaving == 0


@inlined
def first_line(w: State, p: int) -> int:
    """Return the first line of a site, NO_ROW if it has none."""
    x = w.site[p]
    if x.unlimited == 1:
        return x.pool_first
    return x.line_first if x.line_count > 0 else NO_ROW


@inlined
def line_after(w: State, p: int, line: int) -> int:
    """Return the next line of a site, NO_ROW behind the last."""
    x = w.site[p]
    if x.unlimited == 1:
        return w.line[line].next
    return line + 1 if line + 1 < x.line_first + x.line_count else NO_ROW


@step
def staying(w: State, p: int) -> int:
    """Count the lines that are there to stay."""
    first = w.site[p].line_first
    count = 0
    for line in range(first, first + w.site[p].line_count):
        count += w.line[line].installed - w.line[line].leaving
    return count


@step
def join(w: State, line: int) -> None:
    """Be there from now on, ready for anything."""
    x = w.line[line]
    x.installed, x.since = 1, w.run[0].now
    start_ageing(w, line)


@step
def leave(w: State, line: int) -> None:
    """Be there no more; a line in its place later is another, with times of its own."""
    settle_line(w, line)
    x = w.line[line]
    x.installed, x.leaving, x.made_last, x.run = 0, 0, NO_ROW, 0
    x.ageing += 1
    x.failure += 1
    x.age_left = NEVER
    note(w, Row.LINE_GONE, line, 0, 0, 0, 0, 0)


@step
def begin(w: State, line: int, s: int, number: int, released_at: int) -> None:
    """Begin a job."""
    settle_line(w, line)
    x = w.line[line]
    k = w.stock[s]
    duration = min(ticks(drawn(w, k.unit_time, 0, number) * k.times), NEVER)
    x.setting_up = change_to(w, line, s, number)
    x.stock, x.job, x.duration, x.pieces_out = s, number, duration, 0
    x.left = min(x.setting_up + next_piece(w, line), NEVER)
    note(w, Row.WORK_BEGUN, line, s, k.lot, number, duration, 0)
    count(w, s, Point.JOBS, 1)
    count(w, s, Point.JOB_WAIT, w.run[0].now - released_at)
    k.in_work += k.lot
    resume(w, line)
    peg(w, s)


@step
def next_piece(w: State, line: int) -> int:
    """Return the ticks that the next piece of a line's job takes at the present speed."""
    x = w.line[line]
    work = piece_time(x.duration, w.stock[x.stock].pieces, x.pieces_out)
    return paced(work, w.site[x.site].speed)


@step
def change_pace(w: State, line: int, faster: float) -> None:
    """Work on at another speed, so many times as fast; a set-up takes as long as it takes."""
    x = w.line[line]
    if x.stock == NO_ROW:
        return
    settle_line(w, line)
    x.left = min(x.setting_up + paced(x.left - x.setting_up, faster), NEVER)
    if x.up == 1:
        resume(w, line)


@step
def stand_still(w: State, line: int) -> None:
    """Stop, with the job where it is; breakdowns foreseen by work are not due any more."""
    settle_line(w, line)
    x = w.line[line]
    p = w.site[x.site]
    if p.fails == 1 and p.working_clock == 1:
        x.ageing += 1


@step
def change_to(w: State, line: int, s: int, number: int) -> int:
    """Change a line to an item; return the ticks of the set-up, 0 where there is none."""
    x = w.line[line]
    before = x.made_last
    x.made_last = s
    if before == s:
        x.run += 1
        return 0
    x.run = 1
    if before == NO_ROW:
        return 0
    k = w.stock[s]
    stream = k.set_up
    for c in range(k.set_up_first, k.set_up_first + k.set_up_count):
        if w.set_up[c].before == before:
            stream = w.set_up[c].stream
    if stream == NO_ROW:
        return 0
    duration = drawn_ticks(w, stream, 0, number)
    note(w, Row.SET_UP, line, s, before, number, duration, 0)
    if w.run[0].now >= 0:
        w.places[x.site, Place.SET_UPS] += 1
    return duration


@step
def lot_left(w: State, line: int) -> int:
    """Return the quanta of its job that a line has not handed on."""
    x = w.line[line]
    if x.stock == NO_ROW:
        return 0
    k = w.stock[x.stock]
    return k.lot - x.pieces_out * k.piece


@step
def resume(w: State, line: int) -> None:
    """Go on with the job where it stopped, unless all lines stand still."""
    x = w.line[line]
    p = w.site[x.site]
    if p.frozen > 0:
        return
    x.starts += 1
    push(w, w.run[0].now + x.left, Event.WORK, line, x.starts, line)
    if p.fails == 1 and p.working_clock == 1 and x.age_left <= x.left:
        expect_breakdown(w, line)


@step
def expect_breakdown(w: State, line: int) -> None:
    """Put the next breakdown into the calendar."""
    x = w.line[line]
    x.ageing += 1
    push(w, w.run[0].now + x.age_left, Event.LINE, line, x.ageing, line)


@step
def start_ageing(w: State, line: int) -> None:
    """Draw the time to the next breakdown."""
    x = w.line[line]
    p = w.site[x.site]
    if p.fails == 1:
        x.age_left = drawn_ticks(w, p.up_stream, x.member, x.failure)
        if p.working_clock == 0:
            expect_breakdown(w, line)


@step
def break_down(w: State, line: int) -> None:
    """Stop, with the job where it is, and be repaired."""
    settle_line(w, line)
    x = w.line[line]
    p = w.site[x.site]
    x.up = 0
    x.back_at = until = w.run[0].now + drawn_ticks(w, p.repair_stream, x.member, x.failure)
    note(w, Row.LINE_DOWN, line, x.failure, 0, until, x.left if x.stock != NO_ROW else 0, 0)
    push(w, until, Event.LINE, line, 0, line)


@step
def repaired(w: State, line: int) -> None:
    """Work again."""
    settle_line(w, line)
    x = w.line[line]
    x.up = 1
    note(w, Row.LINE_UP, line, x.failure, 0, 0, 0, 0)
    x.failure += 1
    start_ageing(w, line)
    if x.stock != NO_ROW:
        resume(w, line)
    elif x.leaving == 1:
        leave(w, line)
