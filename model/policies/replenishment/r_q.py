"""(r, Q): at or below r, order the least number of lots of Q that lifts the position above r.

q = n Q with n = floor((r - position) / Q) + 1 (Hadley & Whitin 1963, ch. 4).
"""

from __future__ import annotations

from typing import NamedTuple

from ..units import Quantity
from ..views import StockView

NAME = "r_Q"


class Settings(NamedTuple):
    """Reorder point and lot."""

    r: Quantity
    """Reorder point: an order is placed when the inventory position is at or below it."""
    Q: Quantity
    """Lot: every order is a multiple of it."""


def faults(settings: Settings) -> list[tuple[str, str]]:
    """Name what cannot be."""
    return [] if settings.Q > 0 else [("Q", f"{settings.Q} must be above 0; a lot holds at least one unit")]


def decide(view: StockView, settings: Settings) -> int:
    """Return whole lots that lift the inventory position above r, or 0 when it is."""
    position = view.on_hand + view.on_order - view.backlog
    if position <= settings.r:
        return ((settings.r - position) // settings.Q + 1) * settings.Q
    return 0
