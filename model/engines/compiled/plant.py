"""The jobs of a site: released when their components are there, and taken by its lines first come, first served."""

from __future__ import annotations

from ...outcome.trace import Row
from ...policies.views import DispatchView
from .jit import step
from .line import begin, break_down, free, repaired, resume, settle_line, stand_still
from .record import note
from .rules import dispatches
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
    x.unreleased -= jobs * x.lot
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
    if w.site[p].frozen > 0:
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
        y = w.batch[b]
        number = y.first
        y.first += 1
        y.jobs -= 1
        begin(w, line, y.stock, number, y.released_at)


@step
def freeze_lines(w: State, p: int) -> None:
    """Have the lines of a site stand still, with the jobs and set-ups where they are."""
    x = w.site[p]
    if x.frozen == 0:
        for line in range(x.line_first, x.line_first + x.line_count):
            stand_still(w, line)
    x.frozen += 1


@step
def thaw_lines(w: State, p: int) -> None:
    """Have the lines of a site go on with what was left, and take jobs again."""
    x = w.site[p]
    if x.frozen == 1:
        for line in range(x.line_first, x.line_first + x.line_count):
            settle_line(w, line)
    x.frozen -= 1
    if x.frozen == 0:
        for line in range(x.line_first, x.line_first + x.line_count):
            if w.line[line].up == 1 and w.line[line].stock != NO_ROW:
                resume(w, line)
        start_lines(w, p)


@step
def on_line(w: State, line: int, ordinal: int) -> None:
    """Have a line break down (numbered from 1) or be repaired (numbered 0)."""
    if ordinal == 0:
        repaired(w, line)
        start_lines(w, w.line[line].site)
    elif ordinal == w.line[line].ageing & 0xFFFFFFFF:
        break_down(w, line)
