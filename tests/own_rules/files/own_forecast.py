"""Mean of all periods so far."""

from __future__ import annotations

from typing import NamedTuple

from model.policies.units import Number
from model.policies.views import ForecastView


class Settings(NamedTuple):
    """How it grows."""

    growth: Number = 1.0
    """Factor."""


def faults(settings: Settings) -> list[tuple[str, str]]:
    """Name what cannot be."""
    return []


def decide(view: ForecastView, settings: Settings) -> float:
    """Return the mean, times the growth."""
    latest = view.demand / view.period
    return settings.growth * (view.level / settings.growth * view.seen + latest) / (view.seen + 1)
