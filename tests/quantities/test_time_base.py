"""Durations and rates become ticks once, by exact arithmetic."""

from __future__ import annotations

import pytest

from model.quantities.numbers import QuantityFault
from model.quantities.time_base import TimeBase

DAY = 86_400_000


@pytest.mark.parametrize(
    ("given", "ticks"),
    [
        (1, DAY), (0.1, 8_640_000), ("3 weeks", 21 * DAY), ("36 h", 3 * DAY // 2), ("1.5", 3 * DAY // 2),
        ("90 min", 5_400_000), ("1 month", 365 * DAY // 12), ("1 year", 365 * DAY), ("250 ms", 250), ("2e1 s", 20_000),
        (1e-9, 0), (0, 0),
    ],
)  # fmt: skip
def test_durations_become_milliseconds(given: object, ticks: int) -> None:
    """A duration in a unit, or bare in the scenario's own, is that many milliseconds."""
    assert TimeBase.of("day").ticks(given) == ticks


def test_a_day_of_three_shifts_is_a_day() -> None:
    """Eight hours three times meet the next day, which floating-point days miss (0.1 + 0.2 is not 0.3)."""
    time = TimeBase.of("day")
    assert time.ticks(0.1) + time.ticks(0.2) == time.ticks(0.3)
    assert 3 * time.ticks("8 h") == time.ticks("1 day")


@pytest.mark.parametrize(
    ("given", "message"),
    [
        ("3 fortnights", "'fortnights' is not a calendar unit"), ("soon", "'soon' is not a duration"),
        ("-1 day", "'-1 day' is below 0"), (-2, "-2 is below 0"), (True, "yes is not a number"),
        (None, "nothing is not a number"), (float("nan"), "nan is not a finite number"),
        (float("inf"), "inf is not a finite number"), ("1e12 years", "longer than time is counted"),
        ("3 periods", "'periods' is not a calendar unit"), ([1], "a list is not a number"),
    ],
)  # fmt: skip
def test_what_is_no_duration_is_refused(given: object, message: str) -> None:
    """A value that is no duration is refused with what it is."""
    with pytest.raises(QuantityFault, match=message):
        TimeBase.of("day").ticks(given)


def test_rates_are_per_tick() -> None:
    """Seven per week are one per day, 1 / 86,400,000 per millisecond, and so is a bare 1 where the unit is a day."""
    time = TimeBase.of("day")
    assert time.rate("7 per week") == time.rate("7/week") == time.rate(1) == 1 / DAY


@pytest.mark.parametrize("given", ["3 every week", "three per week", "3 per", "3 per fortnight"])
def test_what_is_no_rate_is_refused(given: str) -> None:
    """A text that is no rate is refused with itself or its unit."""
    with pytest.raises(QuantityFault, match=r"is not a rate|not a calendar unit"):
        TimeBase.of("day").rate(given)


def test_an_abstract_period_has_a_million_ticks() -> None:
    """A period is a million ticks unless a tick is asked for, and knows no calendar."""
    assert TimeBase.of("period").ticks("1.5 periods") == 1_500_000
    assert TimeBase.of("period", 0.001).ticks(2) == 2_000
    with pytest.raises(QuantityFault, match="'week' means nothing where time.unit is period"):
        TimeBase.of("period").ticks("1 week")


def test_a_coarser_tick_divides_the_unit() -> None:
    """With a tick of a minute a week has 10,080 ticks; a tick that leaves a remainder is refused."""
    assert TimeBase.of("week", "1 min").ticks_per_unit == 10_080
    with pytest.raises(QuantityFault, match="must be a whole number of ticks"):
        TimeBase.of("day", "7 s")
    with pytest.raises(QuantityFault, match="write a number and a unit"):
        TimeBase.of("day", 7)


def test_durations_read_back() -> None:
    """A duration is said in the scenario's unit, in the plural where there are several."""
    time = TimeBase.of("day")
    assert [time.text(time.ticks(days)) for days in (0, 1, 7, 0.5)] == [
        "0 day",
        "1 day",
        "7 days",
        "0.5 days",
    ]
