"""How patience runs out: a budget of ticks, drained at a speed that depends on what the customer knows.

An accelerated clock: for an exponential budget the speed is a hazard ratio. Losses loom from the date told (Yu,
Allon & Bassamboo 2021): `after` is above `before`. All sizes are assumed and swept.
"""

from __future__ import annotations

import math
from typing import NamedTuple

from ..units import NEVER, NOTHING, Duration, Number
from ..views import PatienceView


class Settings(NamedTuple):
    """Speeds at which patience drains."""

    before: Number = 1.0
    """Speed until the date told, or believed, has passed (assumed)."""
    after: Number = 1.0
    """Speed once it has passed (assumed)."""
    silent: Number = 1.0
    """Speed where no date is told or believed (assumed)."""
    fresh: Number = 1.0
    """Factor on the speed for a while after any message (assumed)."""
    fresh_for: Duration = 0
    """How long a message keeps its effect."""


def faults(settings: Settings) -> list[tuple[str, str]]:
    """Name what cannot be."""
    found: list[tuple[str, str]] = []
    for name in ("before", "after", "silent", "fresh"):
        given: float = getattr(settings, name)
        if not 0 <= given <= 1000:
            found.append((name, f"{given} must be from 0 to 1000; 1 drains a day of patience a day"))
    if settings.fresh_for < 0:
        found.append(("fresh_for", f"{settings.fresh_for} is below 0; use 0 for no effect"))
    return found


def speed(view: PatienceView, settings: Settings) -> float:
    """Return the ticks of patience used up by each tick from now on."""
    if view.reference == NOTHING:
        pace = settings.silent
    elif view.now < view.reference:
        pace = settings.before
    else:
        pace = settings.after
    if view.now < view.heard + settings.fresh_for:
        pace = pace * settings.fresh
    return pace


def changes_at(view: PatienceView, settings: Settings) -> int:
    """Return the next tick at which the speed changes by itself, NEVER if none."""
    at = NEVER
    if view.now < view.reference and settings.before != settings.after:
        at = view.reference
    if settings.fresh != 1.0 and view.now < view.heard + settings.fresh_for:
        at = min(at, view.heard + settings.fresh_for)
    return at


def drained(pace: float, elapsed: int) -> int:
    """Return the patience used up over elapsed ticks at one speed."""
    return math.floor(pace * elapsed)


def lasts(pace: float, left: int) -> int:
    """Return the ticks that what is left will last at this speed, NEVER when it does not drain or lasts too long."""
    if pace <= 0.0 or left >= NEVER:
        return NEVER
    wait = left / pace
    return math.ceil(wait) if wait < NEVER else NEVER
