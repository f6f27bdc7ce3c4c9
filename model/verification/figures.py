"""How the figures of the cases are read from one replication: measures by name, shares beyond a wait, sums of costs."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property, partial
from typing import Literal

import numpy as np

from ..metrics import Key, Meter
from ..outcome.histogram import bucket, lower
from ..outcome.outcome import Outcome, Table
from ..outcome.tallies import Cell, Point
from ..scenario.world import World


@dataclass(frozen=True)
class Replication:
    """One replication and what was counted in it."""

    meter: Meter
    outcome: Outcome

    @property
    def world(self) -> World:
        """The world it ran in."""
        return self.meter.world

    @cached_property
    def numbers(self) -> dict[Key, float]:
        """All measures by name and scope."""
        return self.meter.mapping(self.outcome)

    def measure(self, name: str, scope: str = "total") -> float:
        """Return one measure, NaN where it is absent."""
        return self.numbers.get(Key(name, scope), float("nan"))


Reading = Callable[[Replication], float]
"""What reads a figure; parts of functions rather than closures, so that it travels between processes."""


def of(name: str, scope: str = "total") -> Reading:
    """Read a measure."""
    return partial(_measure, name=name, scope=scope)


def not_(name: str) -> Reading:
    """Read 1 less a share."""
    return partial(_complement, name=name)


def by_little(rate: float, scope: str) -> Reading:
    """Read the mean backlog of one segment, whose fill times all are counted: rate x mean fill time (Little 1961)."""
    return partial(_backlog_by_little, rate=rate, scope=scope)


def beyond(table: Literal["firm_waits", "fill_times"], time: float) -> Reading:
    """Read the share of waits longer than a time, which may fall within a bucket of the histogram (1.6 % wide)."""
    return partial(_share_beyond, table=table, time=time)


def cells(part: Cell, whole: Cell) -> Reading:
    """Read the ratio of two counts of demand."""
    return partial(_ratio, part=part, whole=whole)


def total(column: Point) -> Reading:
    """Read a count of one replication, all stock points together."""
    return partial(_count, column=column)


def _measure(run: Replication, name: str, scope: str) -> float:
    return run.measure(name, scope)


def _complement(run: Replication, name: str) -> float:
    return 1 - run.measure(name)


def _backlog_by_little(run: Replication, rate: float, scope: str) -> float:
    return rate * run.measure("fill_time", scope)


def _share_beyond(run: Replication, table: str, time: float) -> float:
    counts: Table = getattr(run.outcome, table).sum(axis=0)
    ticks = round(time * run.world.clock.ticks_per_unit)
    at = bucket(ticks)
    within = (ticks + 1 - lower(at)) / (lower(at + 1) - lower(at))
    return float(1 - (counts[:at].sum() + within * counts[at]) / counts.sum())


def _ratio(run: Replication, part: Cell, whole: Cell) -> float:
    return float(run.outcome.cells[:, part].sum() / run.outcome.cells[:, whole].sum())


def _count(run: Replication, column: Point) -> float:
    return float(run.outcome.points[:, column].sum())


def wait_for_work(run: Replication) -> float:
    """Read the mean wait until work begins straight from the counts: many short replications have no time for more."""
    waited = run.outcome.cells[:, Cell.FIRM_SUM].sum() / run.outcome.cells[:, Cell.FIRM_ORDERS].sum()
    return float(waited / run.world.clock.ticks_per_unit)


def handed_over(run: Replication) -> float:
    """Read the number of requests served in full."""
    return float(run.outcome.cells[:, Cell.HANDED_OVER].sum())


def longest_wait(run: Replication) -> float:
    """Read the longest wait from request to receipt, exact where it is below 64 ticks or in a bucket one tick wide."""
    counts = run.outcome.fill_times.sum(axis=0)
    last = int(np.flatnonzero(counts)[-1])
    if lower(last + 1) - lower(last) != 1:
        raise ValueError(f"a wait of {lower(last)} ticks or more is not counted exactly; set a coarser tick")
    return lower(last) / run.world.clock.ticks_per_unit


def bullwhip(run: Replication) -> float:
    """Read how much more orders vary than the demand (mean and variance 100): what the source owes at the samples."""
    [source] = [at for at, one in enumerate(run.world.stocks) if one.name == "distributors.source/part"]
    orders = run.outcome.series[:, source, 1] / run.world.items[0].quanta
    return float(((orders - 100) ** 2).mean() / 100)


def whole_cost(run: Replication) -> float:
    """Read what all of a run cost, and not a time unit of it."""
    return run.measure("cost") * run.world.clock.horizon / run.world.clock.ticks_per_unit
