"""Whether a waiting customer gets a message."""

from __future__ import annotations

import pytest

from model.policies.units import NOTHING
from model.policies.views import UpdateView
from tests.policies.rows import Asked, Refused, chosen, faults_of, words

TWO = {"moved_by": 2}

ASKED = [
    Asked("silence, though the date slipped", "none", {}, UpdateView(50, 90), False),
    Asked("a sign of life without a date", "regular", {}, UpdateView(NOTHING, NOTHING), True),
    Asked("the same date again", "regular", {}, UpdateView(50, 50), True),
    Asked("a move of 2 stays unmentioned", "moved", TWO, UpdateView(50, 52), False),
    Asked("a move of 3 is news", "moved", TWO, UpdateView(50, 53), True),
    Asked("earlier by 2 stays unmentioned", "moved", TWO, UpdateView(50, 48), False),
    Asked("earlier by 3 is news", "moved", TWO, UpdateView(50, 47), True),
    Asked("the first date is news", "moved", TWO, UpdateView(NOTHING, 1), True),
    Asked("without a date there is no news", "moved", TWO, UpdateView(50, NOTHING), False),
    Asked("at 0 the smallest move is news", "moved", {"moved_by": 0}, UpdateView(50, 51), True),
    Asked("at 0 the same date is none", "moved", {"moved_by": 0}, UpdateView(50, 50), False),
]

REFUSED = [
    Refused("moved", {"moved_by": -1}, [("moved_by", "-1 is below 0; use 0 to mention every move")]),
]


@pytest.mark.parametrize("asked", ASKED, ids=words)
def test_a_rule_answers_as_worked_out_by_hand(asked: Asked) -> None:
    """A shop writes, or does not, by what it told and what it would tell now."""
    assert chosen("updates", asked).decide(asked.view) == asked.answer


@pytest.mark.parametrize("refused", REFUSED, ids=words)
def test_settings_that_cannot_be_are_told_with_value_and_remedy(refused: Refused) -> None:
    """A threshold below nothing is refused."""
    assert faults_of("updates", refused) == refused.faults
