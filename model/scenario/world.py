"""The world an engine runs: a resolved scenario in ticks, quanta and places, nothing left out, nothing to look up.

Stock points stand downstream first, so a sweep that goes up the list meets every source after its customers. The
chance part is the table of streams; everything else refers to it by place.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import IntEnum
from typing import NamedTuple

from ..policies.customer import loyalty, patience
from ..policies.registry import Choice
from ..policies.units import NEVER
from .laws import Law


class Stream(NamedTuple):
    """One kind of chance at one entity; its numbers have addresses (member, ordinal)."""

    name: str
    """What is drawn and in which version, e.g. `lead_time/1`."""
    entity: str
    """Whose luck it is, e.g. `retailers.north/console`; `key:` keeps an old name."""
    law: Law
    """In ticks for durations, in quanta for quantities."""


@dataclass(frozen=True, slots=True)
class Clock:
    """The run: warm-up over [start, 0), measurement over [0, horizon)."""

    unit: str
    ticks_per_unit: int
    start: int
    """First tick, minus the warm-up; at most 0."""
    horizon: int
    """What falls on it does not happen."""


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


class BreakdownClock(IntEnum):
    """When a line ages towards its next breakdown."""

    CALENDAR = 0
    WORKING = 1


@dataclass(frozen=True, slots=True)
class Breakdowns:
    """Failures of each line of a site, numbers addressed by (member: line within the site, ordinal: k-th failure)."""

    up: int
    """Stream of times to failure."""
    repair: int
    """Stream of repair times; work resumes where it stopped."""
    clock: BreakdownClock


@dataclass(frozen=True, slots=True)
class RampUp:
    """More lines when the backlog persists, once in a run."""

    backlog_over: int
    """Quanta owed by the site, all its produced items together, above which it feels pressure."""
    lasting: int
    """Ticks the pressure must last without a break."""
    lines: int
    """Lines added."""
    after: int
    """Ticks from the decision until they work."""
    cost: float = 0.0
    """Money, once; engines do not see it."""


@dataclass(frozen=True, slots=True)
class Site:
    """A place that holds stock: retailer, distributor or manufacturer."""

    name: str
    """As in the file, e.g. `retailers.north`."""
    role: str
    lines: int = 0
    """Parallel lines that make this site's items; 0 where it makes none."""
    breakdowns: Breakdowns | None = None
    ramp_up: RampUp | None = None

    @property
    def most_lines(self) -> int:
        """Lines there may be, those of a ramp-up included."""
        return self.lines + (self.ramp_up.lines if self.ramp_up is not None else 0)


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


@dataclass(frozen=True, slots=True)
class Production:
    """How a stock point's item is made on its site's lines."""

    unit_time: int
    """Stream of times for one unit, ordinal the k-th job released here; a job takes lot x it."""
    mean_unit_time: float
    """Ticks."""
    rate: float
    """Nominal quanta per tick if the lines made nothing else: lines x availability / mean unit time."""
    lot: int = 1
    """Quanta a job makes; they come out together."""
    components: tuple[tuple[int, int], ...] = ()
    """(stock point of the component at this site, quanta of it in one quantum of the item)."""


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
    source: Source
    production: Production | None
    """None unless the source is production."""
    allocation: Choice
    reserve: tuple[int, ...]
    """By class from 1: a unit for the class is given only while on_hand, that unit included, exceeds it."""
    shop: Shop | None
    """None where no customer buys."""


class Kind(IntEnum):
    """How a segment's requests come about."""

    STREAM = 0
    """Anonymous: each request a new customer; addresses (0, k)."""
    POPULATION = 1
    """Identified customers with rates of their own; addresses (customer, k)."""
    HISTORY = 2
    """A record of identified customers: (customer, k-th row)."""


@dataclass(frozen=True, slots=True)
class Profile:
    """Demand by measured time, relative to its level: season x launch, by thinning at the ceiling."""

    season: tuple[float, ...] = ()
    """Factors of equal parts of a cycle, mean 1; empty for none."""
    cycle: int = 1
    """Ticks of a whole cycle."""
    offset: int = 0
    """Where in the cycle tick 0 lies."""
    peak: float = 1.0
    """Factor at tick 0; before it the factor is 1."""
    decay: int = 1
    """Ticks in which the excess over 1 falls to 37 %."""


@dataclass(frozen=True, slots=True)
class History:
    """A recorded demand, rows of one customer together and in order of time."""

    first_row: tuple[int, ...]
    """By customer, one more than there are customers: rows first_row[c] to first_row[c + 1]."""
    day: tuple[int, ...]
    """By row: tick at which the row's period begins."""
    item: tuple[int, ...]
    """By row: place in the segment's items."""
    quantity: tuple[int, ...]
    spread: int
    """Ticks of the period over which the path spreads a row."""


class Substitute(NamedTuple):
    """What a share of customers takes instead."""

    stock: int
    up_to: float
    """Cumulated share: taken when the request's number is below it and not below the one before."""


class Belief(NamedTuple):
    """The wait a customer expects where nothing is told."""

    start: int
    """Ticks; 0 for none."""
    weight: float = 0.0
    """How fast it learns from its own waits; 0 never."""


@dataclass(frozen=True, slots=True)
class Segment:
    """Customers alike in law, if not in luck. Every field that ends in a stream is its place in the table."""

    name: str
    """`customers.fans`."""
    kind: Kind
    klass: int
    """Priority class from 1, the most important."""
    sites: tuple[int, ...]
    site_up_to: tuple[float, ...]
    """Cumulated shares; the last is 1."""
    items: tuple[int, ...]
    item_up_to: tuple[float, ...]
    stocks: tuple[tuple[int, ...], ...]
    """Stock point by place of site, then of item."""
    first_cell: int
    """First of this segment's cells of demand, then by place of site, then of item."""
    count: int
    """Customers at the start; 1 source for a stream."""
    joins: int | None
    """Stream of gaps between joining customers, unit exponential times `join_gap`; None where nobody joins."""
    join_gap: float
    """Mean ticks between joins."""
    gap: int
    """STREAM: gaps in ticks. POPULATION: unit exponential, divided by the customer's rate."""
    rate: int | None
    """POPULATION: a customer's rate, requests per tick, ordinal 0."""
    first: int | None
    """STREAM: tick of the first request, None for one gap after the start."""
    limit: int
    """Requests of a STREAM after which it ends."""
    until: int
    """No request after this tick."""
    site_choice: int
    """Uniform; POPULATION and HISTORY: ordinal 0, one shop a customer; STREAM: by request."""
    item_choice: int
    thinning: int
    spread: int
    quantity: int
    """Quanta a request, a whole-number law."""
    tolerance: int | None
    """Stream of the longest wait accepted, ticks; None accepts any."""
    patience: int | None
    """Stream of patience budgets, ticks; equal to `tolerance` for the same draw; None never leaves."""
    temper: patience.Settings
    belief: Belief
    substitution: int
    """Uniform: which substitute, if any."""
    substitutes: tuple[tuple[int, tuple[Substitute, ...]], ...]
    """By stock point that is empty."""
    dropout: int | None
    """Stream of natural drop-out probabilities, ordinal 0; None for 0."""
    loyalty: loyalty.Settings | None
    """None where nobody is identified, or nothing matters to them."""
    luck: int
    """Uniform: whether a purchase was the last."""
    profile: Profile | None
    history: History | None

    @property
    def cells(self) -> int:
        """Cells of demand this segment takes up."""
        return len(self.sites) * len(self.items)


@dataclass(frozen=True, slots=True)
class Prices:
    """Money, which engines never see; metrics price what they counted."""

    hold: tuple[float, ...] = ()
    """By stock point: per unit and time unit."""
    back_order: tuple[float, ...] = ()
    order: tuple[float, ...] = ()
    """By stock point: per order placed."""
    unit: tuple[float, ...] = ()
    """By stock point: per unit ordered."""
    lost: tuple[float, ...] = ()
    """By stock point: per unit lost."""
    delivery: tuple[float, ...] = ()
    """By stock point: per order handed over."""
    message: float = 0.0
    line: float = 0.0
    """Per line and time unit."""


@dataclass(frozen=True, slots=True)
class World:
    """Everything an engine needs besides the sample path."""

    clock: Clock
    items: tuple[Item, ...]
    suppliers: tuple[Supplier, ...]
    sites: tuple[Site, ...]
    stocks: tuple[Stock, ...]
    segments: tuple[Segment, ...]
    streams: tuple[Stream, ...]
    classes: int = 1
    """Number of priority classes."""
    served_within: tuple[int, ...] = ()
    """Ticks d for which the share of requests served within d is counted, at most four."""
    samples: int = 200
    """Instants on the grid of sampled series, at most 400."""
    prices: Prices = field(default_factory=Prices)

    @property
    def cells(self) -> int:
        """Number of cells of demand: (segment, site, item) that a request may name."""
        return sum(segment.cells for segment in self.segments)
