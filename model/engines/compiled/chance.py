"""Numbers by address inside the kernel."""

from __future__ import annotations

from ...policies.units import NEVER
from ...sample_path import profile, transforms
from ...sample_path.bits import pair
from ...sample_path.quantiles import exponential
from ...sample_path.transforms import CONSTANT, EXPONENTIAL, Row, computed, residual_at, ticks, value
from .jit import shared, step
from .tables import State

EVERY_DRAW = (transforms.philox, pair, exponential, ticks)
for _function in (*transforms.PORTABLE, *profile.PORTABLE):
    shared(_function, part_of_caller=_function in EVERY_DRAW)


@step
def drawn(w: State, stream: int, member: int, ordinal: int) -> float:
    """Return the number at an address; the tables are left alone by the laws that need none."""
    s = w.stream[stream]
    if s.family == CONSTANT:
        return s.a
    if s.family == EXPONENTIAL:
        return s.a * exponential(pair(s.k0, s.k1, member, ordinal, 0)[0])
    row = Row(s.k0, s.k1, s.family, s.a, s.b, s.c, s.d, s.first, s.count)
    if s.count == 0:
        return computed(row, member, ordinal)
    return value(row, w.value, w.cumulative, member, ordinal)


@step
def drawn_ticks(w: State, stream: int, member: int, ordinal: int) -> int:
    """Return a duration at an address, at most NEVER."""
    return min(ticks(drawn(w, stream, member, ordinal)), NEVER)


__all__ = ["drawn", "drawn_ticks", "residual_at", "ticks"]
