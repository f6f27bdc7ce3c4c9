"""What demand a stock point expects."""

from __future__ import annotations

import pytest

from model.policies.views import ForecastView
from tests.policies.rows import Asked, Refused, chosen, faults_of, words

QUARTER = {"smoothing": 0.25}

ASKED = [
    Asked("the first period is taken whole", "smoothing", QUARTER, ForecastView(99.0, 30, 10, 0), 3.0),
    Asked("a quarter of the surprise is believed", "smoothing", QUARTER, ForecastView(3.0, 70, 10, 1), 4.0),
    Asked("a weight of 1 forgets", "smoothing", {"smoothing": 1}, ForecastView(3.0, 70, 10, 5), 7.0),
]

REFUSED = [
    Refused("smoothing", {"smoothing": 0}, [("smoothing", "0 must be above 0 and at most 1; .2 is common")]),
    Refused(
        "smoothing", {"smoothing": 1.5}, [("smoothing", "1.5 must be above 0 and at most 1; .2 is common")]
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
