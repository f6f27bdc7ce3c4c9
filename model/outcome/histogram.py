"""Log-spaced histograms of waits with integer counts: exact below 64 ticks, then 64 buckets an octave (1.6 % wide).

They merge by addition, and a quantile read from one is within 1.6 % of the true one.
"""

from __future__ import annotations

from collections.abc import Sequence

SUB = 6
"""Buckets an octave, as a power of two."""
EXACT = 1 << SUB
"""Waits below this have a bucket of their own, whose number is the wait."""
BUCKETS = (62 - SUB + 1) << SUB
"""Enough for any wait below 2^62 ticks."""


def bucket(wait: int) -> int:
    """Return the bucket of a wait of 0 ticks or more (portable)."""
    if wait < EXACT:
        return wait
    octave = 0
    rest = wait >> SUB
    for half in (32, 16, 8, 4, 2, 1):
        if rest >> half > 0:
            rest >>= half
            octave += half
    return ((octave + 1) << SUB) + (wait >> octave) - (1 << SUB)


def lower(index: int) -> int:
    """Return the least wait of a bucket."""
    if index < (1 << SUB):
        return index
    octave = (index >> SUB) - 1
    return ((1 << SUB) + (index & ((1 << SUB) - 1))) << octave


def quantile(counts: Sequence[int], share: float) -> float:
    """Return the wait below which a share of the counts lies, interpolated within its bucket; NaN without counts."""
    total = int(sum(counts))
    if total == 0:
        return float("nan")
    target, below = share * total, 0
    for index, count in enumerate(counts):
        if below + count >= target and count > 0:
            low, high = lower(index), lower(index + 1) - 1
            return low + (high - low) * (target - below) / count
        below += int(count)
    return float(lower(len(counts)))
