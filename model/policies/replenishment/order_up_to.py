"""Order up to a level that follows the forecast: cover x forecast + safety.

q = ceil(forecast x cover) + safety - position, never below 0 (the order-up-to rule of Chen, Drezner, Ryan &
Simchi-Levi 2000, with the safety stock stated instead of z sigma).
"""

from __future__ import annotations

import math
from typing import NamedTuple

from ..traits import Traits
from ..units import Duration, Quantity
from ..views import StockView

TRAITS = Traits(forecast=True)


class Settings(NamedTuple):
    """How much time and doubt the stock is to cover."""

    cover: Duration
    """Time whose forecast demand the position covers, usually lead time + review period."""
    safety: Quantity = 0
    """Units on top of it."""


def faults(settings: Settings) -> list[tuple[str, str]]:
    """Name what cannot be."""
    found: list[tuple[str, str]] = []
    if settings.cover < 0:
        found.append(("cover", f"{settings.cover} is below 0; give the time the stock is to last"))
    if settings.safety < 0:
        found.append(("safety", f"{settings.safety} is below 0; use 0 for none"))
    return found


def decide(view: StockView, settings: Settings) -> int:
    """Return what lifts the inventory position to the level, or 0 above it."""
    level = math.ceil(view.forecast * settings.cover) + settings.safety
    short = level - (view.on_hand + view.on_order - view.backlog)
    return short if short > 0 else 0
