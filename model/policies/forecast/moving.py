"""Moving average: the mean demand of the last n periods, of all periods while there are fewer.

The forecast of Chen, Drezner, Ryan & Simchi-Levi 2000, whose order-up-to level multiplies the variance of orders by
1 + 2 L/n + 2 (L/n)^2 with a cover of L periods.
"""

from __future__ import annotations

from typing import NamedTuple

from ..traits import Traits
from ..views import ForecastView

NAME = "moving_average"
TRAITS = Traits(periods="moving_average")


class Settings(NamedTuple):
    """How long the past is."""

    moving_average: int
    """Review periods averaged, the latest; at least 1."""


def faults(settings: Settings) -> list[tuple[str, str]]:
    """Name what cannot be."""
    if settings.moving_average >= 1:
        return []
    return [("moving_average", f"{settings.moving_average} is below 1; average over at least one period")]


def decide(view: ForecastView, settings: Settings) -> float:
    """Return the mean of the periods at hand in quanta per tick."""
    periods = min(view.seen + 1, settings.moving_average)
    return view.window / (float(periods) * view.period)
