"""Ordering: what a stock point asks of its source, and what it takes back."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from ...outcome.tallies import Point
from ...outcome.trace import Row
from ...policies.supply import inflation
from ...policies.units import NOTHING
from ...policies.views import ForecastView, StockView
from ...scenario.world import Withdraw
from .book import SiteEntry
from .serving import order_at, owe
from .sourcing import parts_of_order, rushed
from .withdrawal import withdraw_jobs

if TYPE_CHECKING:
    from .lane import Lane
    from .stock_point import StockPoint

# As in `counter`, plain integers.
ORDERS, UNITS_ORDERED, ORDERED = int(Point.ORDERS), int(Point.UNITS_ORDERED), int(Row.ORDERED)
new_view = partial(tuple.__new__, StockView)
"""A view of its numbers in order; the constructor by name takes twice as long."""


def reorder(stock: StockPoint) -> None:
    """Ask the replenishment rule, and order or take back what it says; put off while no order may be placed."""
    if stock.paused > 0:
        stock.put_off = True
        if stock.barred and stock.paused == 1:
            hasten(stock)
        return
    quantity = wanted(stock)
    if quantity > 0:
        place(stock, quantity)
    elif quantity < 0 and stock.spec.replenishment.withdraw != Withdraw.NONE:
        withdraw(stock, -quantity)


def wanted(stock: StockPoint) -> int:
    """Ask the replenishment rule; below 0 is a surplus."""
    on_order = stock.on_order - stock.phantom
    view = new_view((stock.calendar.now, stock.on_hand, on_order, stock.backlog, stock.forecast))
    quantity: int = stock.wants(view, stock.settings)
    return in_lots(stock, quantity) if quantity > 0 else quantity


def in_lots(stock: StockPoint, quantity: int) -> int:
    """Raise a quantity to what may be ordered."""
    rule = stock.spec.replenishment
    return -(-max(quantity, rule.minimum) // rule.multiple) * rule.multiple


def hasten(stock: StockPoint) -> None:
    """Order by the fast lane what is in haste, while no other source accepts an order."""
    if stock.spec.sourcing is not None:
        rush = rushed(stock, stock.spec.sourcing, wanted(stock))
        if rush > 0:
            place(stock, rush)


def place(stock: StockPoint, quantity: int) -> None:
    """Order from the source; the order reaches it within this event."""
    stock.settle()
    position = stock.inventory_position
    if stock.spec.inflation is not None:
        quantity += inflate(stock, stock.spec.inflation, quantity)
    stock.on_order += quantity
    stock.hold_to_most(stock.on_order + stock.on_hand)
    stock.chain.note(ORDERED, stock.index, stock.orders, quantity, position)
    stock.orders += 1
    stock.count(ORDERS, 1)
    stock.count(UNITS_ORDERED, quantity)
    how = stock.spec.sourcing
    if how is not None and how.rule.traits.copies:
        order_copies(stock, quantity)
    elif how is not None:
        for lane, part in parts_of_order(stock, how, quantity):
            order_by(lane, part)
    elif stock.lanes:
        shipped = order_by(stock.lanes[0], quantity)
        if stock.spec.inflation is not None:
            weight = stock.spec.inflation.weight
            stock.shortfall = inflation.shortfall(stock.shortfall, quantity, shipped, weight)
    else:
        stock.plant.make(stock, quantity)


def inflate(stock: StockPoint, settings: inflation.Settings, quantity: int) -> int:
    """Return how much more than wanted is ordered, for fear of getting less."""
    more = inflation.extra(quantity, stock.spec.replenishment.multiple, stock.shortfall, settings.factor)
    if more > 0:
        stock.phantom += more
        stock.count(Point.INFLATED, more)
        short = int(stock.shortfall * 1_000_000)
        stock.chain.note(Row.INFLATED, stock.index, stock.orders, more, short, stock.phantom)
    return more


def order_copies(stock: StockPoint, quantity: int) -> None:
    """Ask the sources in turn for what those before did not ship at once; each keeps what it was asked for in its book,
    and only so much is wanted as one of them alone would bring."""
    wanted = stock.on_order - stock.phantom - quantity
    before, rest, stands = stock.phantom, quantity, False
    stock.on_order -= quantity
    stock.count(UNITS_ORDERED, -quantity)
    for lane in stock.lanes:
        if lane.refusing > 0 or rest == 0:
            continue
        asked, had = in_lots(stock, rest), lane.purchases.on_order
        stock.on_order += asked
        stock.count(UNITS_ORDERED, asked)
        shipped = order_by(lane, asked)
        stands = stands or lane.purchases.on_order - had > shipped
        rest = max(rest - shipped, 0)
    wanted += quantity if stands else quantity - rest
    stock.phantom = stock.on_order - wanted
    if stock.phantom > before:
        stock.count(Point.INFLATED, stock.phantom - before)
        stock.chain.note(Row.DUPLICATED, stock.index, stock.orders, stock.phantom - before, stock.phantom)


def order_by(lane: Lane, quantity: int) -> int:
    """Order from the source of a lane; return what it ships at once."""
    if lane.sourced:
        lane.purchases.take_order(quantity)
    if not lane.from_supplier:
        return order_from(lane, lane.giver, quantity)
    shipped = quantity if lane.up else 0
    lane.dispatch(quantity, lane.chain.calendar.now)
    return shipped


def order_from(lane: Lane, giver: StockPoint, quantity: int) -> int:
    """Order from another stock point: what it has comes at once, which is returned, the rest stands in its book."""
    chain, stock = lane.chain, lane.to
    at_once, serial = order_at(giver, quantity)
    if at_once > 0:
        chain.note(Row.SITE_SERVED, giver.index, stock.index, at_once, -1, quantity - at_once)
        lane.dispatch(at_once, chain.calendar.now)
    if at_once < quantity:
        entry = SiteEntry(serial, quantity - at_once, chain.calendar.now, lane)
        if giver.site_desk is not None and not giver.site_desk.accepts(entry):
            turned_away(lane, giver, entry.left)
            return at_once
        if entry.told != NOTHING:
            lane.purchases.told(entry.told)
        owe(giver, entry)
        chain.note(Row.SITE_OWED, giver.index, stock.index, quantity - at_once, serial, giver.backlog)
    return at_once


def turned_away(lane: Lane, giver: StockPoint, quantity: int) -> None:
    """Take off what a source did not accept: it is neither on order here nor demand there."""
    stock = lane.to
    stock.settle()
    if lane.sourced:
        lane.purchases.refuse(quantity)
    else:
        unwanted = min(stock.phantom, quantity)
        stock.phantom -= unwanted
        stock.count(Point.INFLATED, -unwanted)
    stock.on_order -= quantity
    stock.count(UNITS_ORDERED, -quantity)
    if giver.sees_accepted:
        giver.seen -= quantity


def withdraw(stock: StockPoint, surplus: int) -> None:
    """Reduce the newest open orders by a surplus, as far as they may be reduced; no trace of what may not.

    Only whole multiples: what rounding up has added to an order is no reason to take anything back.
    """
    surplus -= surplus % stock.spec.replenishment.multiple
    taken = 0
    if not stock.lanes:
        taken = withdraw_jobs(stock, surplus)
    for lane in reversed(stock.lanes):
        less = withdraw_by(lane, surplus - taken)
        taken += less
        if lane.sourced and less > 0:
            lane.purchases.withdrawn(less)
    if taken > 0:
        stock.settle()
        stock.on_order -= taken
        stock.count(Point.WITHDRAWN, taken)
        stock.chain.note(Row.WITHDRAWN, stock.index, 0, taken)


def withdraw_by(lane: Lane, surplus: int) -> int:
    """Take back what is ordered by a lane, the newest first; return how much."""
    if not lane.from_supplier:
        return withdraw_from(lane, lane.giver, surplus)
    taken = lane.withdraw_held(surplus)
    if lane.to.spec.replenishment.withdraw == Withdraw.ANY:
        taken += lane.withdraw_in_transit(surplus - taken)
    return taken


def withdraw_from(lane: Lane, giver: StockPoint, surplus: int) -> int:
    """Take back what a giver still owes, the newest first; return how much."""
    taken = 0
    mine = [entry for entry in giver.book if isinstance(entry, SiteEntry) and entry.lane is lane]
    for entry in reversed(mine):
        less = lane.whole(min(entry.left, surplus - taken))
        if less == 0:
            continue
        giver.settle()
        giver.owe_no_more(less, entry.asked)
        giver.book.pay_off(entry, less)
        taken += less
        if entry.left == 0:
            giver.book.strike(entry)
    if taken > 0:
        giver.position_changed()
    return taken


def review(stock: StockPoint) -> None:
    """Look at the stock once a period: renew the forecast, then order."""
    rule = stock.spec.replenishment
    if rule.forecast is not None and stock.reviews > 0:
        stock.demand.add(stock.seen)
        view = ForecastView(stock.forecast, stock.seen, rule.every, stock.reviews - 1, stock.demand.total)
        stock.forecast = rule.forecast.decide(view)
    position = stock.inventory_position
    stock.chain.note(Row.REVIEWED, stock.index, stock.reviews, stock.seen, position)
    stock.reviews += 1
    stock.seen = 0
    reorder(stock)
