"""The lines of a site: jobs are released when their components are there, and worked on first come, first served."""

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
def new_make(w: State, s: int, jobs: int) -> int:
    """Return a fresh production order, numbered."""
    r = w.run[0]
    m = r.free_make
    x = w.make[m]
    r.free_make = x.next
    r.free_makes -= 1
    x.stock, x.jobs, x.released, x.serial = s, jobs, 0, r.serial
    r.serial += 1
    for c in range(r.components):
        w.given[m * r.components + c] = 0
    return m


@step
def release(w: State, m: int) -> None:
    """Release the jobs that have all their components; that is when a job gets its number."""
    r = w.run[0]
    k = w.make[m]
    s = k.stock
    x = w.stock[s]
    ready = k.jobs
    for c in range(x.component_count):
        needed = w.component[x.component_first + c].needed * x.lot
        ready = min(ready, w.given[m * r.components + c] // needed)
    jobs = ready - k.released
    if jobs <= 0:
        return
    k.released = ready
    queue_up(w, s, jobs)
    note(w, Row.RELEASED, s, k.serial, jobs, x.released, 0, 0)
    x.released += jobs
    if k.released == k.jobs:
        k.next = r.free_make
        r.free_make = m
        r.free_makes += 1
    start_lines(w, x.site)


@step
def queue_up(w: State, s: int, jobs: int) -> None:
    """Put released jobs at the end of their site's line."""
    r = w.run[0]
    x = w.stock[s]
    p = w.site[x.site]
    b = r.free_batch
    y = w.batch[b]
    r.free_batch = y.next
    r.free_batches -= 1
    y.stock, y.first, y.jobs, y.released_at = s, x.released, jobs, r.now
    y.next, y.prev = NO_ROW, p.tail
    if p.tail == NO_ROW:
        p.head = b
    else:
        w.batch[p.tail].next = b
    p.tail = b


@step
def next_batch(w: State, p: int) -> int:
    """Return the first batch with a job left, forgetting those without; NO_ROW if none."""
    r = w.run[0]
    x = w.site[p]
    while x.head != NO_ROW and w.batch[x.head].jobs == 0:
        b = x.head
        x.head = w.batch[b].next
        if x.head == NO_ROW:
            x.tail = NO_ROW
        else:
            w.batch[x.head].prev = NO_ROW
        w.batch[b].next = r.free_batch
        r.free_batch = b
        r.free_batches += 1
    return x.head


@step
def start_lines(w: State, p: int) -> None:
    """Have free lines take the next jobs, the lowest line first."""
    first = w.site[p].line_first
    for line in range(first, first + w.site[p].line_count):
        if w.line[line].up == 0 or w.line[line].stock != NO_ROW:
            continue
        b = next_batch(w, p)
        if b == NO_ROW:
            return
        y = w.batch[b]
        number = y.first
        y.first += 1
        y.jobs -= 1
        begin(w, line, y.stock, number, y.released_at)


@step
def withdraw_jobs(w: State, s: int, surplus: int) -> int:
    """Take back jobs that have not begun, the newest first; return the quanta they would have made."""
    x = w.stock[s]
    taken = 0
    b = w.site[x.site].tail
    while b != NO_ROW:
        y = w.batch[b]
        if y.stock == s:
            less = min(y.jobs, (surplus - taken) // x.lot)
            y.jobs -= less
            taken += less * x.lot
        b = y.prev
    return taken


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
    x.stock, x.job, x.left = s, number, duration
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
def on_line(w: State, line: int, ordinal: int) -> None:
    """Have a line break down (numbered from 1) or be repaired (numbered 0)."""
    x = w.line[line]
    p = w.site[x.site]
    now = w.run[0].now
    if ordinal != 0:
        if ordinal != x.ageing & 0xFFFFFFFF:
            return
        settle_line(w, line)
        x.up = 0
        until = now + drawn_ticks(w, p.repair_stream, x.member, x.failure)
        note(w, Row.LINE_DOWN, line, x.failure, 0, until, x.left if x.stock != NO_ROW else 0, 0)
        push(w, until, Event.LINE, line, 0, line)
        return
    settle_line(w, line)
    x.up = 1
    note(w, Row.LINE_UP, line, x.failure, 0, 0, 0, 0)
    x.failure += 1
    start_ageing(w, line)
    if x.stock != NO_ROW:
        resume(w, line)
    start_lines(w, x.site)


@step
def owed(w: State, p: int) -> int:
    """Return what a site owes of all it makes."""
    total = 0
    for s in range(w.stock.size):
        x = w.stock[s]
        if x.site == p and x.unit_time != NO_ROW:
            total += x.backlog
    return total


@step
def feel_pressure(w: State, p: int) -> None:
    """See whether what the site owes is above the level of its ramp-up; if so, see whether it lasts."""
    x = w.site[p]
    if x.ramps == 0:
        return
    if owed(w, p) <= x.backlog_over:
        x.pressed = 0
    elif x.pressed == 0:
        x.times_pressed += 1
        x.pressed = x.times_pressed
        push(w, min(w.run[0].now + x.lasting, NEVER), Event.RAMP, p, x.pressed, p)


@step
def on_ramp(w: State, p: int, ordinal: int) -> None:
    """Decide for more lines, if the pressure has not been off since (numbered from 1), or put them to work (0)."""
    x = w.site[p]
    now = w.run[0].now
    if ordinal == 0:
        for line in range(x.line_first + x.line_count, x.line_first + x.line_count + x.more_lines):
            w.line[line].installed, w.line[line].since = 1, now
            start_ageing(w, line)
        x.line_count += x.more_lines
        note(w, Row.LINES_ADDED, p, x.line_count, x.more_lines, 0, 0, 0)
        start_lines(w, p)
        return
    if x.ramps == 0 or ordinal != x.pressed & 0xFFFFFFFF:
        return
    x.ramps, x.pressed = 0, 0
    w.run[0].ramps -= 1
    ready = min(now + x.ready_after, NEVER)
    note(w, Row.RAMP_UP, p, owed(w, p), x.more_lines, ready, 0, 0)
    if now >= 0:
        w.places[p, Place.RAMP_UPS] += 1
    push(w, ready, Event.RAMP, p, 0, p)
