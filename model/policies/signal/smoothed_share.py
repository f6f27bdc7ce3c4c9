"""A share smoothed from period to period, E <- E + a (x - E): a signal above one bound until below another.

The chart of moving averages (Roberts 1959), with bounds that are shares. Trouble in supply reads the units overdue over
a period's usual demand; an empty book reads the units lost over the units asked for.
"""

from __future__ import annotations

from typing import NamedTuple

from ..units import Share


class Settings(NamedTuple):
    """Memory and bounds."""

    weight: Share = 0.4
    """How much the latest period counts (assumed)."""
    above: Share = 0.2
    """Share from which it is a signal (assumed)."""
    below: Share = 0.1
    """Share under which it ends (assumed)."""


def faults(settings: Settings) -> list[tuple[str, str]]:
    """Name what cannot be."""
    found: list[tuple[str, str]] = []
    if not 0 < settings.weight <= 1:
        found.append(("weight", f"{settings.weight} must be above 0 and at most 1; 1 has no memory"))
    if settings.below > settings.above:
        found.append(("below", f"{settings.below} is over `above` ({settings.above}); lower it"))
    return found


def smoothed(share: float, latest: float, settings: Settings) -> float:
    """Return the share after a period."""
    return share + settings.weight * (latest - share)


def reads(share: float, was_on: bool, settings: Settings) -> bool:
    """Return whether the signal is on."""
    return share > settings.above or (was_on and share >= settings.below)
