"""Which item a free line works on next."""

from __future__ import annotations

import pytest

from model.policies.registry import rules
from model.policies.units import NEVER
from model.policies.views import DispatchView
from tests.policies.rows import Asked, Refused, chosen, faults_of, words


def view(**given: int) -> DispatchView:
    """Return an item of which 3 are owed, 4 were asked for, by a line that made something else twice in a row."""
    return DispatchView(**{"owed": 3, "net": -2, "demand": 4, "same": 0, "run": 2, **given})


ASKED = [
    Asked("all items are alike", "first_come", {}, view(), 0.0),
    Asked("the more is owed, the sooner", "most_back_orders", {}, view(), -3.0),
    Asked("two short of a demand of four is half of it short", "lowest_cover", {}, view(), -0.5),
    Asked("what nobody asked for lasts for ever", "lowest_cover", {}, view(net=5, demand=0), float(NEVER)),
    Asked("another item is a change", "longest_run", {}, view(), 1.0),
    Asked("the same item goes before it", "longest_run", {}, view(same=1, run=1000), 0.0),
    Asked("until its run is long enough", "longest_run", {"at_most": 2}, view(same=1), 2.0),
]
REFUSED = [Refused("longest_run", {"at_most": 0}, [("at_most", "0 is no run; use 1 or more")])]


@pytest.mark.parametrize("asked", ASKED, ids=words)
def test_a_rule_answers_as_worked_out_by_hand(asked: Asked) -> None:
    """The least answer has the line."""
    assert chosen("dispatch", asked).decide(asked.view) == asked.answer


@pytest.mark.parametrize("refused", REFUSED, ids=words)
def test_a_rule_refuses_what_cannot_be(refused: Refused) -> None:
    """Field and sentence, with the value."""
    assert faults_of("dispatch", refused) == refused.faults


def test_only_first_come_need_not_be_asked() -> None:
    """The mark by which engines take jobs in turn stands in one file."""
    assert [name for name, rule in rules("dispatch").items() if rule.traits.alike] == ["first_come"]
