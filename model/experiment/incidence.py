"""What became of those who asked, by time since the request: received, left, cancelled, or still waiting.

Made from the histograms of waits of all replications together, in units. A wait is rounded down to its bucket: not at
all below 128 ticks, by 1.6 % at most above.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from ..execution import Gathered
from ..metrics import Meter
from ..outcome.histogram import BUCKETS, lower
from ..outcome.outcome import Table
from ..statistics import Array, cumulative_incidence

CURVES = ("received", "left", "cancelled", "waiting")


class Shares(NamedTuple):
    """What became of the units asked for; the four add up to 1."""

    received: float
    left: float
    """Lost at the door, or left while waiting."""
    cancelled: float
    waiting: float


@dataclass(frozen=True, slots=True)
class Incidence:
    """Cumulative incidence of every end of a wait."""

    times: Array
    """Times since the request at which anything is known to have happened, in the scenario's unit."""
    received: Array
    """Share of the units asked for that were received within each time, substitutes included."""
    left: Array
    """Share lost at the door (at time 0) or left by a customer who waited."""
    cancelled: Array
    """Share cancelled by the shop."""
    waiting: Array
    """Share that still waits."""

    def at(self, time: float) -> Shares | None:
        """Return the shares at a time since the request; None beyond the longest wait seen, if someone waits then.

        Raises ValueError for NaN.
        """
        if math.isnan(time):
            raise ValueError(f"{time} is no time since a request; give a number")
        if self.times.size == 0 or (time > self.times[-1] and self.waiting[-1] > 0):
            return None
        place = int(np.searchsorted(self.times, time, side="right")) - 1
        if place < 0:
            return Shares(0.0, 0.0, 0.0, 1.0)
        return Shares(*(float(getattr(self, name)[place]) for name in CURVES))


def incidence(meter: Meter, gathered: Gathered, scope: str = "total") -> Incidence:
    """Estimate the incidence at a scope, all replications together; raises KeyError where waits are not kept by it."""
    parts = meter.waits_of(scope)

    def counts(kind: str) -> Table:
        summed = np.zeros(BUCKETS, np.int64)
        for stock, weight in parts:
            found = gathered.histograms.get((kind, stock))
            if found is not None:
                summed += found * weight
        return summed

    ended = np.array(
        [counts("fill_times") - counts("under_way_times"), counts("left_times"), counts("cancelled_times")]
    )
    censored = counts("waiting_ages")
    filled = np.flatnonzero(ended.any(axis=0) | (censored > 0))
    times = np.array([lower(bucket) for bucket in filled.tolist()], np.float64)
    curves = cumulative_incidence(ended[:, filled], censored[filled])
    return Incidence(times / meter.world.clock.ticks_per_unit, *curves)
