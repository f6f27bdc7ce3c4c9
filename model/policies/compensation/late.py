"""A payment for every period begun after the first date told, when the goods come: a penalty by lateness."""

from __future__ import annotations

from typing import NamedTuple

from ..units import NO_LIMIT, Duration
from ..views import CompensationView


class Settings(NamedTuple):
    """What is paid for."""

    every: Duration
    """Lateness for which one payment is made; a period begun counts whole."""
    most: int = NO_LIMIT
    """Payments an order gets at most."""


def faults(settings: Settings) -> list[tuple[str, str]]:
    """Name what cannot be."""
    found: list[tuple[str, str]] = []
    if settings.every <= 0:
        found.append(("every", f"{settings.every} is no time to be late; give one, as in 1 day"))
    if settings.most < 1:
        found.append(("most", f"{settings.most} is below 1; use compensation: none to pay nothing"))
    return found


def decide(view: CompensationView, settings: Settings) -> int:
    """Pay for every period begun, less what was paid before."""
    if view.late <= 0:
        return 0
    return max(0, min((view.late + settings.every - 1) // settings.every, settings.most) - view.paid)
