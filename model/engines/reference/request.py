"""A request: what a customer wants, and where it is counted."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ...policies.units import NOTHING

if TYPE_CHECKING:
    from ...scenario.world import Substitute
    from .book import BackOrder
    from .customer import Crowd
    from .loyalty import Person
    from .stock_point import StockPoint


class Request:
    """One request: who, what, where, how much, when."""

    __slots__ = (
        "bridged",
        "liked",
        "orders",
        "asked",
        "cell",
        "customer",
        "measured",
        "member",
        "ordinal",
        "person",
        "quantity",
        "segment",
        "stock",
    )

    def __init__(
        self,
        segment: Crowd,
        person: Person | None,
        customer: int,
        member: int,
        ordinal: int,
        stock: StockPoint,
        quantity: int,
        asked: int,
        cell: list[int],
        measured: bool,
    ) -> None:
        self.segment, self.person, self.customer = segment, person, customer
        self.member, self.ordinal = member, ordinal
        """Address of its chance."""
        self.stock, self.quantity, self.asked = stock, quantity, asked
        self.cell = cell
        """Where it is counted."""
        self.measured = measured
        """Whether it fell into the measured time, and is one of the first where only those count."""
        self.liked: Substitute | None = None
        """What the customer would take instead, if it were there."""
        self.bridged = NOTHING
        """Ticks from the request until it had something to bridge the wait."""
        self.orders: list[BackOrder] = []
        """Open back-orders for it, more than one where it was placed at several shops."""
