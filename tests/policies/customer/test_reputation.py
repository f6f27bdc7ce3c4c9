"""What is said of a shop, who joins because of it, and what those who stay may still ask for."""

from __future__ import annotations

import math

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from model.policies.customer.lifetime import requests_to_come
from model.policies.customer.reputation import Settings, counted, faults, heard, joining

QUICK = settings(max_examples=300, derandomize=True, database=None)
shares = st.floats(0, 1)


def test_a_memory_of_units_fades_to_37_percent() -> None:
    """With a memory of 200 units, 200 bad ones leave 1/e of a spotless reputation, 200 good ones restore 63 %."""
    assert heard(1.0, 0, 200, 200.0) == pytest.approx(1 / math.e, rel=1e-12)
    assert heard(0.0, 1, 200, 200.0) == pytest.approx(1 - 1 / math.e, rel=1e-12)


@given(reputation=shares, good=st.integers(0, 1), some=st.integers(0, 500), more=st.integers(0, 500))
@QUICK
def test_units_together_are_units_one_after_another(
    reputation: float, good: int, some: int, more: int
) -> None:
    """Seven units of one kind change a reputation as three and then four do: the split of an order does not matter."""
    apart = heard(heard(reputation, good, some, 90.0), good, more, 90.0)
    assert heard(reputation, good, some + more, 90.0) == pytest.approx(apart, abs=1e-12)
    assert 0.0 <= apart <= 1.0


@pytest.mark.parametrize(
    ("reputation", "expected"), [(0.9, 1.0), (1.0, 1.5), (0.8, 0.5), (0.7, 0.0), (0.2, 0.0)]
)
def test_joining_follows_the_reputation_between_nobody_and_the_most(
    reputation: float, expected: float
) -> None:
    """A gain of 5 about .9: a tenth better is half again, two tenths worse nobody, and never fewer than none."""
    assert joining(reputation, Settings(5.0, 0.9, 2.0)) == pytest.approx(expected, abs=1e-12)
    assert joining(1.0, Settings(50.0, 0.9, 2.0)) == 2.0


@given(low=shares, high=shares, gain=st.floats(0.01, 100), reference=shares, most=st.floats(1, 10))
@QUICK
def test_a_better_reputation_never_has_fewer_join(
    low: float, high: float, gain: float, reference: float, most: float
) -> None:
    """The rate rises with the reputation and stays between 0 and the greatest."""
    asked = Settings(gain, reference, most)
    low, high = sorted((low, high))
    assert 0.0 <= joining(low, asked) <= joining(high, asked) <= most


def test_reputations_are_counted_in_millionths() -> None:
    """Halves round up."""
    assert (counted(0.0), counted(0.9), counted(1.0), counted(0.0000005)) == (0, 900_000, 1_000_000, 1)


@pytest.mark.parametrize(
    ("asked", "field", "words"),
    [
        (Settings(0.0), "gain", "0.0 must be above 0"),
        (Settings(-1.0), "gain", "-1.0 must be above 0"),
        (Settings(2.0, most=0.5), "most", "0.5 must be from 1 to 100"),
    ],
)
def test_a_gain_or_a_bound_that_cannot_be_is_told(asked: Settings, field: str, words: str) -> None:
    """Each with its number."""
    [(name, sentence)] = faults(asked)
    assert name == field and sentence.startswith(words)
    assert faults(Settings(2.0)) == []


@pytest.mark.parametrize(
    ("rate", "natural", "discount", "expected"),
    [
        (10.0, 0.0, 0.1, 100_000),
        (10.0, 0.25, 0.1, 3846),
        (10.0, 1.0, 0.1, 990),
        (10.0, 0.5, 0.0, 0),
        (0.0, 0.5, 0.1, 0),
    ],
)
def test_requests_to_come_are_a_geometric_sum(
    rate: float, natural: float, discount: float, expected: int
) -> None:
    """Ten a year at 10 % a year without end: 100. With drop-out at every fourth 10 / 2.6 = 3.846; with a sure one the
    next alone, 10 / 10.1 = .990; nothing is valued without a discount, and who never asks is worth nothing."""
    assert requests_to_come(rate, natural, discount) == expected
