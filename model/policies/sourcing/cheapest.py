"""The source with the lowest price whose goods are expected within a time; the cheapest of all where none is.

score = -rank of the price, less 1000 where the expected lead time is longer.
"""

from __future__ import annotations

from typing import NamedTuple

from ..traits import Traits
from ..units import NEVER, Duration
from ..views import SourceView

TRAITS = Traits(estimate=True)


class Settings(NamedTuple):
    """How long it may take."""

    within: Duration = NEVER
    """Expected lead time beyond which a source is passed over; never unless given (assumed)."""


def faults(settings: Settings) -> list[tuple[str, str]]:
    """Name what cannot be."""
    if settings.within < 0:
        return [("within", f"{settings.within} is below 0; give a time, or leave it out")]
    return []


def decide(view: SourceView, settings: Settings) -> float:
    """Score a source by its price, those too slow after all others."""
    return -float(view.dearer_than) - (1000.0 if view.lead_time > settings.within else 0.0)
