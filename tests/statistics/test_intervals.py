"""Intervals: published cases to the digits shown, and coverage by simulation from a fixed seed."""

from __future__ import annotations

import math

import numpy as np
import pytest

from model.statistics import (
    Interval,
    mean_interval,
    mean_intervals,
    paired_interval,
    replications_needed,
    survivors,
    verdict,
    wins,
)
from model.statistics.intervals import paired_differences

NAN = math.nan
X = np.array([126.97, 124.31, 126.68, 122.66, 127.23])
Y = np.array([118.21, 120.22, 122.45, 122.68, 119.40])
TRIALS = 4000


def binomial_bound(share: float) -> float:
    """Return four standard errors of a share observed in TRIALS trials: 6 chances in 100,000."""
    return 4 * math.sqrt(share * (1 - share) / TRIALS)


def test_the_paired_difference_of_law_and_kelton() -> None:
    """Two inventory policies, five pairs (Law & Kelton 2007, section 10.2): 4.978, 90 % interval 1.649 to 8.307."""
    difference = paired_interval(X, Y, confidence=0.90)
    assert difference is not None and difference.half_width is not None
    assert difference.mean == pytest.approx(4.978, abs=5e-7)
    assert difference.mean - difference.half_width == pytest.approx(1.649127, abs=5e-7)
    assert difference.mean + difference.half_width == pytest.approx(8.306873, abs=5e-7)
    assert difference.n == 5


@pytest.mark.parametrize(("half_width", "needed"), [(1.0, 18), (0.5, 64)])
def test_replications_needed(half_width: float, needed: int) -> None:
    """The same policy's deviation of 2.0002125 asks for 18 replications to within 1, and 64 to within .5."""
    assert float(X.std(ddof=1)) == pytest.approx(2.0002125, abs=5e-8)
    assert replications_needed(2.0002125, half_width) == needed


def test_no_number_of_replications_reaches_a_width_of_nothing() -> None:
    """A half-width of 0 is refused."""
    with pytest.raises(ValueError, match=r"half-width of 0\.0 is not above 0"):
        replications_needed(1.0, 0.0)


def test_a_family_is_wider_than_one() -> None:
    """Bonferroni over 10: the quantile of t with 4 degrees at 1 - .05/20 is 5.5976 (tables), against 2.7764 alone."""
    one, ten = mean_interval(X), mean_interval(X, family=10)
    assert one is not None and one.half_width is not None
    assert ten is not None and ten.half_width is not None
    assert ten.half_width / one.half_width == pytest.approx(5.5976 / 2.7764, rel=1e-4)


def test_absent_numbers_are_left_out_and_counted() -> None:
    """A pair counts only where both sides are there: of four, two."""
    values, baseline = np.array([1.0, NAN, 3.0, 4.0]), np.array([0.0, 2.0, NAN, 2.0])
    difference = paired_interval(values, baseline)
    assert difference is not None
    assert (difference.mean, difference.n) == (1.5, 2)


def test_too_few_replications_say_so() -> None:
    """No number gives no interval, one gives a mean without a half-width."""
    assert mean_interval(np.array([NAN, NAN])) is None
    assert mean_interval(np.array([NAN, 3.0])) == Interval(3.0, None, 1)


def test_columns_are_what_one_at_a_time_gives() -> None:
    """Many columns at once, some with holes, equal the intervals of each alone, up to rounding."""
    values = np.random.default_rng(3).normal(size=(9, 5))
    values[2, 1] = values[7, 1] = values[0, 3] = NAN
    values[:, 4] = NAN
    together = mean_intervals(values)
    for column in range(5):
        alone = mean_interval(values[:, column])
        found = together.at(column)
        if column == 4:
            assert alone is None and found is None
        else:
            assert alone is not None and found is not None
            assert found.n == alone.n == (9, 7, 9, 8)[column]
            assert (found.mean, found.half_width) == pytest.approx((alone.mean, alone.half_width), rel=1e-12)


@pytest.mark.parametrize(
    ("mean", "half_width", "better", "expected"),
    [
        (2.0, 1.0, "higher", "better"),
        (2.0, 1.0, "lower", "worse"),
        (-2.0, 1.0, "lower", "better"),
        (-2.0, 1.0, "higher", "worse"),
        (1.0, 1.0, "higher", "cannot tell"),
        (0.0, 0.0, "higher", "same"),
        (0.0, 0.1, "higher", "cannot tell"),
        (2.0, None, "higher", "cannot tell"),
        (2.0, 1.0, None, None),
    ],
)
def test_verdicts(mean: float, half_width: float | None, better: str | None, expected: str | None) -> None:
    """A difference is judged only when its interval leaves 0 out; exactly nothing is `same`, not `cannot tell`."""
    assert verdict(Interval(mean, half_width, 10), better) == expected  # type: ignore[arg-type]


def test_an_absent_difference_has_no_verdict() -> None:
    """Where no pair had the number there is nothing to judge."""
    assert verdict(None, "higher") is None


def test_coverage_of_one_interval() -> None:
    """Of 4,000 intervals from 10 normal numbers each, 95 % hold the true mean, within four standard errors."""
    values = np.random.default_rng(2026).normal(5.0, 2.0, size=(10, TRIALS))
    found = mean_intervals(values)
    covered = float((np.abs(found.mean - 5.0) <= found.half_width).mean())
    assert abs(covered - 0.95) < binomial_bound(0.95)


def test_coverage_of_a_family() -> None:
    """Twelve independent intervals hold together in at least 95 % of 4,000 trials, and not in nearly all."""
    values = np.random.default_rng(7).normal(size=(10, TRIALS * 12))
    found = mean_intervals(values, family=12)
    together = (np.abs(found.mean) <= found.half_width).reshape(TRIALS, 12).all(axis=1).mean()
    exact = (1 - 0.05 / 12) ** 12
    assert abs(float(together) - exact) < binomial_bound(exact)


def test_the_best_survives_as_often_as_promised() -> None:
    """Of four systems on common luck, .3 apart, the best is kept in at least 95 % of 1,000 trials, within error."""
    chance, trials, kept = np.random.default_rng(11), 1000, 0
    for _ in range(trials):
        luck = chance.normal(size=20)
        systems = [mean + luck + chance.normal(size=20) for mean in (0.0, 0.0, 0.3, 0.3001)]
        kept += 3 in survivors(systems, "higher")
    assert kept / trials > 0.95 - 4 * math.sqrt(0.95 * 0.05 / trials)


def test_survivors_are_few_when_the_gap_is_wide() -> None:
    """A system ten deviations ahead is left alone; two alike are both kept, the better mean first."""
    chance = np.random.default_rng(5)
    systems = [mean + chance.normal(size=30) for mean in (0.0, 10.0, 0.0)]
    assert survivors(systems, "higher") == [1]
    assert sorted(survivors([systems[0], systems[2]], "lower")) == [0, 1]


def test_a_system_without_the_number_cannot_be_best() -> None:
    """A policy that makes no promise is not compared on keeping them."""
    assert survivors([np.full(3, NAN), np.array([1.0, 2.0, 3.0])], "higher") == [1]


def test_what_rounding_alone_sets_apart_is_the_same() -> None:
    """.1 + .2 against .3 differs in the last place: no difference, no win, and no system beaten; a millionth is one."""
    sums, exact = np.full(8, 0.1 + 0.2), np.full(8, 0.3)
    assert (sums != exact).all()
    assert verdict(paired_interval(sums, exact), "higher") == "same"
    assert wins(sums, exact, "higher") == 0.5
    assert survivors([sums, exact], "higher") == [0, 1]
    assert verdict(paired_interval(exact + 1e-6, exact), "higher") == "better"
    assert np.isnan(paired_differences(np.array([np.nan, 1.0]), np.array([1.0, np.nan]))).all()
