"""A production line: at work, idle or down; work resumes where it stopped."""

from __future__ import annotations

from ...outcome.events import Event
from ...outcome.tallies import Place, Point
from ...outcome.trace import Row
from ...policies.units import NEVER
from .calendar import push
from .chance import drawn, drawn_ticks, ticks
from .firm import peg
from .jit import step
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
    working = x.up == 1 and x.stock != NO_ROW
    if working:
        x.left -= passed
        if p.fails == 1 and p.working_clock == 1:
            x.age_left -= passed
    measured = now - max(x.since, 0)
    if measured > 0:
        w.places[x.site, Place.AVAILABLE] += measured
        if working:
            w.places[x.site, Place.BUSY] += measured
        if x.up == 0:
            w.places[x.site, Place.DOWN] += measured
    x.since = now


@step
def begin(w: State, line: int, s: int, number: int, released_at: int) -> None:
    """Begin a job."""
    settle_line(w, line)
    x = w.line[line]
    k = w.stock[s]
    duration = min(ticks(drawn(w, k.unit_time, 0, number) * k.lot), NEVER)
    x.stock, x.job, x.left, x.duration = s, number, duration, duration
    note(w, Row.WORK_BEGUN, line, s, k.lot, number, duration, 0)
    count(w, s, Point.JOBS, 1)
    count(w, s, Point.JOB_WAIT, w.run[0].now - released_at)
    k.in_work += k.lot
    resume(w, line)
    peg(w, s)


@step
def resume(w: State, line: int) -> None:
    """Go on with the job where it stopped."""
    x = w.line[line]
    p = w.site[x.site]
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
