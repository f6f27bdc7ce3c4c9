"""Cumulative incidence: worked by hand, against scipy where there is one end, against rates in closed form."""

from __future__ import annotations

import math

import numpy as np
import pytest
from scipy import stats

from model.statistics import cumulative_incidence


def test_a_case_worked_by_hand() -> None:
    """Ten ask. At 0 two are served and one is lost; at 1 two of the seven are served, and two more are cut off by the
    end; at 3 one of the three left is served and one leaves; one is cut off at 4.

    Still waiting: 7/10, then 7/10 x 5/7 = 1/2, then 1/2 x 1/3 = 1/6. Served: 2/10, + 7/10 x 2/7 = 4/10,
    + 1/2 x 1/3 = 17/30; lost: 1/10, 1/10, + 1/2 x 1/3 = 8/30. Those cut off count in no end.
    """
    served, lost, cut = np.array([2, 2, 1, 0]), np.array([1, 0, 1, 0]), np.array([0, 2, 0, 1])
    found = cumulative_incidence(np.array([served, lost]), cut)
    assert found[0] == pytest.approx([0.2, 0.4, 17 / 30, 17 / 30], rel=1e-12)
    assert found[1] == pytest.approx([0.1, 0.1, 8 / 30, 8 / 30], rel=1e-12)
    assert found[2] == pytest.approx([0.7, 0.5, 1 / 6, 1 / 6], rel=1e-12)


def test_without_anybody_cut_off_it_is_the_plain_share() -> None:
    """Each curve is the share that has ended so by then, and they add up to 1 at each time."""
    chance = np.random.default_rng(3)
    ended = chance.integers(0, 9, (3, 40))
    found = cumulative_incidence(ended, np.zeros(40, np.int64))
    assert found[:3] == pytest.approx(np.cumsum(ended, axis=1) / ended.sum(), abs=1e-12)
    assert found.sum(axis=0) == pytest.approx(np.ones(40), abs=1e-12)
    assert found[3, -1] == pytest.approx(0.0, abs=1e-12)


def test_with_one_end_it_is_the_estimator_of_kaplan_and_meier() -> None:
    """`scipy.stats.ecdf` of 300 waits on a grid, ties included, 100 of them cut off: the same survival function."""
    chance = np.random.default_rng(4)
    waits, cut = chance.integers(0, 30, 200), chance.integers(0, 40, 100)
    curve = stats.ecdf(
        stats.CensoredData.right_censored(np.concatenate([waits, cut]), [False] * 200 + [True] * 100)
    ).sf
    ended, censored = np.bincount(waits, minlength=40), np.bincount(cut, minlength=40)
    found = cumulative_incidence(ended[np.newaxis], censored)
    assert found[1] == pytest.approx(curve.evaluate(np.arange(40)), abs=1e-12)


def test_a_run_that_ends_biases_nothing() -> None:
    """Served at rate 1/3 and leaving at rate 1/5, 100,000 requests spread over 12 days and cut off at the end: by t
    (1/3) / (8/15) (1 - exp(-8t/15)) are served. The estimate is within four standard errors, .007 with a third at risk;
    the share of those seen to be served, .46, is not.
    """
    chance = np.random.default_rng(8)
    n, tick = 100_000, 0.01
    asked = chance.uniform(0, 12, n)
    served, left = chance.exponential(3, n), chance.exponential(5, n)
    seen = np.minimum(np.minimum(served, left), 12 - asked)
    end = np.select([seen == served, seen == left], [0, 1], 2)
    counts = np.array(
        [np.bincount((seen[end == cause] / tick).astype(int), minlength=1200) for cause in range(3)]
    )
    found = cumulative_incidence(counts[:2], counts[2])
    for t in (1.0, 4.0, 8.0):
        place = int(t / tick)
        expected = (1 / 3) / (8 / 15) * (1 - math.exp(-8 * t / 15))
        assert found[0, place] == pytest.approx(expected, abs=0.007)
    assert abs(counts[0].sum() / n - (1 / 3) / (8 / 15) * (1 - math.exp(-8 * 8 / 15))) > 0.07


def test_nobody_at_risk_is_no_fault() -> None:
    """Without any counts there is nothing to tell, and times at which nobody is left change nothing."""
    assert cumulative_incidence(np.zeros((2, 0), np.int64), np.zeros(0, np.int64)).shape == (3, 0)
    found = cumulative_incidence(np.array([[1, 0], [1, 0]]), np.array([0, 0]))
    assert found.tolist() == [[0.5, 0.5], [0.5, 0.5], [0.0, 0.0]]
