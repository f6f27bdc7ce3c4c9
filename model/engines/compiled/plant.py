"""The jobs of a site: released when their components are there, and taken by its lines first come, first served."""

from __future__ import annotations

from ...outcome.trace import Row
from ...policies.units import NEVER
from ...policies.views import DispatchView
from .jit import step
from .line import (
    begin,
    break_down,
    first_line,
    free,
    line_after,
    repaired,
    resume,
    settle_line,
    stand_still,
)
from .record import note
from .rules import dispatches
from .tables import NO_ROW, State


@step
def new_production_order(w: State, s: int, jobs: int) -> int:
    """Return a fresh production order, numbered."""
    r = w.run[0]
    m = r.free_production_order
    x = w.production_order[m]
    r.free_production_order = x.next
    r.free_production_orders -= 1
    x.stock, x.jobs, x.released, x.serial, x.ordered = s, jobs, 0, r.serial, r.now
    r.serial += 1
    for c in range(r.components):
        w.given[m * r.components + c] = 0
    return m


@step
def forget_production_order(w: State, m: int) -> None:
    """Free the row of a production order."""
    r = w.run[0]
    w.production_order[m].next = r.free_production_order
    r.free_production_order = m
    r.free_production_orders += 1


@step
def release(w: State, m: int) -> None:
    """Release the jobs that have all their components; that is when a job gets its number."""
    r = w.run[0]
    k = w.production_order[m]
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
    queue_up(w, s, jobs, k.ordered)
    note(w, Row.RELEASED, s, k.serial, jobs, x.released, 0, 0)
    x.released += jobs
    x.unreleased -= jobs * x.lot
    if k.released == k.jobs:
        forget_production_order(w, m)
    start_lines(w, x.site)


@step
def queue_up(w: State, s: int, jobs: int, ordered: int) -> None:
    """Put released jobs that were ordered at a tick at the end of their site's line."""
    r = w.run[0]
    x = w.stock[s]
    p = w.site[x.site]
    b = r.free_batch
    y = w.batch[b]
    r.free_batch = y.next
    r.free_batches -= 1
    y.stock, y.first, y.jobs, y.released_at, y.ordered = s, x.released, jobs, r.now, ordered
    if p.unlimited == 1:
        r.starting = 1
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
def preferred(w: State, line: int, first: int) -> int:
    """Return the batch, from the first with a job left on, that the rule of dispatch has a line take a job of."""
    r = w.run[0]
    x = w.line[line]
    p = w.site[x.site]
    r.choices += 1
    best, least = first, 0.0
    b = first
    while b != NO_ROW:
        y = w.batch[b]
        k = w.stock[y.stock]
        if y.jobs > 0 and k.looked_at != r.choices:
            k.looked_at = r.choices
            same = 1 if x.made_last == y.stock else 0
            view = DispatchView(
                k.backlog, k.on_hand + k.in_work - k.backlog, k.came_in - k.on_hand + k.backlog,
                same, x.run,
            )  # fmt: skip
            priority = dispatches(w.setting, p.dispatch, p.dispatch_first, view)
            if b == first or priority < least:
                best, least = b, priority
        b = y.next
    return best


@step
def start_lines(w: State, p: int) -> None:
    """Have free lines take the next jobs, the lowest line first."""
    if w.site[p].frozen > 0 or w.site[p].unlimited == 1:
        return
    first = w.site[p].line_first
    for line in range(first, first + w.site[p].line_count):
        if not free(w, line):
            continue
        b = next_batch(w, p)
        if b == NO_ROW:
            return
        if w.site[p].dispatch != NO_ROW:
            b = preferred(w, line, b)
        take(w, line, b)


@step
def take(w: State, line: int, b: int) -> None:
    """Have a line take the first job of a batch."""
    y = w.batch[b]
    number = y.first
    y.first += 1
    y.jobs -= 1
    w.line[line].ordered = y.ordered
    begin(w, line, y.stock, number, y.released_at)


@step
def begin_one(w: State, p: int, b: int) -> None:
    """Begin a job where every one has a line of its own: the last line that became idle, else another."""
    x = w.site[p]
    line = x.idle
    if line == NO_ROW:
        line = another_line(w, p)
    else:
        x.idle = w.line[line].next_idle
    take(w, line, b)


@step
def another_line(w: State, p: int) -> int:
    """Add a line, numbered behind all there are anywhere."""
    r = w.run[0]
    x = w.site[p]
    line = r.lines
    r.lines += 1
    r.free_lines -= 1
    y = w.line[line]
    y.site, y.installed, y.up, y.stock, y.made_last = p, 1, 1, NO_ROW, NO_ROW
    y.since, y.age_left, y.next = r.now, NEVER, NO_ROW
    if x.pool_first == NO_ROW:
        x.pool_first = line
    else:
        w.line[x.pool_last].next = line
    x.pool_last = line
    return line


@step
def put_aside(w: State, line: int) -> None:
    """Keep a line that has no job any more, where every job has its own."""
    x = w.site[w.line[line].site]
    if x.unlimited == 1:
        w.line[line].next_idle = x.idle
        x.idle = line


@step
def freeze_lines(w: State, p: int) -> None:
    """Have the lines of a site stand still, with the jobs and set-ups where they are."""
    x = w.site[p]
    if x.frozen == 0:
        line = first_line(w, p)
        while line != NO_ROW:
            stand_still(w, line)
            line = line_after(w, p, line)
    x.frozen += 1


@step
def thaw_lines(w: State, p: int) -> None:
    """Have the lines of a site go on with what was left, and take jobs again."""
    x = w.site[p]
    if x.frozen == 1:
        line = first_line(w, p)
        while line != NO_ROW:
            settle_line(w, line)
            line = line_after(w, p, line)
    x.frozen -= 1
    if x.frozen == 0:
        line = first_line(w, p)
        while line != NO_ROW:
            if w.line[line].up == 1 and w.line[line].stock != NO_ROW:
                resume(w, line)
            line = line_after(w, p, line)
        start_lines(w, p)
        w.run[0].starting = max(w.run[0].starting, x.unlimited)


@step
def on_line(w: State, line: int, ordinal: int) -> None:
    """Have a line break down (numbered from 1) or be repaired (numbered 0)."""
    if ordinal == 0:
        repaired(w, line)
        start_lines(w, w.line[line].site)
    elif ordinal == w.line[line].ageing & 0xFFFFFFFF:
        break_down(w, line)
