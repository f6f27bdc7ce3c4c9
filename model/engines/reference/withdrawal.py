"""Taking back work that has not begun, the newest first, and giving back the components it has got."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ...outcome.trace import Row
from .book import JobEntry
from .line import made

if TYPE_CHECKING:
    from .plant import ProductionOrder
    from .stock_point import StockPoint


def withdraw_jobs(stock: StockPoint, surplus: int) -> int:
    """Take back jobs that wait for components, then released ones; return the quanta they would have made."""
    production = made(stock)
    back = [0] * len(production.components)
    taken = 0
    while surplus - taken >= production.lot:
        order = newest_waiting(stock)
        if order is None:
            break
        jobs = min(order.jobs - order.released, (surplus - taken) // production.lot)
        shrink(order, jobs, back)
        taken += jobs * production.lot
    released = withdraw_released(stock, surplus - taken)
    for place, (_, needed) in enumerate(production.components):
        back[place] += released * needed
    for (component, _), quantity in zip(production.components, back, strict=True):
        if quantity > 0:
            give_back(stock, stock.chain.stocks[component], quantity)
    return taken + released


def newest_waiting(stock: StockPoint) -> ProductionOrder | None:
    """Return the newest order with jobs that wait for a component, None if there is none."""
    newest: ProductionOrder | None = None
    for component, _ in made(stock).components:
        for entry in stock.chain.stocks[component].book:
            if isinstance(entry, JobEntry) and entry.order.stock is stock:
                newest = entry.order if newest is None or entry.order.serial > newest.serial else newest
    return newest


def shrink(order: ProductionOrder, jobs: int, back: list[int]) -> None:
    """Take jobs off an order: what the rest does not need is wanted no more, or goes back."""
    production = made(order.stock)
    order.jobs -= jobs
    order.stock.unreleased -= jobs * production.lot
    for place, (component, needed) in enumerate(production.components):
        enough = order.jobs * production.lot * needed
        more = max(order.given[place] - enough, 0)
        order.given[place] -= more
        back[place] += more
        want_less(order, place, order.stock.chain.stocks[component], enough - order.given[place])


def want_less(order: ProductionOrder, place: int, giver: StockPoint, left: int) -> None:
    """Have a component's book owe an order no more than this."""
    for entry in giver.book:
        if isinstance(entry, JobEntry) and entry.order is order and entry.component == place:
            less = entry.left - left
            giver.settle()
            giver.owe_no_more(less, entry.asked)
            giver.book.pay_off(entry, less)
            if entry.left == 0:
                giver.book.strike(entry)
            giver.position_changed()
            return


def withdraw_released(stock: StockPoint, surplus: int) -> int:
    """Take back jobs that no line has begun, the newest first; return the quanta they would have made."""
    lot, taken = made(stock).lot, 0
    for batch in reversed(stock.plant.queue):
        if batch.stock is stock:
            less = min(batch.jobs, (surplus - taken) // lot)
            batch.jobs -= less
            taken += less * lot
    return taken


def give_back(stock: StockPoint, giver: StockPoint, quantity: int) -> None:
    """Put components back on their shelf; its book is served when the sweep is done."""
    giver.settle()
    giver.give_to_jobs(-quantity)
    giver.on_hand += quantity
    stock.chain.note(Row.COMPONENT_RETURNED, giver.index, stock.index, quantity, giver.on_hand, giver.backlog)
    if giver.site_desk is not None:
        giver.site_desk.goods_came()
    giver.position_changed()
    stock.chain.freed.add(giver.index)
