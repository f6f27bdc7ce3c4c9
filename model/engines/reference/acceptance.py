"""Which sources accept orders, and who waits until one does or until it may order again itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from .lane import Lane
    from .stock_point import StockPoint


def refuse_orders(lane: Lane) -> None:
    """Have a source accept no order by a lane from now on."""
    lane.refusing += 1
    see_who_accepts(lane.to)


def accept_orders(lane: Lane) -> None:
    """Have a source accept orders by a lane again, unless something else keeps it from doing so."""
    lane.refusing -= 1
    if lane.refusing > 0:
        return
    stock = lane.to
    see_who_accepts(stock)
    if lane.spec.fast and stock.put_off:
        stock.chain.changed.add(stock.index)
    look_at_stale(stock)


def see_who_accepts(stock: StockPoint) -> None:
    """Have a stock point wait while none of the sources that its rule chooses among accepts an order."""
    barred = all(lane.refusing > 0 for lane in choosable(stock))
    if barred == stock.barred:
        return
    stock.barred = barred
    if barred:
        stock.paused += 1
    else:
        let_order(stock)


def choosable(stock: StockPoint) -> list[Lane]:
    """Return the lanes that the rule chooses among: not the one for haste, and the first alone if it takes no other."""
    how = stock.spec.sourcing
    plain = [lane for lane in stock.lanes if not lane.spec.fast]
    return plain[:1] if how is not None and how.rule.traits.first else plain


def another_accepts(lane: Lane) -> bool:
    """Return whether an order may go elsewhere than by this lane, haste aside."""
    return any(other.refusing == 0 and not other.spec.fast for other in lane.to.lanes if other is not lane)


def pause(stock: StockPoint) -> None:
    """Let a stock point place no order."""
    stock.paused += 1


def go_on_ordering(stock: StockPoint) -> None:
    """End one time in which a stock point places no order."""
    let_order(stock)
    look_at_stale(stock)


def let_order(stock: StockPoint) -> None:
    """Take away a reason to place no order; with the last it looks now at what it would have looked at meanwhile."""
    stock.paused -= 1
    if stock.paused == 0 and stock.put_off:
        stock.put_off = False
        stock.chain.changed.add(stock.index)


def look_at_stale(stock: StockPoint) -> None:
    """Look again at the orders that would have been taken back, had there been a way to order elsewhere."""
    for lane in stock.lanes:
        for order in lane.purchases.orders.values():
            if order.put_off:
                order.put_off = False
                lane.purchases.expect_stale(order.number, stock.chain.calendar.now)
