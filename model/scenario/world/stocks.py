"""One item at one site: when it is ordered, and how customers who find it empty are treated."""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum

from ...policies.registry import Choice, choose
from ...policies.supply import inflation
from ...policies.units import NEVER
from .sites import Production
from .sourcing import Sourcing


class Withdraw(IntEnum):
    """What is done with the newest open order when a customer leaves and the position exceeds the target."""

    NONE = 0
    NOT_BEGUN = 1
    """Reduced as far as it has neither been shipped nor begun."""
    ANY = 2
    """Reduced even if it is on its way (supplier lanes only)."""


class Sees(IntEnum):
    """Which demand a forecast is made from."""

    ACCEPTED = 0
    """Served at once or accepted as a back-order, substitutes taken here included."""
    REQUESTS = 1
    """All that was asked for here, lost or not."""
    SALES = 2
    """What left the shelf."""


@dataclass(frozen=True, slots=True)
class Replenishment:
    """When and how much a stock point orders."""

    rule: Choice
    every: int = 0
    """Ticks between reviews; 0 reviews continuously, after every change of position."""
    first: int = 0
    """Tick of the first review, counted from the start of the run; used with `every`."""
    after_requests: bool = False
    """Review at the end of its instant instead of before the requests."""
    forecast: Choice | None = None
    initial_forecast: float = 0.0
    """Quanta per tick before the first whole period has been seen."""
    sees: Sees = Sees.ACCEPTED
    minimum: int = 0
    """Smallest order placed; a smaller need is raised to it."""
    multiple: int = 1
    """Orders are rounded up to a multiple of it."""
    withdraw: Withdraw = Withdraw.NONE


class Firm(IntEnum):
    """From when an order can no longer be left; quotes, tolerance and patience run until then."""

    RECEIPT = 0
    """Dates include the delivery; goods once on their way are not left behind either."""
    SHIPPED = 1
    WORK_BEGINS = 2
    """When work on the pegged unit begins; for items made at the selling site."""


NO_COMPENSATION = choose("compensation", "none")


@dataclass(frozen=True, slots=True)
class Shop:
    """How a stock point treats customers who find it empty."""

    offer: Choice
    promise: Choice
    updates: Choice
    update_every: int = 0
    """Ticks between occasions to speak; 0 where updates are none."""
    firm: Firm = Firm.RECEIPT
    window: int = NEVER
    """Ticks after the request at which the shop cancels what it still owes."""
    partial: bool = True
    """Whether an order is served in parts."""
    delivery: int = 0
    """Ticks from the shop to the customer."""
    substitute_every: int = 0
    """Ticks between occasions to offer a waiting customer a substitute; 0 never."""
    compensation: Choice = NO_COMPENSATION
    lateness_weight: float = 0.1
    """How much each dated order handed over counts in what is known of this shop's lateness."""
    discounted: bool = False
    """Whether those who wait pay less; how much is a price."""


@dataclass(frozen=True, slots=True)
class ToSites:
    """How a stock point treats the sites that it supplies, where they find too little."""

    offer: Choice
    promise: Choice


@dataclass(frozen=True, slots=True)
class Stock:
    """One item at one site."""

    name: str
    """`retailers.north/console`."""
    site: int
    item: int
    on_hand: int
    """Quanta at the start."""
    replenishment: Replenishment
    lanes: tuple[int, ...]
    """Where its orders go, places in World.lanes; none where the item is made here."""
    production: Production | None
    """None where it is not."""
    allocation: Choice
    reserve: tuple[int, ...]
    """By class from 1: a unit for the class is given only while on_hand, that unit included, exceeds it."""
    shop: Shop | None
    """None where no customer buys."""
    price: float = 0.0
    """Money a quantum, which ranks orders where their value does."""
    to_sites: ToSites | None = None
    """None where all is owed to them and nothing told."""
    inflation: inflation.Settings | None = None
    """None where no more is ordered than is wanted; else the stock point has one lane."""
    sourcing: Sourcing | None = None
    """None where there are not several lanes."""

    @property
    def orders_phantoms(self) -> bool:
        """Whether more may be on order than is wanted: orders are inflated, or stand at several sources."""
        copies = self.sourcing is not None and self.sourcing.rule.traits.copies
        return copies or self.inflation is not None
