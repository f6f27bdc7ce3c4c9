"""One production line: at work, idle or down; work resumes where it stopped."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ...outcome.events import Event
from ...outcome.tallies import Place, Point
from ...outcome.trace import Row
from ...policies.units import NEVER
from ...policies.work import finished_at, paced, piece_time
from ...sample_path import ticks
from ...scenario.world import BreakdownClock, Breakdowns, Production
from .serving import receive

if TYPE_CHECKING:
    from .plant import Batch, Plant
    from .stock_point import StockPoint


class Line:
    """One line: up or down, idle or at work on one job."""

    def __init__(self, plant: Plant, index: int, member: int) -> None:
        self.plant, self.chain, self.index, self.member = plant, plant.chain, index, member
        self.failures: Breakdowns | None = plant.spec.breakdowns
        """How it fails."""
        clock = None if self.failures is None else self.failures.clock
        self.ages_by_work = clock == BreakdownClock.WORKING
        self.ages_always = clock == BreakdownClock.CALENDAR
        self.up = True
        self.installed = False
        self.leaving = False
        """It goes when its job is done."""
        self.stock: StockPoint | None = None
        """What it works for, None when idle."""
        self.job = 0
        self.ordered = 0
        """Tick at which the job was ordered."""
        self.left = 0
        """Ticks until the job, or its next piece, is done, at `since`; those of the set-up before it included."""
        self.setting_up = 0
        """Ticks of set-up left at `since`."""
        self.duration = 0
        """Ticks of work of the whole job."""
        self.pieces_out = 0
        self.made_last: StockPoint | None = None
        """What it is set up for; a line that has made nothing yet is ready for anything."""
        self.run = 0
        """Jobs of one item in a row."""
        self.back_at = 0
        """When the repair ends, while it is down."""
        self.since = self.chain.calendar.now
        self.starts = 0
        self.failure = 0
        self.age_left = NEVER
        """Ticks to the next breakdown at `since`, by the clock that counts."""
        self.ageing = 0
        """Number of the latest breakdown event; earlier ones are stale."""

    # -- coming and going

    def free(self) -> bool:
        """Return whether it can take a job."""
        return self.up and self.stock is None and self.installed and not self.leaving

    def join(self) -> None:
        """Be there from now on, ready for anything."""
        self.installed, self.since = True, self.chain.calendar.now
        self.start_ageing()

    def leave(self) -> None:
        """Be there no more; a line in its place later is another, with times of its own."""
        self.settle()
        self.installed = self.leaving = False
        self.made_last, self.run = None, 0
        self.ageing += 1
        self.failure += 1
        self.age_left = NEVER
        self.chain.note(Row.LINE_GONE, self.index, 0, 0)

    # -- work

    def take(self, batch: Batch) -> None:
        """Take the first job of a batch."""
        number = batch.first
        batch.first += 1
        batch.jobs -= 1
        self.ordered = batch.ordered
        self.begin(batch.stock, number, batch.released_at)

    def begin(self, stock: StockPoint, number: int, released_at: int) -> None:
        """Begin a job."""
        self.settle()
        production, now = made(stock), self.chain.calendar.now
        duration = min(
            ticks(self.chain.path.value(production.unit_time, 0, number) * production.times), NEVER
        )
        self.setting_up = self.change_to(stock, number)
        self.stock, self.job, self.duration, self.pieces_out = stock, number, duration, 0
        self.left = min(self.setting_up + self.next_piece(), NEVER)
        self.chain.note(Row.WORK_BEGUN, self.index, stock.index, production.lot, number, duration)
        stock.count(Point.JOBS, 1)
        stock.count(Point.JOB_WAIT, now - released_at)
        stock.in_work += production.lot
        self.resume()
        if stock.pegged:
            self.chain.peg(stock)

    def next_piece(self) -> int:
        """Return the ticks that the next piece of the job takes at the present speed."""
        assert self.stock is not None
        work = piece_time(self.duration, made(self.stock).pieces, self.pieces_out)
        return paced(work, self.plant.speed)

    def change_pace(self, faster: float) -> None:
        """Work on at another speed, so many times as fast; a set-up takes as long as it takes."""
        if self.stock is None:
            return
        self.settle()
        self.left = min(self.setting_up + paced(self.left - self.setting_up, faster), NEVER)
        if self.up:
            self.resume()

    def working(self) -> bool:
        """Return whether it uses up work now."""
        return self.up and self.stock is not None and self.plant.frozen == 0

    def stand_still(self) -> None:
        """Stop, with the job where it is; breakdowns foreseen by work are not due any more."""
        self.settle()
        self.ageing += self.ages_by_work

    def go_on(self) -> None:
        """Go on with what was left before all stood still."""
        if self.up and self.stock is not None:
            self.resume()

    def change_to(self, stock: StockPoint, number: int) -> int:
        """Change the line to an item; return the ticks of the set-up, 0 where there is none."""
        before, self.made_last = self.made_last, stock
        self.run = self.run + 1 if before is stock else 1
        production = made(stock)
        if before is None or before is stock:
            return 0
        stream = dict(production.set_up_after).get(before.index, production.set_up)
        if stream is None:
            return 0
        duration = min(ticks(self.chain.path.value(stream, 0, number)), NEVER)
        self.chain.note(Row.SET_UP, self.index, stock.index, before.index, number, duration)
        if self.chain.calendar.now >= 0:
            self.plant.counts[Place.SET_UPS] += 1
        return duration

    def resume(self) -> None:
        """Go on with the job where it stopped, unless all lines stand still."""
        if self.plant.frozen > 0:
            return
        self.starts += 1
        start, done = self.starts, self.chain.calendar.now + self.left
        if done < self.chain.world.clock.horizon:
            self.chain.calendar.call(done, Event.WORK, self.index, start, lambda: self.done(start))
        self.age_at_work()

    def done(self, start: int) -> None:
        """Finish the job or a piece of it, unless the line broke down since this was foreseen."""
        if start != self.starts or self.stock is None or not self.working():
            return
        self.settle()
        stock, production = self.stock, made(self.stock)
        self.pieces_out += 1
        quantity = production.piece or production.lot
        if self.pieces_out < production.pieces:
            self.left = self.next_piece()
            self.resume()
        else:
            self.stock = None
            self.ageing += self.ages_by_work
            if self.leaving:
                self.leave()
            if self.plant.spec.unlimited:
                self.plant.idle.append(self)
        stock.in_work -= quantity
        for component, needed in production.components:
            self.chain.stocks[component].give_to_jobs(-quantity * needed)
        self.chain.note(Row.WORK_DONE, self.index, stock.index, quantity, self.job, self.lot_left())
        receive(stock, self.job, quantity, self.ordered)
        self.plant.start_lines()
        self.chain.reconsider()

    def lot_left(self) -> int:
        """Return the quanta of its job that the line has not handed on."""
        if self.stock is None:
            return 0
        return made(self.stock).lot - self.pieces_out * made(self.stock).piece

    def left_now(self) -> int:
        """Return the ticks left of the job, all its pieces and the set-up before it."""
        if self.stock is None:
            return 0
        later = self.duration - finished_at(self.duration, made(self.stock).pieces, self.pieces_out + 1)
        later = paced(later, self.plant.speed)
        return self.left + later - (self.chain.calendar.now - self.since if self.working() else 0)

    def known_left(self) -> int:
        """Return the ticks until the line is free, by what chance has decided: no breakdown to come."""
        left = self.left_now()
        return left if self.up else left + self.back_at - self.chain.calendar.now

    # -- breakdowns

    @property
    def mean_repair(self) -> float:
        """Mean ticks of a repair."""
        return 0.0 if self.failures is None else self.chain.world.streams[self.failures.repair].law.mean()

    def drawn(self, stream: int) -> int:
        """Return this line's k-th time up, or under repair."""
        return min(ticks(self.chain.path.value(stream, self.member, self.failure)), NEVER)

    def start_ageing(self) -> None:
        """Draw the time to the next breakdown."""
        if self.failures is not None:
            self.age_left = self.drawn(self.failures.up)
            if self.ages_always:
                self.expect_breakdown()

    def age_at_work(self) -> None:
        """Expect the breakdown while working, if only work ages the line and it would come before the job is done."""
        if self.ages_by_work and self.age_left <= self.left:
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
        elif self.leaving:
            self.leave()
        self.plant.start_lines()
        self.chain.reconsider()

    def settle(self) -> None:
        """Count the time since the last change, and what it used up of job and age."""
        now = self.chain.calendar.now
        passed = now - self.since
        if passed == 0:
            return
        working = self.working()
        set_up = min(passed, self.setting_up) if working else 0
        if working:
            self.left -= passed
            self.setting_up -= set_up
        if working and self.ages_by_work:
            self.age_left -= passed
        measured = now - max(self.since, 0) if self.installed else 0
        set_up = max(set_up + min(self.since, 0), 0)
        if measured > 0:
            counts = self.plant.counts
            counts[Place.AVAILABLE] += 0 if self.plant.spec.unlimited else measured
            counts[Place.BUSY] += measured - set_up if working else 0
            counts[Place.SET_UP] += set_up
            counts[Place.DOWN] += 0 if self.up else measured
        self.since = now


def made(stock: StockPoint) -> Production:
    """Return how a stock point's item is made; only asked where it is."""
    assert stock.spec.production is not None
    return stock.spec.production
