"""Networks of hundreds and thousands of sites over a year of daily demand are no burden to either engine."""

from __future__ import annotations

import pytest

from benchmarks.wide_chain import ITEMS, document, measured
from model.engines import Engine


def least(sites: int, engine: Engine, items: tuple[str, ...] = ITEMS) -> tuple[float, float, int]:
    """Return the least seconds of work of three runs, since whatever else the machine does only adds to them; the most
    megabytes, and the rows."""
    seconds, megabytes, rows = zip(*(measured(sites, engine, items) for _ in range(3)), strict=True)
    return min(seconds), max(megabytes), rows[0]


def test_a_chain_has_as_many_sites_as_asked_for() -> None:
    """Ten sites are the plant, a depot and eight shops."""
    written = document(10)
    assert [len(written[role]) for role in ("manufacturers", "distributors", "retailers")] == [1, 1, 8]


@pytest.mark.proof
def test_two_hundred_sites_take_seconds_and_little_memory() -> None:
    """Under 20 s of work and 1 GB, and ten times the sites take no more than 20 times the work."""
    few, _, _ = least(20, "reference")
    many, megabytes, rows = least(200, "reference")
    assert rows > 150_000
    assert many < 20
    assert megabytes < 1000
    assert many < 20 * few


@pytest.mark.proof
def test_the_work_of_the_compiled_engine_grows_with_the_sites_and_no_faster() -> None:
    """2,000 sites, of which one ramps, take under 8 s of work, and less than nine times that of a quarter of them.

    Where every event looked at every site it was twenty times.
    """
    measured(20, "compiled", ("a",))  # loads the engine
    few, _, _ = least(500, "compiled", ("a",))
    many, _, rows = least(2000, "compiled", ("a",))
    assert rows > 2_000_000
    assert many < 8
    assert many < 9 * few
