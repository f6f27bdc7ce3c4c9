"""How often a waiting customer asks where its goods are: every so often, while nothing is told or the date has passed.

The n-th time when the silent time / `silent` + the time beyond the date / `overdue` reaches n - u, with u the order's
own uniform number: so the mean number of inquiries is exactly that sum.
"""

from __future__ import annotations

import math
from typing import NamedTuple

from ..units import NEVER, Duration


class Settings(NamedTuple):
    """Mean times between inquiries."""

    silent: Duration = NEVER
    """Time between inquiries of one who has been told no date (assumed)."""
    overdue: Duration = NEVER
    """Time between inquiries of one whose latest date has passed (assumed)."""


def faults(settings: Settings) -> list[tuple[str, str]]:
    """Name what cannot be."""
    return [
        (name, f"{given} is no time between inquiries; give one, as in 3 days")
        for name, given in settings._asdict().items()
        if given <= 0
    ]


def asked(number: float, silent: int, overdue: int, settings: Settings) -> int:
    """Return how often one has asked who was told nothing for a time, and waited beyond the date for another."""
    return math.floor(number + silent / settings.silent + overdue / settings.overdue)
