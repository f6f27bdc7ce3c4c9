"""What lies outside the measured time, and so changes or measures nothing, is told under the results."""

from __future__ import annotations

from pathlib import Path

import pytest

from model.scenario import load

SHOP = Path(__file__).parents[1] / "scenarios" / "valid" / "one_shop.yaml"
REQUESTS = "customers.passers-by.requests"


def notes(*sets: str) -> str:
    """Return the notes of the shop, measured for 365 days after 30, under some overrides."""
    return "\n".join(load(SHOP, ["time.horizon=365", *sets]).notes)


@pytest.mark.parametrize("people", ["", "customers.passers-by.count=10"])
def test_requests_that_end_before_time_0_are_told(people: str) -> None:
    """Requests until -5 are all of the warm-up, so none is measured; those until 0 may be."""
    sets = [people] if people else []
    told = f"{REQUESTS}.until is -5, before time 0: none of these requests is measured"
    assert told in notes(*sets, f"{REQUESTS}={{rate: 0.1 per day, until: -5}}")
    assert "measured" not in notes(*sets, f"{REQUESTS}={{rate: 0.1 per day, until: 0}}")


def test_requests_that_never_begin_are_told() -> None:
    """A first request at the horizon never comes, nor one after the last; one a day before the horizon does."""
    told = f"{REQUESTS}.first is 365, not before the horizon: none of these requests comes"
    assert told in notes(f"{REQUESTS}={{every: 1, first: 365}}")
    assert "comes" not in notes(f"{REQUESTS}={{every: 1, first: 364}}")
    told = f"{REQUESTS}: the first, at 20, is after until (19): none of them comes"
    assert told in notes(f"{REQUESTS}={{every: 1, first: 20, until: 19}}")
    assert "comes" not in notes(f"{REQUESTS}={{every: 1, first: 20, until: 20}}")


def test_a_promotion_past_the_horizon_is_told() -> None:
    """A promotion that begins at the horizon never comes; one that begins before it does."""
    late, soon = (
        notes(f"{REQUESTS}.promotions=[{{from: {begins}, for: 7, factor: 2}}]") for begins in (365, 364)
    )
    assert f"{REQUESTS}.promotions.0 begins at 365, not before the horizon: it never comes" in late
    assert "never comes" not in soon


def test_a_wait_as_long_as_the_horizon_is_told() -> None:
    """Nobody can be seen to wait for the whole horizon, so the share served within it has no row."""
    told = "measures.served_within.1 is 365, not below the horizon: no request has that long to go"
    assert told in notes("measures.served_within=[7, 365]")
    assert "served_within" not in notes("measures.served_within=[7, 364]")
