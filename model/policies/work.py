"""The k-th of n pieces of a job of T ticks is finished floor(k T / n) ticks of work after its beginning.

So the pieces' times differ by one tick at most, and add up to T exactly.
"""

from __future__ import annotations


def finished_at(duration: int, pieces: int, number: int) -> int:
    """Return the ticks of work until so many pieces are finished; no product passes 64 bits below 2^31 pieces."""
    return number * (duration // pieces) + number * (duration % pieces) // pieces


def piece_time(duration: int, pieces: int, number: int) -> int:
    """Return the ticks of work for one more piece when so many are finished."""
    return finished_at(duration, pieces, number + 1) - finished_at(duration, pieces, number)
