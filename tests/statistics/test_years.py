"""What single replications say: shares of pairs won, and the tails."""

from __future__ import annotations

import math

import numpy as np
import pytest

from model.statistics import tails, wins

NAN = math.nan


def test_a_tie_is_half_a_win() -> None:
    """Of four pairs two are won, one is tied and one lost: 2.5 of 4. Where less is better, 1.5 of 4."""
    ours, theirs = np.array([3.0, 5.0, 2.0, 1.0]), np.array([1.0, 4.0, 2.0, 9.0])
    assert wins(ours, theirs, "higher") == 2.5 / 4
    assert wins(ours, theirs, "lower") == 1.5 / 4


def test_both_sides_share_all_the_wins() -> None:
    """What one wins the other does not: the shares of 200 random pairs, ties among them, add up to 1."""
    chance = np.random.default_rng(5)
    ours, theirs = (chance.integers(0, 5, 200).astype(float) for _ in range(2))
    won, lost = wins(ours, theirs, "lower"), wins(theirs, ours, "lower")
    assert won is not None and lost is not None
    assert won + lost == pytest.approx(1.0, rel=1e-12)
    assert 0.3 < won < 0.7


def test_a_pair_without_one_of_its_numbers_does_not_count() -> None:
    """Of three replications one has no number on one side and one on the other: the third decides."""
    assert wins(np.array([NAN, 1.0, 1.0]), np.array([1.0, NAN, 2.0]), "lower") == 1.0
    assert wins(np.array([NAN]), np.array([1.0]), "lower") is None
    assert wins(np.array([1.0]), np.array([2.0]), None) is None


def test_the_tails_of_twenty_one_replications() -> None:
    """0, 10, ..., 200: one of the twenty steps lies below 10 and one above 190; a hole changes only its own column."""
    column = np.arange(21) * 10.0
    holes = np.where(column == 200.0, NAN, column)
    found = tails(np.column_stack([column, holes, np.full(21, NAN)]))
    assert found.p5[:2].tolist() == pytest.approx([10.0, 9.5])
    assert found.p95[:2].tolist() == pytest.approx([190.0, 180.5])
    assert np.isnan([found.p5[2], found.p95[2]]).all()
