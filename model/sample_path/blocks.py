"""Uniform numbers for a block of addresses at once: Philox vectorised, for the engine in plain Python.

Only integers are vectorised, and they are exact; logarithms are not, since numpy's differ from math's in the last bit.
"""

from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from . import bits

Uniforms: TypeAlias = NDArray[np.float64]

_WORD = np.uint64(bits.WORD)
_HALF = np.uint64(32)
_MULTIPLIERS = np.array([[bits.MULTIPLIER_0], [bits.MULTIPLIER_1]], dtype=np.uint64)
_WEYL_STEPS = np.array(
    [[step * bits.WEYL_0, step * bits.WEYL_1] for step in range(bits.ROUNDS)], dtype=np.uint64
)
"""What each round adds to the two keys."""


def pairs(k0: int, k1: int, members: range, ordinals: range) -> Uniforms:
    """Give both uniform numbers at sub-address 0, in two rows, for each member and, within it, for each ordinal."""
    ordinal = np.arange(ordinals.start, ordinals.stop, dtype=np.uint64)
    member = np.arange(members.start, members.stop, dtype=np.uint64)
    even = np.empty((2, len(member), len(ordinal)), np.uint64)
    even[0], even[1] = ordinal & _WORD, member[:, None]
    odd = np.zeros(even.shape, np.uint64)
    odd[0] = ordinal >> _HALF
    even, odd = even.reshape(2, -1), odd.reshape(2, -1)
    first_keys = np.array([k0, k1], np.uint64)
    for keys in ((first_keys + _WEYL_STEPS) & _WORD)[:, :, None]:
        product = (even * _MULTIPLIERS)[::-1]
        even = product >> _HALF
        even ^= odd
        even ^= keys
        odd = product & _WORD
    return (((even << np.uint64(20)) | (odd >> np.uint64(12))).astype(np.float64) + 0.5) * bits.STEP
