"""The source whose goods are expected first, by what it owes, the mean of its lane, and what is known of its trouble.

score = -expected lead time now.
"""

from __future__ import annotations

from typing import NamedTuple

from ..traits import Traits
from ..views import SourceView

TRAITS = Traits(estimate=True)


class Settings(NamedTuple):
    """Nothing to set."""


def faults(settings: Settings) -> list[tuple[str, str]]:
    """Name what cannot be."""
    return []


def decide(view: SourceView, settings: Settings) -> float:
    """Score a source by how soon its goods are expected."""
    return -float(view.lead_time)
