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
    """A source outside the model: ships what is asked of it at once, unless it is disrupted."""

    name: str


class SourceKind(IntEnum):
    """Who is at the beginning of a lane."""

    SUPPLIER = 0
    SITE = 1
    """Another stock point, which keeps a book."""


@dataclass(frozen=True, slots=True)
class Lane:
    """The way from one source to one stock point."""

    name: str
    """`retailers.north/console from plant`."""
    kind: SourceKind
    source: int
    """Supplier or stock point."""
    to: int
    """Stock point whose orders it takes and whose goods it brings."""
    transit: int
    """Stream of lead times or transport times, ordinal the k-th shipment on this lane."""
    mean_transit: int = 0
    """Its mean in ticks, what a shop reckons with; NEVER where infinite."""
    overtaking: bool = False
    """Whether a shipment may arrive before an earlier one of the same lane."""
    share: float = 0.0
    """Share of the orders it is to have, where orders are split."""
    dearer_than: int = 0
    """How many lanes to the same stock point have a lower price; the price itself is money, which engines never see."""
    fast: bool = False
    """Whether only what is expedited goes by it."""
    dated: bool = False
    """Whether its orders have due dates, kept one by one."""
