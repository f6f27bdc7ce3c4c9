"""A cap that breathes: fewer back-orders are taken on in the second half of each cycle."""

from __future__ import annotations

from typing import NamedTuple

from model.policies.units import Duration, Quantity
from model.policies.views import OfferView


class Settings(NamedTuple):
    """The cap and its cycle."""

    units: Quantity
    """Units owed, the new ones included."""
    cycle: Duration
    """Length of a cycle."""


def faults(settings: Settings) -> list[tuple[str, str]]:
    """Name what cannot be."""
    return [] if settings.cycle > 0 else [("cycle", f"{settings.cycle} must be above 0; give a time")]


def cap(now: int, settings: Settings) -> int:
    """Return what may be owed now."""
    return settings.units if 2 * (now % settings.cycle) < settings.cycle else settings.units // 2


def decide(view: OfferView, settings: Settings) -> bool:
    """Accept within the cap."""
    return view.units_owed + view.quantity <= cap(view.now, settings)
