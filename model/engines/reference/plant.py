"""The lines of a site: jobs are released when their components are there, and worked on first come, first served."""

from __future__ import annotations

from collections import deque
from typing import TYPE_CHECKING

from ...outcome.events import Event
from ...outcome.tallies import Place, Point
from ...outcome.trace import Row
from ...policies.units import NEVER
from ...sample_path import ticks
from ...scenario.world import BreakdownClock, Breakdowns, Production, Site
from .book import JobEntry

if TYPE_CHECKING:
    from .chain import Chain
    from .stock_point import StockPoint


class ProductionOrder:
    """One replenishment order to a site's own lines, and the components it has got so far."""

    __slots__ = ("given", "jobs", "released", "serial", "stock")

    def __init__(self, serial: int, stock: StockPoint, jobs: int, components: int) -> None:
        self.serial, self.stock, self.jobs = serial, stock, jobs
        self.released = 0
        self.given = [0] * components


class Batch:
    """Jobs released together, in the line for the lines."""

    __slots__ = ("first", "jobs", "released_at", "stock")

    def __init__(self, stock: StockPoint, first: int, jobs: int, released_at: int) -> None:
        self.stock, self.first, self.jobs, self.released_at = stock, first, jobs, released_at


class Plant:
    """A site's lines and the jobs before them."""

    def __init__(self, chain: Chain, index: int, spec: Site) -> None:
        self.chain, self.index, self.spec = chain, index, spec
        self.counts = chain.record.places[index]
        self.queue: deque[Batch] = deque()
        self.lines: list[Line] = []
        self.first_line = 0
        self.pressed = 0
        """Which time the backlog is above the level now; 0 when it is not."""
        self.times_pressed = 0
        self.ramped = False

    def open(self, first_line: int) -> None:
        """Install the lines there are at the start."""
        self.first_line = first_line
        self.install(self.spec.lines)

    def install(self, more: int) -> None:
        """Add lines."""
        for member in range(len(self.lines), len(self.lines) + more):
            line = Line(self, self.first_line + member, member)
            self.lines.append(line)
            line.start_ageing()

    def feel_pressure(self) -> None:
        """See whether what the site owes is above the level of its ramp-up; if so, see whether it lasts."""
        ramp, calendar = self.spec.ramp_up, self.chain.calendar
        if ramp is None or self.ramped:
            return
        owed = self.owed()
        if owed <= ramp.backlog_over:
            self.pressed = 0
        elif self.pressed == 0:
            self.times_pressed += 1
            self.pressed = this = self.times_pressed
            until = min(calendar.now + ramp.lasting, NEVER)
            if until < self.chain.world.clock.horizon:
                calendar.call(until, Event.RAMP, self.index, this, lambda: self.ramp_up(this))

    def owed(self) -> int:
        """Return what the site owes of all it makes."""
        return sum(
            stock.backlog
            for stock in self.chain.stocks
            if stock.plant is self and stock.spec.production is not None
        )

    def ramp_up(self, this: int) -> None:
        """Decide for more lines, if the pressure has not been off since."""
        ramp, calendar = self.spec.ramp_up, self.chain.calendar
        if this != self.pressed or ramp is None:
            return
        self.ramped, self.pressed = True, 0
        ready = min(calendar.now + ramp.after, NEVER)
        self.chain.note(Row.RAMP_UP, self.index, self.owed(), ramp.lines, ready)
        if calendar.now >= 0:
            self.counts[Place.RAMP_UPS] += 1
        if ready < self.chain.world.clock.horizon:
            calendar.call(ready, Event.RAMP, self.index, 0, self.lines_ready)

    def lines_ready(self) -> None:
        """Put the added lines to work."""
        assert self.spec.ramp_up is not None
        self.install(self.spec.ramp_up.lines)
        self.chain.note(Row.LINES_ADDED, self.index, len(self.lines), self.spec.ramp_up.lines)
        self.start_lines()
        self.chain.reconsider()

    def make(self, stock: StockPoint, quantity: int) -> None:
        """Take in a replenishment order: ask for its components, release what has them, start free lines."""
        production = made(stock)
        order = ProductionOrder(
            self.chain.next_serial(), stock, quantity // production.lot, len(production.components)
        )
        for place, (component, needed) in enumerate(production.components):
            giver, wanted = self.chain.stocks[component], quantity * needed
            at_once, serial = giver.ordered_by(wanted)
            if at_once > 0:
                order.given[place] += at_once
                self.chain.note(
                    Row.COMPONENT_GIVEN, giver.index, stock.index, at_once, order.serial, wanted - at_once
                )
            if at_once < wanted:
                giver.owe(JobEntry(serial, wanted - at_once, self.chain.calendar.now, order, place))
        self.release(order)

    def component_given(self, order: ProductionOrder, component: int, quantity: int) -> None:
        """Take in components from their stock point's book."""
        order.given[component] += quantity
        self.release(order)

    def release(self, order: ProductionOrder) -> None:
        """Release the jobs that have all their components; that is when a job gets its number."""
        stock, production = order.stock, made(order.stock)
        ready = order.jobs
        for given, (_, needed) in zip(order.given, production.components, strict=True):
            ready = min(ready, given // (needed * production.lot))
        jobs = ready - order.released
        if jobs <= 0:
            return
        order.released = ready
        self.queue.append(Batch(stock, stock.released, jobs, self.chain.calendar.now))
        self.chain.note(Row.RELEASED, stock.index, order.serial, jobs, stock.released)
        stock.released += jobs
        self.start_lines()

    def start_lines(self) -> None:
        """Have free lines take the next jobs, the lowest line first."""
        for line in self.lines:
            if not line.up or line.stock is not None:
                continue
            while self.queue and self.queue[0].jobs == 0:
                self.queue.popleft()
            if not self.queue:
                return
            batch = self.queue[0]
            number = batch.first
            batch.first += 1
            batch.jobs -= 1
            line.begin(batch.stock, number, batch.released_at)

    def withdraw(self, stock: StockPoint, surplus: int) -> int:
        """Take back jobs that have not begun, the newest first; return the quanta they would have made."""
        lot, taken = made(stock).lot, 0
        for batch in reversed(self.queue):
            if batch.stock is stock:
                less = min(batch.jobs, (surplus - taken) // lot)
                batch.jobs -= less
                taken += less * lot
        return taken


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
        self.stock, self.job, self.left = stock, number, duration
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
        stock.receive(self.job, lot)
        self.plant.start_lines()
        self.chain.reconsider()

    # -- breakdowns

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
        until = self.chain.calendar.now + self.drawn(self.failures.repair)
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
