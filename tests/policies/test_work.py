"""How the time of a job divides over its pieces."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from model.policies.units import NEVER
from model.policies.work import finished_at, paced, piece_time, speed_after


def test_ten_ticks_over_three_pieces() -> None:
    """floor(10 k / 3) is 3, 6, 10: pieces of 3, 3 and 4 ticks."""
    assert [finished_at(10, 3, number) for number in range(4)] == [0, 3, 6, 10]
    assert [piece_time(10, 3, number) for number in range(3)] == [3, 3, 4]


@given(duration=st.integers(0, NEVER), pieces=st.integers(1, (1 << 31) - 1), part=st.floats(0, 1))
@settings(max_examples=300, derandomize=True, database=None)
def test_a_division_is_exact_and_fits_64_bits(duration: int, pieces: int, part: float) -> None:
    """It is the floor of the exact quotient, and no step of it passes 64 bits."""
    number = int(part * pieces)
    assert finished_at(duration, pieces, number) == duration * number // pieces
    assert max(number * (duration // pieces), number * (duration % pieces)) < 1 << 63
    assert finished_at(duration, pieces, pieces) == duration


def test_twice_two_steps_of_a_quarter() -> None:
    """1.25 x 1.25 two steps up, one over it two steps down, 1 where nothing changed."""
    assert [speed_after(1.25, steps) for steps in (0, 2, -2)] == [1.0, 1.5625, 1 / 1.25 / 1.25]


def test_work_at_a_speed_takes_whole_ticks() -> None:
    """Ten ticks take 4 at 2.5, 7 (6.67) at 1.5, exactly ten at 1 however many they are; for ever stays for ever."""
    assert [paced(10, speed) for speed in (2.5, 1.5, 1.0)] == [4, 7, 10]
    assert paced(NEVER - 1, 1.0) == NEVER - 1
    assert paced(NEVER, 0.5) == NEVER
