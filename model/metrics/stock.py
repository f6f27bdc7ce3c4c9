"""Stock, backlog and orders between sites."""

from __future__ import annotations

import numpy as np

from ..outcome.tallies import AGE_UNIT, Point, Way
from .measure import FLOW, POINT, STOCK, Unit, Values, measure, ratio
from .sums import Sums


@measure("On hand, mean", Unit.UNITS, None, STOCK)
def on_hand(of: Sums) -> Values:
    """Units on hand averaged over time, summed over the stock points of the scope."""
    return _mean(of, Point.ON_HAND_TIME)


@measure("Backlog, mean", Unit.UNITS, "lower", STOCK)
def backlog(of: Sums) -> Values:
    """Units owed averaged over time, summed over the stock points of the scope."""
    return _mean(of, Point.BACKLOG_TIME)


@measure("On order, mean", Unit.UNITS, None, STOCK)
def on_order(of: Sums) -> Values:
    """Units ordered and not yet received averaged over time, summed over the stock points of the scope."""
    return _mean(of, Point.ON_ORDER_TIME)


@measure("Under way, mean", Unit.UNITS, None, STOCK)
def in_transit(of: Sums) -> Values:
    """Units off the giver's shelf, or shipped by a supplier, and not received, averaged over time."""
    return _where_stocked(of, of.bought(Way.IN_TRANSIT_TIME) / of.frame.ticks)


@measure("Components in jobs, mean", Unit.UNITS, None, STOCK)
def in_jobs(of: Sums) -> Values:
    """Units given to jobs that are not done averaged over time, at the stock points of components that gave them."""
    stocks = of.frame.world.stocks
    used = {place for stock in stocks if stock.production for place, _ in stock.production.components}
    components = of.frame.fixed("components", lambda: (place in used for place in range(len(stocks))))
    mean = of.point(Point.IN_JOBS_TIME) / of.frame.ticks
    return ratio(mean, (of.by_point(components) > 0).astype(float))


@measure("Backlog, highest", Unit.UNITS, "lower", POINT)
def peak_backlog(of: Sums) -> Values:
    """Most units owed at any instant by one stock point."""
    return of.point(Point.PEAK_BACKLOG)


@measure("Lead time, mean", Unit.TIME, "lower", STOCK)
def lead_time(of: Sums) -> Values:
    """Time from the order of a stock point to its receipt / units received, made here or sent from a source."""
    return ratio(of.point(Point.LEAD_TIME) / of.frame.unit, of.point(Point.UNITS_RECEIVED))


@measure("Age of the backlog, mean", Unit.TIME, "lower", STOCK)
def backlog_age(of: Sums) -> Values:
    """Time since units that are owed were asked for, averaged over units owed and time; absent where none ever are."""
    doubled = of.point(Point.AGE_HIGH) * AGE_UNIT + of.point(Point.AGE_LOW)
    return ratio(doubled / (2 * of.frame.unit), of.point(Point.BACKLOG_TIME))


@measure("Time to clear the backlog", Unit.TIME, "lower", STOCK)
def time_to_clear(of: Sums) -> Values:
    """Time from when a stock point begins to owe until it owes nothing / times; those not over count until the horizon.

    So it is a lower bound where a backlog is left at the horizon.
    """
    return ratio(of.point(Point.SPELL_TIME) / of.frame.unit, of.point(Point.SPELLS))


@measure("Time with stock", Unit.SHARE, "higher", STOCK)
def ready_rate(of: Sums) -> Values:
    """Time with anything on hand / time, averaged over the stock points of the scope."""
    return ratio(of.point(Point.STOCKED_TIME) / of.frame.ticks, of.stock_points)


@measure("Orders placed", Unit.ORDERS_PER_TIME, None, STOCK)
def orders(of: Sums) -> Values:
    """Replenishment orders placed / time."""
    return _where_stocked(of, of.point(Point.ORDERS) / of.frame.horizon)


@measure("Units ordered", Unit.UNITS_PER_TIME, None, STOCK)
def units_ordered(of: Sums) -> Values:
    """Units in replenishment orders / time."""
    return _where_stocked(of, of.point(Point.UNITS_ORDERED) / of.frame.horizon)


@measure("Orders of other sites served at once", Unit.SHARE, "higher", STOCK)
def site_fill(of: Sums) -> Values:
    """Units ordered here by other stock points and served at once / units so ordered, components for jobs included."""
    return ratio(of.point(Point.SITE_UNITS_AT_ONCE), of.point(Point.SITE_UNITS))


@measure("Backlog that is phantom", Unit.SHARE, "lower", STOCK)
def phantom_backlog(of: Sums) -> Values:
    """Unit-time owed on orders placed elsewhere too that stood for no demand of their own / unit-time owed."""
    return _where_elsewhere(of, ratio(of.point(Point.PHANTOM_TIME), of.point(Point.BACKLOG_TIME)))


@measure("Duplicates called off", Unit.UNITS_PER_TIME, None, STOCK)
def duplicates(of: Sums) -> Values:
    """Units of orders placed elsewhere too that stood for no demand of their own / time."""
    return _where_elsewhere(of, _where_stocked(of, of.point(Point.PHANTOM_UNITS) / of.frame.horizon))


@measure("Orders of other sites turned away", Unit.SHARE, "lower", STOCK)
def site_turned_away(of: Sums) -> Values:
    """Units ordered here by other stock points and neither given nor owed / units so ordered, each time they are."""
    return ratio(of.point(Point.SITE_TURNED_AWAY), of.point(Point.SITE_UNITS))


@measure("Promises to other sites kept", Unit.SHARE, "higher", STOCK)
def site_promise_kept(of: Sums) -> Values:
    """Orders of other stock points that left in full by the date told to them / those that left and were told one."""
    return ratio(of.point(Point.SITE_PROMISED_KEPT), of.point(Point.SITE_PROMISED))


def _where_elsewhere(of: Sums, amount: Values) -> Values:
    """Return an amount, absent where no customer orders at several shops."""
    several = any(segment.also_orders_at for segment in of.frame.world.segments)
    return amount if several else of.frame.absent


def _mean(of: Sums, column: Point) -> Values:
    """Return units averaged over time."""
    return _where_stocked(of, of.point(column) / of.frame.ticks)


def _where_stocked(of: Sums, amount: Values) -> Values:
    """Return an amount, absent at scopes without a stock point."""
    return ratio(amount, (of.stock_points > 0).astype(float))


@measure("Bullwhip: orders vary, as a multiple of demand", Unit.RATIO, "lower", FLOW)
def bullwhip(of: Sums) -> Values:
    """Variance by bucket of the units ordered / of those asked for and given or owed, both less what was taken back."""
    flows = of.outcome.flows
    if len(flows) < 3:
        return np.full(len(of.frame.scopes.scopes), np.nan)
    by_bucket = np.diff(flows, axis=0) / of.frame.quanta[np.newaxis, :, np.newaxis]
    by_scope = of.frame.scopes.add_up(by_bucket.transpose(1, 0, 2), of.frame.scopes.points)
    asked, ordered = by_scope.var(axis=1).T
    return ratio(ordered, asked)


MEASURES = (
    on_hand,
    backlog,
    on_order,
    in_transit,
    in_jobs,
    lead_time,
    backlog_age,
    time_to_clear,
    peak_backlog,
    ready_rate,
    orders,
    units_ordered,
    site_fill,
    phantom_backlog,
    duplicates,
    site_turned_away,
    site_promise_kept,
    bullwhip,
)
