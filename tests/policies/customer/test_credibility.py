"""What customers make of a date, and how often they ask for the goods."""

from __future__ import annotations

import pytest

from model.policies.customer import inquiries
from model.policies.customer.credibility import remembered, stretched
from model.policies.customer.inquiries import Settings, asked
from model.policies.units import NEVER


def test_lateness_is_smoothed_over_dated_orders() -> None:
    """With weight 1/2: three days late on three told is 1, so 0 becomes .5, then .75; one kept halves it."""
    first = remembered(0.0, 3, 3, 0.5)
    second = remembered(first, 3, 3, 0.5)
    assert (first, second, remembered(second, 0, 3, 0.5)) == (0.5, 0.75, 0.375)


@pytest.mark.parametrize(("late", "told"), [(1000, 1), (1, 0), (10, 1)])
def test_lateness_counts_ten_times_the_wait_told_at_most(late: int, told: int) -> None:
    """However late, also where `at once` was told: 10 at most."""
    assert remembered(0.0, late, told, 1.0) == 10.0


@pytest.mark.parametrize(
    ("lateness", "doubt", "expected"), [(0.5, 0.0, 100), (0.0, 1.0, 100), (0.5, 1.0, 150), (0.5, 0.5, 125)]
)
def test_a_date_is_stretched_by_doubt_and_lateness(lateness: float, doubt: float, expected: int) -> None:
    """Told 100: x (1 + doubt x lateness)."""
    assert stretched(100, lateness, doubt) == expected


def test_never_stays_never() -> None:
    """What does not come is not stretched, and nothing is stretched beyond it."""
    assert stretched(NEVER, 0.5, 1.0) == NEVER
    assert stretched(NEVER - 1, 10.0, 100.0) == NEVER


@pytest.mark.parametrize(("number", "times"), [(0.0, 2), (0.49, 2), (0.5, 3), (0.99, 3)])
def test_the_mean_number_of_inquiries_is_the_time_over_the_gap(number: float, times: int) -> None:
    """Five silent days at one in two: 2.5, that is 2 for half of the customers and 3 for the others."""
    assert asked(number, 5, 0, Settings(silent=2)) == times


def test_silence_and_lateness_add_up() -> None:
    """Three silent days at one in two, and a day beyond the date at one a day: 1.5 + 1 + .5 is 3."""
    assert asked(0.5, 3, 1, Settings(silent=2, overdue=1)) == 3
    assert asked(0.9, 3, 1, Settings(silent=2)) == 2


def test_no_time_between_inquiries_is_refused() -> None:
    """Who asks without a pause asks for ever."""
    assert inquiries.faults(Settings(silent=0)) == [
        ("silent", "0 is no time between inquiries; give one, as in 3 days")
    ]
