"""Money: engines count, and prices are put on the counts here. A part without a price is absent, not 0."""

from __future__ import annotations

import numpy as np

from ..outcome.tallies import LOST, SERVED, Cell, Crowd, Place, Point, Way
from ..policies.customer.lifetime import THOUSAND
from ..scenario.world import Segment, World
from .measure import CROWD, SITE, STOCK, Unit, Values, measure
from .sources import cost_of_orders, cost_sources
from .sums import Sums


@measure("Cost of holding", Unit.MONEY, "lower", STOCK)
def cost_hold(of: Sums) -> Values:
    """Units on hand x time x price / time."""
    return _of_levels(of, "hold", Point.ON_HAND_TIME, Point.ON_HAND_CHARGED)


@measure("Cost of components in jobs", Unit.MONEY, "lower", STOCK)
def cost_hold_components(of: Sums) -> Values:
    """Units of components given to jobs that are not done x time x price of the component / time."""
    return _of_levels(of, "hold_components", Point.IN_JOBS_TIME, Point.IN_JOBS_CHARGED)


@measure("Cost of goods under way", Unit.MONEY, "lower", STOCK)
def cost_in_transit(of: Sums) -> Values:
    """Units under way to the scope x time x price / time."""
    prices = of.frame.prices("in_transit")
    if prices is None:
        return of.frame.absent
    column = Way.IN_TRANSIT_CHARGED if of.frame.world.accrual > 0 else Way.IN_TRANSIT_TIME
    return of.by_lane(prices * of.ways_by_lane[:, column]) * _span(of) / of.frame.horizon


@measure("Cost of owing", Unit.MONEY, "lower", STOCK)
def cost_back_order(of: Sums) -> Values:
    """Units owed x time x price / time."""
    return _of_levels(of, "back_order", Point.BACKLOG_TIME, Point.BACKLOG_CHARGED)


@measure("Cost of ordering", Unit.MONEY, "lower", STOCK)
def cost_order(of: Sums) -> Values:
    """Orders placed x price, that of the source added / time."""
    if of.frame.prices("order") is None and of.frame.prices("lane_order") is None:
        return of.frame.absent
    return np.nan_to_num(_of_points(of, "order", Point.ORDERS)) + cost_of_orders(of)


@measure("Cost of units bought", Unit.MONEY, "lower", STOCK)
def cost_unit(of: Sums) -> Values:
    """Units ordered, less those taken back, x price / time."""
    return (
        _of_points(of, "unit", Point.UNITS_ORDERED)
        - np.nan_to_num(_of_points(of, "unit", Point.WITHDRAWN))
        - np.nan_to_num(_of_points(of, "unit", Point.INFLATED_BACK))
    )


@measure("Cost of lost sales", Unit.MONEY, "lower", STOCK)
def cost_lost(of: Sums) -> Values:
    """Units not offered, refused, reneged or cancelled x price / time; forgone ones cost their revenue only."""
    return _of_cells(of, "lost", of.cells_by_stock[:, list(LOST)].sum(axis=1))


@measure("Cost of destroyed stock", Unit.MONEY, "lower", STOCK)
def cost_destroyed(of: Sums) -> Values:
    """Units destroyed by disruptions x price / time."""
    return _of_points(of, "destroyed", Point.DESTROYED)


@measure("Cost of delivery", Unit.MONEY, "lower", STOCK)
def cost_delivery(of: Sums) -> Values:
    """Orders handed over x price of the shop asked / time."""
    return _of_cells(of, "delivery", of.cells_by_stock[:, Cell.HANDED_OVER])


@measure("Cost of discounts", Unit.MONEY, "lower", STOCK)
def cost_discount(of: Sums) -> Values:
    """Units handed over to customers who had waited x what is let off the price there / time."""
    return _of_points(of, "discount", Point.DISCOUNTED)


@measure("Cost of compensation", Unit.MONEY, "lower", STOCK)
def cost_compensation(of: Sums) -> Values:
    """Payments to customers who were kept waiting x price of what was asked for / time."""
    return _of_cells(of, "compensation", of.cells_by_stock[:, Cell.COMPENSATIONS])


@measure("Cost of orders called off", Unit.MONEY, "lower", STOCK)
def cost_cancellation(of: Sums) -> Values:
    """Back-orders that ended before their last unit was handed over x price / time."""
    return _of_points(of, "cancellation", Point.CALLED_OFF)


@measure("Cost of inquiries", Unit.MONEY, "lower", STOCK)
def cost_inquiry(of: Sums) -> Values:
    """Inquiries of waiting customers x price of what was asked for / time."""
    return _of_cells(of, "inquiry", of.cells_by_stock[:, Cell.INQUIRIES])


@measure("Cost of messages", Unit.MONEY, "lower", STOCK)
def cost_message(of: Sums) -> Values:
    """Messages sent x price of what was asked for / time."""
    return _of_cells(of, "message", of.cells_by_stock[:, Cell.MESSAGES])


@measure("Cost of lines", Unit.MONEY, "lower", SITE)
def cost_line(of: Sums) -> Values:
    """Line-time installed x price / time."""
    prices = of.frame.prices("line")
    if prices is None:
        return of.frame.absent
    return of.by_site(prices * of.outcome.places[:, Place.AVAILABLE]) / of.frame.unit / of.frame.horizon


@measure("Cost of ramping up", Unit.MONEY, "lower", SITE)
def cost_ramp_up(of: Sums) -> Values:
    """Decisions to ramp up x price / time; absent where no ramp-up has a price."""
    steps = [site.ramp_up for site in of.frame.world.sites]
    return _of_steps(of, [0.0 if step is None else step.cost for step in steps], Place.RAMP_UPS)


@measure("Cost of ramping down", Unit.MONEY, "lower", SITE)
def cost_ramp_down(of: Sums) -> Values:
    """Decisions to ramp down x price / time; absent where no ramp-down has a price."""
    steps = [site.ramp_down for site in of.frame.world.sites]
    return _of_steps(of, [0.0 if step is None else step.cost for step in steps], Place.RAMP_DOWNS)


def _of_steps(of: Sums, prices: list[float], column: Place) -> Values:
    """Price decisions about capacity, absent where none has a price."""
    if not any(prices):
        return of.frame.absent
    return of.by_site(np.array(prices, np.float64) * of.outcome.places[:, column]) / of.frame.horizon


@measure("Cost", Unit.MONEY, "lower", SITE)
def cost(of: Sums) -> Values:
    """All costs that have a price / time."""
    parts = np.array([part.of(of) for part in PARTS])
    absent = np.isnan(parts).all(axis=0)
    return np.where(absent, np.nan, np.nansum(parts, axis=0))


@measure("Revenue", Unit.MONEY, "higher", STOCK)
def revenue(of: Sums) -> Values:
    """Units served x price of the item asked for (a substitute counts at that price) / time."""
    world = of.frame.world
    prices = of.frame.fixed(
        "price of items", lambda: (world.items[stock.item].price for stock in world.stocks)
    )
    if not prices.any():
        return of.frame.absent
    served = of.cells_by_stock[:, SERVED].sum(axis=1)
    return of.by_cell(prices[of.frame.cell_stock] * served) / of.frame.horizon


@measure("Profit", Unit.MONEY, "higher", SITE)
def profit(of: Sums) -> Values:
    """Revenue less all costs that have a price / time; absent without a price of any item."""
    return revenue.of(of) - np.nan_to_num(cost.of(of))


@measure("Customer equity", Unit.VALUE, "higher", CROWD)
def customer_equity(of: Sums) -> Values:
    """Requests still expected of customers there at the end, discounted x units x (price - unit cost of the source).

    Until natural drop-out, as if no more were lost to service; absent without a discount or the price of an item."""
    world = of.frame.world
    if world.discount == 0 or not any(item.price for item in world.items):
        return of.frame.absent
    margins = of.frame.fixed("margins", lambda: (_margin(world, segment) for segment in world.segments))
    asks = of.frame.fixed(
        "segments that ask", lambda: (segment.rate is not None for segment in world.segments)
    )
    asked = of.by_segment(asks)
    value = of.by_segment(margins * of.outcome.crowds[:, Crowd.TO_COME] / THOUSAND)
    return np.where(asked > 0, value, np.nan)


@measure("Profit with customer equity", Unit.MONEY, "higher", frozenset({"total"}))
def profit_with_equity(of: Sums) -> Values:
    """Profit + customer equity at the end / time; absent without both."""
    return profit.of(of) + customer_equity.of(of) / of.frame.horizon


def _margin(world: World, segment: Segment) -> float:
    """Return what a request brings in on average: units x (price - what a unit costs the stock point asked)."""
    unit = [_unit_cost(world, stock) for stock in range(len(world.stocks))]
    shares = [
        (here - before) * (there - earlier) * (world.items[item].price - unit[stock])
        for here, before, row in zip(
            segment.site_up_to, (0.0, *segment.site_up_to), segment.stocks, strict=False
        )
        for there, earlier, item, stock in zip(
            segment.item_up_to, (0.0, *segment.item_up_to), segment.items, row, strict=False
        )
    ]
    quantity = world.streams[segment.quantity].law.mean() / world.items[segment.items[0]].quanta
    return quantity * sum(shares)


def _unit_cost(world: World, stock: int) -> float:
    """Return what a unit costs a stock point to order, from the first of its sources where there are several."""
    costs, lanes = world.prices, world.stocks[stock].lanes
    own = costs.unit[stock] if costs.unit else 0.0
    return own + (costs.lane[lanes[0]] if costs.lane and lanes else 0.0)


def _of_points(of: Sums, name: str, column: Point) -> Values:
    """Price a column of the stock points, per time; absent where the scenario gives no such price."""
    prices = of.frame.prices(name)
    if prices is None:
        return of.frame.absent
    return of.by_point(prices * of.points_by_stock[:, column]) / of.frame.horizon


def _of_levels(of: Sums, name: str, always: Point, at_ends: Point) -> Values:
    """Price a level of the stock points, per time: its integral, or what it is at the ends of periods."""
    return _of_points(of, name, at_ends if of.frame.world.accrual > 0 else always) * _span(of)


def _span(of: Sums) -> float:
    """Return the time units that a level is charged for at once: a tick, or the period at whose end it is."""
    return max(of.frame.world.accrual, 1) / of.frame.unit


def _of_cells(of: Sums, name: str, amounts: Values) -> Values:
    """Price an amount by cell of demand at the stock point asked, per time; absent without such a price."""
    prices = of.frame.prices(name)
    if prices is None:
        return of.frame.absent
    return of.by_cell(prices[of.frame.cell_stock] * amounts) / of.frame.horizon


PARTS = (
    cost_hold, cost_hold_components, cost_in_transit, cost_back_order, cost_order, cost_unit, cost_sources, cost_lost,
    cost_destroyed, cost_delivery, cost_discount,
    cost_compensation, cost_cancellation, cost_inquiry, cost_message, cost_line, cost_ramp_up, cost_ramp_down,
)  # fmt: skip
MEASURES = (*PARTS, cost, revenue, profit, customer_equity, profit_with_equity)
