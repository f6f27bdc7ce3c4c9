"""Which source gets an order; the highest score, ties by order of writing."""

from __future__ import annotations

import pytest

from model.policies.registry import rules
from model.policies.units import NEVER
from model.policies.views import SourceView
from tests.policies.rows import Asked, Refused, chosen, faults_of, words

FIRST = SourceView(
    place=0, quantity=10, share=0.7, given=60, total=90, dearer_than=1, lead_time=9, down=0, overdue=0
)
SECOND = FIRST._replace(place=1, share=0.3, given=30, dearer_than=0, lead_time=4)

ASKED = [
    Asked("the first has every order", "single", {}, FIRST, 1.0),
    Asked("the second none", "single", {}, SECOND, 0.0),
    Asked("60 of the 70 it is to have of 100", "split", {}, FIRST, pytest.approx(10)),
    Asked("30 of 30", "split", {}, SECOND, pytest.approx(0)),
    Asked("in order of writing", "back-up", {}, SECOND, -1.0),
    Asked("down, so after all others", "back-up", {}, FIRST._replace(down=1), -1000.0),
    Asked("late, so after all others", "back-up", {}, FIRST._replace(overdue=2), -1000.0),
    Asked("late, but only asked whether down", "back-up", {"when": 1}, FIRST._replace(overdue=2), 0.0),
    Asked("down, but only asked whether late", "back-up", {"when": 2}, FIRST._replace(down=1), 0.0),
    Asked("one has a lower price", "cheapest", {}, FIRST, -1.0),
    Asked("asked in order of writing, down or not", "duplicate", {}, SECOND._replace(down=1), -1.0),
    Asked("nine ticks are more than eight", "cheapest", {"within": 8}, FIRST, -1001.0),
    Asked("nine are within nine", "cheapest", {"within": 9}, FIRST, -1.0),
    Asked("four ticks", "fastest", {}, SECOND, -4.0),
    Asked("never comes", "fastest", {}, SECOND._replace(lead_time=NEVER), -float(NEVER)),
]
REFUSED = [
    Refused("cheapest", {"within": -1}, [("within", "-1 is below 0; give a time, or leave it out")]),
    Refused("back-up", {"when": 7}, [("when", "7 is none of down, late, either")]),
]


@pytest.mark.parametrize("asked", ASKED, ids=words)
def test_a_rule_scores_as_worked_out_by_hand(asked: Asked) -> None:
    """A rule scores one source from what the buyer knows of it."""
    assert chosen("sourcing", asked).decide(asked.view) == asked.answer


@pytest.mark.parametrize("refused", REFUSED, ids=words)
def test_settings_that_cannot_be_are_refused(refused: Refused) -> None:
    """A rule says what is wrong with its settings, with the value and a remedy."""
    assert faults_of("sourcing", refused) == refused.faults


def test_only_a_split_wants_shares_and_only_a_back_up_dates() -> None:
    """What construction must check and engines must keep stands in the rule's file."""
    traits = {name: rule.traits for name, rule in rules("sourcing").items()}
    assert [name for name, trait in traits.items() if trait.portions] == ["split"]
    assert [name for name, trait in traits.items() if trait.dates] == ["back-up"]
    assert [name for name, trait in traits.items() if trait.estimate] == ["cheapest", "fastest"]
