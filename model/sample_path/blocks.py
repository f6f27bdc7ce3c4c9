"""Uniform numbers for a block of addresses at once: Philox vectorised, for the engine in plain Python.

Only integers are vectorised, and they are exact; logarithms are not, since numpy's differ from math's in the last bit.
"""

from array import array
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from . import bits

Uniforms: TypeAlias = "array[float]"

_WORD = np.uint64(bits.WORD)
_HALF = np.uint64(32)
_MULTIPLIERS = np.array([[bits.MULTIPLIER_0], [bits.MULTIPLIER_1]], dtype=np.uint64)


def pairs(k0: int, k1: int, members: range, ordinals: range) -> tuple[Uniforms, Uniforms]:
    """Give both uniform numbers at sub-address 0 for each member and, within it, for each ordinal."""
    shape = (len(members), len(ordinals))
    ordinal = np.broadcast_to(np.arange(ordinals.start, ordinals.stop, dtype=np.uint64), shape).ravel()
    member = np.repeat(np.arange(members.start, members.stop, dtype=np.uint64), len(ordinals))
    even = np.stack([ordinal & _WORD, member])
    odd = np.stack([ordinal >> _HALF, np.zeros_like(member)])
    for step in range(bits.ROUNDS):
        keys = np.array(
            [[(k0 + step * bits.WEYL_0) & bits.WORD], [(k1 + step * bits.WEYL_1) & bits.WORD]],
            dtype=np.uint64,
        )
        product = (even * _MULTIPLIERS)[::-1]
        even = (product >> _HALF) ^ odd ^ keys
        odd = product & _WORD
    numbers = (((even << np.uint64(20)) | (odd >> np.uint64(12))).astype(np.float64) + 0.5) * bits.STEP
    return _plain(numbers[0]), _plain(numbers[1])


def _plain(numbers: NDArray[np.float64]) -> Uniforms:
    return array("d", numbers.tobytes())
