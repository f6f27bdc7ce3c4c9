"""Back-orders up to a cap on what is owed: a new one only if units owed with it, and orders owed with it, stay within.

The finite waiting room of M/M/1/K-type models with stock (Buzacott & Shanthikumar 1993, ch. 4).
"""

from __future__ import annotations

from typing import NamedTuple

from ..units import NO_LIMIT, Quantity
from ..views import OfferView


class Settings(NamedTuple):
    """The caps; give at least one."""

    units: Quantity = NO_LIMIT
    """Units owed for the item, the new ones included: the remainder is accepted as a whole or not at all."""
    orders: int = NO_LIMIT
    """Orders owed for the item, the new one included."""


def faults(settings: Settings) -> list[tuple[str, str]]:
    """Name what cannot be."""
    if settings.units == NO_LIMIT and settings.orders == NO_LIMIT:
        return [("units", "no cap is given; give units or orders, or use offer: open")]
    found: list[tuple[str, str]] = []
    if settings.units < 0:
        found.append(("units", f"{settings.units} is below 0; use offer: none to refuse all"))
    if settings.orders < 0:
        found.append(("orders", f"{settings.orders} is below 0; use offer: none to refuse all"))
    return found


def decide(view: OfferView, settings: Settings) -> bool:
    """Accept while both caps hold with the new order in."""
    return view.units_owed + view.quantity <= settings.units and view.orders_owed + 1 <= settings.orders
