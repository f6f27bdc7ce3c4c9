"""Intervals for means over replications, and for paired differences, one or many at a time.

A replication in which a number is absent (NaN) is left out, and a pair counts only where both sides are there; every
interval says how many were used. Law & Kelton, Simulation Modeling and Analysis, 4th ed. 2007, sections 9.4 and 10.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Literal

import numpy as np
import numpy.typing as npt

Array = npt.NDArray[np.float64]
Verdict = Literal["better", "worse", "cannot tell", "same"]
ROUNDING = 1e-12
"""Relative difference of two sums of thousands of numbers that may be rounding alone."""


@dataclass(frozen=True, slots=True)
class Interval:
    """A mean and how far the true one may lie from it."""

    mean: float
    half_width: float | None
    """None where one replication cannot tell."""
    n: int
    """Replications, or pairs, that had the number."""


@dataclass(frozen=True, slots=True)
class Intervals:
    """Many intervals as columns."""

    mean: Array
    """NaN where `n` is 0."""
    half_width: Array
    """NaN where `n` is below 2."""
    n: npt.NDArray[np.int64]

    def at(self, place: int) -> Interval | None:
        """Return one interval, None where no replication had the number."""
        count = int(self.n[place])
        if count == 0:
            return None
        half_width = float(self.half_width[place]) if count > 1 else None
        return Interval(float(self.mean[place]), half_width, count)


def mean_intervals(values: Array, *, confidence: float = 0.95, family: int = 1) -> Intervals:
    """Return the interval of every column of (replications, columns).

    With `family` above 1 they hold together: each has confidence 1 - (1 - confidence) / family (Bonferroni).
    """
    present = ~np.isnan(values)
    n: npt.NDArray[np.int64] = present.sum(axis=0, dtype=np.int64)
    absent = np.full(n.shape, np.nan)
    total: Array = np.where(present, values, 0.0).sum(axis=0)
    mean = np.divide(total, n, out=absent.copy(), where=n > 0)
    squares: Array = (np.where(present, values - mean, 0.0) ** 2).sum(axis=0)
    variance = np.divide(squares, n - 1, out=absent.copy(), where=n > 1)
    quantiles = {
        int(count): _quantile(int(count) - 1, confidence, family) for count in set(n.tolist()) if count > 1
    }
    t = np.array([quantiles.get(count, math.nan) for count in n.tolist()])
    return Intervals(mean, t * np.sqrt(variance / np.maximum(n, 1)), n)


def mean_interval(values: Array, *, confidence: float = 0.95, family: int = 1) -> Interval | None:
    """Return the interval of one row of replications, None where none had the number."""
    return mean_intervals(values[:, np.newaxis], confidence=confidence, family=family).at(0)


def paired_interval(
    values: Array, baseline: Array, *, confidence: float = 0.95, family: int = 1
) -> Interval | None:
    """Return the interval of values - baseline, replication by replication on the same luck."""
    return mean_interval(paired_differences(values, baseline), confidence=confidence, family=family)


def paired_differences(values: Array, baseline: Array) -> Array:
    """Return values - baseline, pair by pair; 0 where no more than the rounding of sums sets them apart."""
    difference = values - baseline
    return np.where(
        np.abs(difference) <= ROUNDING * np.maximum(np.abs(values), np.abs(baseline)), 0.0, difference
    )


def verdict(difference: Interval | None, better: Literal["higher", "lower"] | None) -> Verdict | None:
    """Judge a difference to the baseline; None where the measure is absent or neither way is better."""
    if difference is None or better is None:
        return None
    if difference.half_width is None:
        return "cannot tell"
    if difference.mean == 0 and difference.half_width == 0:
        return "same"
    if abs(difference.mean) <= difference.half_width:
        return "cannot tell"
    return "better" if (difference.mean > 0) == (better == "higher") else "worse"


def replications_needed(deviation: float, half_width: float, *, confidence: float = 0.95) -> int:
    """Return the least number of replications whose interval is at most this wide, given their deviation."""
    if not half_width > 0:
        raise ValueError(f"a half-width of {half_width} is not above 0: no number of replications reaches it")
    low, high = 1, 2
    while _half_width(deviation, high, confidence) > half_width:
        low, high = high, high * 2
    while high - low > 1:
        middle = (low + high) // 2
        if _half_width(deviation, middle, confidence) > half_width:
            low = middle
        else:
            high = middle
    return high


def _half_width(deviation: float, n: int, confidence: float) -> float:
    """Return the half-width that n replications give."""
    return _quantile(n - 1, confidence, 1) * deviation / math.sqrt(n)


def _quantile(freedom: int, confidence: float, family: int) -> float:
    """Return the two-sided quantile of Student's t for one of a family of intervals."""
    return student_quantile(freedom, 1 - (1 - confidence) / (2 * family))


def student_quantile(freedom: int, probability: float) -> float:
    """Return a quantile of Student's t."""
    from scipy.special import stdtrit

    return float(stdtrit(freedom, probability))
