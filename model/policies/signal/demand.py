"""Strong or weak demand, judged as the run goes on: usual demand is learned first, then deviations add up.

Mean and spread of the first periods are taken in one pass (Welford 1962); a spread below that of chance arrivals is
taken for theirs, so that regular demand is not judged by a spread of nothing.
"""

from __future__ import annotations

import math
from typing import NamedTuple

from ..units import Number
from . import cusum


class Settings(NamedTuple):
    """How demand is judged."""

    learn: int = 20
    """First periods, from which usual demand is learned; nothing is read in them (assumed)."""
    slack: Number = 0.5
    """Standard deviations a period that are not counted (Page 1954)."""
    limit: Number = 5.0
    """Sum at which it is a signal (Siegmund 1985)."""


class State(NamedTuple):
    """What a site remembers of its demand."""

    periods: int
    """Periods learned from so far."""
    mean: float
    """Quanta a period."""
    squares: float
    """Sum of their squared deviations."""
    score: float
    """The sum of deviations, in standard deviations."""
    on: int
    """1 while it is a signal."""


NOTHING_SEEN = State(0, 0.0, 0.0, 0.0, 0)
"""Before the first period."""


def judged(state: State, asked: int, quanta: int, way: int, settings: Settings) -> State:
    """Return what is remembered after a period; the way is 1 to look for strong demand, -1 for weak."""
    periods, mean, squares = state.periods, state.mean, state.squares
    score, on = state.score, state.on
    if periods < settings.learn:
        away = asked - mean
        periods += 1
        mean += away / periods
        squares += away * (asked - mean)
    else:
        usual = max(mean, float(quanta))
        deviation = math.sqrt(max(squares / max(periods - 1, 1), usual * quanta))
        rule = cusum.Settings(settings.slack, settings.limit)
        score = cusum.climbed(score, way * (asked - usual) / deviation, rule)
        on = 1 if cusum.reads(score, on == 1, rule) else 0
    return State(periods, mean, squares, score, on)
