"""The mean of what others waited: mean realised wait until firm over the last back-orders of the item here.

Sales from the shelf do not count. Told at the request; told again later it is what is left of it, or nothing.
The delay-history announcement "average" of Guo & Zipkin 2007 (their long-run value is this rule's fixed point).
"""

from __future__ import annotations

import math
from typing import NamedTuple

from ..traits import Traits
from ..units import NEVER, Duration, Number
from ..views import PromiseView

TRAITS = Traits(waits="over")


class Settings(NamedTuple):
    """How much history, and what is said before there is any."""

    over: int = 50
    """Back-orders averaged: the latest so many that became firm."""
    initial: Duration = 0
    """Wait told until the first back-order has become firm."""
    margin: Number = 1.0
    """Factor on the remaining wait."""


def faults(settings: Settings) -> list[tuple[str, str]]:
    """Name what cannot be."""
    found: list[tuple[str, str]] = []
    if settings.over < 1:
        found.append(("over", f"{settings.over} is below 1; average over at least one back-order"))
    if settings.initial < 0:
        found.append(("initial", f"{settings.initial} is below 0; a promise lies ahead"))
    if not 0 <= settings.margin < 1e6:
        found.append(("margin", f"{settings.margin} must be a factor of 0 or more; 1 adds nothing"))
    return found


def decide(view: PromiseView, settings: Settings) -> int:
    """Return the mean wait less the time already waited, at least 0, times the margin."""
    mean = float(settings.initial) if view.waits_seen == 0 else view.mean_wait
    left = mean - (view.now - view.asked)
    wait = settings.margin * left if left > 0 else 0.0
    return math.floor(wait + 0.5) if wait < NEVER else NEVER
