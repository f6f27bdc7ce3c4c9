"""When a unit that is made here will be there: the jobs at work, those in the line, and those yet to be ordered."""

from __future__ import annotations

import math
from collections.abc import Iterator
from typing import TYPE_CHECKING

from ...policies.sight import CAUSES
from ...policies.units import NEVER
from ...policies.work import paced
from ...sample_path import mean_residual, residual_at, ticks

if TYPE_CHECKING:
    from .line import Line
    from .plant import Plant
    from .stock_point import StockPoint


def expected_made(stock: StockPoint, unit: int, sees: int) -> int:
    """Return the ticks until the unit-th unit from now is expected from the lines.

    A unit at work has the mean residual time of its job. Any other waits until the work before it is done, spread over
    all lines: all of its own item that is on order, as much of the site's other items as would come in between, and
    what is at work; then its own job takes its mean time, breakdowns included.
    """
    production, plant = stock.spec.production, stock.plant
    assert production is not None
    at_work = sorted(expected_left(line, sees) for line in plant.lines if line.stock is stock)
    place = -(-unit // production.lot) - 1
    if place < len(at_work):
        return at_work[place]
    if production.apart:
        return max(mean_job(stock), *at_work, 0)
    place -= len(at_work)
    ours, before = stock.on_order - stock.in_work, place * production.lot
    ahead = before * mean_time(stock)
    for line in plant.lines:
        if line.stock is not None:
            ahead += float(expected_left(line, sees))
    for other in plant.makes:
        if other is not stock:
            waiting = other.on_order - other.in_work
            share = before / ours if before < ours else 1.0
            ahead += waiting * share * mean_time(other)
    free = sum(line.free() for line in plant.lines)
    begins = ahead / plant.staying() if place >= free else 0.0
    wait = begins + production.lot * mean_time(stock)
    return math.floor(wait + 0.5) if wait < NEVER else NEVER


def mean_time(stock: StockPoint) -> float:
    """Return the mean ticks that a quantum takes on one line, breakdowns included; NEVER where there is no mean."""
    production = stock.spec.production
    assert production is not None
    return stock.plant.spec.nominal_lines / production.rate if production.rate > 0.0 else float(NEVER)


def expected_left(line: Line, sees: int) -> int:
    """Return the mean residual time of the job on a line, given how long it has been worked on; and of the repair."""
    stock = line.stock
    assert stock is not None and stock.spec.production is not None
    production = stock.spec.production
    times = production.times
    law = line.chain.world.streams[production.unit_time].law
    if law.family == "constant":
        rest = float(line.left_now())
    else:
        worked = max(line.duration - line.left_now(), 0) / times
        rest = times * residual_at(mean_residual(law), production.mean_unit_time, worked)
    if sees >= CAUSES and not line.up:
        rest += line.mean_repair
    return math.floor(rest + 0.5) if rest < NEVER else NEVER


def planned(stock: StockPoint, unit: int, *, begins: bool) -> int:
    """Return the ticks until the unit-th unit from now is made, or begun, by the times that chance has decided.

    Plays the lines on: each that becomes free takes the next job, the earliest first, the lowest where they tie. What
    would be ordered now comes after all that is on order.
    """
    production, plant = stock.spec.production, stock.plant
    assert production is not None
    if begins:
        unit -= stock.in_work
        if unit <= 0:
            return 0
    if production.apart:
        return 0 if begins else planned_apart(stock, unit)
    free_at = [line.known_left() if line.installed else NEVER for line in plant.lines]
    makes = [line.lot_left() if line.stock is stock else 0 for line in plant.lines]
    released, enough = released_jobs(plant, stock), False
    while True:
        line = min(range(len(free_at)), key=free_at.__getitem__)
        tick = free_at[line]
        if tick >= NEVER:
            return NEVER
        if makes[line] and not begins:
            unit -= makes[line]
            if unit <= 0:
                return tick
        makes[line] = 0
        job = next(released, None)
        if job is None:
            enough = enough or (not begins and unit <= sum(makes))
            job = (False, NEVER) if enough else (True, mean_job(stock))
        makes[line], duration = job[0] * production.lot, job[1]
        if makes[line] and begins:
            unit -= production.lot
            if unit <= 0:
                return tick
        free_at[line] = tick + duration


def planned_apart(stock: StockPoint, unit: int) -> int:
    """Return the ticks until the unit-th unit from now is made where every job has a line of its own.

    Jobs come out by the time they have left; what would be ordered now comes after all of them.
    """
    production = stock.spec.production
    assert production is not None
    jobs = [(line.known_left(), line.lot_left()) for line in stock.plant.lines if line.stock is stock]
    jobs += [(time, production.lot) for mine, time in released_jobs(stock.plant, stock) if mine]
    last = 0
    for last, quantity in sorted(jobs):
        unit -= quantity
        if unit <= 0:
            return last
    return max(mean_job(stock), last)


def released_jobs(plant: Plant, stock: StockPoint) -> Iterator[tuple[bool, int]]:
    """Yield whether each job in the line makes this item, and its time."""
    for batch in plant.queue:
        made = batch.stock.spec.production
        assert made is not None
        for number in range(batch.first, batch.first + batch.jobs):
            time = plant.chain.path.value(made.unit_time, 0, number) * made.times
            yield batch.stock is stock, paced(min(ticks(time), NEVER), plant.speed)


def mean_job(stock: StockPoint) -> int:
    """Return the mean ticks of a job."""
    production = stock.spec.production
    assert production is not None
    mean = production.mean_unit_time * production.times
    return math.floor(mean + 0.5) if mean < NEVER else NEVER
