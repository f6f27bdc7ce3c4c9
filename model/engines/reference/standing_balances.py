"""Recompute what is said of the shops from the ledgers of their customers; see `balances`.

What an event adds to the ledgers was heard in an order that they do not tell. A reputation is highest where the bad was
heard first and lowest where the good was, so it must lie between.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ...errors import ImpossibleState
from ...outcome.tallies import LEDGER, Cell, Place
from ...policies.customer import reputation

if TYPE_CHECKING:
    from .chain import Chain
    from .standing import Standing

GOOD = (Cell.AT_ONCE, Cell.KEPT)
BAD = tuple(column for column in LEDGER if column not in (*GOOD, Cell.FORGONE, Cell.WAITING))
CLOSE = 1e-9


class StandingBalances:
    """What one shop's ledgers held at the last look, and what was said of it then."""

    def __init__(self, chain: Chain, site: int, standing: Standing) -> None:
        self.chain, self.site, self.standing = chain, site, standing
        self.cells = [
            (
                chain.record.cells[segment.first_cell + shop * len(segment.items) + item],
                chain.world.items[place].quanta,
            )
            for segment in chain.world.segments
            for shop, at in enumerate(segment.sites)
            if at == site
            for item, place in enumerate(segment.items)
        ]
        self.said = standing.reputation
        self.seen = self.units()
        self.tick, self.time = 0, 0

    def units(self) -> tuple[float, float]:
        """Return the units served well, and those served badly or not, that the ledgers hold."""
        good = sum(sum(cell[column] for column in GOOD) / quanta for cell, quanta in self.cells)
        bad = sum(sum(cell[column] for column in BAD) / quanta for cell, quanta in self.cells)
        return good, bad

    def check(self) -> None:
        """Compare the reputation, and its time integral, with what the ledgers allow since the last look."""
        standing, now = self.standing, max(self.chain.calendar.now, 0)
        good, bad = self.units()
        more = good - self.seen[0], bad - self.seen[1]
        low, high = self.after(1, more[0]), self.after(0, more[1])
        low, high = self.after(0, more[1], low), self.after(1, more[0], high)
        if not low - CLOSE <= standing.reputation <= high + CLOSE:
            self.fail(f"the reputation is {standing.reputation}, the ledgers make it {low} to {high}")
        said = reputation.counted(standing.reputation)
        time = standing.counts[Place.REPUTATION_TIME] + said * (now - standing.since)
        least, most = min(self.said, low), max(self.said, high)
        passed = now - self.tick
        if not (
            (reputation.counted(least) - 1) * passed
            <= time - self.time
            <= (reputation.counted(most) + 1) * passed
        ):
            self.fail(f"the reputation x time grew by {time - self.time} in {passed} ticks")
        self.said, self.seen, self.tick, self.time = standing.reputation, (good, bad), now, time

    def after(self, good: int, units: float, before: float | None = None) -> float:
        """Return what is said after units were served well, or not."""
        said = self.said if before is None else before
        return reputation.heard(said, good, 1, self.standing.spec.memory / units) if units > 0 else said

    def fail(self, message: str) -> None:
        """Stop with the evidence."""
        name = self.chain.world.sites[self.site].name
        raise ImpossibleState(message, tick=self.chain.calendar.now, entity=name)
