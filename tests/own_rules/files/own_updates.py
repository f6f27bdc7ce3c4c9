"""Bad news only: a message when the date has moved later."""

from __future__ import annotations

from typing import NamedTuple

from model.policies.units import NOTHING, Duration
from model.policies.views import UpdateView


class Settings(NamedTuple):
    """How bad the news must be."""

    later: Duration
    """Time by which the date has moved."""


def faults(settings: Settings) -> list[tuple[str, str]]:
    """Name what cannot be."""
    return []


def decide(view: UpdateView, settings: Settings) -> bool:
    """Speak when the date is later."""
    return view.date != NOTHING and view.told != NOTHING and view.date - view.told > settings.later
