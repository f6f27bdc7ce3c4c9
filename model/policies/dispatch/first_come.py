"""First released, first made."""

from __future__ import annotations

from typing import NamedTuple

from ..traits import Traits
from ..views import DispatchView

TRAITS = Traits(alike=True)


class Settings(NamedTuple):
    """Nothing to set."""


def faults(settings: Settings) -> list[tuple[str, str]]:
    """Name what cannot be."""
    return []


def decide(view: DispatchView, settings: Settings) -> float:
    """Rank all alike."""
    return 0.0
