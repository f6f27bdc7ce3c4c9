"""Customers: when they ask, what they take, how long they wait, and whether they come back."""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum
from typing import NamedTuple

from ...policies.customer import inquiries, loyalty, patience, reputation


class Kind(IntEnum):
    """How a segment's requests come about."""

    STREAM = 0
    """Anonymous: each request a new customer; addresses (0, k). Drawn, or k-th row of a record."""
    POPULATION = 1
    """Identified customers with rates of their own; addresses (customer, k)."""
    HISTORY = 2
    """A record of identified customers: (customer, k-th row)."""


class Growth(IntEnum):
    """How demand grows with measured time."""

    NONE = 0
    LINEAR = 1
    EXPONENTIAL = 2


class Promotion(NamedTuple):
    """A window in which demand is a multiple of what it would be."""

    starts: int
    """Tick at which it first begins."""
    lasts: int
    every: int
    """Ticks from one beginning to the next; 0 for once."""
    factor: float


@dataclass(frozen=True, slots=True)
class Profile:
    """Demand by measured time, relative to its level: season x launch x trend x promotions, thinned at the ceiling."""

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
    trend: Growth = Growth.NONE
    growth: float = 0.0
    """Per tick: of a line, or the exponent's."""
    promotions: tuple[Promotion, ...] = ()
    ceiling: float = 1.0
    """At least the greatest factor of the run: candidates are drawn at the level times it."""


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
    named: bool = True
    """Whether the rows are of identified customers; else all are of strangers, and stand together as one customer's."""


class Substitute(NamedTuple):
    """What a share of customers takes instead."""

    stock: int
    up_to: float
    """Cumulated share: taken when the request's number is below it and not below the one before."""
    keeps_order: bool = False
    """Whether the customer goes on to wait for what it wanted."""


class Elsewhere(NamedTuple):
    """Where a share of customers orders as well."""

    stock: int
    up_to: float
    """Share: ordered there too when the request's number is below it."""


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
    duplication: int = 0
    """Uniform: who orders at other shops as well."""
    also_orders_at: tuple[tuple[int, tuple[Elsewhere, ...]], ...] = ()
    """By stock point that was asked."""
    offering: int = 0
    """Uniform: whom a shop that offers back-orders to a share of customers offers one."""
    doubt: float = 0.0
    """How far a date told is stretched by the shop's lateness so far; 0 takes it at its word."""
    inquiry: int = 0
    """Uniform: where in its first spell a waiting customer asks."""
    inquiries: inquiries.Settings | None = None
    """How often waiting customers ask; None where they never do."""
    if_discounted: float = 1.0
    """Factor on the tolerance where a shop gives a discount for waiting."""
    value: float = -1.0
    """What an order is worth where the shop serves by value; below 0 where the item's price says it."""
    win_back: int | None = None
    """Stream of lapses, ordinal the request that drove the customer away; None where nobody comes back."""
    elsewhere: float = 0.0
    """Share of those lost at the door who buy at a shop outside the model."""
    leaving_for: int = 0
    """Uniform: whether one lost at the door buys elsewhere."""
    joining: int = 0
    """Uniform: whether a candidate joins."""
    word: reputation.Settings | None = None
    """How joining follows the reputation of the shop that a candidate would choose; None where it does not."""

    @property
    def cells(self) -> int:
        """Cells of demand this segment takes up."""
        return len(self.sites) * len(self.items)
