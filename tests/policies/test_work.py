"""How the time of a job divides over its pieces."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from model.policies.units import NEVER
from model.policies.work import finished_at, piece_time


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
