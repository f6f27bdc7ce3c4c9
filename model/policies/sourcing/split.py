"""Orders go to the source that is furthest behind its share, so that the long-run shares hold.

score = share (total + quantity) - given: the method of largest remainders, order by order (Balinski & Young 1982).
"""

from __future__ import annotations

from typing import NamedTuple

from ..traits import Traits
from ..views import SourceView

TRAITS = Traits(portions=True)


class Settings(NamedTuple):
    """Nothing to set; the shares stand beside the rule."""


def faults(settings: Settings) -> list[tuple[str, str]]:
    """Name what cannot be."""
    return []


def decide(view: SourceView, settings: Settings) -> float:
    """Score a source by the units it is behind its share, this order counted."""
    return view.share * (view.total + view.quantity) - view.given
