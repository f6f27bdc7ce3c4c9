"""(s, S): at or below s, order up to S.

q = S - position when position <= s, else 0. Optimal with a fixed cost of ordering (Scarf 1960).
Reviewed every R it is the (R, s, S) rule.
"""

from __future__ import annotations

from typing import NamedTuple

from ..units import Quantity
from ..views import StockView

NAME = "s_S"


class Settings(NamedTuple):
    """Reorder point and target."""

    s: Quantity
    """Reorder point: an order is placed when the inventory position is at or below it."""
    S: Quantity
    """Order-up-to level: the inventory position after ordering."""


def faults(settings: Settings) -> list[tuple[str, str]]:
    """Name what cannot be."""
    if settings.s >= settings.S:
        return [("s", f"{settings.s} must be below S ({settings.S}); lower s or raise S")]
    return []


def decide(view: StockView, settings: Settings) -> int:
    """Return what lifts the inventory position to S, or 0 above s."""
    position = view.on_hand + view.on_order - view.backlog
    if position <= settings.s:
        return settings.S - position
    return 0
