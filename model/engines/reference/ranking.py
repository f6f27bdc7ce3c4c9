"""Where an order stands among those who are owed, where its rank is its own: by due date, by value, by size."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ...policies.sight import ORDERS
from ...policies.units import NEVER, NOTHING
from ...policies.views import AllocationView
from .book import BackOrder, Entry, SiteEntry
from .pegging import expected_wait

if TYPE_CHECKING:
    from .customer import Crowd
    from .stock_point import StockPoint


def rank_of(stock: StockPoint, entry: Entry) -> int:
    """Return the rank of an entry about to be entered; the least is served first."""
    allocation = stock.spec.allocation
    due = due_of(stock, entry) if allocation.traits.due else 0
    rank: int = allocation.decide(AllocationView(entry.klass, due, entry.left, worth_of(stock, entry)))
    return rank


def due_of(stock: StockPoint, entry: Entry) -> int:
    """Return the tick by which goods are to leave: by the date told, else by the shop's own estimate."""
    if isinstance(entry, BackOrder) and entry.first_date != NOTHING:
        assert stock.desk is not None
        return entry.first_date - stock.desk.delivery
    if isinstance(entry, SiteEntry) and entry.told != NOTHING:
        return entry.told
    sees = ORDERS if stock.desk is None else stock.desk.sees
    unit = stock.kept_from(entry.klass) + stock.backlog + entry.left
    wait = expected_wait(stock, unit, sees)
    return stock.chain.calendar.now + wait if wait < stock.chain.world.farthest else NEVER


def worth_of(stock: StockPoint, entry: Entry) -> float:
    """Return what an order is worth: its customer's value where one is given, else the price of what it is owed."""
    if isinstance(entry, BackOrder):
        return order_worth(stock, entry.request.segment, entry.left)
    return entry.left * stock.spec.price


def order_worth(stock: StockPoint, crowd: Crowd, quantity: int) -> float:
    """Return what a customer's order is worth."""
    value = crowd.spec.value
    return quantity * stock.spec.price if value < 0.0 else value


def owed_ahead(stock: StockPoint, crowd: Crowd, quantity: int) -> int:
    """Return the quanta owed to all that a customer's new order would stand behind; to all where its date decides."""
    if not stock.book.ranked:
        return stock.owed_before(crowd.spec.klass)
    allocation = stock.spec.allocation
    if allocation.traits.due:
        return stock.backlog
    worth = order_worth(stock, crowd, quantity)
    return stock.book.owed_up_to(allocation.decide(AllocationView(crowd.spec.klass, 0, quantity, worth)))


def owed_ahead_of_site(stock: StockPoint, quantity: int) -> int:
    """Return the quanta owed to all that another site's new order would stand behind."""
    if not stock.book.ranked:
        return stock.owed_before(1)
    allocation = stock.spec.allocation
    if allocation.traits.due:
        return stock.backlog
    return stock.book.owed_up_to(
        allocation.decide(AllocationView(1, 0, quantity, quantity * stock.spec.price))
    )
