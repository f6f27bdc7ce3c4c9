"""The benchmark times the same story thrice: its judges let equal stories pass and stop different ones."""

from __future__ import annotations

import pytest

from benchmarks import bare_simpy, bench_simple
from model import load
from model.scenario.world import World


def world(*changes: str) -> World:
    """Return the world that is timed, changed or not."""
    return load(bench_simple.SCENARIO, changes).world()


def test_bare_simpy_and_ours_agree_in_distribution() -> None:
    """Shares served at once, late and reneged, and orders a day, differ by less than four standard errors."""
    found = bench_simple.agreement(world(), seed=3, replications=8)
    assert set(found) == {"served at once", "served late", "reneged", "orders a day"}


def test_another_patience_is_noticed() -> None:
    """Customers who wait 12 days instead of 8 are another story, and nothing is timed."""
    changed = world("customers.passers-by.patience.budget={exponential: {mean: 12}}")
    with pytest.raises(AssertionError, match="bare SimPy 0."):
        bench_simple.agreement(changed, seed=3, replications=8)


def test_every_request_of_bare_simpy_ends_in_one_count() -> None:
    """Poisson demand of 1 a day for 2,000 days gives 2,000 requests within four standard deviations (179)."""
    counts = bare_simpy.simulate(2000, seed=1)
    assert counts.requests == counts.at_once + counts.late + counts.reneged + counts.waiting
    assert counts.requests == pytest.approx(2000, abs=179)


def test_a_ratio_knows_what_it_must_be() -> None:
    """A median at the aim reaches it, one at the least reaches that, one below is missed."""
    verdicts = [
        bench_simple.Ratio("compiled", "bare SimPy", median, 19.0, 60.0, must=50.0, aim=120.0).verdict
        for median in (120.0, 50.0, 49.9)
    ]
    assert verdicts == ["aim reached", "reached", "missed"]
