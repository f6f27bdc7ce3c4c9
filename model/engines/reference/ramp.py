"""Ramping a site's lines: pressure that lasts calls for more of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ...outcome.events import Event
from ...outcome.tallies import Place
from ...outcome.trace import Row
from ...policies.units import NEVER

if TYPE_CHECKING:
    from ...scenario.world import RampUp
    from .plant import Plant
    from .stock_point import StockPoint


class Ramp:
    """A site's watch over what it owes, and what it decides."""

    def __init__(self, plant: Plant, spec: RampUp) -> None:
        self.plant, self.chain, self.spec = plant, plant.chain, spec
        self.makes: list[StockPoint] = []
        """What the site makes."""
        self.pressed = 0
        """Which time the backlog is above the level now; 0 when it is not."""
        self.times_pressed = 0
        self.ramped = False

    def feel_pressure(self) -> None:
        """See whether what the site owes is above the level of its ramp-up; if so, see whether it lasts."""
        if self.ramped:
            return
        calendar = self.chain.calendar
        if self.owed() <= self.spec.backlog_over:
            self.pressed = 0
        elif self.pressed == 0:
            self.times_pressed += 1
            self.pressed = this = self.times_pressed
            until = min(calendar.now + self.spec.lasting, NEVER)
            if until < self.chain.world.clock.horizon:
                calendar.call(until, Event.RAMP, self.plant.index, this, lambda: self.ramp_up(this))

    def owed(self) -> int:
        """Return what the site owes of all it makes."""
        return sum(stock.backlog for stock in self.makes)

    def ramp_up(self, this: int) -> None:
        """Decide for more lines, if the pressure has not been off since."""
        if this != self.pressed:
            return
        plant, calendar = self.plant, self.chain.calendar
        self.ramped, self.pressed = True, 0
        ready = min(calendar.now + self.spec.after, NEVER)
        self.chain.note(Row.RAMP_UP, plant.index, self.owed(), self.spec.lines, ready)
        if calendar.now >= 0:
            plant.counts[Place.RAMP_UPS] += 1
        if ready < self.chain.world.clock.horizon:
            calendar.call(ready, Event.RAMP, plant.index, 0, self.lines_ready)

    def lines_ready(self) -> None:
        """Put the added lines to work."""
        plant = self.plant
        plant.install(self.spec.lines)
        self.chain.note(Row.LINES_ADDED, plant.index, len(plant.lines), self.spec.lines)
        plant.start_lines()
        self.chain.reconsider()
