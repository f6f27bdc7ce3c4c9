"""The World: everything an engine needs besides the sample path."""

from __future__ import annotations

from dataclasses import dataclass, field, fields

from ...policies.own import OwnRule
from ...policies.units import NEVER
from .demand import Segment
from .disruptions import Disruption
from .sites import Site
from .stocks import Stock
from .supply import Item, Lane, Supplier
from .time import Clock, Stream


@dataclass(frozen=True, slots=True)
class Prices:
    """Money, which engines never see; metrics price what they counted."""

    hold: tuple[float, ...] = ()
    """By stock point: per unit and time unit."""
    hold_components: tuple[float, ...] = ()
    """By stock point: per unit given to jobs that are not done, and time unit."""
    in_transit: tuple[float, ...] = ()
    """By lane: per unit under way by it and time unit."""
    back_order: tuple[float, ...] = ()
    order: tuple[float, ...] = ()
    """By stock point: per order placed."""
    unit: tuple[float, ...] = ()
    """By stock point: per unit ordered."""
    lost: tuple[float, ...] = ()
    """By stock point: per unit lost."""
    destroyed: tuple[float, ...] = ()
    """By stock point: per unit destroyed by a disruption."""
    delivery: tuple[float, ...] = ()
    """By stock point: per order handed over."""
    compensation: tuple[float, ...] = ()
    """By stock point: per payment to a customer kept waiting."""
    cancellation: tuple[float, ...] = ()
    """By stock point: per back-order that ended before its last unit was handed over."""
    inquiry: tuple[float, ...] = ()
    """By stock point asked: per inquiry of a waiting customer."""
    discount: tuple[float, ...] = ()
    """By stock point: per unit handed over to customers who had waited."""
    lane: tuple[float, ...] = ()
    """By lane: per unit ordered by it."""
    lane_order: tuple[float, ...] = ()
    """By lane: per order placed by it."""
    message: tuple[float, ...] = ()
    """By stock point asked: per message to a waiting customer."""
    line: tuple[float, ...] = ()
    """By site: per line and time unit."""

    @property
    def given(self) -> bool:
        """Whether anything has a price."""
        return any(any(getattr(self, one.name)) for one in fields(self))


@dataclass(frozen=True, slots=True)
class World:
    """Everything an engine needs besides the sample path."""

    clock: Clock
    items: tuple[Item, ...]
    suppliers: tuple[Supplier, ...]
    sites: tuple[Site, ...]
    stocks: tuple[Stock, ...]
    lanes: tuple[Lane, ...]
    """In the order of the stock points they lead to, then as written."""
    segments: tuple[Segment, ...]
    streams: tuple[Stream, ...]
    classes: int = 1
    """Number of priority classes."""
    served_within: tuple[int, ...] = ()
    """Ticks d for which the share of requests served within d is counted, at most four."""
    lateness: tuple[int, ...] = ()
    """Ticks beyond what was expected at which classes of lateness begin, at most three."""
    scores: tuple[float, ...] = ()
    """Score given by a customer on time, then by one in each class; engines do not see it."""
    discount: float = 0.0
    """Share by which a request is worth less for each tick it comes later; 0 where none to come is valued."""
    disruptions: tuple[Disruption, ...] = ()
    """By place in the file: suppliers, then sites in order of role, each site's own before those of its entries."""
    bucket: int = 0
    """Ticks over which orders and demand are summed to see how much they vary; 0 where that is not measured."""
    accrual: int = 0
    """Ticks of a period at the end of which stock and backlog cost something; 0 where they do all the time."""
    farthest: int = NEVER >> 1
    """Ticks from which on a wait is too long to be told, or to be reckoned with: its sums would not fit."""
    samples: int = 200
    """Instants on the grid of sampled series, at most 400."""
    prices: Prices = field(default_factory=Prices)

    def own_rules(self) -> tuple[OwnRule, ...]:
        """Return the users' own rules that stock points follow, each once."""
        found: list[OwnRule | None] = []
        for stock in self.stocks:
            rule = stock.replenishment
            choices = [rule.rule, rule.forecast]
            choices += (
                [] if stock.shop is None else [stock.shop.offer, stock.shop.promise, stock.shop.updates]
            )
            found += [choice.own for choice in choices if choice is not None]
        return tuple(dict.fromkeys(own for own in found if own is not None))

    @property
    def bucket_ends(self) -> tuple[int, ...]:
        """Last tick before the first bucket and of each whole one, as [0, horizon) is divided; none without buckets."""
        return tuple(range(-1, self.clock.horizon, self.bucket)) if self.bucket > 0 else ()

    @property
    def cells(self) -> int:
        """Number of cells of demand: (segment, site, item) that a request may name."""
        return sum(segment.cells for segment in self.segments)
