"""Exponential smoothing: level <- level + a (demand / period - level), the first period taken whole (Brown 1959)."""

from __future__ import annotations

from typing import NamedTuple

from ..units import Share
from ..views import ForecastView


class Settings(NamedTuple):
    """How fast the past is forgotten."""

    smoothing: Share
    """Weight of the latest period, above 0 and at most 1."""


def faults(settings: Settings) -> list[tuple[str, str]]:
    """Name what cannot be."""
    if 0 < settings.smoothing <= 1:
        return []
    return [("smoothing", f"{settings.smoothing} must be above 0 and at most 1; .2 is common")]


def decide(view: ForecastView, settings: Settings) -> float:
    """Return the new level in quanta per tick."""
    rate = view.demand / view.period
    if view.seen == 0:
        return rate
    return view.level + settings.smoothing * (rate - view.level)
