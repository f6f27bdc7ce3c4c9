"""A back-order for a share of customers: each request carries a number from 0 to 1, and is offered one below the share.

The number belongs to the request, so a larger share offers to everyone a smaller one offers to. Partial back-ordering
(Montgomery, Bazaraa & Keswani 1973; Das 1977 for Poisson demand).
"""

from __future__ import annotations

from typing import NamedTuple

from ..traits import Traits
from ..units import NO_LIMIT, Quantity, Share
from ..views import OfferView

TRAITS = Traits(number=True)


class Settings(NamedTuple):
    """The share, and caps on what is owed."""

    share: Share
    """Share of customers who are offered a back-order."""
    units: Quantity = NO_LIMIT
    """Units owed for the item at most, the new ones included."""
    orders: int = NO_LIMIT
    """Orders owed for the item at most, the new one included."""


def faults(settings: Settings) -> list[tuple[str, str]]:
    """Name what cannot be."""
    found: list[tuple[str, str]] = []
    if not 0 <= settings.share <= 1:
        found.append(("share", f"{settings.share} must be from 0 to 1"))
    if settings.units < 0:
        found.append(("units", f"{settings.units} is below 0; use offer: none to refuse all"))
    if settings.orders < 0:
        found.append(("orders", f"{settings.orders} is below 0; use offer: none to refuse all"))
    return found


def decide(view: OfferView, settings: Settings) -> bool:
    """Offer to those whose number is below the share, while both caps hold with the new order in."""
    if view.units_owed + view.quantity > settings.units or view.orders_owed + 1 > settings.orders:
        return False
    return view.number < settings.share
