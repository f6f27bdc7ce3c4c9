"""How the time of a job divides over its pieces, and what becomes of it when lines work faster or slower.

The k-th of n pieces of a job of T ticks is finished floor(k T / n) ticks of work after its beginning.

So the pieces' times differ by one tick at most, and add up to T exactly.
"""

from __future__ import annotations

import math

from .units import NEVER


def finished_at(duration: int, pieces: int, number: int) -> int:
    """Return the ticks of work until so many pieces are finished; no product passes 64 bits below 2^31 pieces."""
    return number * (duration // pieces) + number * (duration % pieces) // pieces


def piece_time(duration: int, pieces: int, number: int) -> int:
    """Return the ticks of work for one more piece when so many are finished."""
    return finished_at(duration, pieces, number + 1) - finished_at(duration, pieces, number)


def speed_after(factor: float, steps: int) -> float:
    """Return the speed so many steps above normal, below 0 under it, each a factor."""
    speed = 1.0
    for _ in range(abs(steps)):
        speed = speed * factor if steps > 0 else speed / factor
    return speed


def paced(work: int, speed: float) -> int:
    """Return the ticks that so many ticks of work take at a speed; exactly as many at speed 1."""
    if speed == 1.0:
        return work
    taken = work / speed
    return math.floor(taken + 0.5) if taken < NEVER else NEVER
