"""What demand a stock point expects."""

from __future__ import annotations

import pytest

from model.policies.views import ForecastView
from tests.policies.rows import Asked, Refused, chosen, faults_of, words

QUARTER = {"smoothing": 0.25}
THREE = {"moving_average": 3}

ASKED = [
    Asked("the first period is taken whole", "smoothing", QUARTER, ForecastView(99.0, 30, 10, 0, 0), 3.0),
    Asked(
        "a quarter of the surprise is believed", "smoothing", QUARTER, ForecastView(3.0, 70, 10, 1, 0), 4.0
    ),
    Asked("a weight of 1 forgets", "smoothing", {"smoothing": 1}, ForecastView(3.0, 70, 10, 5, 0), 7.0),
    Asked("one period: 30 in 10 ticks", "moving_average", THREE, ForecastView(9.0, 30, 10, 0, 30), 3.0),
    Asked(
        "two periods: 30 and 50 in 20 ticks", "moving_average", THREE, ForecastView(3.0, 50, 10, 1, 80), 4.0
    ),
    Asked(
        "the last three: 50, 10 and 90 in 30", "moving_average", THREE, ForecastView(4.0, 90, 10, 3, 150), 5.0
    ),
]

REFUSED = [
    Refused("smoothing", {"smoothing": 0}, [("smoothing", "0 must be above 0 and at most 1; .2 is common")]),
    Refused(
        "smoothing", {"smoothing": 1.5}, [("smoothing", "1.5 must be above 0 and at most 1; .2 is common")]
    ),
    Refused(
        "moving_average",
        {"moving_average": 0},
        [("moving_average", "0 is below 1; average over at least one period")],
    ),
]


@pytest.mark.parametrize("asked", ASKED, ids=words)
def test_a_rule_answers_as_worked_out_by_hand(asked: Asked) -> None:
    """The level moves towards the demand per tick of the period that has ended."""
    assert chosen("forecast", asked).decide(asked.view) == asked.answer


@pytest.mark.parametrize("refused", REFUSED, ids=words)
def test_settings_that_cannot_be_are_told_with_value_and_remedy(refused: Refused) -> None:
    """A weight that never learns or overshoots is refused."""
    assert faults_of("forecast", refused) == refused.faults
