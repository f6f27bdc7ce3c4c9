"""Cumulative incidence of several ends of a wait, some of which are not seen: the estimator of Aalen & Johansen.

Who still waits when the run ends is in the number at risk until then, and in no end. With one end to come first of
several, Kaplan & Meier's estimator of one end, all others taken for censoring, would ask what would have happened if
nobody could leave; who leaves on bad news is not like those who stay, so that it has no answer in the data (Aalen &
Johansen 1978; Andersen, Abildstrom & Rosthoj 2002, eq. 2).
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from .intervals import Array

Counts = npt.NDArray[np.int64]


def cumulative_incidence(ended: Counts, censored: Counts) -> Array:
    """Return the share ended by each cause up to each time, and the share that still waits: (causes + 1, times).

    `ended` has counts by (causes, times), `censored` by times, both in the order of time. What is censored at a time is
    at risk at that time. The rows add up to 1. Where nobody is at risk any more, the shares stay as they are.
    """
    ends: Counts = ended.sum(axis=0)
    leaves = ends + censored
    at_risk = leaves.sum() - np.cumsum(leaves) + leaves
    hazard: Array = np.divide(ended, at_risk, out=np.zeros(ended.shape), where=at_risk > 0)
    stays: Array = np.divide(at_risk - ends, at_risk, out=np.ones(len(censored)), where=at_risk > 0)
    found = np.ones((len(ended) + 1, len(censored)))
    found[-1] = np.cumprod(stays)
    before = np.ones(len(censored))
    before[1:] = found[-1, :-1]
    found[:-1] = np.cumsum(before * hazard, axis=1)
    return found
