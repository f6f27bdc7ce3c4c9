"""A one-sided cumulative sum: S <- max(0, S + z - slack), a signal when S exceeds the limit (Page 1954).

With slack k and limit h a signal on steady normal z comes after (exp(2 k b) - 2 k b - 1) / (2 k^2) periods on average,
b = h + 1.166 (Siegmund 1985). Strong demand adds the deviations, weak demand subtracts them.
"""

from __future__ import annotations

from typing import NamedTuple

from ..units import Number


class Settings(NamedTuple):
    """How large a change is looked for, and how sure one wants to be."""

    slack: Number = 0.5
    """Standard deviations a period that are not counted: half the change one wants to see (Page 1954)."""
    limit: Number = 5.0
    """Sum at which it is a signal; 5 gives one false alarm in 930 periods (Siegmund 1985)."""


def faults(settings: Settings) -> list[tuple[str, str]]:
    """Name what cannot be."""
    found: list[tuple[str, str]] = []
    if settings.slack < 0:
        found.append(
            ("slack", f"{settings.slack} is below 0; 0.5 looks for a change of 1 standard deviation")
        )
    if settings.limit <= 0:
        found.append(("limit", f"{settings.limit} must be above 0; 5 gives few false alarms"))
    return found


def climbed(score: float, z: float, settings: Settings) -> float:
    """Return the sum after a period; it climbs to twice the limit at most, so that it comes down again."""
    return min(max(0.0, score + z - settings.slack), 2.0 * settings.limit)


def reads(score: float, was_on: bool, settings: Settings) -> bool:
    """Return whether the signal is on: from above the limit until the sum is back at 0."""
    return score > settings.limit or (was_on and score > 0.0)
