"""What is made, moved and bought, and where it comes from."""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum


@dataclass(frozen=True, slots=True)
class Item:
    """Something made, moved and bought."""

    name: str
    price: float = 0.0
    """Money a unit."""
    quanta: int = 1
    """Quanta a unit: 1 for whole items, 1,000,000 for divisible ones."""


@dataclass(frozen=True, slots=True)
class Supplier:
    """A source outside the model: accepts every order, ships at once unless it is down."""

    name: str
    up: int | None = None
    """Stream of times until it goes down, None where it never does."""
    down: int | None = None
    """Stream of times it stays down."""
    mean_down: int = 0
    """Mean of those, in ticks."""


class SourceKind(IntEnum):
    """Where a stock point's orders go."""

    SUPPLIER = 0
    SITE = 1
    """Another stock point's book."""
    PRODUCTION = 2
    """The lines of the stock point's own site."""


@dataclass(frozen=True, slots=True)
class Source:
    """The one source of a stock point and the lane from it."""

    kind: SourceKind
    index: int
    """Supplier or stock point; the site's own index for production."""
    transit: int | None
    """Stream of lead times or transport times, ordinal the k-th shipment on this lane; None for production."""
    mean_transit: int = 0
    """Its mean in ticks, what a shop reckons with; NEVER where infinite."""
    overtaking: bool = False
    """Whether a shipment may arrive before an earlier one of the same lane."""
