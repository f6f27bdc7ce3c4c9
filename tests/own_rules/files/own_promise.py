"""The shop's estimate plus the spread of a random sum: margin x the square root of the units ahead, in days."""

from __future__ import annotations

import math
from typing import NamedTuple

from model.policies.traits import Traits
from model.policies.units import Duration, Number
from model.policies.views import PromiseView

TRAITS = Traits(estimate=True, waits="over")


class Settings(NamedTuple):
    """How careful the shop is."""

    day: Duration
    """Time a unit spreads by."""
    over: int = 4
    """Waits averaged."""
    margin: Number = 0.5
    """Factor on the spread."""


def faults(settings: Settings) -> list[tuple[str, str]]:
    """Name what cannot be."""
    return [] if settings.over > 0 else [("over", f"{settings.over} must be at least 1; give a number")]


def decide(view: PromiseView, settings: Settings) -> int:
    """Return the estimate and a margin, at most twice the mean wait where there is one."""
    spread = settings.margin * math.sqrt(view.units_ahead + view.own) * settings.day
    wait = math.floor(view.estimate + view.delivery + spread)
    if view.waits_seen > 0:
        wait = min(wait, math.floor(2.0 * view.mean_wait))
    return max(wait, 0)
