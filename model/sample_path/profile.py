"""Demand by the clock, relative to its level: season x launch, and the ceiling at which candidates are drawn.

Candidates come at level x ceiling and are thinned: one is kept when its number is below factor / ceiling (Lewis &
Shedler 1979), so a changed season moves no other number.
"""

from __future__ import annotations

import math
from collections.abc import Sequence


def factor(
    season: Sequence[float],
    first: int,
    count: int,
    cycle: int,
    offset: int,
    peak: float,
    decay: int,
    tick: int,
) -> float:
    """Return demand at a tick over its level; `season[first : first + count]` are equal parts of a cycle (portable)."""
    share = 1.0
    if count > 0:
        share = season[first + ((tick + offset) % cycle) * count // cycle]
    if tick >= 0 and peak != 1.0:
        share = share * (1.0 + (peak - 1.0) * math.exp(-tick / decay))
    return share


def ceiling(season: Sequence[float], peak: float) -> float:
    """Return the greatest value `factor` can take."""
    return (max(season) if len(season) > 0 else 1.0) * max(1.0, peak)
