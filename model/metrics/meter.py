"""The meter: a world's measures and scopes once, then one array of numbers for every replication."""

from __future__ import annotations

from functools import cached_property

import numpy as np
import numpy.typing as npt

from ..outcome.outcome import Outcome
from ..scenario.world import World
from .churn import year_of
from .ledger import check_ledger
from .measure import Key, Measure
from .registry import measures
from .sums import Frame, Sums


class Meter:
    """Turns outcomes of one world into numbers, always in the order of `keys`."""

    def __init__(self, world: World) -> None:
        self.world = world
        self.measures = {one.name: one for one in measures(world)}
        self._frame = Frame(world)
        scopes = self._frame.scopes.scopes
        self._rows = [
            np.array([row for row, scope in enumerate(scopes) if scope.kind in one.kinds], np.intp)
            for one in self.measures.values()
        ]

    @cached_property
    def keys(self) -> tuple[Key, ...]:
        """Which numbers there are: a measure's at all of its scopes, then the next one's."""
        labels = [scope.label for scope in self._frame.scopes.scopes]
        return tuple(
            Key(name, labels[row])
            for name, rows in zip(self.measures, self._rows, strict=True)
            for row in rows.tolist()
        )

    def read(self, outcome: Outcome) -> npt.NDArray[np.float64]:
        """Return the number of every key, NaN where absent; raises ImpossibleState when the ledger does not add up."""
        check_ledger(self.world, outcome)
        sums = Sums(self._frame, outcome)
        read = [one.of(sums)[rows] for one, rows in zip(self.measures.values(), self._rows, strict=True)]
        return np.concatenate(read)

    def mapping(self, outcome: Outcome) -> dict[Key, float]:
        """Return the numbers of one replication by name and scope, absent ones left out."""
        numbers = self.read(outcome).tolist()
        return {key: number for key, number in zip(self.keys, numbers, strict=True) if number == number}

    def waits_of(self, scope: str) -> list[tuple[int, int]]:
        """Return the stock points asked whose waits a scope is made of, and what a quantum of each weighs.

        Raises KeyError where waits are not kept by the scope, as they are not by segment.
        """
        frame = self._frame
        labels = [one.label for one in frame.scopes.scopes]
        if scope not in labels or not scope.startswith(("total", "site:", "item:", "stock:")):
            raise KeyError(f"waits are kept for total, site, item and stock, not for {scope}")
        stocks, scopes = frame.scopes.points
        mine = stocks[scopes == labels.index(scope)]
        return [(stock, int(frame.weights[stock])) for stock in mine.tolist()]

    def unit(self, name: str) -> str:
        """Return a measure's unit in the scenario's own words, e.g. `units per day`."""
        return self.measure(name).unit.value.format(time=self.world.clock.unit, year=year_of(self.world)[0])

    def measure(self, name: str) -> Measure:
        """Return a measure by name; raises KeyError where there is none."""
        return self.measures[name]
