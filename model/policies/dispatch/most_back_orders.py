"""The item of which most is owed: the longest queue first (Zheng & Zipkin 1990)."""

from __future__ import annotations

from typing import NamedTuple

from ..views import DispatchView


class Settings(NamedTuple):
    """Nothing to set."""


def faults(settings: Settings) -> list[tuple[str, str]]:
    """Name what cannot be."""
    return []


def decide(view: DispatchView, settings: Settings) -> float:
    """Return the units owed, with the sign turned."""
    return -float(view.owed)
