"""Expediting: what is owed beyond a level and not yet on its way by the fast source is ordered there.

quantity = min(order, backlog - level - on order at the fast source), at least 0 (the emergency order of Moinzadeh &
Nahmias 1988, with the backlog in place of the stock).
"""

from __future__ import annotations

from typing import NamedTuple

from ..units import Quantity


class Settings(NamedTuple):
    """When to pay for speed."""

    backlog_over: Quantity
    """Units owed above which the excess is ordered from the fast source."""


def faults(settings: Settings) -> list[tuple[str, str]]:
    """Name what cannot be."""
    if settings.backlog_over < 0:
        return [("backlog_over", f"{settings.backlog_over} is below 0; use 0 to expedite whatever is owed")]
    return []


def expedited(quantity: int, multiple: int, backlog: int, on_order: int, settings: Settings) -> int:
    """Return how much of an order goes to the fast source, a multiple unless it is the whole order."""
    need = backlog - settings.backlog_over - on_order
    if need <= 0:
        return 0
    return min(quantity, (need + multiple - 1) // multiple * multiple)
