"""What is said of a shop, and who joins because of it: a smoothed share of units served well, and a rate that follows.

Well is at once or by the first date told. r <- good + (r - good) exp(-units / memory); customers join at rate x
clip(1 + gain (r - reference), 0, most). The form is this model's own; its sizes are assumed.
"""

from __future__ import annotations

import math
from typing import NamedTuple

from ..units import Number, Share

MILLION = 1_000_000
"""Counts of reputation are in millionths."""


class Settings(NamedTuple):
    """How joining follows a shop's reputation."""

    gain: Number
    """Change of the rate with a change of reputation: 2 makes a tenth better a fifth faster (assumed)."""
    reference: Share = 0.9
    """Reputation at which customers join at the rate given (assumed)."""
    most: Number = 2.0
    """Greatest multiple of the rate; candidates are drawn at it (assumed)."""


def faults(settings: Settings) -> list[tuple[str, str]]:
    """Name what cannot be."""
    found: list[tuple[str, str]] = []
    if not 0 < settings.gain <= 1000:
        found.append(
            ("gain", f"{settings.gain} must be above 0 and at most 1000; leave it out where nothing is heard")
        )
    if not 1 <= settings.most <= 100:
        found.append(("most", f"{settings.most} must be from 1 to 100; 1 never lets more join than the rate"))
    return found


def heard(reputation: float, good: int, quantity: int, scale: float) -> float:
    """Return the reputation after quanta were served well (good 1) or not (0); the scale is the memory in quanta."""
    return good + (reputation - good) * math.exp(-quantity / scale)


def joining(reputation: float, settings: Settings) -> float:
    """Return the rate of joining as a multiple of the rate given."""
    return min(max(1.0 + settings.gain * (reputation - settings.reference), 0.0), settings.most)


def counted(reputation: float) -> int:
    """Return a reputation in whole millionths."""
    return int(reputation * MILLION + 0.5)
