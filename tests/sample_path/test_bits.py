"""Philox against its published answers, alone, compiled and in blocks."""

import pytest
from numba import njit

from model.sample_path import bits
from model.sample_path.bits import WORD, pair, philox
from model.sample_path.blocks import pairs
from tests.sample_path import compiled  # noqa: F401  registers the functions

# Random123 1.14, tests/kat_vectors, philox4x32 with 10 rounds: counter and key, then the four words.
KNOWN = [
    ((0, 0, 0, 0, 0, 0), (0x6627E8D5, 0xE169C58D, 0xBC57AC4C, 0x9B00DBD8)),
    ((WORD,) * 6, (0x408F276D, 0x41C83B0E, 0xA20BC7C6, 0x6D5451FD)),
    (
        (0x243F6A88, 0x85A308D3, 0x13198A2E, 0x03707344, 0xA4093822, 0x299F31D0),
        (0xD16CFE09, 0x94FDCCEB, 0x5001E420, 0x24126EA1),
    ),
]


@njit
def _compiled_philox(c0, c1, c2, c3, k0, k1):
    return philox(c0, c1, c2, c3, k0, k1)


@pytest.mark.parametrize(("address", "words"), KNOWN)
def test_philox_gives_the_published_words(address: tuple[int, ...], words: tuple[int, ...]) -> None:
    """The generator is Philox4x32-10, in plain Python and compiled, where products wrap around."""
    assert philox(*address) == words
    assert _compiled_philox(*address) == words


@pytest.mark.parametrize(("word", "expected"), [(0, 2.0**-53), (WORD, 1.0 - 2.0**-53)])
def test_uniform_numbers_stay_strictly_inside_0_and_1(
    word: int, expected: float, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The least words give half a step of 2**-52 above 0, the greatest half a step below 1, which does not round up."""
    monkeypatch.setattr(bits, "philox", lambda *_address: (word,) * 4)
    assert pair(0, 0, 0, 0, 0) == (expected, expected)
    assert 0.0 < expected < 1.0


def test_a_pair_has_both_halves_of_the_four_words() -> None:
    """The first number comes from the first two words and the second from the last two, 52 bits each."""
    x0, x1, x2, x3 = KNOWN[0][1]
    expected = ((x0 * 2**20 + x1 // 2**12 + 0.5) / 2**52, (x2 * 2**20 + x3 // 2**12 + 0.5) / 2**52)
    assert pair(0, 0, 0, 0, 0) == expected


@pytest.mark.parametrize(
    ("members", "ordinals"),
    [(range(1), range(256)), (range(96, 128), range(8, 16)), (range(3), range(2**32 - 4, 2**32 + 4))],
)
def test_a_block_holds_the_numbers_of_its_addresses(members: range, ordinals: range) -> None:
    """Blocks are a way to compute, not another generator: also where the ordinal needs its high word."""
    first, second = pairs(0xDEADBEEF, 0xC0FFEE, members, ordinals)
    expected = [pair(0xDEADBEEF, 0xC0FFEE, member, ordinal, 0) for member in members for ordinal in ordinals]
    assert list(zip(first.tolist(), second.tolist(), strict=True)) == expected
