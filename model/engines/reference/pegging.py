"""Pegging: the k-th unit owed belongs to the k-th unit to come, and so has a date.

One function for every promise that looks at the pipeline, for what a shop itself expects, and for sources that are
compared by it.
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from typing import TYPE_CHECKING

from ...policies.registry import rules
from ...policies.sight import CAUSES, EXACT, SHIPMENTS
from ...policies.units import NEVER, NOTHING
from ...policies.views import SourceView
from ...sample_path import mean_residual, residual_at
from ...scenario.world import Effect, Sourcing
from .acceptance import choosable
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
        copies = stock.phantom if len(stock.lanes) > 1 else 0
        ahead = PAUSE_SHIPMENTS if unit <= stock.on_order - copies else PAUSE_ORDERS
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
        if len(stock.lanes) > 1:
            lane, unit = brought_by(stock, unit, sees)
        wait = min(wait + lane.spec.mean_transit + delay(lane, sees, ahead), NEVER)
        unit -= lane.withheld
        if lane.from_supplier or sees == SHIPMENTS or unit <= 0:
            return wait
        told = NOTHING if sees == EXACT else told_by_source(lane.giver, lane, unit)
        if told != NOTHING:
            return min(wait + told, NEVER)
        unit = place_in_book(lane.giver, lane, unit)
        stock = lane.giver


def brought_by(stock: StockPoint, unit: int, sees: int) -> tuple[Lane, int]:
    """Return which of several lanes brings the unit-th of the units that are not shipped, and as which of its own."""
    unshipped = [not_shipped(lane) for lane in stock.lanes]
    more = unit - sum(unshipped) + min(stock.phantom, sum(unshipped))
    if more <= 0:
        return soonest_of_several(stock, unshipped, unit, sees)
    how = stock.spec.sourcing
    assert how is not None
    best = choosable(stock)[0] if stock.barred else best_lane(stock, how, more)
    assert best is not None
    return best, not_shipped(best) + more


def soonest_of_several(stock: StockPoint, unshipped: list[int], unit: int, sees: int) -> tuple[Lane, int]:
    """Return the lane of the unit-th to come of those on order and not shipped, and which of the lane's it is.

    The lanes are sorted lists of dates. Among n of them, the unit / n next of that list whose last such date is the
    earliest are all among the first `unit`: they are passed over, until one is left.
    """
    passed = [0] * len(unshipped)
    while True:
        part = max(unit // len(unshipped), 1)
        best, soonest = NOTHING, NEVER
        for place, lane in enumerate(stock.lanes):
            upto = min(passed[place] + part, unshipped[place])
            if upto == passed[place]:
                continue
            wait = wait_for_unshipped(lane, upto, sees)
            if best == NOTHING or wait < soonest:
                best, soonest = place, wait
        upto = min(passed[best] + part, unshipped[best])
        unit -= upto - passed[best]
        passed[best] = upto
        if unit == 0:
            return stock.lanes[best], upto


def wait_for_unshipped(lane: Lane, unit: int, sees: int) -> int:
    """Return the ticks until the unit-th unit that is ordered by a lane and not shipped is there."""
    wait = min(lane.spec.mean_transit + delay(lane, sees, PAUSE_SHIPMENTS), NEVER)
    unit -= lane.withheld
    if lane.from_supplier or sees == SHIPMENTS or unit <= 0:
        return wait
    told = NOTHING if sees == EXACT else told_by_source(lane.giver, lane, unit)
    if told == NOTHING:
        told = expected_wait(lane.giver, place_in_book(lane.giver, lane, unit), sees)
    return min(wait + told, NEVER)


def not_shipped(lane: Lane) -> int:
    """Return the quanta ordered by a lane that its source holds or owes."""
    return lane.withheld + (0 if lane.from_supplier else lane.giver.book.owed_to[lane.index])


def known_begin(stock: StockPoint, unit: int) -> int:
    """Return the ticks until work on the unit-th unit owed begins, by what chance has decided."""
    unit -= stock.on_hand
    return planned(stock, unit, begins=True) if unit > 0 else 0


def coming(stock: StockPoint, sees: int) -> Iterable[tuple[Lane, Shipment]]:
    """Return the shipments under way by arrival, ties by lane and number; on one lane by dispatch."""
    found = [(lane, shipment) for lane in stock.lanes for shipment in lane.transit.values()]
    if len(stock.lanes) > 1 or (sees == EXACT and stock.lanes and stock.lanes[0].spec.overtaking):
        found.sort(key=lambda each: still_to_go(*each, sees))
    return found


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
    """Return as which of the units to come at the giver this lane gets its unit-th, after what is kept from sites."""
    mine = giver.book.owed_to[lane.index]
    kept = giver.kept_from(1)
    if unit > mine or mine == giver.backlog:
        return kept + giver.backlog + unit - mine
    before, mine = kept, 0
    for entry in giver.book:
        if isinstance(entry, SiteEntry) and entry.lane is lane:
            if mine + entry.left >= unit:
                return before + unit - mine
            mine += entry.left
        before += entry.left
    return before + unit - mine


def best_lane(stock: StockPoint, how: Sourcing, quantity: int, but: Lane | None = None) -> Lane:
    """Return the lane that the rule scores highest of those that accept, the fast one and one more left out."""
    rule = rules("sourcing")[how.rule.rule]
    total = sum(lane.purchases.given for lane in stock.lanes)
    best: Lane | None = None
    most = 0.0
    for place, lane in enumerate(stock.lanes):
        if lane.spec.fast or lane is but or lane.refusing > 0:
            continue
        lead_time = expected_lead_time(lane, quantity) if rule.traits.estimate else 0
        view = SourceView(
            place, quantity, lane.spec.share, lane.purchases.given, total, lane.spec.dearer_than, lead_time,
            int(not lane.clear), lane.purchases.overdue,
        )  # fmt: skip
        score: float = rule.decide(view, how.rule.settings)
        if best is None or score > most:
            best, most = lane, score
    assert best is not None
    return best


def expected_lead_time(lane: Lane, quantity: int) -> int:
    """Return how long an order would take: the way, and what keeps its source from shipping."""
    wait = min(lane.spec.mean_transit + delay(lane, CAUSES, Effect.PAUSE_SHIPMENTS), NEVER)
    if lane.from_supplier:
        return wait
    giver = lane.giver
    return min(wait + expected_wait(giver, giver.kept_from(1) + giver.backlog + quantity, CAUSES), NEVER)
