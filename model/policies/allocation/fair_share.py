"""What is there is divided between the stock points owed, in proportion to what each is owed, first come within each.

Whole shares first, what is left by largest remainder, ties by place in the book (Hamilton's method). Customers of
the site itself are one claimant.
"""

from __future__ import annotations

from typing import NamedTuple

NAME = "fair-share"
SHARES = True


class Settings(NamedTuple):
    """Nothing to set."""


def faults(settings: Settings) -> list[tuple[str, str]]:
    """Name what cannot be."""
    return []


def decide(klass: int, settings: Settings) -> int:
    """Rank all alike."""
    return 0


def whole_share(available: int, owed: int, total: int) -> int:
    """Return a claimant's whole units of what is available, at most what it is owed."""
    return owed if available >= total else available * owed // total


def remainder(available: int, owed: int, total: int) -> int:
    """Return the claimant's claim to a unit that is left, comparable between claimants of one division."""
    return 0 if available >= total else available * owed % total
