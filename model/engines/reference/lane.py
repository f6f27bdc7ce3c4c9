"""A lane: the goods on their way from a source to a stock point, and those held at either door."""

from __future__ import annotations

from collections import deque
from typing import TYPE_CHECKING

from ...outcome.events import Event
from ...outcome.tallies import Point, Way
from ...outcome.trace import Row
from ...policies.supply import trust
from ...policies.units import NEVER
from ...sample_path import ticks
from ...scenario import world
from ...scenario.world import Effect, SourceKind
from .phantoms import take_phantoms_back
from .purchases import Purchases
from .serving import receive

if TYPE_CHECKING:
    from .chain import Chain
    from .stock_point import StockPoint

# As in `counter`, plain integers.
SHIPMENTS, SHIPPED, ARRIVAL = int(Point.SHIPMENTS), int(Row.SHIPPED), int(Event.ARRIVAL)
IN_TRANSIT_TIME = int(Way.IN_TRANSIT_TIME)


class Shipment:
    """Goods on a lane; ticks are by the lane's clock, which stands while the lane is frozen."""

    __slots__ = ("arrival", "dispatched", "number", "ordered", "quantity")

    def __init__(self, number: int, quantity: int, ordered: int, dispatched: int, arrival: int) -> None:
        self.number, self.quantity, self.dispatched, self.arrival = number, quantity, dispatched, arrival
        self.ordered = ordered
        """Tick at which the goods were ordered."""


class Held:
    """Goods at the shipper's door, which may not leave."""

    __slots__ = ("ordered", "quantity")

    def __init__(self, quantity: int, ordered: int) -> None:
        self.quantity, self.ordered = quantity, ordered


class Lane:
    """The way from one source to one stock point."""

    def __init__(self, chain: Chain, index: int, spec: world.Lane, to: StockPoint) -> None:
        self.chain, self.index, self.spec, self.to = chain, index, spec, to
        self.transit: dict[int, Shipment] = {}
        """Shipments under way, in order of dispatch."""
        self.shipments = 0
        """Shipments so far, which numbers them."""
        self.last_arrival = chain.calendar.now
        self.held: deque[Held] = deque()
        self.door: deque[Shipment] = deque()
        """Shipments at the receiver's door, which are not taken in."""
        self.refusing = self.stopped = self.frozen = self.shut = 0
        """Disruptions that now let no order be placed, nothing leave, nothing move on, nothing in."""
        self.stands_at = chain.calendar.now
        """What its clock shows while it is frozen."""
        self.in_transit = self.counted_to = 0
        """Quanta off the giver's shelf, or shipped by a supplier, and not received; counted up to a tick."""
        self.counts = chain.record.ways[index]
        how = to.spec.sourcing
        self.sourced = how is not None
        """Whether it is one of several, and so counted."""
        self.purchases = Purchases(self)
        """What was ordered by it, kept where it is one of several."""
        self.trust = 1.0 if how is None or how.trust is None else how.trust.initial
        self.away = 0 if how is None or how.trust is None else trust.away(0, self.trust, how.trust)
        """1 while orders are diverted from it."""
        self.carry = 0.0
        """Fractions of units that were due to stay."""

    def count(self, column: int, amount: int) -> None:
        """Add to a tally if measurement has begun."""
        if self.chain.calendar.now >= 0:
            self.counts[column] += amount

    @property
    def up(self) -> bool:
        """Whether anything can leave the source now."""
        return self.stopped == 0

    @property
    def clear(self) -> bool:
        """Whether nothing is held up on it now: at the shipper's door, on its way or at the receiver's."""
        return self.stopped == self.frozen == self.shut == 0

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

    @property
    def withheld(self) -> int:
        """Quanta at the shipper's door."""
        return sum(goods.quantity for goods in self.held)

    def dispatch(self, quantity: int, ordered: int) -> None:
        """Have goods that were ordered at a tick leave the source, unless nothing may."""
        if self.stopped == 0 or not self.from_supplier:
            self.hand_over(quantity)
        if self.stopped > 0:
            self.held.append(Held(quantity, ordered))
            self.chain.note(Row.HELD, self.index, self.spec.source, quantity)
            return
        self.depart(quantity, ordered)

    def hand_over(self, quantity: int) -> None:
        """Have goods become the receiver's: a site's as they leave its shelf, a supplier's as they leave its door."""
        self.put_in_transit(quantity)
        if self.spec.dated:
            self.purchases.ship_orders(quantity)

    def put_in_transit(self, quantity: int) -> None:
        """Have so much more be in transit, or less where it is below 0, from now on."""
        now = self.chain.calendar.now
        if now > self.counted_to:
            self.counts[IN_TRANSIT_TIME] += self.in_transit * (now - self.counted_to)
            self.counted_to = now
        self.in_transit += quantity

    def depart(self, quantity: int, ordered: int) -> None:
        """Put goods on the lane."""
        clock, number = self.clock, self.shipments
        self.shipments += 1
        arrival = clock + min(ticks(self.chain.path.value(self.spec.transit, 0, number)), NEVER)
        if not self.spec.overtaking:
            arrival = max(arrival, self.last_arrival)
        self.last_arrival = arrival
        self.transit[number] = shipment = Shipment(number, quantity, ordered, clock, arrival)
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
            self.take_in(shipment)
        self.chain.reconsider()

    def take_in(self, shipment: Shipment) -> None:
        """Hand over a shipment."""
        self.put_in_transit(-shipment.quantity)
        if self.sourced:
            self.purchases.on_order -= shipment.quantity
        if self.spec.dated:
            self.purchases.fill_orders(shipment.quantity)
        receive(self.to, shipment.number, shipment.quantity, shipment.ordered)
        if self.to.phantom > 0:
            take_phantoms_back(self)

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
                goods = self.held.popleft()
                if self.from_supplier:
                    self.hand_over(goods.quantity)
                self.depart(goods.quantity, goods.ordered)
        elif effect == Effect.PAUSE_RECEIPTS:
            self.shut -= 1
            while self.shut == 0 and self.door:
                self.take_in(self.door.popleft())
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

    def whole(self, quantity: int) -> int:
        """Return the whole multiples in a quantity."""
        return quantity - quantity % self.to.spec.replenishment.multiple

    def withdraw_held(self, surplus: int) -> int:
        """Take back what is held at the shipper's door, the newest first; return how much."""
        taken = 0
        for place in reversed(range(len(self.held))):
            less = self.whole(min(self.held[place].quantity, surplus - taken))
            taken += less
            self.held[place].quantity -= less
            if self.held[place].quantity == 0:
                del self.held[place]
        return taken

    def give_up_held(self, quantity: int) -> None:
        """Let go of what is held at the shipper's door, the oldest first."""
        while quantity > 0:
            less = min(self.held[0].quantity, quantity)
            quantity -= less
            self.held[0].quantity -= less
            if self.held[0].quantity == 0:
                self.held.popleft()

    def withdraw_in_transit(self, surplus: int) -> int:
        """Take back what is on its way, the newest first; return how much."""
        taken = 0
        for number in reversed(list(self.transit)):
            less = self.whole(min(self.transit[number].quantity, surplus - taken))
            taken += less
            self.transit[number].quantity -= less
            if self.transit[number].quantity == 0:
                del self.transit[number]
        self.put_in_transit(-taken)
        return taken
