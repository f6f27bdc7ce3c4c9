"""A world small enough to work every measure out by hand: two shops, a whole and a divisible item, two segments.

Cells in order: fans at north for a widget, fans at south for a widget, passers at north for a widget, passers at
north for powder.
"""

from __future__ import annotations

import numpy as np

from model.outcome.histogram import BUCKETS
from model.outcome.outcome import Outcome
from model.outcome.tallies import Cell, Crowd, Outage, Place, Point, Way
from model.policies.customer import loyalty, patience
from model.policies.registry import choose
from model.scenario.laws import Law
from model.scenario.world import (
    Belief,
    Clock,
    Elsewhere,
    Item,
    Kind,
    Lane,
    Prices,
    Replenishment,
    Segment,
    Shop,
    Site,
    SourceKind,
    Sourcing,
    Stock,
    Stream,
    Supplier,
    World,
)

DAY = 1000
"""Ticks of the small world's time unit."""
HORIZON = 10
"""Days measured."""
UNIFORM = Law("uniform", (0.0, 1.0))


def segment(
    name: str, kind: Kind, sites: tuple[int, ...], stocks: tuple[tuple[int, ...], ...], first_cell: int
) -> Segment:
    """Return a segment that shops at these sites; identified customers can be driven away."""
    items = tuple(range(len(stocks[0])))
    return Segment(
        name=name, kind=kind, klass=1,
        sites=sites, site_up_to=tuple((place + 1) / len(sites) for place in range(len(sites))),
        items=items, item_up_to=tuple((place + 1) / len(items) for place in items),
        stocks=stocks, first_cell=first_cell, count=40, joins=None, join_gap=0.0, gap=0, rate=None, first=None,
        limit=1000, until=HORIZON * DAY, site_choice=0, item_choice=0, thinning=0, spread=0, quantity=0,
        tolerance=None, patience=None, temper=patience.Settings(), belief=Belief(0), substitution=0, substitutes=(),
        also_orders_at=((0, (Elsewhere(2, 0.5),)),) if kind is Kind.POPULATION else (),
        dropout=None, loyalty=None if kind is Kind.STREAM else loyalty.Settings(), luck=0, profile=None, history=None,
    )  # fmt: skip


def small_world(prices: Prices | None = None, served_within: tuple[int, ...] = (2 * DAY,)) -> World:
    """Return the world; `prices` as given, none by default."""
    shop = Shop(choose("offer", "open"), choose("promise", "none"), choose("updates", "none"))
    rule = Replenishment(choose("replenishment", "base_stock", S=5))

    def stock(name: str, site: int, item: int, lane: int) -> Stock:
        several = Sourcing(choose("sourcing", "single")) if lane == 2 else None
        allocation = choose("allocation", "first_come")
        return Stock(name, site, item, 5, rule, (lane,), None, allocation, (0,), shop, sourcing=several)

    return World(
        clock=Clock("day", DAY, 0, HORIZON * DAY),
        items=(Item("widget", 10.0), Item("powder", 3.0, quanta=1_000_000)),
        suppliers=(Supplier("mill"),),
        sites=(Site("retailers.north", "retailer", lines=2), Site("retailers.south", "retailer")),
        stocks=(
            stock("retailers.north/widget", 0, 0, 0),
            stock("retailers.north/powder", 0, 1, 1),
            stock("retailers.south/widget", 1, 0, 2),
        ),
        lanes=(
            Lane("north/widget from mill", SourceKind.SUPPLIER, 0, 0, 0),
            Lane("north/powder from mill", SourceKind.SUPPLIER, 0, 1, 0),
            Lane("south/widget from north", SourceKind.SITE, 0, 2, 0),
        ),
        segments=(
            segment("customers.fans", Kind.POPULATION, (0, 1), ((0,), (2,)), 0),
            segment("customers.passers", Kind.STREAM, (0,), ((0, 1),), 2),
        ),
        streams=(Stream("site/1", "customers.fans", UNIFORM),),
        served_within=served_within,
        prices=prices or Prices(),
    )  # fmt: skip


def blank_outcome(world: World, *, fingerprint: int = 0) -> Outcome:
    """Return an outcome in which nothing happened."""
    stocks = len(world.stocks)

    def table(*shape: int) -> np.ndarray[tuple[int, ...], np.dtype[np.int64]]:
        return np.zeros(shape, np.int64)

    return Outcome(
        cells=table(world.cells, len(Cell)),
        points=table(stocks, len(Point)),
        places=table(len(world.sites), len(Place)),
        crowds=table(len(world.segments), len(Crowd)),
        outages=table(len(world.disruptions), len(Outage)),
        ways=table(len(world.lanes), len(Way)),
        fill_times=table(stocks, BUCKETS),
        left_times=table(stocks, BUCKETS),
        cancelled_times=table(stocks, BUCKETS),
        under_way_times=table(stocks, BUCKETS),
        waiting_ages=table(stocks, BUCKETS),
        firm_waits=table(stocks, BUCKETS),
        series=table(4, stocks, 2),
        flows=table(5, stocks, 2),
        sample_ticks=np.arange(4, dtype=np.int64) * 2500,
        end=world.clock.horizon,
        fingerprint=fingerprint,
        marks=table(0),
        rows=7,
        requests=3,
    )
