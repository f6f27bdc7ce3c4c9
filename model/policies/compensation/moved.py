"""A payment with each message that moves the date later: an apology with something in it.

Halperin, Ho, List & Muir 2022: an apology works when it costs the firm something, and wears off when repeated.
"""

from __future__ import annotations

from typing import NamedTuple

from ..traits import Traits
from ..units import NO_LIMIT, Duration
from ..views import CompensationView

TRAITS = Traits(messages=True)


class Settings(NamedTuple):
    """Which messages are paid for."""

    by: Duration = 0
    """A date moved later by more than this is paid for."""
    most: int = 1
    """Payments an order gets at most."""


def faults(settings: Settings) -> list[tuple[str, str]]:
    """Name what cannot be."""
    found: list[tuple[str, str]] = []
    if settings.by < 0:
        found.append(("by", f"{settings.by} is below 0; use 0 to pay for every date moved later"))
    if not 1 <= settings.most <= NO_LIMIT:
        found.append(("most", f"{settings.most} is below 1; use compensation: none to pay nothing"))
    return found


def decide(view: CompensationView, settings: Settings) -> int:
    """Pay once for a message that moves the date, as long as payments are left."""
    return 1 if view.moved > settings.by and view.paid < settings.most else 0
