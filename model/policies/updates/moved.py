"""A message when the date the shop would tell has moved by more than a threshold since the latest it told."""

from __future__ import annotations

from typing import NamedTuple

from ..units import NOTHING, Duration
from ..views import UpdateView


class Settings(NamedTuple):
    """The threshold."""

    moved_by: Duration
    """Largest move, either way, that stays unmentioned."""


def faults(settings: Settings) -> list[tuple[str, str]]:
    """Name what cannot be."""
    if settings.moved_by >= 0:
        return []
    return [("moved_by", f"{settings.moved_by} is below 0; use 0 to mention every move")]


def decide(view: UpdateView, settings: Settings) -> bool:
    """Speak when there is a date and it is news."""
    if view.date == NOTHING:
        return False
    return view.told == NOTHING or abs(view.date - view.told) > settings.moved_by
