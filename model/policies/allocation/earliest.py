"""Whoever's goods are promised to leave first is served first: the date told, else the shop's own estimate.

The earliest-due-date rule (Jackson 1955), which makes the greatest lateness least. A promise speaks of the receipt or
of the dispatch; what ranks is when the goods must leave. Where nothing is told each order carries the estimate that
the shop made as it took the order.
"""

from __future__ import annotations

from typing import NamedTuple

from ..traits import Traits
from ..views import AllocationView

NAME = "earliest-promise"
TRAITS = Traits(ranks=True, due=True)


class Settings(NamedTuple):
    """Nothing to set."""


def faults(settings: Settings) -> list[tuple[str, str]]:
    """Name what cannot be."""
    return []


def decide(view: AllocationView, settings: Settings) -> int:
    """Rank by the tick by which the goods are to leave."""
    return view.due
