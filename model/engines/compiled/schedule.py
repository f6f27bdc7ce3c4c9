"""When a unit that is made here will be there; see the reference's `schedule`."""

from __future__ import annotations

import math

from ...policies.sight import CAUSES
from ...policies.units import NEVER
from ...policies.work import finished_at, paced
from ...sample_path.transforms import CONSTANT
from .chance import drawn, residual_at, ticks
from .jit import step
from .line import first_line, line_after, lot_left, staying
from .line import free as free_line
from .tables import NO_ROW, State


@step
def mean_time(w: State, s: int) -> float:
    """Return the mean ticks that a quantum takes on one line, breakdowns included; NEVER where there is no mean."""
    rate = w.stock[s].rate
    return w.site[w.stock[s].site].nominal_lines / rate if rate > 0.0 else float(NEVER)


@step
def left_now(w: State, line: int) -> int:
    """Return the ticks left of the job on a line, all its pieces and the set-up before it."""
    x = w.line[line]
    if x.stock == NO_ROW:
        return 0
    later = x.duration - finished_at(x.duration, w.stock[x.stock].pieces, x.pieces_out + 1)
    later = paced(later, w.site[x.site].speed)
    return x.left + later - (w.run[0].now - x.since if x.up == 1 and w.site[x.site].frozen == 0 else 0)


@step
def known_left(w: State, line: int) -> int:
    """Return the ticks until a line is free, by what chance has decided: no breakdown to come."""
    x = w.line[line]
    left = left_now(w, line)
    return left if x.up == 1 else left + x.back_at - w.run[0].now


@step
def expected_left(w: State, line: int, sees: int) -> int:
    """Return the mean residual time of the job on a line, given how long it has been worked on; and of the repair."""
    x = w.line[line]
    k = w.stock[x.stock]
    if w.stream[k.unit_time].family == CONSTANT:
        rest = float(left_now(w, line))
    else:
        worked = max(x.duration - left_now(w, line), 0) / k.times
        table = w.residual[k.residual_first : k.residual_first + 33]
        rest = k.times * residual_at(table, k.mean_unit_time, worked)
    if sees >= CAUSES and x.up == 0:
        rest += w.site[x.site].mean_repair
    return math.floor(rest + 0.5) if rest < NEVER else NEVER


@step
def at_work(w: State, s: int, place: int, sees: int) -> int:
    """Return when the job numbered `place`, from 0, of those at work for a stock point is expected; NO_ROW beyond."""
    first = w.site[w.stock[s].site].line_first
    end = first + w.site[w.stock[s].site].line_count
    for line in range(first, end):
        if w.line[line].stock != NO_ROW:
            w.line[line].free_at = expected_left(w, line, sees)
    for line in range(first, end):
        if w.line[line].stock == s:
            sooner = 0
            for other in range(first, end):
                if w.line[other].stock == s:
                    earlier = w.line[other].free_at < w.line[line].free_at
                    if earlier or (w.line[other].free_at == w.line[line].free_at and other < line):
                        sooner += 1
            if sooner == place:
                return w.line[line].free_at
    return NO_ROW


@step
def expected_made(w: State, s: int, unit: int, sees: int) -> int:
    """Return the ticks until the unit-th unit from now is expected from the lines."""
    x = w.stock[s]
    p = w.site[x.site]
    place = (unit + x.lot - 1) // x.lot - 1
    if p.unlimited == 1:
        return expected_apart(w, s, place, sees)
    soon = at_work(w, s, place, sees)
    if soon != NO_ROW:
        return soon
    free = 0
    for line in range(p.line_first, p.line_first + p.line_count):
        if w.line[line].stock == s:
            place -= 1
        elif free_line(w, line):
            free += 1
    ours = x.on_order - x.in_work
    before = place * x.lot
    ahead = before * mean_time(w, s)
    for line in range(p.line_first, p.line_first + p.line_count):
        if w.line[line].stock != NO_ROW:
            ahead += float(w.line[line].free_at)
    other = p.first_made
    while other != NO_ROW:
        if other != s:
            waiting = w.stock[other].on_order - w.stock[other].in_work
            share = before / ours if before < ours else 1.0
            ahead += waiting * share * mean_time(w, other)
        other = w.stock[other].next_made
    begins = ahead / staying(w, x.site) if place >= free else 0.0
    wait = begins + x.lot * mean_time(w, s)
    return math.floor(wait + 0.5) if wait < NEVER else NEVER


@step
def first_free(w: State, p: int) -> int:
    """Return the line that is free first as the lines are played on, the lowest where they tie."""
    first = w.site[p].line_first
    least = first
    for line in range(first + 1, first + w.site[p].line_count):
        if w.line[line].free_at < w.line[least].free_at:
            least = line
    return least


@step
def waiting_for(w: State, s: int) -> int:
    """Return the quanta of a stock point that the lines are at as an estimate plays them on."""
    p = w.site[w.stock[s].site]
    quanta = 0
    for line in range(p.line_first, p.line_first + p.line_count):
        if w.line[line].makes == s:
            quanta += w.line[line].brings
    return quanta


@step
def planned(w: State, s: int, unit: int, begins: bool) -> int:
    """Return the ticks until the unit-th unit from now is made, or begun, by the times that chance has decided."""
    x = w.stock[s]
    p = w.site[x.site]
    if begins:
        unit -= x.in_work
        if unit <= 0:
            return 0
    if p.unlimited == 1:
        return 0 if begins else planned_apart(w, s, unit)
    for line in range(p.line_first, p.line_first + p.line_count):
        w.line[line].free_at = known_left(w, line) if w.line[line].installed == 1 else NEVER
        w.line[line].makes, w.line[line].brings = w.line[line].stock, lot_left(w, line)
    b = p.head
    job = 0
    enough = False
    while True:
        line = w.line[first_free(w, x.site)]
        if line.free_at >= NEVER:
            return NEVER
        if line.makes == s and not begins:
            unit -= line.brings
            if unit <= 0:
                return line.free_at
        line.makes, line.brings = NO_ROW, x.lot
        while b != NO_ROW and job == w.batch[b].jobs:
            b = w.batch[b].next
            job = 0
        if b == NO_ROW:
            enough = enough or (not begins and unit <= waiting_for(w, s))
            duration = NEVER if enough else mean_job(w, s)
            line.makes = NO_ROW if enough else s
        else:
            y = w.batch[b]
            line.makes = y.stock
            duration = job_time(w, y.stock, y.first + job)
            job += 1
        if line.makes == s and begins:
            unit -= x.lot
            if unit <= 0:
                return line.free_at
        line.free_at += duration


@step
def expected_apart(w: State, s: int, place: int, sees: int) -> int:
    """Return when the job numbered `place`, from 0, is expected, where every job has a line of its own."""
    p = w.stock[s].site
    line = first_line(w, p)
    while line != NO_ROW:
        x = w.line[line]
        x.brings = 1 if x.stock == s else 0
        if x.stock == s:
            x.free_at = expected_left(w, line, sees)
        line = line_after(w, p, line)
    return made_by(w, s, NO_ROW, place + 1)


@step
def planned_apart(w: State, s: int, unit: int) -> int:
    """Return the ticks until the unit-th unit from now is made, where every job has a line of its own."""
    p = w.stock[s].site
    line = first_line(w, p)
    while line != NO_ROW:
        x = w.line[line]
        x.brings = lot_left(w, line) if x.stock == s else 0
        if x.stock == s:
            x.free_at = known_left(w, line)
        line = line_after(w, p, line)
    return made_by(w, s, w.site[p].head, unit)


@step
def made_by(w: State, s: int, batch: int, wanted: int) -> int:
    """Return the least tick by which the lines, and the jobs that wait from a batch on, bring so much of an item.

    Found by halving; what would be ordered now comes after all of it.
    """
    if brought(w, s, batch, NEVER) < wanted:
        return max(mean_job(w, s), last_brought(w, s, batch))
    low, high = -1, NEVER
    while high - low > 1:
        middle = (low + high) // 2
        if brought(w, s, batch, middle) >= wanted:
            high = middle
        else:
            low = middle
    return high


@step
def brought(w: State, s: int, batch: int, tick: int) -> int:
    """Return how much of an item the lines, and the jobs that wait from a batch on, bring by a tick."""
    p = w.stock[s].site
    found = 0
    line = first_line(w, p)
    while line != NO_ROW:
        if w.line[line].brings > 0 and w.line[line].free_at <= tick:
            found += w.line[line].brings
        line = line_after(w, p, line)
    b = batch
    while b != NO_ROW:
        y = w.batch[b]
        if y.stock == s:
            for job in range(y.first, y.first + y.jobs):
                if job_time(w, s, job) <= tick:
                    found += w.stock[s].lot
        b = y.next
    return found


@step
def last_brought(w: State, s: int, batch: int) -> int:
    """Return when the last of it is there."""
    p = w.stock[s].site
    last = 0
    line = first_line(w, p)
    while line != NO_ROW:
        if w.line[line].brings > 0:
            last = max(last, w.line[line].free_at)
        line = line_after(w, p, line)
    b = batch
    while b != NO_ROW:
        y = w.batch[b]
        if y.stock == s:
            for job in range(y.first, y.first + y.jobs):
                last = max(last, job_time(w, s, job))
        b = y.next
    return last


@step
def job_time(w: State, s: int, number: int) -> int:
    """Return the ticks of a released job."""
    time = min(ticks(drawn(w, w.stock[s].unit_time, 0, number) * w.stock[s].times), NEVER)
    return paced(time, w.site[w.stock[s].site].speed)


@step
def mean_job(w: State, s: int) -> int:
    """Return the mean ticks of a job."""
    mean = w.stock[s].mean_unit_time * w.stock[s].times
    return math.floor(mean + 0.5) if mean < NEVER else NEVER
