"""First come, first served."""

from __future__ import annotations

from typing import NamedTuple

from ..views import AllocationView


class Settings(NamedTuple):
    """Nothing to set."""


def faults(settings: Settings) -> list[tuple[str, str]]:
    """Name what cannot be."""
    return []


def decide(view: AllocationView, settings: Settings) -> int:
    """Rank all alike."""
    return 0
