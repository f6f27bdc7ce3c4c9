"""Who in the book is served first, and how what is there is divided."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from model.policies.allocation.fair_share import remainder, whole_share
from model.policies.registry import rules
from model.policies.units import NO_LIMIT
from model.policies.views import AllocationView
from tests.policies.rows import Asked, Refused, chosen, words


def order(klass: int = 1, **told: Any) -> AllocationView:
    """Return a view of an order of one unit, nothing else known of it."""
    return AllocationView(**{"klass": klass, "due": 0, "quantity": 1, "value": 0.0, **told})


ASKED = [
    Asked("the most important class is served alike", "first_come", {}, order(1), 0),
    Asked("and so is the third", "first_come", {}, order(3, due=7, quantity=9, value=5.0), 0),
    Asked("class 1 comes first", "class", {}, order(1), 1),
    Asked("class 3 after it", "class", {}, order(3, due=7, quantity=9, value=5.0), 3),
    Asked("within a division it is first come", "fair-share", {}, order(2), 0),
    Asked("the earlier date first", "earliest-promise", {}, order(due=70, quantity=9), 70),
    Asked("a date in the past before all", "earliest-promise", {}, order(3, due=-5), -5),
    Asked("the dearer first", "customer-value", {}, order(value=40.0), -40_000),
    Asked("to a thousandth, halves to the dearer", "customer-value", {}, order(value=0.0125), -13),
    Asked("what costs nothing comes last", "customer-value", {}, order(1), 0),
    Asked("nothing is dearer than the dearest", "customer-value", {}, order(value=1e300), -NO_LIMIT),
    Asked("the smaller first", "smallest-order", {}, order(2, due=1, quantity=4, value=9.0), 4),
]
REFUSED: list[Refused] = []

amounts = st.integers(0, (1 << 61) - 1)


@pytest.mark.parametrize("asked", ASKED, ids=words)
def test_a_rule_answers_as_worked_out_by_hand(asked: Asked) -> None:
    """A rule ranks an order; the least rank is served first."""
    assert chosen("allocation", asked).decide(asked.view) == asked.answer


def test_only_fair_share_divides() -> None:
    """The mark by which engines divide before they serve stands in one file."""
    assert [name for name, rule in rules("allocation").items() if rule.traits.shares] == ["fair-share"]


@pytest.mark.parametrize(("owed", "whole", "left"), [(6, 3, 0), (5, 2, 10), (9, 4, 10)])
def test_a_claimant_gets_its_whole_share(owed: int, whole: int, left: int) -> None:
    """Of 10 for claims of 6, 5 and 9 the shares are 3, 2.5 and 4.5: nine whole units, two equal claims to the tenth."""
    assert (whole_share(10, owed, 20), remainder(10, owed, 20)) == (whole, left)


def test_where_there_is_enough_everyone_gets_all() -> None:
    """With 20 or more for claims of 20 a claim of 6 is met, and no unit is left to claim."""
    assert (whole_share(20, 6, 20), remainder(20, 6, 20)) == (6, 0)
    assert (whole_share(21, 6, 20), remainder(21, 6, 20)) == (6, 0)


@given(first=amounts, second=amounts, available=amounts)
@settings(max_examples=300, derandomize=True, database=None)
def test_a_division_is_exact_for_any_amount_a_run_may_hold(first: int, second: int, available: int) -> None:
    """Whole share and remainder are those of exact fractions, also where the product passes 64 bits."""
    total = first + second
    if available < total:
        exact = Fraction(available * first, total)
        assert whole_share(available, first, total) == exact.numerator // exact.denominator
        assert remainder(available, first, total) == available * first % total
        assert whole_share(available, first, total) + whole_share(available, second, total) in (
            available,
            available - 1,
        )
