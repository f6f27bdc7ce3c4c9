"""Which system is best: the ones that the replications cannot rule out.

Subset selection by screening: Nelson, Swann, Goldsman & Song 2001, Operations Research 49(6), with paired variances and
Bonferroni's split over rivals, so that it holds on common random numbers. The best is among the survivors with the
confidence asked for.
"""

from __future__ import annotations

import math
from typing import Literal

import numpy as np

from .intervals import Array, mean_interval, paired_differences, student_quantile


def survivors(
    systems: list[Array], better: Literal["higher", "lower"], *, confidence: float = 0.95, family: int = 1
) -> list[int]:
    """Return the places of the systems that no other beats, the best mean first.

    `systems` holds one row of replications each; a system without the number at all is left out. With `family` above 1
    the statement holds for that many measures together.
    """
    sign = 1.0 if better == "higher" else -1.0
    there = [place for place, values in enumerate(systems) if not np.isnan(values).all()]
    alpha = (1 - confidence) / family / max(len(there) - 1, 1)
    left = [
        place
        for place in there
        if not any(
            _beats(sign * paired_differences(systems[rival], systems[place]), alpha)
            for rival in there
            if rival != place
        )
    ]
    return sorted(left, key=lambda place: -sign * float(np.nanmean(systems[place])))


def _beats(lead: Array, alpha: float) -> bool:
    """Say whether a lead over all pairs is above 0 beyond doubt, one-sided."""
    interval = mean_interval(lead)
    if interval is None or interval.n < 2:
        return False
    present = lead[~np.isnan(lead)]
    slack = student_quantile(interval.n - 1, 1 - alpha) * float(present.std(ddof=1)) / math.sqrt(interval.n)
    return interval.mean > slack
