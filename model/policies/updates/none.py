"""No messages after the back-order is accepted."""

from __future__ import annotations

from typing import NamedTuple

from ..views import UpdateView


class Settings(NamedTuple):
    """Nothing to set."""


def faults(settings: Settings) -> list[tuple[str, str]]:
    """Name what cannot be."""
    return []


def decide(view: UpdateView, settings: Settings) -> bool:
    """Stay silent."""
    return False
