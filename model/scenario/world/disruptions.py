"""Disruptions: times in which something stands still, works less, or is lost."""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum


class Effect(IntEnum):
    """What a disruption does, and so what its targets are; those that hold goods up in the order in which goods meet
    them."""

    PAUSE_ORDERS = 0
    """Stock points place no order."""
    REFUSE_ORDERS = 1
    """Sources accept none by lanes."""
    PAUSE_SHIPMENTS = 2
    """Nothing leaves on lanes; it is held at the shipper's door."""
    FREEZE_LANES = 3
    """What is under way on lanes stops, and goes on with what was left."""
    PAUSE_RECEIPTS = 4
    """What arrives by lanes waits at the receiver's door, on order and not on hand."""
    DESTROY_STOCK = 5
    """A share of what stock points have on hand is gone, in an instant."""
    FREEZE_LINES = 6
    """The lines of sites stand still, and go on with what was left."""
    REDUCE_CAPACITY = 7
    """The lines of sites work at a multiple of their speed."""


ON_STOCKS = (Effect.PAUSE_ORDERS, Effect.DESTROY_STOCK)
"""Effects whose targets are stock points."""
ON_LINES = (Effect.FREEZE_LINES, Effect.REDUCE_CAPACITY)
"""Effects whose targets are sites; those of the others are lanes."""


@dataclass(frozen=True, slots=True)
class Disruption:
    """One cause of trouble, again and again by laws, or in windows of time."""

    name: str
    """`suppliers.fab`, with a number where the place has several."""
    effect: Effect
    targets: tuple[int, ...]
    """Stock points, sites or lanes, by effect."""
    watched: tuple[tuple[int, int], ...] = ()
    """(stock point, weight): where customers buy what it can make late; weights put backlogs into one quantum."""
    reach: int = 0
    """Mean ticks of the longest way from its targets to those: what it does is felt there so much later."""
    up: int | None = None
    """Stream of times until it begins, None where it has windows."""
    down: int | None = None
    """Stream of times it lasts, None where it has windows or is over in an instant."""
    windows: tuple[tuple[int, int], ...] = ()
    """(first tick, tick of its end), in order and apart; NEVER for one that does not end."""
    share: float = 0.0
    """DESTROY_STOCK: of what is on hand."""
    factor: float = 1.0
    """REDUCE_CAPACITY: what times of work are divided by meanwhile."""
    announced: bool = False
    """Whether shops know the end of a window while it lasts."""
    expected: int = 0
    """Ticks that shops reckon it lasts, counted from its beginning, where they know no better."""
