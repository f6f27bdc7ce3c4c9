"""Ramping a site's lines: pressure that lasts, by backlog or signals, calls for more or faster ones, and for less."""

from __future__ import annotations

from collections.abc import Callable, Generator
from typing import TYPE_CHECKING

from simpy.events import Event as SimpyEvent

from ...outcome.events import Event
from ...outcome.tallies import Place
from ...outcome.trace import Row
from ...policies.pressure import PressureView, pressure, workable
from ...policies.signal import demand
from ...policies.units import NEVER
from ...policies.work import speed_after

if TYPE_CHECKING:
    from ...scenario.world import Judging, RampDown, RampUp
    from .plant import Plant


class Signal:
    """A site's judgement of the demand for all it makes, once a period."""

    def __init__(self, plant: Plant, judging: Judging) -> None:
        self.plant, self.chain, self.judging = plant, plant.chain, judging
        self.state = demand.NOTHING_SEEN
        self.asked = 0
        """Quanta asked for up to the last judgement."""

    def judgements(self) -> Generator[SimpyEvent, None, None]:
        """Judge demand once a period."""
        every, way = self.judging.every, self.judging.way
        tick = self.chain.world.clock.start + every
        while tick < self.chain.world.clock.horizon:
            yield self.chain.calendar.at(tick, Event.JUDGEMENT, self.plant.index, 0 if way > 0 else 1)
            self.judge()
            self.chain.reconsider()
            tick += every

    def judge(self) -> None:
        """Judge what was asked since the last time, orders taken back not counted."""
        before, asked, way = self.state.on, self.asked, self.judging.way
        self.asked = sum(stock.came_in - stock.on_hand + stock.backlog for stock in self.plant.makes)
        quanta = self.chain.world.items[self.plant.makes[0].spec.item].quanta
        self.state = demand.judged(self.state, self.asked - asked, quanta, way, self.judging.rule)
        if self.state.on != before:
            score = int(self.state.score * 1_000_000)
            kind = Row.STRONG_DEMAND if way > 0 else Row.WEAK_DEMAND
            self.chain.note(kind, self.plant.index, self.state.on, self.asked - asked, score)


class Ramp:
    """A site's watch over what it owes, and what it decides: one step at a time, each done before the next."""

    def __init__(self, plant: Plant, up: RampUp, down: RampDown | None) -> None:
        self.plant, self.chain, self.up, self.down = plant, plant.chain, up, down
        self.level = 0
        """Steps above the start."""
        self.pressing = 0
        """Which way it is pressed now: 1 for more, -1 for less, 0 for neither."""
        self.times_pressed = 0
        self.changing = 0
        """The way of a step decided and not done."""
        self.signals = [Signal(plant, judging) for judging in plant.spec.judgings]
        self.strong, self.weak = (self.signal(way) for way in (1, -1))

    def signal(self, way: int) -> Signal | None:
        """Return the signal of strong or weak demand that it follows, if any."""
        return next((signal for signal in self.signals if signal.judging.way == way), None)

    def feel_pressure(self) -> None:
        """See which way what the site owes or its signal presses now; where that is new, see whether it lasts."""
        if self.changing != 0:
            return
        way = self.pressure()
        if way == self.pressing:
            return
        self.pressing = way
        if way != 0:
            self.times_pressed += 1
            this, lasting = self.times_pressed, self.rule(way).lasting
            self.expect(lasting, this, lambda: self.decide(this))

    def expect(self, after: int, ordinal: int, do: Callable[[], None]) -> int:
        """Have something done after so many ticks; return when."""
        due = min(self.chain.calendar.now + after, NEVER)
        if due < self.chain.world.clock.horizon:
            self.chain.calendar.call(due, Event.RAMP, self.plant.index, ordinal, do)
        return due

    def rule(self, way: int) -> RampUp | RampDown:
        """Return the rule for going up or down."""
        return self.up if way > 0 or self.down is None else self.down

    def pressure(self) -> int:
        """Return which way the site is pressed, and may go."""
        below = 0 if self.down is None else self.down.backlog_under
        owed = self.owed()
        strong = 0 if self.strong is None else self.strong.state.on
        weak = 1 if self.weak is None else self.weak.state.on
        counted = self.workable() if self.up.workable else owed
        way = pressure(PressureView(owed, counted, self.up.backlog_over, below, strong, weak))
        if way > 0 and self.level == self.up.at_most:
            return 0
        return 0 if way < 0 and self.down is not None and self.level == -self.down.below_start else way

    def owed(self) -> int:
        """Return what the site owes of all it makes."""
        return sum(stock.backlog for stock in self.plant.makes)

    def workable(self) -> int:
        """Return what the lines could still make of it with the components there are."""
        return sum(workable(stock.backlog, stock.on_order, stock.unreleased) for stock in self.plant.makes)

    def decide(self, this: int) -> None:
        """Decide for a step, if the pressure has not been off since."""
        if this != self.times_pressed or self.pressing == 0:
            return
        way = self.changing = self.pressing
        self.pressing = 0
        ready = self.expect(self.rule(way).after, 0, self.change)
        kind = Row.RAMP_UP if way > 0 else Row.RAMP_DOWN
        self.chain.note(kind, self.plant.index, self.owed(), self.up.lines, ready)
        if self.chain.calendar.now >= 0:
            self.plant.counts[Place.RAMP_UPS if way > 0 else Place.RAMP_DOWNS] += 1
        self.chain.reconsider()

    def change(self) -> None:
        """Have a step take effect."""
        plant, way = self.plant, self.changing
        self.changing = 0
        self.level += way
        if self.up.lines > 0:
            step = self.up.lines
            change, kind = (plant.install, Row.LINES_ADDED) if way > 0 else (plant.remove, Row.LINES_REMOVED)
            change(step)
            self.chain.note(kind, plant.index, plant.staying(), step)
        else:
            plant.change_speed(speed_after(self.up.speed, self.level), plant.reduced)
            self.chain.note(Row.SPEED, plant.index, self.level, 0, int(plant.speed * 1_000_000))
        plant.start_lines()
        self.chain.reconsider()
