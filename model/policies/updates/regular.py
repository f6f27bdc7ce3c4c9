"""A message every so often, with a date if the promise has one, else only a sign of life."""

from __future__ import annotations

from typing import NamedTuple

from ..views import UpdateView


class Settings(NamedTuple):
    """Nothing to set beyond `every`."""


def faults(settings: Settings) -> list[tuple[str, str]]:
    """Name what cannot be."""
    return []


def decide(view: UpdateView, settings: Settings) -> bool:
    """Speak each time."""
    return True
