"""The most valuable first: the value of the customer, or what the order is worth at the item's price.

Orders of equal value in order of placing. Values count to a thousandth.
"""

from __future__ import annotations

import math
from typing import NamedTuple

from ..traits import Traits
from ..units import NO_LIMIT
from ..views import AllocationView

NAME = "customer-value"
TRAITS = Traits(ranks=True)


class Settings(NamedTuple):
    """Nothing to set."""


def faults(settings: Settings) -> list[tuple[str, str]]:
    """Name what cannot be."""
    return []


def decide(view: AllocationView, settings: Settings) -> int:
    """Rank by value, the greatest first."""
    thousandths = view.value * 1000.0
    return -math.floor(thousandths + 0.5) if thousandths < NO_LIMIT else -NO_LIMIT
