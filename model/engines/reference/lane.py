"""A lane: what its source owes the stock point at its end, and the goods on their way between them."""

from __future__ import annotations

from collections import deque
from typing import TYPE_CHECKING

from ...outcome.events import Event
from ...outcome.tallies import Point
from ...outcome.trace import Row
from ...policies.units import NEVER
from ...sample_path import ticks
from ...scenario import world
from ...scenario.world import Effect, SourceKind
from .serving import receive

if TYPE_CHECKING:
    from .chain import Chain
    from .stock_point import StockPoint

# As in `counter`, plain integers.
SHIPMENTS, SHIPPED, ARRIVAL = int(Point.SHIPMENTS), int(Row.SHIPPED), int(Event.ARRIVAL)


class Shipment:
    """Goods on a lane; ticks are by the lane's clock, which stands while the lane is frozen."""

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
        self.held: deque[int] = deque()
        """Quantities at the shipper's door, which may not leave."""
        self.door: deque[Shipment] = deque()
        """Shipments at the receiver's door, which are not taken in."""
        self.stopped = self.frozen = self.shut = 0
        """Disruptions that now let nothing leave, nothing move on, nothing in."""
        self.stands_at = chain.calendar.now
        """What its clock shows while it is frozen."""

    @property
    def from_supplier(self) -> bool:
        """Whether its source is outside the model."""
        return self.spec.kind == SourceKind.SUPPLIER

    @property
    def giver(self) -> StockPoint:
        """The stock point at its beginning; only asked where there is one."""
        return self.chain.stocks[self.spec.source]

    @property
    def clock(self) -> int:
        """The lane's own time: it stands while the lane is frozen."""
        return self.stands_at if self.frozen > 0 else self.chain.calendar.now

    def dispatch(self, quantity: int) -> None:
        """Have goods leave the source, unless nothing may."""
        if self.stopped > 0:
            self.held.append(quantity)
            self.chain.note(Row.HELD, self.index, self.spec.source, quantity)
            return
        self.depart(quantity)

    def depart(self, quantity: int) -> None:
        """Put goods on the lane."""
        clock, number = self.clock, self.shipments
        self.shipments += 1
        arrival = clock + min(ticks(self.chain.path.value(self.spec.transit, 0, number)), NEVER)
        if not self.spec.overtaking:
            arrival = max(arrival, self.last_arrival)
        self.last_arrival = arrival
        self.transit[number] = shipment = Shipment(number, quantity, clock, arrival)
        self.to.count(SHIPMENTS, 1)
        self.chain.note(SHIPPED, self.index, number, quantity, arrival + self.chain.calendar.now - clock)
        if self.frozen == 0:
            self.expect(shipment)

    def expect(self, shipment: Shipment) -> None:
        """Expect the arrival of a shipment."""
        if shipment.arrival < self.chain.world.clock.horizon:
            number = shipment.number
            self.chain.calendar.call(
                shipment.arrival, ARRIVAL, self.index, number, lambda: self.arrive(number)
            )

    def arrive(self, number: int) -> None:
        """Hand over a shipment, unless it was withdrawn on its way or does not come now; a shut door lets it wait."""
        shipment = self.transit.get(number)
        if shipment is None or self.frozen > 0 or shipment.arrival != self.chain.calendar.now:
            return
        del self.transit[number]
        if self.shut > 0:
            self.door.append(shipment)
            self.chain.note(Row.AT_THE_DOOR, self.index, number, shipment.quantity)
        else:
            receive(self.to, number, shipment.quantity)
        self.chain.reconsider()

    # -- disruptions

    def stop(self, effect: Effect) -> None:
        """Let nothing leave, nothing move on, or nothing in, from now on."""
        if effect == Effect.PAUSE_SHIPMENTS:
            self.stopped += 1
        elif effect == Effect.PAUSE_RECEIPTS:
            self.shut += 1
        else:
            self.stands_at = self.clock
            self.frozen += 1

    def go_on(self, effect: Effect) -> None:
        """End one such time; with the last of its effect everything goes on, in order."""
        if effect == Effect.PAUSE_SHIPMENTS:
            self.stopped -= 1
            while self.stopped == 0 and self.held:
                self.depart(self.held.popleft())
        elif effect == Effect.PAUSE_RECEIPTS:
            self.shut -= 1
            while self.shut == 0 and self.door:
                shipment = self.door.popleft()
                receive(self.to, shipment.number, shipment.quantity)
        else:
            self.frozen -= 1
            if self.frozen == 0:
                self.thaw()

    def thaw(self) -> None:
        """Have everything under way go on with what was left."""
        stood = self.chain.calendar.now - self.stands_at
        self.last_arrival += stood
        for shipment in self.transit.values():
            shipment.dispatched += stood
            shipment.arrival += stood
            self.chain.note(Row.GOES_ON, self.index, shipment.number, shipment.quantity, shipment.arrival)
            self.expect(shipment)

    # -- withdrawal

    def withdraw_held(self, surplus: int) -> int:
        """Take back what is held at the shipper's door, the newest first; return how much."""
        taken = 0
        while self.held and taken < surplus:
            less = min(self.held[-1], surplus - taken)
            taken += less
            self.held[-1] -= less
            if self.held[-1] == 0:
                self.held.pop()
        return taken

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
