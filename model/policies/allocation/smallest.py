"""The smallest order first: units owed as it is placed, so that most customers are served soon.

The shortest-processing-time rule (Smith 1956), which makes the mean wait of orders least; large orders wait.
"""

from __future__ import annotations

from typing import NamedTuple

from ..traits import Traits
from ..views import AllocationView

NAME = "smallest-order"
TRAITS = Traits(ranks=True)


class Settings(NamedTuple):
    """Nothing to set."""


def faults(settings: Settings) -> list[tuple[str, str]]:
    """Name what cannot be."""
    return []


def decide(view: AllocationView, settings: Settings) -> int:
    """Rank by size."""
    return view.quantity
