"""What is said of a shop: its reputation, heard from every unit it served or failed to serve."""

from __future__ import annotations

from ...outcome.tallies import Place
from ...policies.customer import reputation
from ...scenario.world import Reputation
from .calendar import Calendar


class Standing:
    """The reputation of one site."""

    def __init__(self, calendar: Calendar, spec: Reputation, counts: list[int]) -> None:
        self.calendar, self.spec, self.counts = calendar, spec, counts
        self.reputation = spec.start
        self.since = 0

    def hear(self, good: bool, quantity: int, quanta: int) -> None:
        """Take in how quanta of a measured request ended; `quanta` make a unit."""
        self.settle()
        self.reputation = reputation.heard(self.reputation, int(good), quantity, self.spec.memory * quanta)

    def settle(self) -> None:
        """Count the time at the present reputation."""
        now = self.calendar.now
        self.counts[Place.REPUTATION_TIME] += reputation.counted(self.reputation) * (now - self.since)
        self.since = now

    def close(self) -> None:
        """Count until the horizon, and what is said there."""
        self.settle()
        self.counts[Place.REPUTATION_END] = reputation.counted(self.reputation)
