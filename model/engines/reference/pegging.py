"""Pegging: the k-th unit owed belongs to the k-th unit to come, and so has a date.

One function for every promise that looks at the pipeline, and for what a shop itself expects.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from ...policies.promise import pipeline
from ...policies.units import NEVER
from ...sample_path import mean_residual, residual_at
from .book import SiteEntry

if TYPE_CHECKING:
    from .lane import Lane, Shipment
    from .stock_point import StockPoint


def expected_wait(stock: StockPoint, unit: int, sees: int) -> int:
    """Return the ticks until the unit-th unit owed is there: on the shelf, on its way, in the source's book, or yet to
    be ordered; `sees` is how far up the shop looks (`promise.pipeline`)."""
    wait = 0
    while True:
        unit -= stock.on_hand
        if unit <= 0:
            return wait
        for lane in stock.lanes:
            for shipment in lane.transit.values():
                unit -= shipment.quantity
                if unit <= 0:
                    return min(wait + still_to_go(lane, shipment), NEVER)
        if stock.spec.production is not None:
            made_in = unit / stock.spec.production.rate
            return min(wait + math.floor(made_in + 0.5), NEVER) if made_in < NEVER else NEVER
        lane = stock.lanes[0]
        wait = min(wait + lane.spec.mean_transit, NEVER)
        if lane.from_supplier:
            supplier = stock.chain.suppliers[lane.spec.source]
            if sees == pipeline.CAUSES and not supplier.up:
                wait = min(wait + supplier.spec.mean_down, NEVER)
            return wait
        if sees == pipeline.SHIPMENTS:
            return wait
        unit = place_in_book(lane.giver, lane, unit)
        stock = lane.giver


def still_to_go(lane: Lane, shipment: Shipment) -> int:
    """Return the ticks a shipment is expected to take from now; an overdue one its mean residual time."""
    now, mean = lane.chain.calendar.now, lane.spec.mean_transit
    expected = shipment.dispatched + mean
    if expected >= now:
        return expected - now
    law = lane.chain.world.streams[lane.spec.transit].law
    rest = residual_at(mean_residual(law), float(mean), float(now - shipment.dispatched))
    return math.floor(rest + 0.5) if rest < NEVER else NEVER


def place_in_book(giver: StockPoint, lane: Lane, unit: int) -> int:
    """Return which unit the giver owes when it gives this lane its unit-th from now."""
    before = mine = 0
    for entry in giver.book:
        if isinstance(entry, SiteEntry) and entry.lane is lane:
            if mine + entry.left >= unit:
                return before + unit - mine
            mine += entry.left
        before += entry.left
    return before + unit - mine
