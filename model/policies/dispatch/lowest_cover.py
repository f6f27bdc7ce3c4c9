"""The item that runs out first: least net stock, work begun included, in proportion to its demand so far.

(on_hand + in_work - backlog) / demand, where demand is all that was accepted here since the run began. Multiplied by
the time since then it is the run-out time (Gascon, Leachman & Lefrancois 1994); the factor is the same for all.
"""

from __future__ import annotations

from typing import NamedTuple

from ..units import NEVER
from ..views import DispatchView


class Settings(NamedTuple):
    """Nothing to set."""


def faults(settings: Settings) -> list[tuple[str, str]]:
    """Name what cannot be."""
    return []


def decide(view: DispatchView, settings: Settings) -> float:
    """Return the cover; what nobody asked for yet lasts for ever."""
    return view.net / view.demand if view.demand > 0 else float(NEVER)
