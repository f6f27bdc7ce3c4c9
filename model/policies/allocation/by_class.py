"""The most important class first (1 before 2), first come within it (Veinott 1965)."""

from __future__ import annotations

from typing import NamedTuple

from ..views import AllocationView

NAME = "class"


class Settings(NamedTuple):
    """Nothing to set."""


def faults(settings: Settings) -> list[tuple[str, str]]:
    """Name what cannot be."""
    return []


def decide(view: AllocationView, settings: Settings) -> int:
    """Rank by class."""
    return view.klass
