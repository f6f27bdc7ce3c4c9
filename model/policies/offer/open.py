"""Every customer may wait (the back-order model)."""

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
    """Accept."""
    return True
