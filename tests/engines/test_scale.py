"""A chain of 200 sites over a year of daily demand is no burden to the readable engine."""

from __future__ import annotations

import pytest

from benchmarks.wide_chain import document, measured


def test_a_chain_has_as_many_sites_as_asked_for() -> None:
    """Ten sites are the plant, a depot and eight shops."""
    written = document(10)
    assert [len(written[role]) for role in ("manufacturers", "distributors", "retailers")] == [1, 1, 8]


@pytest.mark.proof
def test_two_hundred_sites_take_seconds_and_little_memory() -> None:
    """Under 20 s of work and 1 GB, and ten times the sites take no more than 20 times the work."""
    few, _, _ = measured(20, "reference")
    many, megabytes, rows = measured(200, "reference")
    assert rows > 150_000
    assert many < 20
    assert megabytes < 1000
    assert many < 20 * few
