"""What presses a site to change its capacity: a signal of strong demand, or what it owes above or below a level.

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
    """Level above which it wants more; NO_LIMIT where it follows a signal."""
    below: int
    """Level below which it wants less; 0 where it never does."""
    strong: int
    """1 while the signal it follows is on."""


def pressure(view: PressureView) -> int:
    """Return 1 for more, -1 for less, 0 for neither."""
    if view.owed > view.above or view.strong == 1:
        return 1
    return -1 if view.owed < view.below else 0
