"""Serving the book: what comes in, who gets what is on the shelf, and who is entered as owed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ...outcome.tallies import Point
from ...outcome.trace import Row
from ...policies.allocation import fair_share
from .book import BackOrder, Entry, JobEntry, SiteEntry
from .ranking import rank_of

if TYPE_CHECKING:
    from .stock_point import StockPoint

# As in `counter`, plain integers.
RECEIPTS, UNITS_RECEIVED, RECEIVED = int(Point.RECEIPTS), int(Point.UNITS_RECEIVED), int(Row.RECEIVED)
LEAD_TIME = int(Point.LEAD_TIME)


def order_at(stock: StockPoint, quantity: int) -> tuple[int, int]:
    """Take in another site's order or a job's want: return what goes at once, and the serial of the rest or -1."""
    if not stock.sees_sales:
        stock.seen += quantity
    stock.count(Point.SITE_UNITS, quantity)
    at_once = stock.free_for(1, quantity)
    if at_once > 0:
        stock.take(at_once)
        stock.count(Point.SITE_UNITS_AT_ONCE, at_once)
    stock.position_changed()
    return at_once, stock.chain.next_serial() if at_once < quantity else -1


def owe(stock: StockPoint, entry: Entry) -> None:
    """Enter someone in the book."""
    stock.settle()
    if stock.book.ranked:
        entry.rank = rank_of(stock, entry)
    stock.owe_quanta(entry.left, entry.asked)
    stock.book.add(entry)


def strike(stock: StockPoint, entry: Entry) -> None:
    """Let an entry go with what it was still owed."""
    stock.settle()
    stock.owe_no_more(entry.left, entry.asked)
    stock.book.strike(entry)


def receive(stock: StockPoint, number: int, quantity: int, ordered: int) -> None:
    """Put what came, and was ordered at a tick, on the shelf and serve the book from it."""
    stock.settle()
    stock.on_order -= quantity
    stock.on_hand += quantity
    stock.came_in += quantity
    if stock.desk is not None:
        stock.desk.receipts.add(stock.chain.calendar.now, quantity)
    if stock.site_desk is not None:
        stock.site_desk.receipts.add(stock.chain.calendar.now, quantity)
    stock.count(RECEIPTS, 1)
    stock.count(UNITS_RECEIVED, quantity)
    stock.count(LEAD_TIME, quantity * (stock.chain.calendar.now - ordered))
    stock.chain.note(RECEIVED, stock.index, number, quantity, stock.on_hand, stock.on_order, stock.backlog)
    serve_book(stock)
    if stock.site_desk is not None:
        stock.site_desk.goods_came()


def serve_book(stock: StockPoint) -> None:
    """Give what is on the shelf to those in the book, in the order of allocation."""
    if stock.on_hand == 0 or stock.backlog == 0:
        return
    quota = divide(stock) if stock.shares else None
    blocked = stock.chain.world.classes + 1
    for entry in stock.book:
        if entry.klass >= blocked:
            continue
        amount = min(entry.left, stock.available(entry.klass))
        if quota is not None:
            amount = min(amount, quota[claimant(entry)])
        elif amount < entry.left:
            blocked = entry.klass
        if amount < entry.left and stock.whole and isinstance(entry, BackOrder):
            amount = 0
        if quota is not None:
            quota[claimant(entry)] -= amount
        if amount > 0:
            give(stock, entry, amount)
        if stock.on_hand == 0 or blocked == 1:
            break


def divide(stock: StockPoint) -> dict[int, int]:
    """Divide the shelf between those owed, in proportion, by largest remainder."""
    owed: dict[int, int] = {}
    for entry in stock.book:
        owed[claimant(entry)] = owed.get(claimant(entry), 0) + entry.left
    total = sum(owed.values())
    quota = {who: fair_share.whole_share(stock.on_hand, amount, total) for who, amount in owed.items()}
    left = min(stock.on_hand, total) - sum(quota.values())
    by_claim = sorted(owed, key=lambda who: -fair_share.remainder(stock.on_hand, owed[who], total))
    for who in by_claim[:left]:
        quota[who] += 1
    return quota


def claimant(entry: Entry) -> int:
    """Return who claims a share of a scarce shelf: a stock point, or all customers and jobs of the site as one."""
    return entry.lane.to.index if isinstance(entry, SiteEntry) else -1


def give(stock: StockPoint, entry: Entry, quantity: int) -> None:
    """Hand quanta from the shelf to someone in the book."""
    chain = stock.chain
    stock.take(quantity)
    stock.owe_no_more(quantity, entry.asked)
    stock.book.pay_off(entry, quantity)
    if entry.left == 0:
        stock.book.strike(entry)
    if isinstance(entry, BackOrder):
        entry.request.segment.receipts.served_late(entry, stock, quantity)
    elif isinstance(entry, SiteEntry):
        chain.note(Row.SITE_SERVED, stock.index, entry.lane.to.index, quantity, entry.serial, entry.left)
        if stock.site_desk is not None and entry.left == 0:
            stock.site_desk.served(entry)
        entry.lane.dispatch(quantity, entry.asked)
    elif isinstance(entry, JobEntry):
        made = entry.order.stock
        chain.note(Row.COMPONENT_GIVEN, stock.index, made.index, quantity, entry.order.serial, entry.left)
        made.plant.component_given(entry.order, entry.component, quantity)
