"""Silence."""

from __future__ import annotations

from typing import NamedTuple

from ..traits import Traits
from ..units import NOTHING
from ..views import PromiseView

TRAITS = Traits(alike=True)


class Settings(NamedTuple):
    """Nothing to set."""


def faults(settings: Settings) -> list[tuple[str, str]]:
    """Name what cannot be."""
    return []


def decide(view: PromiseView, settings: Settings) -> int:
    """Say nothing."""
    return NOTHING
