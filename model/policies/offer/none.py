"""No back-orders: what is not on hand is lost (the lost-sales model)."""

from __future__ import annotations

from typing import NamedTuple

from ..traits import Traits
from ..views import OfferView

TRAITS = Traits(alike=True)


class Settings(NamedTuple):
    """Nothing to set."""


def faults(settings: Settings) -> list[tuple[str, str]]:
    """Name what cannot be."""
    return []


def decide(view: OfferView, settings: Settings) -> bool:
    """Refuse."""
    return False
