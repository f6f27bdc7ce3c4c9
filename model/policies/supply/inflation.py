"""Ordering more than is wanted while the source is short: phantom orders.

extra = order x factor x shortfall, where shortfall is the smoothed share of the orders that was not shipped at once.
The buyer does not count what it never wanted, and so goes on ordering. At a receipt after which all it wanted is under
way, it takes back what is not, and counts the rest (the rationing game of Lee, Padmanabhan & Whang 1997).
"""

from __future__ import annotations

import math
from typing import NamedTuple

from ..units import Number, Share


class Settings(NamedTuple):
    """How much more is ordered in a shortage."""

    factor: Number
    """Extra units for each unit ordered, were nothing shipped at once; 1 doubles the order (assumed)."""
    weight: Share = 0.3
    """How much the latest order counts in the shortfall (assumed)."""


def faults(settings: Settings) -> list[tuple[str, str]]:
    """Name what cannot be."""
    found: list[tuple[str, str]] = []
    if settings.factor <= 0:
        found.append(
            ("factor", f"{settings.factor} must be above 0; leave inflate out to order what is wanted")
        )
    if settings.weight <= 0:
        found.append(
            ("weight", f"{settings.weight} must be above 0; a shortfall that learns nothing stays 0")
        )
    return found


def shortfall(before: float, quantity: int, shipped: int, weight: float) -> float:
    """Return the smoothed share of the orders that was not shipped at once, after one more order."""
    return before + weight * ((quantity - shipped) / quantity - before)


def extra(quantity: int, multiple: int, short: float, factor: float) -> int:
    """Return how much more than wanted is ordered, in whole multiples."""
    return math.floor(quantity * factor * short / multiple + 0.5) * multiple
