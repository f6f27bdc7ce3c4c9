"""A disruption: it begins and ends, again and again or in windows, and something stands still meanwhile.

Several of the same effect may hold the same thing: each lane and stock point counts them, and goes on when the last
one ends.
"""

from __future__ import annotations

import math
from collections.abc import Generator
from typing import TYPE_CHECKING

from simpy.events import Event as SimpyEvent

from ...outcome.events import Event
from ...outcome.tallies import Outage, Point
from ...outcome.trace import Row
from ...policies.destruction import destroyed
from ...policies.units import NEVER
from ...sample_path import mean_residual, residual_at, ticks
from ...scenario import world
from ...scenario.world import Effect
from .acceptance import accept_orders, go_on_ordering, pause, refuse_orders

if TYPE_CHECKING:
    from .chain import Chain
    from .lane import Lane
    from .plant import Plant
    from .stock_point import StockPoint


class Disruption:
    """One cause of trouble: up or down, and whether the chain has recovered from its last time."""

    def __init__(self, chain: Chain, index: int, spec: world.Disruption) -> None:
        self.chain, self.index, self.spec = chain, index, spec
        self.counts = chain.record.outages[index]
        self.down = False
        self.since = self.until = chain.calendar.now
        self.times = 0
        """Times it has ended."""
        self.watching = False
        """Whether its last time is not recovered from yet."""
        self.level = 0
        """Backlog watched when that trouble began."""
        self.over = 0
        """Tick at which it ended."""
        self.felt = False
        """Whether all that its last time did can be felt."""
        self.back_since: int | None = None
        """Tick since which no more than that is owed; None while more is."""

    # -- times

    def open(self) -> None:
        """Expect the first time."""
        self.chain.calendar.process(self.life())

    def life(self) -> Generator[SimpyEvent, None, None]:
        """Begin and end, for ever or window by window."""
        calendar = self.chain.calendar
        while (begins := self.next_beginning()) < NEVER:
            yield calendar.at(begins, Event.DISRUPTION, self.index, 0)
            self.begin()
            if self.spec.effect != Effect.DESTROY_STOCK:
                self.chain.reconsider()
                yield calendar.at(self.until, Event.DISRUPTION, self.index, 0)
            self.end()
            self.chain.reconsider()

    def drawn(self, stream: int) -> int:
        """Return the end of the k-th time up or down that begins now."""
        return min(
            self.chain.calendar.now + min(ticks(self.chain.path.value(stream, 0, self.times)), NEVER), NEVER
        )

    def next_beginning(self) -> int:
        """Return the tick at which it begins next, NEVER for not again."""
        if self.spec.up is not None:
            return self.drawn(self.spec.up)
        return self.spec.windows[self.times][0] if self.times < len(self.spec.windows) else NEVER

    def ends(self) -> int:
        """Return the tick at which the time that begins now ends."""
        if self.spec.effect == Effect.DESTROY_STOCK:
            return self.chain.calendar.now
        return self.spec.windows[self.times][1] if self.spec.down is None else self.drawn(self.spec.down)

    def begin(self) -> None:
        """Have its targets stand still, or destroy what they have."""
        chain = self.chain
        self.down, self.since, self.until = True, chain.calendar.now, self.ends()
        if not self.watching:
            self.level = self.backlog()
        chain.note(Row.DISRUPTED, self.index, self.times, self.level, self.until)
        if self.spec.effect == Effect.DESTROY_STOCK:
            for stock in self.stocks:
                self.destroy(stock)
        elif self.spec.effect == Effect.PAUSE_ORDERS:
            for stock in self.stocks:
                pause(stock)
        elif self.spec.effect == Effect.REFUSE_ORDERS:
            for lane in self.lanes:
                refuse_orders(lane)
        elif self.spec.effect == Effect.FREEZE_LINES:
            for plant in self.plants:
                plant.freeze()
        elif self.spec.effect == Effect.REDUCE_CAPACITY:
            self.set_capacity()
        else:
            for lane in self.lanes:
                lane.stop(self.spec.effect)

    def end(self) -> None:
        """Have its targets go on, in order, and watch for the recovery."""
        self.count()
        self.down, self.over = False, self.chain.calendar.now
        self.chain.note(Row.DISRUPTION_OVER, self.index, self.times, 0)
        self.times += 1
        self.back_since = None
        if not self.watching:
            self.watching = True
            self.chain.watching += 1
        self.wait_to_feel(self.times)
        if self.spec.effect == Effect.PAUSE_ORDERS:
            for stock in self.stocks:
                go_on_ordering(stock)
        elif self.spec.effect == Effect.REFUSE_ORDERS:
            for lane in self.lanes:
                accept_orders(lane)
        elif self.spec.effect == Effect.FREEZE_LINES:
            for plant in self.plants:
                plant.thaw()
        elif self.spec.effect == Effect.REDUCE_CAPACITY:
            self.set_capacity()
        elif self.spec.effect != Effect.DESTROY_STOCK:
            for lane in self.lanes:
                lane.go_on(self.spec.effect)

    def wait_to_feel(self, times: int) -> None:
        """Judge the recovery when the mean way down to customers has passed, unless it begins again before."""
        chain, tick = self.chain, min(self.over + self.spec.reach, NEVER)
        self.felt = self.spec.reach == 0
        if not self.felt and tick < chain.world.clock.horizon:
            chain.calendar.call(tick, Event.DISRUPTION, self.index, times, lambda: self.feel(times))

    def feel(self, times: int) -> None:
        """Judge the recovery from now on."""
        if times == self.times and not self.down:
            self.felt = True
            self.chain.reconsider()

    # -- what it does to stock points

    @property
    def stocks(self) -> list[StockPoint]:
        """The stock points it strikes."""
        return [self.chain.stocks[place] for place in self.spec.targets]

    @property
    def lanes(self) -> list[Lane]:
        """The lanes it strikes."""
        return [self.chain.lanes[place] for place in self.spec.targets]

    @property
    def plants(self) -> list[Plant]:
        """The sites whose lines it strikes."""
        return [self.chain.plants[place] for place in self.spec.targets]

    def set_capacity(self) -> None:
        """Have the lines it strikes work at the product of all factors that last now."""
        for plant in self.plants:
            reduced = 1.0
            for one in self.chain.disruptions:
                if one.down and one.spec.effect == Effect.REDUCE_CAPACITY and plant.index in one.spec.targets:
                    reduced *= one.spec.factor
            plant.change_speed(plant.ramped, reduced)

    def destroy(self, stock: StockPoint) -> None:
        """Destroy a share of what is on hand."""
        lost = destroyed(stock.on_hand, self.spec.share)
        if lost == 0:
            return
        stock.settle()
        stock.on_hand -= lost
        stock.came_in -= lost
        stock.count(Point.DESTROYED, lost)
        self.chain.note(Row.DESTROYED, stock.index, self.index, lost, stock.on_hand)
        stock.position_changed()

    # -- what is known and counted of it

    def backlog(self) -> int:
        """Return what is owed where customers buy what it can make late, in one quantum."""
        return sum(self.chain.stocks[stock].backlog * weight for stock, weight in self.spec.watched)

    def remaining(self) -> int:
        """Return the ticks that shops reckon it lasts from now: its end where announced, else what is usual."""
        now, spec = self.chain.calendar.now, self.spec
        if not self.down:
            return 0
        if spec.announced:
            return min(self.until - now, NEVER)
        if spec.down is None:
            return max(self.since + spec.expected - now, 0) if spec.expected < NEVER else NEVER
        law = self.chain.world.streams[spec.down].law
        rest = residual_at(mean_residual(law), float(spec.expected), float(now - self.since))
        return math.floor(rest + 0.5) if rest < NEVER else NEVER

    def look_for_recovery(self) -> None:
        """See whether what is owed is back at its level before, once all it did can be felt; count since when."""
        if not self.watching or self.down:
            return
        if self.backlog() > self.level:
            self.back_since = None
        elif self.back_since is None:
            self.back_since = self.chain.calendar.now
        if self.back_since is None or not self.felt:
            return
        self.watching = False
        self.chain.watching -= 1
        self.count_recovery(self.back_since)
        self.chain.note(Row.RECOVERED, self.index, self.times - 1, self.level, self.back_since - self.over)

    def count_recovery(self, back_since: int) -> None:
        """Count how long it took, if it was over in the measured time."""
        if self.over >= 0:
            self.counts[Outage.RECOVERIES] += 1
            self.counts[Outage.RECOVERY_TIME] += back_since - self.over

    def count(self) -> None:
        """Count the time down that ends now."""
        now = self.chain.calendar.now
        if self.down and now >= 0:
            self.counts[Outage.DOWN] += now - max(self.since, 0)
            self.counts[Outage.TIMES] += 1

    def close(self) -> None:
        """Count what lasts until the horizon."""
        self.count()
        if not self.watching or self.down:
            return
        if self.back_since is not None:
            self.count_recovery(self.back_since)
        elif self.over >= 0:
            self.counts[Outage.UNRECOVERED] += 1
            self.counts[Outage.RECOVERY_TIME] += self.chain.calendar.now - self.over
