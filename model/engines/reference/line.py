"""One production line: at work, idle or down; work resumes where it stopped."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ...outcome.events import Event
from ...outcome.tallies import Place, Point
from ...outcome.trace import Row
from ...policies.units import NEVER
from ...sample_path import ticks
from ...scenario.world import BreakdownClock, Breakdowns, Production
from .serving import receive

if TYPE_CHECKING:
    from .plant import Plant
    from .stock_point import StockPoint


class Line:
    """One line: up or down, idle or at work on one job."""

    def __init__(self, plant: Plant, index: int, member: int) -> None:
        self.plant, self.chain, self.index, self.member = plant, plant.chain, index, member
        self.up = True
        self.stock: StockPoint | None = None
        """What it works for, None when idle."""
        self.job = 0
        self.left = 0
        """Ticks of work left in the job at `since`."""
        self.duration = 0
        """Ticks of the whole job."""
        self.back_at = 0
        """When the repair ends, while it is down."""
        self.since = self.chain.calendar.now
        self.starts = 0
        self.failure = 0
        self.age_left = NEVER
        """Ticks to the next breakdown at `since`, by the clock that counts."""
        self.ageing = 0
        """Number of the latest breakdown event; earlier ones are stale."""

    # -- work

    def begin(self, stock: StockPoint, number: int, released_at: int) -> None:
        """Begin a job."""
        self.settle()
        production, now = made(stock), self.chain.calendar.now
        duration = min(ticks(self.chain.path.value(production.unit_time, 0, number) * production.lot), NEVER)
        self.stock, self.job, self.left, self.duration = stock, number, duration, duration
        self.chain.note(Row.WORK_BEGUN, self.index, stock.index, production.lot, number, duration)
        stock.count(Point.JOBS, 1)
        stock.count(Point.JOB_WAIT, now - released_at)
        stock.in_work += production.lot
        self.resume()
        self.chain.peg(stock)

    def resume(self) -> None:
        """Go on with the job where it stopped."""
        self.starts += 1
        start, done = self.starts, self.chain.calendar.now + self.left
        if done < self.chain.world.clock.horizon:
            self.chain.calendar.call(done, Event.WORK, self.index, start, lambda: self.done(start))
        self.age_at_work()

    def done(self, start: int) -> None:
        """Finish the job, unless the line broke down since this was foreseen."""
        if start != self.starts or not self.up or self.stock is None:
            return
        self.settle()
        stock, lot = self.stock, made(self.stock).lot
        self.stock = None
        self.ageing += self.clock == BreakdownClock.WORKING
        stock.in_work -= lot
        self.chain.note(Row.WORK_DONE, self.index, stock.index, lot, self.job)
        receive(stock, self.job, lot)
        self.plant.start_lines()
        self.chain.reconsider()

    def left_now(self) -> int:
        """Return the ticks of work left in the job."""
        return self.left - (self.chain.calendar.now - self.since if self.up else 0)

    def known_left(self) -> int:
        """Return the ticks until the line is free, by what chance has decided: no breakdown to come."""
        left = 0 if self.stock is None else self.left_now()
        return left if self.up else left + self.back_at - self.chain.calendar.now

    # -- breakdowns

    @property
    def mean_repair(self) -> float:
        """Mean ticks of a repair."""
        return 0.0 if self.failures is None else self.chain.world.streams[self.failures.repair].law.mean()

    @property
    def failures(self) -> Breakdowns | None:
        """How this line fails."""
        return self.plant.spec.breakdowns

    @property
    def clock(self) -> BreakdownClock | None:
        """By which clock it ages."""
        return None if self.failures is None else self.failures.clock

    def drawn(self, stream: int) -> int:
        """Return this line's k-th time up, or under repair."""
        return min(ticks(self.chain.path.value(stream, self.member, self.failure)), NEVER)

    def start_ageing(self) -> None:
        """Draw the time to the next breakdown."""
        if self.failures is not None:
            self.age_left = self.drawn(self.failures.up)
            if self.clock == BreakdownClock.CALENDAR:
                self.expect_breakdown()

    def age_at_work(self) -> None:
        """Expect the breakdown while working, if only work ages the line and it would come before the job is done."""
        if self.clock == BreakdownClock.WORKING and self.age_left <= self.left:
            self.expect_breakdown()

    def expect_breakdown(self) -> None:
        """Put the next breakdown into the calendar."""
        self.ageing += 1
        this, at = self.ageing, self.chain.calendar.now + self.age_left
        if at < self.chain.world.clock.horizon:
            self.chain.calendar.call(at, Event.LINE, self.index, this, lambda: self.break_down(this))

    def break_down(self, this: int) -> None:
        """Stop, with the job where it is, and be repaired."""
        if this != self.ageing:
            return
        assert self.failures is not None
        self.settle()
        self.up = False
        self.back_at = until = self.chain.calendar.now + self.drawn(self.failures.repair)
        self.chain.note(
            Row.LINE_DOWN, self.index, self.failure, 0, until, self.left if self.stock is not None else 0
        )
        if until < self.chain.world.clock.horizon:
            self.chain.calendar.call(until, Event.LINE, self.index, 0, self.repaired)

    def repaired(self) -> None:
        """Work again."""
        self.settle()
        self.up = True
        self.chain.note(Row.LINE_UP, self.index, self.failure, 0)
        self.failure += 1
        self.start_ageing()
        if self.stock is not None:
            self.resume()
        self.plant.start_lines()
        self.chain.reconsider()

    def settle(self) -> None:
        """Count the time since the last change, and what it used up of job and age."""
        now = self.chain.calendar.now
        passed = now - self.since
        working = self.up and self.stock is not None
        if working:
            self.left -= passed
        if working and self.clock == BreakdownClock.WORKING:
            self.age_left -= passed
        measured = now - max(self.since, 0)
        if measured > 0:
            counts = self.plant.counts
            counts[Place.AVAILABLE] += measured
            counts[Place.BUSY] += measured if working else 0
            counts[Place.DOWN] += 0 if self.up else measured
        self.since = now


def made(stock: StockPoint) -> Production:
    """Return how a stock point's item is made; only asked where it is."""
    assert stock.spec.production is not None
    return stock.spec.production
