"""The date that will come true, as far as chance has decided: the unit pegged to this order, with what is known of it.

The pegging is the one of `pipeline`; goods that have left have their true arrival, released jobs their true times, a
line under repair the true end of it. What is not yet shipped or released has its mean. First come, first served, and
without breakdowns to come, the date is exact where the pegged unit has left or is released; elsewhere it is a
forecast. No shop knows so much: it is the best that telling could do (the exact-delay announcement of Guo & Zipkin
2007).
"""

from __future__ import annotations

import math
from typing import NamedTuple

from ..traits import Traits
from ..units import NEVER, NOTHING, Number
from ..views import PromiseView

TRAITS = Traits(estimate=True, exact=True)


class Settings(NamedTuple):
    """How careful the shop is."""

    margin: Number = 1.0
    """Factor on the remaining wait."""


def faults(settings: Settings) -> list[tuple[str, str]]:
    """Name what cannot be."""
    if 0 <= settings.margin < 1e6:
        return []
    return [("margin", f"{settings.margin} must be a factor of 0 or more; 1 adds nothing")]


def decide(view: PromiseView, settings: Settings) -> int:
    """Return the pegged unit's wait times the margin, and the delivery; nothing where nobody can tell."""
    if view.estimate >= NEVER:
        return NOTHING
    wait = settings.margin * view.estimate + view.delivery
    return math.floor(wait + 0.5) if wait < NEVER else NEVER
