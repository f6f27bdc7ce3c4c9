"""What a customer takes instead of what is not there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ...outcome.tallies import Cell
from ...outcome.trace import Row

if TYPE_CHECKING:
    from .chain import Chain
    from .customer import Crowd
    from .request import Request


class Substitutes:
    """What one segment's customers take instead."""

    def __init__(self, chain: Chain, crowd: Crowd) -> None:
        self.chain, self.crowd = chain, crowd
        self.options = dict(crowd.spec.substitutes)
        """By stock point that is empty."""

    def taken(self, request: Request, rest: int) -> bool:
        """Have the customer look for something else, if it is one who would; return whether it was there."""
        options = self.options.get(request.stock.index)
        if options is None:
            return False
        number = self.chain.path.value(self.crowd.spec.substitution, request.member, request.ordinal)
        liked = next((option for option in options if number < option.up_to), None)
        if liked is None:
            return False
        other = self.chain.stocks[liked.stock]
        assert other.desk is not None
        if other.free_for(self.crowd.spec.klass, rest) < rest:
            return False
        other.sell(rest)
        delivery = other.desk.spec.delivery
        self.crowd.receipts.received(request, rest, delivery, Cell.SUBSTITUTED)
        request.cell[Cell.HANDED_OVER] += 1
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
        return True
