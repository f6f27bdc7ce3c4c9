"""The item the line is set up for, as long as there is a job of it or until a run is long enough; else first come.

With a cap it is the k-limited service of polling systems, without one the exhaustive service (Takagi 1988).
"""

from __future__ import annotations

from typing import NamedTuple

from ..units import NO_LIMIT
from ..views import DispatchView


class Settings(NamedTuple):
    """The cap."""

    at_most: int = NO_LIMIT
    """Jobs in a row after which other items come first."""


def faults(settings: Settings) -> list[tuple[str, str]]:
    """Name what cannot be."""
    return [] if settings.at_most >= 1 else [("at_most", f"{settings.at_most} is no run; use 1 or more")]


def decide(view: DispatchView, settings: Settings) -> float:
    """Return 0 for what goes on, 1 for a change, 2 for what has had its run."""
    if view.same == 0:
        return 1.0
    return 0.0 if view.run < settings.at_most else 2.0
