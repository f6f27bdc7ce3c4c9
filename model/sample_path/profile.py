"""Demand by the clock, relative to its level: season x launch x trend x promotions.

Candidates come at level x ceiling and are thinned: one is kept when its number is below factor / ceiling (Lewis &
Shedler 1979), so a changed season moves no other number.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import NamedTuple

from ..scenario.world import Profile

NO_TREND, LINEAR, EXPONENTIAL = 0, 1, 2
"""How demand grows; the order of `scenario.world.Growth`."""
STARTS, LASTS, EVERY, FACTOR, WIDTH = 0, 1, 2, 3, 4
"""What the four numbers of a promotion are."""


class Shape(NamedTuple):
    """A profile as numbers; seasons and promotions stand in a column beside it."""

    season_first: int
    season_count: int
    cycle: int
    offset: int
    peak: float
    decay: int
    trend: int
    growth: float
    """Per tick."""
    promotion_first: int
    promotion_count: int


def factor(column: Sequence[float], shape: Shape, tick: int) -> float:
    """Return demand at a tick over its level; launch, trend and promotions begin at 0 (portable)."""
    share = 1.0
    if shape.season_count > 0:
        part = ((tick + shape.offset) % shape.cycle) * shape.season_count // shape.cycle
        share = column[shape.season_first + part]
    if tick >= 0:
        if shape.peak != 1.0:
            share = share * (1.0 + (shape.peak - 1.0) * math.exp(-tick / shape.decay))
        if shape.trend != NO_TREND:
            share = share * grown(shape.trend, shape.growth, tick)
        if shape.promotion_count > 0:
            share = share * promoted(column, shape.promotion_first, shape.promotion_count, tick)
    return share


def grown(trend: int, growth: float, tick: int) -> float:
    """Return what a trend has made of demand by a tick of 0 or more; a falling line ends at 0 (portable)."""
    if trend == LINEAR:
        return max(0.0, 1.0 + growth * tick)
    return math.exp(growth * tick)


def promoted(column: Sequence[float], first: int, count: int, tick: int) -> float:
    """Return the product of the promotions that hold at a tick of 0 or more (portable)."""
    share = 1.0
    for number in range(count):
        at = first + number * WIDTH
        since = tick - int(column[at + STARTS])
        every = int(column[at + EVERY])
        if since >= 0 and every > 0:
            since = since % every
        if since >= 0 and since < int(column[at + LASTS]):
            share = share * column[at + FACTOR]
    return share


PORTABLE = (grown, promoted, factor)


def column_of(profile: Profile) -> tuple[float, ...]:
    """Return a profile's column: its season, then four numbers a promotion."""
    promotions = (float(number) for one in profile.promotions for number in one)
    return (*profile.season, *promotions)


def shape_of(profile: Profile, first: int = 0) -> Shape:
    """Return a profile as numbers; its column begins at `first`."""
    season = len(profile.season)
    return Shape(
        first, season, profile.cycle, profile.offset, profile.peak, profile.decay, int(profile.trend), profile.growth,
        first + season, len(profile.promotions),
    )  # fmt: skip
