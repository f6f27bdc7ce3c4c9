"""The same wait for everyone: request + days, told again unchanged until it passes, then now + days."""

from __future__ import annotations

from typing import NamedTuple

from ..units import Duration
from ..views import PromiseView


class Settings(NamedTuple):
    """The wait told."""

    days: Duration
    """Wait told at the request; a bare number is in the scenario's time unit."""


def faults(settings: Settings) -> list[tuple[str, str]]:
    """Name what cannot be."""
    return [] if settings.days >= 0 else [("days", f"{settings.days} is below 0; a promise lies ahead")]


def decide(view: PromiseView, settings: Settings) -> int:
    """Return what is left of the wait told, or the whole wait anew once it has passed."""
    left = view.asked + settings.days - view.now
    return left if left >= 0 else settings.days
