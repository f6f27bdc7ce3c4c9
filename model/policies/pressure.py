"""What presses a site to change its capacity: signals of demand, or what it owes above or below a level.

Between the levels nothing presses, so that capacity does not swing with every order (hysteresis). A site acts only when
the pressure lasts.
"""

from __future__ import annotations

from typing import NamedTuple


class PressureView(NamedTuple):
    """A site that may change its capacity."""

    owed: int
    """Quanta owed of all it makes."""
    counted: int
    """Quanta of them that call for more: all, or those that its lines could make with the components there are."""
    above: int
    """Level above which it wants more; NO_LIMIT where it follows a signal."""
    below: int
    """Level below which it may want less; 0 where it never does, NO_LIMIT where it follows a signal alone."""
    strong: int
    """1 while the signal of strong demand that it follows is on."""
    weak: int
    """1 while the signal of weak demand is on, and where it follows none."""


def pressure(view: PressureView) -> int:
    """Return 1 for more, -1 for less, 0 for neither."""
    if view.counted > view.above or view.strong == 1:
        return 1
    return -1 if view.owed < view.below and view.weak == 1 else 0


def workable(owed: int, on_order: int, unreleased: int) -> int:
    """Return what lines could still make of what is owed of an item: at most what has all its components."""
    return min(owed, on_order - unreleased)
