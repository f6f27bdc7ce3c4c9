"""Demand by the clock: seasons, launches, trends, promotions, and the ceiling under which candidates are drawn."""

from __future__ import annotations

import math

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from model.sample_path.profile import Shape, column_of, factor, shape_of
from model.scenario.construction.profile import highest
from model.scenario.world import Growth, Profile, Promotion

SEASONS = (9.0, 0.5, 1.0, 1.5, 1.0)
"""Four quarters of a year of 400 ticks, behind another season's part."""
QUARTERS = Shape(1, 4, 400, 0, 1.0, 1, 0, 0.0, 5, 0)


def at(tick: int, **fields: object) -> float:
    """Return the factor of a profile with these fields at a tick."""
    profile = Profile(**fields)  # type: ignore[arg-type]
    return factor(column_of(profile), shape_of(profile), tick)


@pytest.mark.parametrize(
    ("tick", "offset", "expected"),
    [
        (0, 0, 0.5),
        (99, 0, 0.5),
        (100, 0, 1.0),
        (399, 0, 1.0),
        (400, 0, 0.5),
        (-1, 0, 1.0),
        (-150, 0, 1.5),
        (0, 250, 1.5),
        (49, 250, 1.5),
        (50, 250, 1.0),
        (150, 250, 0.5),
    ],
)
def test_a_season_repeats_in_equal_parts(tick: int, offset: int, expected: float) -> None:
    """Each quarter has its number from its first tick to its last, before 0 as well; the offset is the time of 0."""
    assert factor(SEASONS, QUARTERS._replace(offset=offset), tick) == expected


@pytest.mark.parametrize(
    ("tick", "expected"), [(-1, 1.0), (0, 4.0), (70, 1.0 + 3.0 / math.e), (700, 1.0 + 3.0 * math.exp(-10))]
)
def test_a_launch_begins_at_its_peak_and_decays(tick: int, expected: float) -> None:
    """Before 0 there is no launch; at 0 demand is four times its level, after the decay 63 % of the excess is gone."""
    assert at(tick, peak=4.0, decay=70) == pytest.approx(expected, rel=1e-12)


@pytest.mark.parametrize(
    ("trend", "growth", "tick", "expected"),
    [
        (Growth.LINEAR, 0.002, -5, 1.0),
        (Growth.LINEAR, 0.002, 100, 1.2),
        (Growth.LINEAR, -0.002, 400, 0.2),
        (Growth.LINEAR, -0.002, 600, 0.0),
        (Growth.EXPONENTIAL, math.log(2) / 100, -100, 1.0),
        (Growth.EXPONENTIAL, math.log(2) / 100, 300, 8.0),
        (Growth.EXPONENTIAL, -math.log(2) / 100, 200, 0.25),
    ],
)
def test_a_trend_begins_at_0(trend: Growth, growth: float, tick: int, expected: float) -> None:
    """A line of .2 % a tick is at 1.2 after 100, a falling one ends at nothing; doubling every 100 makes 8 in 300."""
    assert at(tick, trend=trend, growth=growth) == pytest.approx(expected, rel=1e-12)


@pytest.mark.parametrize(
    ("tick", "expected"),
    [
        (-1, 1.0),
        (9, 1.0),
        (10, 3.0),
        (14, 3.0),
        (15, 1.5),
        (19, 1.5),
        (20, 0.5),
        (24, 0.5),
        (25, 1.0),
        (35, 0.5),
    ],
)
def test_promotions_multiply_and_return(tick: int, expected: float) -> None:
    """Twice in [10, 15) times 1.5 in [10, 20); half in [20, 25) and again from 35, every 15."""
    promotions = (Promotion(10, 5, 0, 2.0), Promotion(10, 10, 0, 1.5), Promotion(20, 5, 15, 0.5))
    assert at(tick, promotions=promotions) == expected


def test_season_launch_trend_and_promotion_multiply() -> None:
    """A quarter of one half, a peak of 4, a promotion of 3 make 6 at time 0; a trend then adds its share."""
    profile = Profile(
        (0.5, 1.5), 400, 0, 4.0, 10**9, Growth.LINEAR, 0.01, (Promotion(0, 200, 0, 3.0),), ceiling=99.0
    )
    column, shape = column_of(profile), shape_of(profile)
    assert factor(column, shape, 0) == 6.0
    assert factor(column, shape, 100) == pytest.approx(12.0, rel=1e-6)


def test_without_anything_demand_is_its_level() -> None:
    """The factor and the ceiling are 1, so no candidate is ever turned away."""
    assert at(12345) == 1.0
    assert Profile().ceiling == 1.0


@pytest.mark.parametrize(
    ("promotions", "expected"),
    [
        ((), 1.0),
        ((Promotion(0, 5, 0, 0.5),), 1.0),
        ((Promotion(0, 5, 0, 2.0), Promotion(5, 5, 0, 3.0)), 3.0),
        ((Promotion(0, 6, 0, 2.0), Promotion(5, 5, 0, 3.0)), 6.0),
        ((Promotion(0, 9, 0, 0.5), Promotion(5, 9, 0, 3.0)), 3.0),
        ((Promotion(0, 5, 10, 2.0), Promotion(17, 1, 0, 3.0)), 3.0),
        ((Promotion(0, 5, 10, 2.0), Promotion(23, 1, 0, 3.0)), 6.0),
        ((Promotion(0, 10, 10, 2.0),), 2.0),
    ],
)
def test_the_highest_product_of_promotions(promotions: tuple[Promotion, ...], expected: float) -> None:
    """One after another the greatest counts, overlapping ones multiply, and what ends lets another's factor show."""
    assert highest(promotions, 100) == expected


promotions = st.builds(
    Promotion,
    st.integers(0, 90),
    st.integers(1, 30),
    st.one_of(st.just(0), st.integers(30, 60)),
    st.floats(0, 3),
)


@given(made=st.lists(promotions, max_size=5), tick=st.integers(-5, 99))
@settings(max_examples=500, derandomize=True, database=None)
def test_promotions_never_pass_the_ceiling(made: list[Promotion], tick: int) -> None:
    """A candidate's chance to be kept, factor over ceiling, is a share: else demand would be cut off unnoticed."""
    told = at(tick, promotions=tuple(made))
    assert 0.0 <= told <= highest(tuple(made), 100) * (1 + 2.0**-40)
