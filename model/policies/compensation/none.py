"""No compensation."""

from __future__ import annotations

from typing import NamedTuple

from ..views import CompensationView


class Settings(NamedTuple):
    """Nothing to set."""


def faults(settings: Settings) -> list[tuple[str, str]]:
    """Name what cannot be."""
    return []


def decide(view: CompensationView, settings: Settings) -> int:
    """Pay nothing."""
    return 0
