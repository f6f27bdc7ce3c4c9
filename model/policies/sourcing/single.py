"""The source written first gets every order; while it accepts none, orders wait.

The others are there for what is diverted or taken back.

score = 1 for the first, 0 for others.
"""

from __future__ import annotations

from typing import NamedTuple

from ..traits import Traits
from ..views import SourceView

TRAITS = Traits(first=True)


class Settings(NamedTuple):
    """Nothing to set."""


def faults(settings: Settings) -> list[tuple[str, str]]:
    """Name what cannot be."""
    return []


def decide(view: SourceView, settings: Settings) -> float:
    """Score a source."""
    return 1.0 if view.place == 0 else 0.0
