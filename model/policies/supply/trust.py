"""Trust in a source: the smoothed share of its orders that were on time, and the orders it loses with it.

trust <- trust + weight (on time - trust), once an order, as it is filled or as it passes its due date. The buyer turns
away once trust is below `leave` and comes back once it is above `return`; in between it does as it did. While it is
away, a share kept = max(keep, (1 + slope)^(-100 (come_back - trust))) of the orders stays: each point of trust that is
lacking costs `slope` of them. The default slope is that of Craig, DeHoratius & Raman 2016: one point of a supplier's
fill rate goes with 11 % of its retailers' orders a year later; that punctuality counts like fill rate is assumed.
"""

from __future__ import annotations

import math
from typing import NamedTuple

from ..units import Duration, Number, Share


class Settings(NamedTuple):
    """How trust is lost, and what it is worth."""

    weight: Share = 0.1
    """How much the latest order counts (assumed)."""
    leave: Share = 0.8
    """Trust below which orders are diverted (assumed)."""
    come_back: Share = 0.9
    """Trust above which they are not any more (assumed)."""
    slope: Number = 0.11
    """Share of the orders lost for each point of trust lacking (Craig, DeHoratius & Raman 2016)."""
    keep: Share = 0.1
    """Share of the orders that stays in any case (assumed)."""
    initial: Share = 1.0
    """Trust at the start (assumed)."""
    grace: Duration = 0
    """Time after the due date within which an order still counts as on time (assumed)."""


def faults(settings: Settings) -> list[tuple[str, str]]:
    """Name what cannot be."""
    found: list[tuple[str, str]] = []
    if settings.weight <= 0:
        found.append(
            ("weight", f"{settings.weight} must be above 0; a trust that learns nothing is no trust")
        )
    if settings.leave > settings.come_back:
        found.append(
            (
                "leave",
                f"{settings.leave} must not be above come_back ({settings.come_back}); lower it, or raise that",
            )
        )
    if settings.slope <= 0:
        found.append(("slope", f"{settings.slope} must be above 0; without it no order would be lost"))
    if settings.keep <= 0:
        found.append(("keep", f"{settings.keep} must be above 0; who orders nothing learns nothing"))
    return found


def trusted(trust: float, on_time: float, weight: float) -> float:
    """Return trust after one more order, of which this share was on time."""
    return trust + weight * (on_time - trust)


def away(was: int, trust: float, settings: Settings) -> int:
    """Return 1 while orders are diverted, with hysteresis, else 0."""
    if trust < settings.leave:
        return 1
    return 0 if trust > settings.come_back else was


def kept(trust: float, settings: Settings) -> float:
    """Return the share of the orders that stays with a source while orders are diverted."""
    lacking = max(0.0, 100.0 * (settings.come_back - trust))
    return max(settings.keep, math.exp(-lacking * math.log1p(settings.slope)))


def carried(carry: float, share: float, units: int) -> float:
    """Return the units that are due to stay, fractions of earlier orders included."""
    return carry + share * units


def staying(due: float, units: int) -> int:
    """Return the whole units of those due that stay; what is left of `due` is carried to the next order."""
    return max(0, min(units, math.floor(due + 1e-9)))
