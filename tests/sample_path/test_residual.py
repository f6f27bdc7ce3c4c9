"""The expected remainder of an overdue delivery."""

import math

import pytest

from model.sample_path import mean_residual, residual_at
from model.scenario.laws import constant, law_from


def test_an_exponential_duration_is_as_good_as_new() -> None:
    """Without memory the remainder is the mean, whatever has passed (within 2 % up to twice the mean)."""
    table = mean_residual(law_from("exponential", {"mean": 10}))
    assert len(table) == 33
    assert table[:9] == pytest.approx((10,) * 9, rel=0.02)


def test_a_uniform_duration_nears_its_end() -> None:
    """Between 0 and 10, with t passed, (10 - t) / 2 is left: at t = 5, 2.5."""
    law = law_from("uniform", [0, 10])
    assert residual_at(mean_residual(law), law.mean(), 5.0) == pytest.approx(2.5, rel=1e-3)
    assert residual_at(mean_residual(law), law.mean(), 5.625) == pytest.approx((10 - 5.625) / 2, rel=1e-3)


def test_a_heavy_tail_makes_the_late_later() -> None:
    """For a pareto law of shape 3 and scale 10 the remainder beyond the scale is t / 2: at t = 30, 15."""
    law = law_from("pareto", {"shape": 3, "scale": 10})
    assert law.mean() == pytest.approx(15.0)
    assert residual_at(mean_residual(law), law.mean(), 30.0) == pytest.approx(15.0, rel=0.05)


def test_beyond_the_longest_draw_the_last_value_is_carried_forward() -> None:
    """A constant of 8 tells 8, 6, 4, 2 at quarters of it, and 2 for ever after."""
    assert mean_residual(constant(8.0)) == (8.0, 6.0, 4.0, 2.0) + (2.0,) * 29
    assert residual_at(mean_residual(constant(8.0)), 8.0, 1e9) == 2.0
    assert residual_at(mean_residual(constant(8.0)), 8.0, 1.0) == 7.0
    assert residual_at(mean_residual(constant(8.0)), 8.0, -5.0) == 8.0


def test_an_infinite_mean_still_gives_an_answer() -> None:
    """A pareto law of shape 0.9 has no mean; the table and what is read from it are finite and above 0."""
    law = law_from("pareto", {"shape": 0.9, "scale": 10})
    table = mean_residual(law)
    assert all(0.0 < point < math.inf for point in table)
    assert residual_at(table, law.mean(), 0.0) == table[0]
    assert residual_at(table, law.mean(), table[0] / 4) == pytest.approx(table[1])


def test_nothing_remains_of_a_duration_of_zero() -> None:
    """A constant of 0 has an empty table, and asking it does not divide by 0."""
    assert residual_at(mean_residual(constant(0.0)), 0.0, 3.0) == 0.0
