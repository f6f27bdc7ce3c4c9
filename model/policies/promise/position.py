"""The place in the line: units owed ahead, own included, over the rate at which units come.

wait = margin (ahead + own) / rate + delivery; own counts 0 when an order is firm as work on it begins (the queue
length announcement of Guo & Zipkin 2007).
"""

from __future__ import annotations

import math
from typing import NamedTuple

from ..traits import Traits
from ..units import NEVER, Number, Rate
from ..views import PromiseView

TRAITS = Traits(receipts="over")


class Settings(NamedTuple):
    """The rate the shop reckons with."""

    rate: Rate = 0.0
    """Units per time that come; 0 takes the nominal rate of the lines that make the item (lines x availability /
    mean unit time), or where it is bought, all receipts so far over the time they took."""
    over: int = 0
    """Receipts whose units over their time are the rate, the latest so many; 0 for none, see rate."""
    margin: Number = 1.0
    """Factor on the remaining wait."""


def faults(settings: Settings) -> list[tuple[str, str]]:
    """Name what cannot be."""
    found: list[tuple[str, str]] = []
    if not 0 <= settings.rate < 1e18:
        found.append(("rate", f"{settings.rate} must be 0 or more; 0 uses what the shop has seen"))
    if settings.over < 0:
        found.append(("over", f"{settings.over} is below 0; give a number of receipts, or leave it out"))
    elif settings.over > 0 and settings.rate > 0:
        found.append(("over", f"{settings.over}: the rate is given; give one of rate and over"))
    if not 0 <= settings.margin < 1e6:
        found.append(("margin", f"{settings.margin} must be a factor of 0 or more; 1 adds nothing"))
    return found


def decide(view: PromiseView, settings: Settings) -> int:
    """Return the wait by the place in the line; before anything has come, the time so far for each unit."""
    rate = settings.rate
    if rate <= 0.0:
        rate = (view.received if view.received > 0 else 1) / (view.elapsed if view.elapsed > 0 else 1)
    wait = settings.margin * ((view.units_ahead + view.own) / rate) + view.delivery
    return math.floor(wait + 0.5) if wait < NEVER else NEVER
