"""What is there is divided between the stock points owed, in proportion to what each is owed, first come within each.

Whole shares first, what is left by largest remainder, ties by place in the book (Hamilton's method). Customers of
the site itself are one claimant.
"""

from __future__ import annotations

from typing import NamedTuple

from ..traits import Traits
from ..views import AllocationView

NAME = "fair-share"
TRAITS = Traits(shares=True)

BITS = 62
"""Amounts are below 2^62."""
FACTOR = 1 << 31
"""Amounts below it have a product below 2^62."""


class Settings(NamedTuple):
    """Nothing to set."""


def faults(settings: Settings) -> list[tuple[str, str]]:
    """Name what cannot be."""
    return []


def decide(view: AllocationView, settings: Settings) -> int:
    """Rank all alike."""
    return 0


def whole_share(available: int, owed: int, total: int) -> int:
    """Return a claimant's whole units of what is available, at most what it is owed.

    Where the product might not fit 64 bits it is divided as it is formed, bit by bit of what is available.
    """
    if available >= total:
        return owed
    if available < FACTOR and owed < FACTOR:
        return available * owed // total
    whole, rest = 0, 0
    for place in range(BITS):
        whole, rest = 2 * whole, 2 * rest
        if rest >= total:
            whole, rest = whole + 1, rest - total
        if available >> (BITS - 1 - place) & 1 == 1:
            rest = rest + owed
            if rest >= total:
                whole, rest = whole + 1, rest - total
    return whole


def remainder(available: int, owed: int, total: int) -> int:
    """Return the claimant's claim to a unit that is left, comparable between claimants of one division.

    The two products may pass 64 bits, their difference does not, so it is right where they wrap around too.
    """
    return 0 if available >= total else available * owed - whole_share(available, owed, total) * total
