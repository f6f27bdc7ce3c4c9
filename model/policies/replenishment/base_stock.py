"""Order up to S: what was asked for is ordered, one for one.

q = S - (on_hand + on_order - backlog). Optimal for linear costs without a fixed cost of ordering
(Arrow, Karlin & Scarf 1958). Reviewed every R it is the periodic (R, S) rule.
"""

from __future__ import annotations

from typing import NamedTuple

from ..traits import Traits
from ..units import Quantity
from ..views import StockView

TRAITS = Traits(surplus=True)


class Settings(NamedTuple):
    """The target."""

    S: Quantity
    """Base-stock level: the inventory position after ordering; 0 makes to order."""


def faults(settings: Settings) -> list[tuple[str, str]]:
    """Name what cannot be."""
    return [] if settings.S >= 0 else [("S", f"{settings.S} is below 0; use 0 to make to order")]


def decide(view: StockView, settings: Settings) -> int:
    """Return what lifts the inventory position to S; below 0 when the position is above it."""
    return settings.S - (view.on_hand + view.on_order - view.backlog)
