"""The sources are asked in the order of writing, each for what those before it did not ship at once; what comes first
is kept, and the rest called off (duplicate orders in a shortage: Mitchell 1924; Armony & Plambeck 2005).

score = -place: what would be ordered now goes to the first that accepts.
"""

from __future__ import annotations

from typing import NamedTuple

from ..traits import Traits
from ..views import SourceView

TRAITS = Traits(copies=True)


class Settings(NamedTuple):
    """Nothing to set."""


def faults(settings: Settings) -> list[tuple[str, str]]:
    """Name what cannot be."""
    return []


def decide(view: SourceView, settings: Settings) -> float:
    """Score a source by its place."""
    return -float(view.place)
