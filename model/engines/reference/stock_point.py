"""A stock point: one item at one site, its shelf, its book, its orders on the way."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ...outcome.events import Event
from ...outcome.tallies import Point
from ...outcome.trace import Row
from ...policies.allocation import fair_share
from ...policies.registry import rules
from ...policies.units import NEVER
from ...policies.views import ForecastView, StockView
from ...sample_path import ticks
from ...scenario.world import Sees, SourceKind, Stock, Withdraw
from .book import BackOrder, Book, Entry, JobEntry, SiteEntry
from .recent import RecentDemand

if TYPE_CHECKING:
    from .chain import Chain
    from .plant import Plant
    from .shop import ShopDesk

# As in `counter`, plain integers.
ON_HAND_TIME, BACKLOG_TIME, ON_ORDER_TIME = map(
    int, (Point.ON_HAND_TIME, Point.BACKLOG_TIME, Point.ON_ORDER_TIME)
)
STOCKED_TIME, PEAK_BACKLOG, SHIPMENTS = map(int, (Point.STOCKED_TIME, Point.PEAK_BACKLOG, Point.SHIPMENTS))
ORDERS, UNITS_ORDERED = int(Point.ORDERS), int(Point.UNITS_ORDERED)
RECEIPTS, UNITS_RECEIVED = int(Point.RECEIPTS), int(Point.UNITS_RECEIVED)
ORDERED, SHIPPED, RECEIVED, ARRIVAL = map(int, (Row.ORDERED, Row.SHIPPED, Row.RECEIVED, Event.ARRIVAL))


class Shipment:
    """Goods on a lane."""

    __slots__ = ("dispatched", "number", "quantity")

    def __init__(self, number: int, quantity: int, dispatched: int) -> None:
        self.number, self.quantity, self.dispatched = number, quantity, dispatched


class StockPoint:
    """What one site has, owes and expects of one item."""

    def __init__(self, chain: Chain, index: int, spec: Stock) -> None:
        self.chain, self.index, self.spec = chain, index, spec
        self.plant: Plant = chain.plants[spec.site]
        self.on_hand = spec.on_hand
        self.on_order = 0
        self.backlog = 0
        self.book = Book(spec.allocation, chain.world.classes)
        self.shares = spec.allocation.traits.shares
        self.whole = spec.shop is not None and not spec.shop.partial
        """Customers' orders are served whole or not at all."""
        self.transit: dict[int, Shipment] = {}
        """Shipments on their way here, in order of dispatch."""
        self.shipments = 0
        self.last_arrival = chain.calendar.now
        self.orders = 0
        self.forecast = spec.replenishment.initial_forecast
        rule = spec.replenishment.rule
        self.wants, self.settings = rules("replenishment")[rule.rule].decide, rule.settings
        self.continuous = spec.replenishment.every == 0
        sees = spec.replenishment.sees
        self.sees_accepted, self.sees_requests = sees is Sees.ACCEPTED, sees is Sees.REQUESTS
        self.sees_sales = sees is Sees.SALES
        """Which demand the forecast is made from."""
        self.seen = 0
        """Demand of the review period so far."""
        self.reviews = 0
        self.released = 0
        """Jobs released so far, which numbers them."""
        self.in_work = 0
        """Quanta in jobs begun and not done."""
        forecast = spec.replenishment.forecast
        self.demand = RecentDemand(forecast.measure(forecast.traits.periods, 0) if forecast else 0)
        self.desk: ShopDesk | None = None
        """Where customers who find the shelf empty are spoken to; None where nobody buys."""
        self.counts = chain.record.points[index]
        self.settled = chain.calendar.now

    # -- time integrals

    def settle(self) -> None:
        """Add the levels that lasted until now to the integrals; called before any of them changes."""
        now = self.chain.calendar.now
        since, self.settled = self.settled, now
        lasted = now - since if since > 0 else now
        if lasted <= 0:
            return
        counts, backlog = self.counts, self.backlog
        counts[ON_HAND_TIME] += self.on_hand * lasted
        counts[BACKLOG_TIME] += backlog * lasted
        counts[ON_ORDER_TIME] += self.on_order * lasted
        if self.on_hand > 0:
            counts[STOCKED_TIME] += lasted
        if backlog > counts[PEAK_BACKLOG]:
            counts[PEAK_BACKLOG] = backlog

    def count(self, column: int, amount: int) -> None:
        """Add to a tally if measurement has begun."""
        if self.chain.calendar.now >= 0:
            self.counts[column] += amount

    # -- demand

    def available(self, klass: int) -> int:
        """Return the quanta on the shelf that this class may have."""
        spare = self.on_hand - self.spec.reserve[klass - 1]
        return spare if spare > 0 else 0

    def free_for(self, klass: int, quantity: int) -> int:
        """Return how much goes at once: nothing while someone of this class or a more important one waits."""
        if self.backlog > 0 and self.book.someone_waits(klass):
            return 0
        spare = self.on_hand - self.spec.reserve[klass - 1]
        return quantity if quantity <= spare else spare if spare > 0 else 0

    def position_changed(self) -> None:
        """Have continuous review look at this stock point at the end of the event."""
        if self.continuous:
            self.chain.changed.add(self.index)

    def sell(self, quantity: int) -> None:
        """Take from the shelf for a customer who need not wait: accepted and sold in one."""
        self.settle()
        self.on_hand -= quantity
        if not self.sees_requests:
            self.seen += quantity
        if self.continuous:
            self.chain.changed.add(self.index)

    def take(self, quantity: int) -> None:
        """Take from the shelf for someone whose demand was noted before."""
        self.settle()
        self.on_hand -= quantity
        if self.sees_sales:
            self.seen += quantity

    def owe(self, entry: Entry) -> None:
        """Enter someone in the book."""
        self.settle()
        self.backlog += entry.left
        self.book.add(entry)

    def strike(self, entry: Entry) -> None:
        """Let an entry go with what it was still owed."""
        self.settle()
        self.backlog -= entry.left
        self.book.strike(entry)

    def ordered_by(self, quantity: int) -> tuple[int, int]:
        """Take in another site's order or a job's want: return what goes at once, and the serial of the rest or -1."""
        if not self.sees_sales:
            self.seen += quantity
        self.count(Point.SITE_UNITS, quantity)
        at_once = self.free_for(1, quantity)
        if at_once > 0:
            self.take(at_once)
            self.count(Point.SITE_UNITS_AT_ONCE, at_once)
        self.position_changed()
        return at_once, self.chain.next_serial() if at_once < quantity else -1

    def owed_before(self, klass: int) -> int:
        """Return the quanta owed to all that a new entry of this class would stand behind."""
        return self.backlog if self.book.one_rank else self.book.owed_up_to_rank(klass)

    # -- supply

    def receive(self, number: int, quantity: int) -> None:
        """Put what came on the shelf and serve the book from it."""
        self.settle()
        self.on_order -= quantity
        self.on_hand += quantity
        if self.desk is not None:
            self.desk.receipts.add(self.chain.calendar.now, quantity)
        self.count(RECEIPTS, 1)
        self.count(UNITS_RECEIVED, quantity)
        self.chain.note(RECEIVED, self.index, number, quantity, self.on_hand, self.on_order, self.backlog)
        self.serve_book()

    def serve_book(self) -> None:
        """Give what is on the shelf to those in the book, in the order of allocation."""
        if self.on_hand == 0 or self.backlog == 0:
            return
        quota = self.divide() if self.shares else None
        blocked = self.chain.world.classes + 1
        for entry in self.book:
            if entry.klass >= blocked:
                continue
            give = min(entry.left, self.available(entry.klass))
            if quota is not None:
                give = min(give, quota[claimant(entry)])
            elif give < entry.left:
                blocked = entry.klass
            if give < entry.left and self.whole and isinstance(entry, BackOrder):
                give = 0
            if quota is not None:
                quota[claimant(entry)] -= give
            if give > 0:
                self.give(entry, give)
            if self.on_hand == 0 or blocked == 1:
                break

    def divide(self) -> dict[int, int]:
        """Divide the shelf between those owed, in proportion, by largest remainder."""
        owed: dict[int, int] = {}
        for entry in self.book:
            owed[claimant(entry)] = owed.get(claimant(entry), 0) + entry.left
        total = sum(owed.values())
        quota = {who: fair_share.whole_share(self.on_hand, amount, total) for who, amount in owed.items()}
        left = min(self.on_hand, total) - sum(quota.values())
        by_claim = sorted(owed, key=lambda who: -fair_share.remainder(self.on_hand, owed[who], total))
        for who in by_claim[:left]:
            quota[who] += 1
        return quota

    def give(self, entry: Entry, quantity: int) -> None:
        """Hand quanta from the shelf to someone in the book."""
        self.take(quantity)
        self.backlog -= quantity
        entry.left -= quantity
        if entry.left == 0:
            self.book.strike(entry)
        if isinstance(entry, BackOrder):
            entry.request.segment.counter.served_late(entry, self, quantity)
        elif isinstance(entry, SiteEntry):
            self.chain.note(Row.SITE_SERVED, self.index, entry.to.index, quantity, entry.serial, entry.left)
            entry.to.dispatch(quantity)
        elif isinstance(entry, JobEntry):
            self.chain.note(
                Row.COMPONENT_GIVEN,
                self.index,
                entry.order.stock.index,
                quantity,
                entry.order.serial,
                entry.left,
            )
            entry.order.stock.plant.component_given(entry.order, entry.component, quantity)

    # -- orders

    def reorder(self) -> None:
        """Ask the replenishment rule, and order or take back what it says."""
        view = StockView(self.chain.calendar.now, self.on_hand, self.on_order, self.backlog, self.forecast)
        quantity: int = self.wants(view, self.settings)
        if quantity == 0:
            return
        rule = self.spec.replenishment
        if quantity > 0:
            quantity = max(quantity, rule.minimum)
            self.place(-(-quantity // rule.multiple) * rule.multiple)
        elif rule.withdraw != Withdraw.NONE:
            self.withdraw(-quantity)

    def place(self, quantity: int) -> None:
        """Order from the source; the order reaches it within this event."""
        self.settle()
        position = self.on_hand + self.on_order - self.backlog
        self.on_order += quantity
        self.chain.note(ORDERED, self.index, self.orders, quantity, position)
        self.orders += 1
        self.count(ORDERS, 1)
        self.count(UNITS_ORDERED, quantity)
        source = self.spec.source
        if source.kind == SourceKind.SUPPLIER:
            self.dispatch(quantity)
        elif source.kind == SourceKind.SITE:
            self.order_from(self.chain.stocks[source.index], quantity)
        else:
            self.plant.make(self, quantity)

    def order_from(self, giver: StockPoint, quantity: int) -> None:
        """Order from another stock point: what it has comes at once, the rest stands in its book."""
        at_once, serial = giver.ordered_by(quantity)
        if at_once > 0:
            self.chain.note(Row.SITE_SERVED, giver.index, self.index, at_once, -1, quantity - at_once)
            self.dispatch(at_once)
        if at_once < quantity:
            giver.owe(SiteEntry(serial, quantity - at_once, self.chain.calendar.now, self))
            self.chain.note(Row.SITE_OWED, giver.index, self.index, quantity - at_once, serial, giver.backlog)

    def dispatch(self, quantity: int) -> None:
        """Have goods leave the source for here, unless it is down."""
        source = self.spec.source
        if source.kind == SourceKind.SUPPLIER and not self.chain.suppliers[source.index].ships(
            self, quantity
        ):
            return
        self.depart(quantity)

    def depart(self, quantity: int) -> None:
        """Put goods on the lane."""
        source, now = self.spec.source, self.chain.calendar.now
        assert source.transit is not None
        number = self.shipments
        self.shipments += 1
        arrival = now + min(ticks(self.chain.path.value(source.transit, 0, number)), NEVER)
        if not source.overtaking:
            arrival = max(arrival, self.last_arrival)
        self.last_arrival = arrival
        self.transit[number] = Shipment(number, quantity, now)
        self.count(SHIPMENTS, 1)
        self.chain.note(SHIPPED, self.index, number, quantity, arrival)
        if arrival < self.chain.world.clock.horizon:
            self.chain.calendar.call(arrival, ARRIVAL, self.index, number, lambda: self.arrive(number))

    def arrive(self, number: int) -> None:
        """Take in a shipment, unless it was withdrawn on its way."""
        shipment = self.transit.pop(number, None)
        if shipment is not None:
            self.receive(number, shipment.quantity)
            self.chain.reconsider()

    def withdraw(self, surplus: int) -> None:
        """Reduce the newest open orders by a surplus, as far as they may be reduced; no trace of what may not."""
        source, taken = self.spec.source, 0
        if source.kind == SourceKind.PRODUCTION:
            taken = self.plant.withdraw(self, surplus)
        elif source.kind == SourceKind.SITE:
            taken = self.withdraw_from(self.chain.stocks[source.index], surplus)
        else:
            taken = self.chain.suppliers[source.index].withdraw(self, surplus)
            if self.spec.replenishment.withdraw == Withdraw.ANY:
                taken += self.withdraw_from_lane(surplus - taken)
        if taken > 0:
            self.settle()
            self.on_order -= taken
            self.count(Point.WITHDRAWN, taken)
            self.chain.note(Row.WITHDRAWN, self.index, 0, taken)

    def withdraw_from(self, giver: StockPoint, surplus: int) -> int:
        """Take back what a giver still owes, the newest first; return how much."""
        taken = 0
        mine = [entry for entry in giver.book if isinstance(entry, SiteEntry) and entry.to is self]
        for entry in reversed(mine):
            less = min(entry.left, surplus - taken)
            if less == 0:
                break
            giver.settle()
            giver.backlog -= less
            entry.left -= less
            taken += less
            if entry.left == 0:
                giver.book.strike(entry)
        if taken > 0:
            giver.position_changed()
        return taken

    def withdraw_from_lane(self, surplus: int) -> int:
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

    # -- reviews

    def review(self) -> None:
        """Look at the stock once a period: renew the forecast, then order."""
        rule = self.spec.replenishment
        if rule.forecast is not None and self.reviews > 0:
            self.demand.add(self.seen)
            view = ForecastView(self.forecast, self.seen, rule.every, self.reviews - 1, self.demand.total)
            self.forecast = rule.forecast.decide(view)
        position = self.on_hand + self.on_order - self.backlog
        self.chain.note(Row.REVIEWED, self.index, self.reviews, self.seen, position)
        self.reviews += 1
        self.seen = 0
        self.reorder()


def claimant(entry: Entry) -> int:
    """Return who claims a share of a scarce shelf: a stock point, or all customers and jobs of the site as one."""
    return entry.to.index if isinstance(entry, SiteEntry) else -1
