"""What a customer makes of a date: one who doubts stretches it by how late this shop has been.

told' = told x (1 + doubt x lateness), with lateness the smoothed (receipt - first date) / wait told, 0 if kept
and 10 at most. That customers learn to discount announcements is argued by Allon & Bassamboo 2011; sizes are assumed.
"""

from __future__ import annotations

import math

from ..units import NEVER

MOST = 10.0
"""Lateness, relative to the wait told, beyond which it makes no difference."""


def remembered(lateness: float, late: int, told: int, weight: float) -> float:
    """Return a shop's lateness after one more order that came `late` ticks after a wait told of `told`."""
    relative = 0.0
    if late > 0:
        relative = MOST if told <= 0 else min(late / told, MOST)
    return lateness + weight * (relative - lateness)


def stretched(told: int, lateness: float, doubt: float) -> int:
    """Return the wait a customer reckons with who was told this one."""
    if doubt <= 0.0 or told >= NEVER:
        return told
    wait = told * (1.0 + doubt * lateness)
    return math.floor(wait) if wait < NEVER else NEVER
