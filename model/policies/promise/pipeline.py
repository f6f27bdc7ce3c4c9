"""What is on the way: the date of the unit pegged to this order, from what the shop sees.

The k-th unit owed, in the order of allocation, is pegged to the k-th unit to come: shipments, then units at work,
waiting jobs or the source's book, then what would be ordered now. The engine pegs; this rule adds margin and delivery.
"""

from __future__ import annotations

import math
from typing import NamedTuple

from ..sight import CAUSES, ORDERS, SHIPMENTS
from ..traits import Traits
from ..units import NEVER, NOTHING, Number
from ..views import PromiseView

TRAITS = Traits(estimate=True, looks="sees")


class Settings(NamedTuple):
    """What the shop sees, and how careful it is."""

    sees: int = ORDERS
    """shipments: dispatch + mean transit; orders: also its place in the source's book; causes: also how long a
    source that is down stays down on average."""
    margin: Number = 1.0
    """Factor on the remaining wait."""


CHOICES = {"sees": {"shipments": SHIPMENTS, "orders": ORDERS, "causes": CAUSES}}


def faults(settings: Settings) -> list[tuple[str, str]]:
    """Name what cannot be."""
    if 0 <= settings.margin < 1e6:
        return []
    return [("margin", f"{settings.margin} must be a factor of 0 or more; 1 adds nothing")]


def decide(view: PromiseView, settings: Settings) -> int:
    """Return the pegged unit's wait times the margin, and the delivery; nothing where nobody can tell."""
    if view.estimate >= NEVER:
        return NOTHING
    wait = settings.margin * view.estimate + view.delivery
    return math.floor(wait + 0.5) if wait < NEVER else NEVER
