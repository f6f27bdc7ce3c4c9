"""Sourcing: which lane gets an order, what distrust and haste divert, and orders taken back from a slow source."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ...outcome.tallies import Way
from ...outcome.trace import Row
from ...policies.registry import rules
from ...policies.sight import CAUSES
from ...policies.supply import expedite, trust
from ...policies.units import NEVER
from ...policies.views import SourceView
from ...scenario.world import Effect, Sourcing
from .acceptance import another_accepts
from .pegging import delay, expected_wait

if TYPE_CHECKING:
    from .lane import Lane
    from .stock_point import StockPoint


def parts_of_order(stock: StockPoint, how: Sourcing, quantity: int) -> list[tuple[Lane, int]]:
    """Return which lane gets how much of an order: haste first, then the rule, then what distrust diverts."""
    parts: list[tuple[Lane, int]] = []
    multiple = stock.spec.replenishment.multiple
    rush = rushed(stock, how, quantity)
    if rush > 0:
        fast = fast_lane(stock)
        fast.count(Way.EXPEDITED, rush)
        parts.append((fast, rush))
        quantity -= rush
    if quantity == 0:
        return parts
    best = best_lane(stock, how, quantity)
    stays = quantity if how.trust is None else stays_with(best, how.trust, quantity, multiple)
    if stays > 0:
        parts.append((best, stays))
    if stays < quantity:
        other = best_lane(stock, how, quantity - stays, but=best)
        best.count(Way.DIVERTED, quantity - stays)
        stock.chain.note(Row.DIVERTED, best.index, other.index, quantity - stays)
        parts.append((other, quantity - stays))
    return parts


def fast_lane(stock: StockPoint) -> Lane:
    """Return the lane for haste alone; only asked where there is one."""
    return next(lane for lane in stock.lanes if lane.spec.fast)


def rushed(stock: StockPoint, how: Sourcing, quantity: int) -> int:
    """Return how much of an order goes to the fast lane, nothing while its source accepts none."""
    if how.expedite is None or (fast := fast_lane(stock)).refusing > 0:
        return 0
    multiple = stock.spec.replenishment.multiple
    return expedite.expedited(quantity, multiple, stock.backlog, fast.on_order, how.expedite)


def best_lane(stock: StockPoint, how: Sourcing, quantity: int, but: Lane | None = None) -> Lane:
    """Return the lane that the rule scores highest of those that accept, the fast one and one more left out."""
    rule = rules("sourcing")[how.rule.rule]
    total = sum(lane.given for lane in stock.lanes)
    best: Lane | None = None
    most = 0.0
    for place, lane in enumerate(stock.lanes):
        if lane.spec.fast or lane is but or lane.refusing > 0:
            continue
        lead_time = expected_lead_time(lane, quantity) if rule.traits.estimate else 0
        view = SourceView(
            place, quantity, lane.spec.share, lane.given, total, lane.spec.dearer_than, lead_time,
            int(not lane.up), lane.overdue,
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
    return min(wait + expected_wait(giver, giver.backlog + quantity, CAUSES), NEVER)


def stays_with(lane: Lane, settings: trust.Settings, quantity: int, multiple: int) -> int:
    """Return how much of an order stays with a lane that is not quite trusted, in whole multiples; all of it where no
    other accepts."""
    if lane.away == 0 or not another_accepts(lane):
        return quantity
    lots = quantity // multiple
    due = trust.carried(lane.carry, trust.kept(lane.trust, settings), lots)
    stays = trust.staying(due, lots)
    lane.carry = due - stays
    return stays * multiple


def judge(lane: Lane, order: int, on_time: int) -> None:
    """Settle an order once, as on time or not, and trust its source accordingly."""
    how = lane.to.spec.sourcing
    lane.count(Way.SETTLED, 1)
    lane.count(Way.ON_TIME, on_time)
    if how is None or how.trust is None:
        return
    lane.trust = trust.trusted(lane.trust, float(on_time), how.trust.weight)
    lane.away = trust.away(lane.away, lane.trust, how.trust)
    lane.chain.note(Row.TRUST, lane.index, order, 0, int(lane.trust * 1_000_000), lane.away)
