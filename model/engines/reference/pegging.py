"""Pegging: the k-th unit owed belongs to the k-th unit to come, and so has a date.

One function for every promise that looks at the pipeline, and for what a shop itself expects.
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from typing import TYPE_CHECKING

from ...policies.sight import CAUSES, EXACT, SHIPMENTS
from ...policies.units import NEVER
from ...sample_path import mean_residual, residual_at
from .book import SiteEntry
from .schedule import expected_made, planned

if TYPE_CHECKING:
    from .lane import Lane, Shipment
    from .stock_point import StockPoint


def expected_wait(stock: StockPoint, unit: int, sees: int) -> int:
    """Return the ticks until the unit-th unit owed is there: on the shelf, on its way, at work, waiting to be made,
    in the source's book, or yet to be ordered; `sees` is how far up the shop looks."""
    wait = 0
    while True:
        unit -= stock.on_hand
        if unit <= 0:
            return wait
        for lane, shipment in coming(stock, sees):
            unit -= shipment.quantity
            if unit <= 0:
                return min(wait + still_to_go(lane, shipment, sees), NEVER)
        if stock.spec.production is not None:
            known = sees == EXACT
            made_in = planned(stock, unit, begins=False) if known else expected_made(stock, unit, sees)
            return min(wait + made_in, NEVER)
        lane = stock.lanes[0]
        wait = min(wait + lane.spec.mean_transit, NEVER)
        if lane.from_supplier:
            supplier = stock.chain.suppliers[lane.spec.source]
            if sees >= CAUSES and not supplier.up:
                wait = min(wait + supplier.spec.mean_down, NEVER)
            return wait
        if sees == SHIPMENTS:
            return wait
        unit = place_in_book(lane.giver, lane, unit)
        stock = lane.giver


def known_begin(stock: StockPoint, unit: int) -> int:
    """Return the ticks until work on the unit-th unit owed begins, by what chance has decided."""
    unit -= stock.on_hand
    return planned(stock, unit, begins=True) if unit > 0 else 0


def coming(stock: StockPoint, sees: int) -> Iterable[tuple[Lane, Shipment]]:
    """Return the shipments under way by arrival, ties by lane and number; on one lane by dispatch."""
    under_way = [(lane, shipment) for lane in stock.lanes for shipment in lane.transit.values()]
    if len(stock.lanes) > 1 or (sees == EXACT and stock.lanes and stock.lanes[0].spec.overtaking):
        under_way.sort(key=lambda each: still_to_go(*each, sees))
    return under_way


def still_to_go(lane: Lane, shipment: Shipment, sees: int) -> int:
    """Return the ticks a shipment is expected to take from now; an overdue one its mean residual time."""
    now, mean = lane.chain.calendar.now, lane.spec.mean_transit
    if sees == EXACT:
        return shipment.arrival - now
    expected = shipment.dispatched + mean
    if expected >= now:
        return expected - now
    law = lane.chain.world.streams[lane.spec.transit].law
    rest = residual_at(mean_residual(law), float(mean), float(now - shipment.dispatched))
    return math.floor(rest + 0.5) if rest < NEVER else NEVER


def place_in_book(giver: StockPoint, lane: Lane, unit: int) -> int:
    """Return which unit the giver owes when it gives this lane its unit-th from now."""
    mine = giver.book.owed_to[lane.index]
    if unit > mine:
        return giver.backlog + unit - mine
    before = mine = 0
    for entry in giver.book:
        if isinstance(entry, SiteEntry) and entry.lane is lane:
            if mine + entry.left >= unit:
                return before + unit - mine
            mine += entry.left
        before += entry.left
    return before + unit - mine
