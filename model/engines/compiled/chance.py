"""Numbers by address inside the kernel."""

from __future__ import annotations

from ...policies.units import NEVER
from ...sample_path import profile, transforms
from ...sample_path.bits import between, pair, whole_pair
from ...sample_path.quantiles import exponential
from ...sample_path.transforms import (
    CONSTANT,
    EXPONENTIAL,
    Row,
    computed,
    listed,
    residual_at,
    ticks,
    transform,
    value,
)
from .jit import inlined, shared, step
from .tables import AHEAD, State

EVERY_DRAW = (transforms.philox, whole_pair, between, pair, exponential, ticks)
for _function in (*transforms.PORTABLE, *profile.PORTABLE):
    shared(_function, part_of_caller=_function in EVERY_DRAW)


@step
def turn_to(w: State, stream: int, part: int) -> None:
    """Draw the bits of many ordinals of a stream without members; the processor does several in one go.

    Both numbers of an address are kept as whole numbers below 2**52, the first ones before the second ones.
    """
    s = w.stream[stream]
    k0, k1 = s.k0, s.k1
    w.turned[stream] = part
    first, ordinals = stream * 2 * AHEAD, part * AHEAD
    for i in range(w.run[0].ahead):
        w.ahead[first + i], w.ahead[first + AHEAD + i] = whole_pair(k0, k1, 0, ordinals + i, 0)


@step
def drawn(w: State, stream: int, member: int, ordinal: int) -> float:
    """Return the number at an address; the tables are left alone by the laws that need none."""
    s = w.stream[stream]
    if s.family == CONSTANT:
        return s.a
    if member != 0:
        return drawn_alone(w, stream, member, ordinal)
    if w.turned[stream] != ordinal // AHEAD:
        turn_to(w, stream, ordinal // AHEAD)
    place = stream * 2 * AHEAD + ordinal % AHEAD
    first = between(w.ahead[place])
    if s.family == EXPONENTIAL:
        return s.a * exponential(first)
    row = Row(s.k0, s.k1, s.family, s.a, s.b, s.c, s.d, s.first, s.count)
    if s.count == 0:
        return transform(row, member, ordinal, first, between(w.ahead[place + AHEAD]))
    return listed(row, w.value, w.cumulative, first)


@inlined
def drawn_alone(w: State, stream: int, member: int, ordinal: int) -> float:
    """Return the number of an identified customer: of many streams one number is used, so none is drawn ahead."""
    s = w.stream[stream]
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
