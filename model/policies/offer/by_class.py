"""A back-order by class of customer: to the more important classes, and to a share of the others.

Rationing of the right to wait: with a share of 0 the others' sales are lost (Deshpande, Cohen & Donohue 2003 ration
stock alike). The number that decides belongs to the request, so a larger share offers to more of the same customers.
"""

from __future__ import annotations

from typing import NamedTuple

from ..traits import Traits
from ..units import NO_LIMIT, Quantity, Share
from ..views import OfferView

NAME = "class"
TRAITS = Traits(number=True)


class Settings(NamedTuple):
    """Which classes may wait."""

    up_to: int
    """Least important class that is offered a back-order like the first; 1 is the most important."""
    share: Share = 1.0
    """Share of customers of these classes who are offered one."""
    others: Share = 0.0
    """Share of customers of less important classes who are offered one."""
    units: Quantity = NO_LIMIT
    """Units owed for the item at most, the new ones included, for the less important classes."""


def faults(settings: Settings) -> list[tuple[str, str]]:
    """Name what cannot be."""
    found: list[tuple[str, str]] = []
    if settings.up_to < 1:
        found.append(("up_to", f"{settings.up_to} is below 1, the most important class; use offer: none"))
    for name, given in (("share", settings.share), ("others", settings.others)):
        if not 0 <= given <= 1:
            found.append((name, f"{given} must be from 0 to 1"))
    if settings.units < 0:
        found.append(("units", f"{settings.units} is below 0; use others: 0 to refuse them all"))
    return found


def decide(view: OfferView, settings: Settings) -> bool:
    """Offer by class and number; the less important ones only while the cap holds with the new order in."""
    if view.klass <= settings.up_to:
        return view.number < settings.share
    return view.units_owed + view.quantity <= settings.units and view.number < settings.others
