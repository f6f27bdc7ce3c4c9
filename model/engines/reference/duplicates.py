"""The same wish placed at several shops: the first receipt calls off the rest, and the demand counts once.

Orders that stand for no demand of their own are phantom orders (Armony & Plambeck 2005).
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from ...outcome.tallies import Cell, Point
from ...outcome.trace import Row
from ...policies.units import NOTHING
from .inquiries import inquired
from .serving import serve_book

if TYPE_CHECKING:
    from .book import BackOrder
    from .chain import Chain
    from .customer import Crowd
    from .request import Request
    from .stock_point import StockPoint


class Duplicates:
    """Where else one segment's customers order what they are made to wait for."""

    def __init__(self, chain: Chain, crowd: Crowd) -> None:
        self.chain, self.crowd = chain, crowd
        self.options = dict(crowd.spec.also_orders_at)
        """By stock point that was asked."""

    def shops(self, request: Request) -> list[StockPoint]:
        """Return where else this customer orders; nowhere if it has something to bridge the wait."""
        options = self.options.get(request.stock.index)
        if options is None or request.bridged != NOTHING:
            return []
        number = self.chain.path.value(self.crowd.spec.duplication, request.member, request.ordinal)
        return [self.chain.stocks[option.stock] for option in options if number < option.up_to]

    def found(self, others: Sequence[StockPoint], rest: int) -> StockPoint | None:
        """Return the first of the other shops that has all on the shelf."""
        return next((stock for stock in others if stock.free_for(self.crowd.spec.klass, rest) >= rest), None)


def call_off_elsewhere(chain: Chain, order: BackOrder, stock: StockPoint, quantity: int) -> None:
    """Call off at the other shops what was received here; those placed after this order first, then those before."""
    orders = order.request.orders
    place = orders.index(order)
    for twin in orders[place + 1 :] + orders[:place]:
        call_off(chain, twin, stock, quantity)
    if order.left == 0:
        orders.clear()


def call_off(chain: Chain, twin: BackOrder, served_by: StockPoint, quantity: int) -> None:
    """Take units off an order that were received from another shop; what it held is free at the end of the event."""
    stock, request, now = twin.stock, twin.request, chain.calendar.now
    stock.settle()
    stock.owe_no_more(quantity, twin.asked)
    stock.book.pay_off(twin, quantity)
    chain.note(
        Row.CALLED_OFF, stock.index, twin.serial, quantity, twin.left, served_by.index, request.customer
    )
    stood_for_nothing(twin, quantity, now)
    if twin.left == 0:
        stock.book.strike(twin)
        twin.waiting = False
        over(chain, twin)
    stock.position_changed()
    chain.freed.add(stock.index)


def over(chain: Chain, order: BackOrder) -> None:
    """Count an order that ended before its last unit was handed over."""
    request, now = order.request, chain.calendar.now
    if order.first_date != NOTHING and now > order.first_date:
        request.cell[Cell.PROMISED] += 1
    if request.measured:
        order.stock.counts[Point.CALLED_OFF] += 1
    if request.segment.spec.inquiries is not None:
        inquired(chain, order, order.stock.index)


def stood_for_nothing(order: BackOrder, quantity: int, until: int) -> None:
    """Count units, and how long they stood in a book, of an order that was for no demand of its own."""
    if until >= 0:
        counts = order.stock.counts
        counts[Point.PHANTOM_UNITS] += quantity
        counts[Point.PHANTOM_TIME] += quantity * (until - max(order.asked, 0))


def serve_freed(chain: Chain) -> None:
    """Serve the books where something was freed: orders called off, components given back."""
    while chain.freed:
        index = least_of(chain.freed)
        serve_book(chain.stocks[index])
        if chain.stocks[index].pegged:
            chain.peg(chain.stocks[index])


def least_of(indices: set[int]) -> int:
    """Take out the least and return it: stock points are looked at downstream first."""
    least = min(indices)
    indices.discard(least)
    return least
