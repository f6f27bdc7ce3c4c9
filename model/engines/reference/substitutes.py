"""What a customer takes instead of what is not there: for good, or to bridge the wait; at once, or while waiting."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ...outcome.tallies import Cell
from ...outcome.trace import Row

if TYPE_CHECKING:
    from ...scenario.world import Substitute
    from .book import BackOrder
    from .chain import Chain
    from .customer import Crowd
    from .request import Request
    from .stock_point import StockPoint


class Substitutes:
    """What one segment's customers take instead."""

    def __init__(self, chain: Chain, crowd: Crowd) -> None:
        self.chain, self.crowd = chain, crowd
        self.options = dict(crowd.spec.substitutes)
        """By stock point that is empty."""

    def liked(self, request: Request) -> Substitute | None:
        """Return what the customer would take instead, if anything."""
        options = self.options.get(request.stock.index)
        if options is None:
            return None
        number = self.chain.path.value(self.crowd.spec.substitution, request.member, request.ordinal)
        return next((option for option in options if number < option.up_to), None)

    def taken(self, request: Request, rest: int) -> bool:
        """Have the customer look for something else, if it is one who would; return whether that is the end of it."""
        liked = self.liked(request)
        if liked is None:
            return False
        request.liked = liked
        other = self.chain.stocks[liked.stock]
        if other.free_for(self.crowd.spec.klass, rest) < rest:
            return False
        if liked.keeps_order:
            self.bridge(request, other, rest)
            return False
        self.take(request, other, rest)
        return True

    def take(self, request: Request, other: StockPoint, rest: int) -> None:
        """Take something else for good: the request is over."""
        delivery = self.hand_over(request, other, rest)
        self.crowd.receipts.received(request, rest, delivery, Cell.SUBSTITUTED)
        if other.spec.site != request.stock.spec.site:
            request.cell[Cell.SERVED_ELSEWHERE] += rest
        self.chain.note(
            Row.SUBSTITUTED,
            other.index,
            request.customer,
            rest,
            request.stock.index,
            self.crowd.index,
            request.ordinal,
        )
        self.crowd.settle(request, wait=delivery, substituted=1)

    def bridge(self, request: Request, other: StockPoint, rest: int) -> None:
        """Take something else for the time being: what was wanted is still wanted."""
        request.bridged = self.hand_over(request, other, rest)
        request.liked = None
        self.chain.note(
            Row.BRIDGED,
            other.index,
            request.customer,
            rest,
            request.stock.index,
            self.crowd.index,
            request.ordinal,
        )

    def offered(self, order: BackOrder, stock: StockPoint) -> bool:
        """Offer a waiting customer what it would take instead, if it is there; return whether it waits no longer."""
        request, left = order.request, order.left
        liked = request.liked
        order.offers += 1
        assert liked is not None
        other = self.chain.stocks[liked.stock]
        if other.free_for(self.crowd.spec.klass, left) < left:
            return False
        request.bridged = self.chain.calendar.now + self.hand_over(request, other, left) - request.asked
        request.liked = None
        request.cell[Cell.MESSAGES] += 1
        self.chain.note(
            Row.OFFERED,
            other.index,
            order.serial,
            left,
            stock.index,
            int(liked.keeps_order),
            request.customer,
        )
        return not liked.keeps_order

    def hand_over(self, request: Request, other: StockPoint, quantity: int) -> int:
        """Hand over from another shelf; return the ticks of delivery."""
        assert other.desk is not None
        other.sell(quantity)
        request.cell[Cell.HANDED_OVER] += 1
        return other.desk.spec.delivery
