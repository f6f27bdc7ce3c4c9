"""Intervals, families of comparisons and selection: plain arrays in, numbers out."""

from .incidence import cumulative_incidence
from .intervals import (
    Array,
    Interval,
    Intervals,
    Verdict,
    mean_interval,
    mean_intervals,
    paired_interval,
    replications_needed,
    verdict,
)
from .selection import survivors
from .years import Tails, tails, wins

__all__ = [
    "Array",
    "Interval",
    "Intervals",
    "Tails",
    "Verdict",
    "cumulative_incidence",
    "mean_interval",
    "mean_intervals",
    "paired_interval",
    "replications_needed",
    "survivors",
    "tails",
    "verdict",
    "wins",
]
