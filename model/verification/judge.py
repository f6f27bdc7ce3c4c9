"""The judge of the verification: does a simulated figure agree with its exact value, or is the run too short to say?

A figure passes when the value lies within the interval of the replications, is inconclusive when the interval is wider
than the resolution, and fails otherwise. The intervals of all figures of all cases hold together at level .001
(Bonferroni). A failing figure is tried once more on fresh replications, never on another seed.
"""

from __future__ import annotations

import hashlib
import math
from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum

import numpy as np

from ..statistics import Array, mean_interval

LEVEL = 0.001
"""Chance that a correct simulator fails anywhere, all figures together."""
AGAIN = 4
"""How many times the replications a failing case is run on when it is run once more."""


class Verdict(Enum):
    """What can be said of one figure."""

    PASS = "pass"
    INCONCLUSIVE = "inconclusive"
    FAIL = "fail"


@dataclass(frozen=True, slots=True)
class Precision:
    """How wide an interval may be: a percentage of the value, and for shares at least a fifth of it in points."""

    percent: float

    def resolution(self, value: float, *, share: bool) -> float:
        """Return the widest half-width that still says something about a value."""
        relative = abs(value) * self.percent / 100
        return max(relative, self.percent / 500) if share else relative


@dataclass(frozen=True, slots=True)
class Judged:
    """One figure and its verdict."""

    value: float
    simulated: float
    half_width: float
    resolution: float

    @property
    def verdict(self) -> Verdict:
        """Judge by the rule."""
        if not self.half_width <= self.resolution:
            return Verdict.INCONCLUSIVE
        return Verdict.PASS if abs(self.value - self.simulated) <= self.half_width else Verdict.FAIL

    def shifted(self) -> Judged:
        """Return the same run judged against a value two resolutions higher, which a sharp judge must reject."""
        return Judged(self.value + 2 * self.resolution, self.simulated, self.half_width, self.resolution)


def judge(replications: Array, value: float, resolution: float, family: int) -> Judged:
    """Judge the numbers of one figure, one a replication, as one of a family of figures."""
    interval = mean_interval(replications, confidence=1 - LEVEL, family=family)
    if interval is None or interval.n < len(replications):
        missing = len(replications) - (0 if interval is None else interval.n)
        raise ValueError(
            f"{missing} of {len(replications)} replications have no number; a figure must always have one"
        )
    half_width = math.inf if interval.half_width is None else interval.half_width
    return Judged(value, interval.mean, half_width, resolution)


@dataclass(frozen=True, slots=True)
class Sought:
    """What one figure should be, and how finely it has to be known."""

    value: float
    resolution: float


def judge_case(
    simulate: Callable[[range], Array], sought: list[Sought], replications: int, family: int
) -> list[Judged]:
    """Judge all figures of a case on its replications; if one fails, all once more on four times as many fresh ones.

    `simulate` gives (replications, figures) for a range of replications.
    """
    first = _judged(simulate(range(replications)), sought, family)
    if all(one.verdict is not Verdict.FAIL for one in first):
        return first
    return _judged(simulate(range(replications, replications * (1 + AGAIN))), sought, family)


def _judged(numbers: Array, sought: list[Sought], family: int) -> list[Judged]:
    columns = np.ascontiguousarray(numbers.T)
    return [
        judge(column, one.value, one.resolution, family) for column, one in zip(columns, sought, strict=True)
    ]


def seed_of(case: str) -> int:
    """Return the seed of a case: a hash of its id, so that nobody chooses it."""
    return int.from_bytes(hashlib.blake2b(case.encode(), digest_size=6).digest(), "big")
