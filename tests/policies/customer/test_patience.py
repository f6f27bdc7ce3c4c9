"""How patience runs out while a customer waits."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from model.policies.customer.patience import Settings, changes_at, drained, faults, lasts, speed
from model.policies.units import NEVER, NOTHING
from model.policies.views import PatienceView

TEMPER = Settings(before=0.5, after=1.5, silent=0.75, fresh=0.1, fresh_for=10)
"""Exact in binary, but for the fresh factor."""
LONG_AGO = -1000


@pytest.mark.parametrize(
    ("now", "reference", "heard", "pace"),
    [
        (49, 50, LONG_AGO, 0.5),
        (50, 50, LONG_AGO, 1.5),
        (51, 50, LONG_AGO, 1.5),
        (51, NOTHING, LONG_AGO, 0.75),
        (49, 50, 40, 0.5 * 0.1),
        (50, 50, 40, 1.5),
        (50, 50, 41, 1.5 * 0.1),
        (51, NOTHING, 45, 0.75 * 0.1),
    ],
)
def test_the_speed_follows_what_the_customer_knows(now: int, reference: int, heard: int, pace: float) -> None:
    """Slow before the date, fast from the date on, its own pace in silence; a message slows it for ten ticks."""
    assert speed(PatienceView(now, reference, heard), TEMPER) == pace


@pytest.mark.parametrize(
    ("now", "reference", "heard", "temper", "tick"),
    [
        (20, 50, LONG_AGO, TEMPER, 50),
        (50, 50, LONG_AGO, TEMPER, NEVER),
        (20, NOTHING, LONG_AGO, TEMPER, NEVER),
        (20, 50, 15, TEMPER, 25),
        (20, 22, 15, TEMPER, 22),
        (25, 50, 15, TEMPER, 50),
        (20, NOTHING, 15, TEMPER, 25),
        (20, 50, 15, Settings(), NEVER),
        (20, 50, 15, Settings(before=2.0, after=2.0), NEVER),
        (20, 50, 15, Settings(fresh=0.1), NEVER),
    ],
)
def test_the_speed_changes_by_itself_at_the_date_and_as_a_message_fades(
    now: int, reference: int, heard: int, temper: Settings, tick: int
) -> None:
    """The nearer of the two that still lie ahead and make a difference; a tick at which nothing changes is no event."""
    assert changes_at(PatienceView(now, reference, heard), temper) == tick


@given(
    reference=st.integers(0, 60),
    heard=st.integers(-20, 30),
    now=st.integers(30, 40),
    paces=st.tuples(*[st.sampled_from([0.0, 0.5, 1.0, 2.0])] * 4),
    fresh_for=st.integers(0, 40),
)
@settings(max_examples=500, derandomize=True, database=None)
def test_between_changes_the_speed_is_one(
    reference: int, heard: int, now: int, paces: tuple[float, float, float, float], fresh_for: int
) -> None:
    """Asked at every tick up to the next change told, or for 50 ticks where none is, the speed is that of now."""
    temper = Settings(*paces, fresh_for)
    until = min(changes_at(PatienceView(now, reference, heard), temper), now + 50)
    assert until > now
    assert {speed(PatienceView(tick, reference, heard), temper) for tick in range(now, until)} == {
        speed(PatienceView(now, reference, heard), temper)
    }


@pytest.mark.parametrize(("pace", "elapsed", "used"), [(1.0, 7, 7), (0.5, 7, 3), (1.5, 7, 10), (0.0, 7, 0)])
def test_whole_ticks_of_patience_are_used_up(pace: float, elapsed: int, used: int) -> None:
    """A part of a tick is not drained yet: 7 ticks at half speed use 3."""
    assert drained(pace, elapsed) == used


@pytest.mark.parametrize(
    ("pace", "left", "wait"),
    [
        (1.0, 7, 7),
        (0.5, 7, 14),
        (1.5, 7, 5),
        (2.0, 7, 4),
        (1.0, 0, 0),
        (0.0, 7, NEVER),
        (0.0, 0, NEVER),
        (2.0, NEVER, NEVER),
        (0.5, NEVER - 1, NEVER),
        (1e-300, 7, NEVER),
    ],
)
def test_what_is_left_lasts_until_it_is_drained(pace: float, left: int, wait: int) -> None:
    """7 at one and a half a tick end in the fifth tick; what does not drain, or is without end, lasts for ever."""
    assert lasts(pace, left) == wait


@given(pace=st.sampled_from([0.25, 0.5, 1.0, 1.5, 2.0, 1000.0]), left=st.integers(1, 1 << 40))
@settings(max_examples=300, derandomize=True, database=None)
def test_patience_ends_at_the_first_tick_that_drains_it(pace: float, left: int) -> None:
    """At the tick told it is used up, a tick before it is not (paces whose products with ticks are exact)."""
    wait = lasts(pace, left)
    assert drained(pace, wait) >= left > drained(pace, wait - 1)


def test_speeds_that_cannot_be_are_told() -> None:
    """Each speed below 0 or beyond 1000 and a time below 0 has its own sentence."""
    pace = "must be from 0 to 1000; 1 drains a day of patience a day"
    assert faults(Settings()) == []
    assert faults(Settings(-1.0, 1001.0, float("nan"), -0.5, -1)) == [
        ("before", f"-1.0 {pace}"),
        ("after", f"1001.0 {pace}"),
        ("silent", f"nan {pace}"),
        ("fresh", f"-0.5 {pace}"),
        ("fresh_for", "-1 is below 0; use 0 for no effect"),
    ]
