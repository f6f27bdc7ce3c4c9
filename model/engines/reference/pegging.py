"""Pegging: the k-th unit owed belongs to the k-th unit to come, and so has a date.

One function for every promise that looks at the pipeline, and for what a shop itself expects.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from ...policies.promise import pipeline
from ...policies.units import NEVER
from ...sample_path import mean_residual, residual_at
from ...scenario.world import SourceKind
from .book import SiteEntry

if TYPE_CHECKING:
    from .stock_point import Shipment, StockPoint


def expected_wait(stock: StockPoint, unit: int, sees: int) -> int:
    """Return the ticks until the unit-th unit owed is there: on the shelf, on its way, in the source's book, or yet to
    be ordered; `sees` is how far up the shop looks (`promise.pipeline`)."""
    wait = 0
    while True:
        unit -= stock.on_hand
        if unit <= 0:
            return wait
        for shipment in stock.transit.values():
            unit -= shipment.quantity
            if unit <= 0:
                return min(wait + still_to_go(stock, shipment), NEVER)
        source = stock.spec.source
        if source.kind == SourceKind.PRODUCTION:
            assert stock.spec.production is not None
            made_in = unit / stock.spec.production.rate
            return min(wait + math.floor(made_in + 0.5), NEVER) if made_in < NEVER else NEVER
        wait = min(wait + source.mean_transit, NEVER)
        if source.kind == SourceKind.SUPPLIER:
            supplier = stock.chain.suppliers[source.index]
            if sees == pipeline.CAUSES and not supplier.up:
                wait = min(wait + supplier.spec.mean_down, NEVER)
            return wait
        if sees == pipeline.SHIPMENTS:
            return wait
        giver = stock.chain.stocks[source.index]
        unit = place_in_book(giver, stock, unit)
        stock = giver


def still_to_go(stock: StockPoint, shipment: Shipment) -> int:
    """Return the ticks a shipment is expected to take from now; an overdue one its mean residual time."""
    now, source = stock.chain.calendar.now, stock.spec.source
    assert source.transit is not None
    expected = shipment.dispatched + source.mean_transit
    if expected >= now:
        return expected - now
    law = stock.chain.world.streams[source.transit].law
    rest = residual_at(mean_residual(law), float(source.mean_transit), float(now - shipment.dispatched))
    return math.floor(rest + 0.5) if rest < NEVER else NEVER


def place_in_book(giver: StockPoint, owed: StockPoint, unit: int) -> int:
    """Return which unit the giver owes when it gives this stock point its unit-th from now."""
    before = mine = 0
    for entry in giver.book:
        if isinstance(entry, SiteEntry) and entry.to is owed:
            if mine + entry.left >= unit:
                return before + unit - mine
            mine += entry.left
        before += entry.left
    return before + unit - mine
