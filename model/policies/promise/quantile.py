"""A wait that most others did not exceed: a quantile of the realised waits until firm of the last back-orders here.

The order statistic number ceil(share x n) of the last n waits, shelf sales excluded. Told at the request; told again
later it is what is left of it, or nothing. A shop that quotes the 90 % quantile keeps its word for nine in ten, as
long as the past repeats itself (the delay-history announcements of Ibrahim & Whitt 2009 are its mean-like kin).
"""

from __future__ import annotations

import math
from typing import NamedTuple

from ..traits import Traits
from ..units import NEVER, Duration, Number, Share
from ..views import PromiseView

TRAITS = Traits(waits="over", quantile="share")


class Settings(NamedTuple):
    """How much history, how careful, and what is said before there is any."""

    share: Share = 0.9
    """Share of the last waits that were no longer, above 0 and at most 1."""
    over: int = 50
    """Back-orders looked at: the latest so many that became firm."""
    initial: Duration = 0
    """Wait told until the first back-order has become firm."""
    margin: Number = 1.0
    """Factor on the remaining wait."""


def faults(settings: Settings) -> list[tuple[str, str]]:
    """Name what cannot be."""
    found: list[tuple[str, str]] = []
    if not 0 < settings.share <= 1:
        found.append(
            ("share", f"{settings.share} must be above 0 and at most 1; .9 is kept nine times in ten")
        )
    if settings.over < 1:
        found.append(("over", f"{settings.over} is below 1; look at one back-order at least"))
    if settings.initial < 0:
        found.append(("initial", f"{settings.initial} is below 0; a promise lies ahead"))
    if not 0 <= settings.margin < 1e6:
        found.append(("margin", f"{settings.margin} must be a factor of 0 or more; 1 adds nothing"))
    return found


def place(count: int, share: float) -> int:
    """Return which of so many waits in rising order is the quantile, counted from 0."""
    return max(0, min(math.ceil(share * count), count) - 1)


def decide(view: PromiseView, settings: Settings) -> int:
    """Return the quantile less the time already waited, at least 0, times the margin."""
    whole = settings.initial if view.waits_seen == 0 else view.wait_quantile
    left = whole - (view.now - view.asked)
    wait = settings.margin * left if left > 0 else 0.0
    return math.floor(wait + 0.5) if wait < NEVER else NEVER
