"""Intervals, families of comparisons and selection: plain arrays in, numbers out."""

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

__all__ = [
    "Array",
    "Interval",
    "Intervals",
    "Verdict",
    "mean_interval",
    "mean_intervals",
    "paired_interval",
    "replications_needed",
    "survivors",
    "verdict",
]
