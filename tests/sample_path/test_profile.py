"""Demand by the clock: seasons, launches, and the ceiling under which candidates are drawn."""

from __future__ import annotations

import math

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from model.sample_path.profile import ceiling, factor

SEASONS = (9.0, 0.5, 1.0, 1.5, 1.0)
"""Four quarters of a year of 400 ticks, behind another season's part."""


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
    assert factor(SEASONS, 1, 4, 400, offset, 1.0, 1, tick) == expected


@pytest.mark.parametrize(
    ("tick", "expected"), [(-1, 1.0), (0, 4.0), (70, 1.0 + 3.0 / math.e), (700, 1.0 + 3.0 * math.exp(-10))]
)
def test_a_launch_begins_at_its_peak_and_decays(tick: int, expected: float) -> None:
    """Before 0 there is no launch; at 0 demand is four times its level, after the decay 63 % of the excess is gone."""
    assert factor((), 0, 0, 1, 0, 4.0, 70, tick) == pytest.approx(expected, rel=1e-12)


def test_season_and_launch_multiply() -> None:
    """At the peak of 4 in a quarter of one half demand is twice its level."""
    assert factor(SEASONS, 1, 4, 400, 0, 4.0, 70, 0) == 2.0


def test_without_season_and_launch_demand_is_its_level() -> None:
    """The factor and the ceiling are 1, so no candidate is ever turned away."""
    assert factor((), 0, 0, 1, 0, 1.0, 1, 12345) == 1.0
    assert ceiling((), 1.0) == 1.0


@pytest.mark.parametrize(
    ("season", "peak", "expected"),
    [((), 4.0, 4.0), ((0.5, 1.5), 1.0, 1.5), ((0.5, 1.5), 4.0, 6.0), ((0.5, 1.5), 0.2, 1.5)],
)
def test_the_ceiling_is_the_most_that_can_be(season: tuple[float, ...], peak: float, expected: float) -> None:
    """The greatest part of the season times the peak; a launch that starts below its level does not lower it."""
    assert ceiling(season, peak) == expected


@given(
    season=st.lists(st.floats(0, 5), max_size=12),
    peak=st.floats(0, 9),
    cycle=st.integers(12, 10**9),
    offset=st.integers(0, 10**9),
    decay=st.integers(1, 10**9),
    tick=st.integers(-(10**9), 10**9),
)
@settings(max_examples=500, derandomize=True, database=None)
def test_demand_never_passes_the_ceiling(
    season: list[float], peak: float, cycle: int, offset: int, decay: int, tick: int
) -> None:
    """A candidate's chance to be kept, factor over ceiling, is a share: else demand would be cut off unnoticed."""
    told = factor(season, 0, len(season), cycle, offset, peak, decay, tick)
    assert 0.0 <= told <= ceiling(season, peak) * (1 + 2.0**-52)
