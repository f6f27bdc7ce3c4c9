"""Pegging: the k-th unit owed belongs to the k-th unit to come, and so has a date.

One function for every promise that looks at the pipeline, and for what a shop itself expects.
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from typing import TYPE_CHECKING

from ...policies.sight import CAUSES, EXACT, SHIPMENTS
from ...policies.units import NEVER, NOTHING
from ...sample_path import mean_residual, residual_at
from ...scenario.world import Effect
from .book import SiteEntry
from .schedule import expected_made, planned

if TYPE_CHECKING:
    from .disruption import Disruption
    from .lane import Lane, Shipment
    from .stock_point import StockPoint

PAUSE_ORDERS, PAUSE_SHIPMENTS = Effect.PAUSE_ORDERS, Effect.PAUSE_SHIPMENTS
FREEZE, PAUSE_RECEIPTS = Effect.FREEZE_LANES, Effect.PAUSE_RECEIPTS


def expected_wait(stock: StockPoint, unit: int, sees: int) -> int:
    """Return the ticks until the unit-th unit owed is there: on the shelf, on its way, at work, waiting to be made,
    in the source's book, or yet to be ordered; `sees` is how far up the shop looks."""
    wait = 0
    while True:
        unit -= stock.on_hand
        if unit <= 0:
            return wait
        ahead = PAUSE_SHIPMENTS if unit <= stock.on_order else PAUSE_ORDERS
        for lane in stock.lanes:
            unit -= sum(shipment.quantity for shipment in lane.door)
            if unit <= 0:
                return min(wait + delay(lane, sees, PAUSE_RECEIPTS), NEVER)
        for lane, shipment in coming(stock, sees):
            unit -= shipment.quantity
            if unit <= 0:
                return min(wait + still_to_go(lane, shipment, sees), NEVER)
        if stock.spec.production is not None:
            known = sees == EXACT
            made_in = planned(stock, unit, begins=False) if known else expected_made(stock, unit, sees)
            return min(wait + made_in, NEVER)
        lane = stock.lanes[0]
        wait = min(wait + lane.spec.mean_transit + delay(lane, sees, ahead), NEVER)
        unit -= lane.withheld
        if lane.from_supplier or sees == SHIPMENTS or unit <= 0:
            return wait
        told = NOTHING if sees == EXACT else told_by_source(lane.giver, lane, unit)
        if told != NOTHING:
            return min(wait + told, NEVER)
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


def delay(lane: Lane, sees: int, first: Effect) -> int:
    """Return how long the longest disruption in the way is reckoned to last, for who sees causes; `first` is the first
    effect that is still ahead."""
    if sees < CAUSES:
        return 0
    return max((one.remaining() for one in lane.chain.disruptions if strikes(one, lane, first)), default=0)


def strikes(disruption: Disruption, lane: Lane, first: Effect) -> bool:
    """Return whether a disruption lasts and holds up what is still to pass its point of a lane."""
    effect = disruption.spec.effect
    if not disruption.down or effect < first or effect > PAUSE_RECEIPTS:
        return False
    return (lane.to.index if effect == PAUSE_ORDERS else lane.index) in disruption.spec.targets


def still_to_go(lane: Lane, shipment: Shipment, sees: int) -> int:
    """Return the ticks a shipment is expected to take from now, what stands in its way included."""
    return min(moving_still(lane, shipment, sees) + delay(lane, sees, FREEZE), NEVER)


def moving_still(lane: Lane, shipment: Shipment, sees: int) -> int:
    """Return the ticks a shipment is still to move; an overdue one its mean residual time."""
    clock, mean = lane.clock, lane.spec.mean_transit
    if sees == EXACT:
        return shipment.arrival - clock
    expected = shipment.dispatched + mean
    if expected >= clock:
        return expected - clock
    law = lane.chain.world.streams[lane.spec.transit].law
    rest = residual_at(mean_residual(law), float(mean), float(clock - shipment.dispatched))
    return math.floor(rest + 0.5) if rest < NEVER else NEVER


def told_by_source(giver: StockPoint, lane: Lane, unit: int) -> int:
    """Return the ticks until the source said that the unit-th unit ordered by a lane leaves; NOTHING where it did not.

    A date that has passed says nothing any more.
    """
    if giver.site_desk is None or unit > giver.book.owed_to[lane.index]:
        return NOTHING
    for entry in giver.book:
        if isinstance(entry, SiteEntry) and entry.lane is lane:
            unit -= entry.left
            if unit <= 0:
                left = entry.told - giver.chain.calendar.now
                return left if entry.told != NOTHING and left >= 0 else NOTHING
    return NOTHING


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
