"""A lane: what its source owes the stock point at its end, and the goods on their way between them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ...outcome.events import Event
from ...outcome.tallies import Point
from ...outcome.trace import Row
from ...policies.units import NEVER
from ...sample_path import ticks
from ...scenario import world
from ...scenario.world import SourceKind
from .serving import receive

if TYPE_CHECKING:
    from .chain import Chain
    from .stock_point import StockPoint

# As in `counter`, plain integers.
SHIPMENTS, SHIPPED, ARRIVAL = int(Point.SHIPMENTS), int(Row.SHIPPED), int(Event.ARRIVAL)


class Shipment:
    """Goods on a lane."""

    __slots__ = ("arrival", "dispatched", "number", "quantity")

    def __init__(self, number: int, quantity: int, dispatched: int, arrival: int) -> None:
        self.number, self.quantity, self.dispatched, self.arrival = number, quantity, dispatched, arrival


class Lane:
    """The way from one source to one stock point."""

    def __init__(self, chain: Chain, index: int, spec: world.Lane, to: StockPoint) -> None:
        self.chain, self.index, self.spec, self.to = chain, index, spec, to
        self.transit: dict[int, Shipment] = {}
        """Shipments under way, in order of dispatch."""
        self.shipments = 0
        """Shipments so far, which numbers them."""
        self.last_arrival = chain.calendar.now

    @property
    def from_supplier(self) -> bool:
        """Whether its source is outside the model."""
        return self.spec.kind == SourceKind.SUPPLIER

    @property
    def giver(self) -> StockPoint:
        """The stock point at its beginning; only asked where there is one."""
        return self.chain.stocks[self.spec.source]

    def dispatch(self, quantity: int) -> None:
        """Have goods leave the source, unless it is down."""
        if self.from_supplier and not self.chain.suppliers[self.spec.source].ships(self, quantity):
            return
        self.depart(quantity)

    def depart(self, quantity: int) -> None:
        """Put goods on the lane."""
        now, number = self.chain.calendar.now, self.shipments
        self.shipments += 1
        arrival = now + min(ticks(self.chain.path.value(self.spec.transit, 0, number)), NEVER)
        if not self.spec.overtaking:
            arrival = max(arrival, self.last_arrival)
        self.last_arrival = arrival
        self.transit[number] = Shipment(number, quantity, now, arrival)
        self.to.count(SHIPMENTS, 1)
        self.chain.note(SHIPPED, self.index, number, quantity, arrival)
        if arrival < self.chain.world.clock.horizon:
            self.chain.calendar.call(arrival, ARRIVAL, self.index, number, lambda: self.arrive(number))

    def arrive(self, number: int) -> None:
        """Hand over a shipment, unless it was withdrawn on its way."""
        shipment = self.transit.pop(number, None)
        if shipment is not None:
            receive(self.to, number, shipment.quantity)
            self.chain.reconsider()

    def withdraw(self, surplus: int) -> int:
        """Take back what is on its way, the newest first; return how much."""
        taken = 0
        for number in reversed(list(self.transit)):
            less = min(self.transit[number].quantity, surplus - taken)
            if less == 0:
                break
            taken += less
            self.transit[number].quantity -= less
            if self.transit[number].quantity == 0:
                del self.transit[number]
        return taken
