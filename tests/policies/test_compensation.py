"""What a shop pays customers it kept waiting."""

from __future__ import annotations

import pytest

from model.policies.views import CompensationView
from tests.policies.rows import Asked, Refused, chosen, faults_of, words


def goods(late: int, paid: int = 0) -> CompensationView:
    """Return goods handed over so late."""
    return CompensationView(late, 0, paid)


def message(moved: int, paid: int = 0) -> CompensationView:
    """Return a message that moves the date later by so much."""
    return CompensationView(0, moved, paid)


DAILY, TWICE = {"every": 10}, {"most": 2}

ASKED = [
    Asked("nothing, however late", "none", {}, goods(500), 0),
    Asked("on the date nothing is broken", "broken", {}, goods(0), 0),
    Asked("a tick late is", "broken", {}, goods(1), 1),
    Asked("the grace itself is not paid for", "broken", {"after": 5}, goods(5), 0),
    Asked("what is beyond it is", "broken", {"after": 5}, goods(6), 1),
    Asked("a message is no broken promise", "broken", {}, message(7), 0),
    Asked("within the date nothing is paid", "late", DAILY, goods(0), 0),
    Asked("a period begun counts", "late", DAILY, goods(1), 1),
    Asked("a whole one is one", "late", DAILY, goods(10), 1),
    Asked("and a tick more is two", "late", DAILY, goods(11), 2),
    Asked("no more than the most", "late", {"every": 10, "most": 3}, goods(95), 3),
    Asked("what was paid is not paid again", "late", DAILY, goods(95, 4), 6),
    Asked("nothing is taken back", "late", DAILY, goods(5, 4), 0),
    Asked("a date moved is paid for", "moved", {}, message(1), 1),
    Asked("once", "moved", {}, message(1, 1), 0),
    Asked("or as often as is set", "moved", TWICE, message(1, 1), 1),
    Asked("the same date is not", "moved", {}, message(0), 0),
    Asked("nor a small move", "moved", {"by": 3}, message(3), 0),
]

REFUSED = [
    Refused("broken", {"after": -1}, [("after", "-1 is below 0; use 0 to pay from the first")]),
    Refused(
        "late",
        {"every": 0, "most": 0},
        [
            ("every", "0 is no time to be late; give one, as in 1 day"),
            ("most", "0 is below 1; use compensation: none to pay nothing"),
        ],
    ),
    Refused(
        "moved",
        {"by": -2, "most": 0},
        [
            ("by", "-2 is below 0; use 0 to pay for every date moved later"),
            ("most", "0 is below 1; use compensation: none to pay nothing"),
        ],
    ),
]


@pytest.mark.parametrize("asked", ASKED, ids=words)
def test_a_rule_answers_as_worked_out_by_hand(asked: Asked) -> None:
    """A shop pays by how late the goods are, or by how far the date has moved."""
    assert chosen("compensation", asked).decide(asked.view) == asked.answer


@pytest.mark.parametrize("refused", REFUSED, ids=words)
def test_settings_that_cannot_be_are_told_with_value_and_remedy(refused: Refused) -> None:
    """Times below nothing and payments that are none are refused."""
    assert faults_of("compensation", refused) == refused.faults
