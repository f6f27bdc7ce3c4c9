"""What presses a site to change its capacity: what it owes of all it makes, above one level or below another.

Between the levels nothing presses, so that capacity does not swing with every order (hysteresis). A site acts only when
the pressure lasts.
"""

from __future__ import annotations

from typing import NamedTuple


class PressureView(NamedTuple):
    """A site that may change its capacity."""

    owed: int
    """Quanta owed of all it makes."""
    above: int
    """Level above which it wants more."""
    below: int
    """Level below which it wants less; 0 where it never does."""


def pressure(view: PressureView) -> int:
    """Return 1 for more, -1 for less, 0 for neither."""
    if view.owed > view.above:
        return 1
    return -1 if view.owed < view.below else 0
