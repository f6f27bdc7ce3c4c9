"""Every customer may wait (the back-order model)."""

from __future__ import annotations

from typing import NamedTuple

from ..views import OfferView


class Settings(NamedTuple):
    """Nothing to set."""


def faults(settings: Settings) -> list[tuple[str, str]]:
    """Name what cannot be."""
    return []


def decide(view: OfferView, settings: Settings) -> bool:
    """Accept."""
    return True
