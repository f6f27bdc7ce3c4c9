"""The source written first that is neither down nor late gets the order; the first of all where none is left.

score = -place, less 1000 where it is passed over (multiple sourcing with a back-up: Tomlin 2006).
"""

from __future__ import annotations

from typing import NamedTuple

from ..traits import Traits
from ..views import SourceView

NAME = "back-up"
DOWN, LATE, EITHER = 1, 2, 3
CHOICES = {"when": {"down": DOWN, "late": LATE, "either": EITHER}}
TRAITS = Traits(dates=True)


class Settings(NamedTuple):
    """What a source is passed over for."""

    when: int = EITHER
    """`down`: nothing leaves it, moves or is let in from it now; `late`: an order to it is past its due date; `either`
    of them."""


def faults(settings: Settings) -> list[tuple[str, str]]:
    """Name what cannot be."""
    if not DOWN <= settings.when <= EITHER:
        return [("when", f"{settings.when} is none of down, late, either")]
    return []


def decide(view: SourceView, settings: Settings) -> float:
    """Score a source by its place, those passed over after all others."""
    down = view.down > 0 and settings.when != LATE
    late = view.overdue > 0 and settings.when != DOWN
    return -float(view.place) - (1000.0 if down or late else 0.0)
