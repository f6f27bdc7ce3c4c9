"""What single replications say: how many of them one policy wins against another, and between what they mostly lie.

A mean and its interval speak of the long run; who has one year to live through asks how often it turns out well. The
share of pairs won, a tie half, is the probability of superiority (Vargha & Delaney 2000, section 2), on common luck.
"""

from __future__ import annotations

from typing import Literal, NamedTuple

import numpy as np

from .intervals import Array, paired_differences

LOW, HIGH = 5.0, 95.0
"""Percent of the replications that lie below either end."""


class Tails(NamedTuple):
    """The replications of many columns: nine tenths of them lie between the two, interpolated between neighbours."""

    p5: Array
    """NaN where no replication had the number."""
    p95: Array


def tails(values: Array) -> Tails:
    """Return the 5 % and 95 % quantiles of every column of (replications, columns), absent numbers left out."""
    low, high = np.full(values.shape[1], np.nan), np.full(values.shape[1], np.nan)
    there = ~np.isnan(values).all(axis=0)
    if there.any():
        low[there], high[there] = np.nanpercentile(values[:, there], (LOW, HIGH), axis=0)
    return Tails(low, high)


def wins(values: Array, baseline: Array, better: Literal["higher", "lower"] | None) -> float | None:
    """Return the share of pairs in which a policy does better than the baseline, ties counted half.

    A pair counts where both sides have the number; None where no pair does, or neither way is better.
    """
    lead = paired_differences(values, baseline)
    lead = lead[~np.isnan(lead)]
    if better is None or lead.size == 0:
        return None
    won = lead > 0 if better == "higher" else lead < 0
    return float(won.sum() + 0.5 * (lead == 0).sum()) / lead.size
