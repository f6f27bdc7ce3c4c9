"""Several sources: whether they are on time, and what lateness costs them in orders."""

from __future__ import annotations

import numpy as np

from ..outcome.tallies import Point, Way
from .measure import STOCK, Unit, Values, measure, ratio
from .sums import Sums


@measure("Orders to sources on time, in full", Unit.SHARE, "higher", STOCK)
def on_time_in_full(of: Sums) -> Values:
    """Orders of the scope filled by their due date / those filled, past it or taken back; where dates are kept."""
    return ratio(of.bought(Way.ON_TIME), of.bought(Way.SETTLED))


@measure("Lost business with buyers", Unit.SHARE, "lower", STOCK)
def lost_business(of: Sums) -> Values:
    """Units that buyers with several sources diverted from the scope for lack of trust / those and all ordered."""
    lost = of.sold(Way.DIVERTED)
    return ratio(lost, lost + of.sold(Way.UNITS))


@measure("Units taken back from a source", Unit.UNITS_PER_TIME, "lower", STOCK)
def taken_back(of: Sums) -> Values:
    """Units ordered from the scope, and taken back: not shipped in time, or brought by another source / time."""
    return _where_sourced(of, of.sold(Way.TAKEN_BACK) / of.frame.horizon)


@measure("Units expedited", Unit.SHARE, None, STOCK)
def expedited(of: Sums) -> Values:
    """Units that the scope ordered by its faster way / units it ordered where it has several sources, those turned
    away or withdrawn since among both."""
    return ratio(of.bought(Way.EXPEDITED), of.bought(Way.ASKED))


@measure("Phantom orders", Unit.SHARE, "lower", STOCK)
def phantom_orders(of: Sums) -> Values:
    """Units ordered that nobody wanted / units ordered, where orders are inflated or stand at several sources."""
    stocks = of.frame.world.stocks
    phantom = of.frame.fixed("phantom", lambda: (stock.orders_phantoms for stock in stocks))
    ordered = of.by_point(phantom * of.points_by_stock[:, Point.UNITS_ORDERED])
    return ratio(of.point(Point.INFLATED), ordered)


@measure("Cost of sources", Unit.MONEY, "lower", STOCK)
def cost_sources(of: Sums) -> Values:
    """Units ordered from each source, less those taken back, x its price / time."""
    prices = of.frame.prices("lane")
    if prices is None:
        return of.frame.absent
    points = of.points_by_stock[of.frame.lane_stock]
    bought = points[:, Point.UNITS_ORDERED] - points[:, Point.WITHDRAWN] - points[:, Point.INFLATED_BACK]
    by_several = of.ways_by_lane[:, Way.UNITS] - of.ways_by_lane[:, Way.TAKEN_BACK]
    return of.by_lane(prices * np.where(only(of), bought, by_several)) / of.frame.horizon


def cost_of_orders(of: Sums) -> Values:
    """Price the orders placed by each lane, per time; 0 where no source has such a price."""
    prices = of.frame.prices("lane_order")
    if prices is None:
        return np.zeros_like(of.frame.absent)
    placed = of.points_by_stock[of.frame.lane_stock, Point.ORDERS]
    return of.by_lane(prices * np.where(only(of), placed, of.ways_by_lane[:, Way.ORDERS])) / of.frame.horizon


def only(of: Sums) -> Values:
    """Return by lane whether it is the only one to its stock point, and so takes all that is ordered there."""
    world = of.frame.world
    return of.frame.fixed("only", lambda: (world.stocks[lane.to].sourcing is None for lane in world.lanes))


def _where_sourced(of: Sums, amount: Values) -> Values:
    """Return an amount, absent at scopes that nobody with several sources orders from."""
    return ratio(amount, (of.sold(Way.ORDERS) > 0).astype(float))


MEASURES = (on_time_in_full, lost_business, taken_back, expedited, phantom_orders)
