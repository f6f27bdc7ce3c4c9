"""Whether a customer accepts a back-order: the wait it expects is within what it tolerates (Guo & Zipkin 2007)."""

from __future__ import annotations

import math

from ..units import NEVER, NOTHING


def accepts(told: int, belief: int, tolerance: int) -> bool:
    """Return whether the wait told, or the one believed where nothing is told, is within the tolerance (ticks)."""
    return (belief if told == NOTHING else told) <= tolerance


def expected(told: int, believed: int, asked: int) -> int:
    """Return the tick by which an order was expected: the first date told, else the one believed, else at once."""
    if told != NOTHING:
        return told
    return believed if believed != NOTHING else asked


def learned(belief: float, wait: int, weight: float) -> float:
    """Return the wait believed next time, after one more wait of one's own (exponential smoothing, ticks)."""
    return belief + weight * (wait - belief)


def raised(tolerance: int, factor: float) -> int:
    """Return the tolerance of one who is given a discount for waiting (assumed); who accepts any wait goes on to."""
    if tolerance >= NEVER:
        return tolerance
    return min(math.floor(tolerance * factor), NEVER)
