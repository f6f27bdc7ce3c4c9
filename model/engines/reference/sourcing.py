"""Sourcing: how an order is divided among lanes by haste, the rule and distrust; see `pegging` for the best lane."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ...outcome.tallies import Way
from ...outcome.trace import Row
from ...policies.supply import expedite, trust
from ...scenario.world import Sourcing
from .acceptance import another_accepts
from .pegging import best_lane

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
    return expedite.expedited(quantity, multiple, stock.backlog, fast.purchases.on_order, how.expedite)


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
