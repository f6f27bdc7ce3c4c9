"""Order up to a level, and half of what the forecast expects of a time besides; a backlog is answered twice over."""

from __future__ import annotations

import math
from typing import NamedTuple

from model.policies.traits import Traits
from model.policies.units import Duration, Quantity
from model.policies.views import StockView

TRAITS = Traits(forecast=True)


class Settings(NamedTuple):
    """The level."""

    level: Quantity
    """Units of position aimed at."""
    ahead: Duration
    """Time that the forecast is for."""


def faults(settings: Settings) -> list[tuple[str, str]]:
    """Name what cannot be."""
    return []


def decide(view: StockView, settings: Settings) -> int:
    """Return what is missing."""
    position = view.on_hand + view.on_order - 2 * view.backlog
    expected = 0.5 * view.forecast * settings.ahead
    return max(settings.level + math.floor(expected) - position, 0)
