"""One payment with goods that come after the first date told: a voucher for a broken promise.

Discounts to those who are kept waiting were the least profitable response in the field (Anderson, Fitzsimons & Simester
2006); an apology that costs nothing and is repeated backfires (Halperin, Ho, List & Muir 2022).
"""

from __future__ import annotations

from typing import NamedTuple

from ..units import Duration
from ..views import CompensationView


class Settings(NamedTuple):
    """How late is too late."""

    after: Duration = 0
    """Lateness that is not paid for; anything beyond it is."""


def faults(settings: Settings) -> list[tuple[str, str]]:
    """Name what cannot be."""
    return (
        []
        if settings.after >= 0
        else [("after", f"{settings.after} is below 0; use 0 to pay from the first")]
    )


def decide(view: CompensationView, settings: Settings) -> int:
    """Pay once where the lateness is beyond the limit."""
    return 1 if view.late > settings.after else 0
