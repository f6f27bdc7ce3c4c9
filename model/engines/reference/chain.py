"""The whole chain: everybody in it, what passes between them within one event, and the end of the run."""

from __future__ import annotations

from collections.abc import Callable, Generator
from functools import partial

from simpy.events import Event as SimpyEvent

from ...outcome.events import Event
from ...outcome.histogram import bucket
from ...outcome.tallies import Cell, Point
from ...outcome.trace import Row
from ...policies.units import NO_LIMIT, NOTHING
from ...sample_path import SamplePath
from ...scenario.world import World
from ..asking import asking
from .accrual import charge, close_accounts
from .book import BackOrder
from .calendar import Calendar
from .customer import Crowd
from .disruption import Disruption
from .draining import Draining
from .duplicates import least_of, serve_freed, stood_for_nothing
from .inquiries import count_inquiries
from .lane import Lane
from .ordering import reorder, review
from .plant import Plant
from .record import Record
from .request import Request
from .shop import ShopDesk, SiteDesk
from .standing import Standing
from .stock_point import StockPoint


class Chain:
    """One world on one sample path."""

    def __init__(self, world: World, path: SamplePath, *, trace: bool = False) -> None:
        self.world, self.path = world, path
        self.calendar = Calendar(world.clock.start, partial(asking, world))
        self.record = Record(world, self.calendar, trace=trace)
        self.changed: set[int] = set()
        """Stock points under continuous review whose position changed in this event."""
        self.freed: set[int] = set()
        """Stock points at which orders were called off in this event, or to which components were given back."""
        self.draining = Draining(self, world.clock.requests) if world.clock.requests < NO_LIMIT else None
        self.serial = 0
        self.plants = [Plant(self, index, spec) for index, spec in enumerate(world.sites)]
        self.lines = 0
        """Lines so far, which numbers them."""
        self.ramps = [plant.ramp for plant in self.plants if plant.ramp is not None]
        self.standings = [
            None if site.reputation is None else Standing(self.calendar, site.reputation, counts)
            for site, counts in zip(world.sites, self.record.places, strict=True)
        ]
        self.stocks = [StockPoint(self, index, spec) for index, spec in enumerate(world.stocks)]
        self.lanes = [Lane(self, index, spec, self.stocks[spec.to]) for index, spec in enumerate(world.lanes)]
        for lane in self.lanes:
            lane.to.lanes.append(lane)
        for stock in self.stocks:
            if stock.spec.shop is not None:
                stock.desk = ShopDesk(stock, stock.spec.shop)
                stock.pegged = stock.spec.production is not None
            if stock.spec.to_sites is not None:
                stock.site_desk = SiteDesk(stock, stock.spec.to_sites)
        self.disruptions = [Disruption(self, index, spec) for index, spec in enumerate(world.disruptions)]
        self.watching = 0
        """Disruptions that are not recovered from."""
        self.crowds = [Crowd(self, index, spec) for index, spec in enumerate(world.segments)]
        self.looks: list[Callable[[], None]] = [
            *(plant.begin_all for plant in self.plants if plant.spec.unlimited),
            *(ramp.feel_pressure for ramp in self.ramps),
            *([self.look_for_recovery] if self.disruptions else []),
        ]
        """What is done when an event is complete; the balances are checked behind it."""
        self.note = self.record.note

    def next_serial(self) -> int:
        """Number an entry of any book."""
        self.serial += 1
        return self.serial - 1

    # -- the run

    def open(self) -> None:
        """Begin: disruptions are expected, lines age, customers ask, reviews are due; continuous review looks once."""
        for disruption in self.disruptions:
            disruption.open()
        for plant in self.plants:
            plant.open(self.lines)
            self.lines += plant.spec.most_lines
        for stock in self.stocks:
            if stock.spec.replenishment.every > 0:
                self.calendar.process(self.reviews(stock))
            else:
                stock.position_changed()
        for ramp in self.ramps:
            for signal in ramp.signals:
                self.calendar.process(signal.judgements())
        for crowd in self.crowds:
            crowd.open()
        self.calendar.process(self.samples())
        ends = self.world.bucket_ends
        if ends and ends[0] < self.world.clock.start:
            self.note_flows()
        self.calendar.process(self.buckets())
        if self.world.accrual > 0:
            self.calendar.process(self.period_ends(self.world.accrual))
        self.reconsider()

    def reviews(self, stock: StockPoint) -> Generator[SimpyEvent, None, None]:
        """Review a stock point once a period: the k-th at start + first + k every."""
        rule, horizon = stock.spec.replenishment, self.world.clock.horizon
        kind = Event.LATE_REVIEW if rule.after_requests else Event.REVIEW
        tick = self.world.clock.start + rule.first
        while tick < horizon:
            yield self.calendar.at(tick, kind, stock.index, 0)
            review(stock)
            self.reconsider()
            tick += rule.every

    def samples(self) -> Generator[SimpyEvent, None, None]:
        """Look at every shelf and book at instants of an even grid."""
        for number in range(self.world.samples):
            tick = self.world.clock.horizon * number // self.world.samples
            yield self.calendar.at(tick, Event.SAMPLE, 0, number)
            self.record.sample_ticks.append(tick)
            self.record.series.append([(stock.on_hand, stock.backlog) for stock in self.stocks])

    def buckets(self) -> Generator[SimpyEvent, None, None]:
        """Note at each end of a bucket what was asked and ordered so far."""
        for number, tick in enumerate(self.world.bucket_ends):
            if tick >= self.world.clock.start:
                yield self.calendar.at(tick, Event.BUCKET, 0, number)
                self.note_flows()

    def period_ends(self, period: int) -> Generator[SimpyEvent, None, None]:
        """Charge stock and backlog at the last tick of each period, behind all else that happens in it."""
        for number, tick in enumerate(range(period - 1, self.world.clock.horizon, period)):
            yield self.calendar.at(tick, Event.PERIOD_END, 0, number)
            charge(self)

    def note_flows(self) -> None:
        """Note what was asked and ordered so far at every stock point, less what was taken back."""
        self.record.flows.append([(stock.asked, stock.ordered) for stock in self.stocks])

    def reconsider(self) -> None:
        """Have every stock point whose position changed look at its order, downstream first; then look at the rest.

        What stock points take back can put goods on a shelf, and change positions again.
        """
        changed, freed, stocks = self.changed, self.freed, self.stocks
        while changed or freed:
            if freed:
                serve_freed(self)
            while changed:
                index = changed.pop() if len(changed) == 1 else least_of(changed)
                reorder(stocks[index])
        for look in self.looks:
            look()

    def look_for_recovery(self) -> None:
        """Have disruptions that are over see whether they are recovered from."""
        if self.watching > 0:
            for disruption in self.disruptions:
                disruption.look_for_recovery()

    def close(self) -> None:
        """Count what lasts until the end of the run and who still waits there."""
        end = self.calendar.now = self.calendar.ends
        self.record.end = end
        close_accounts(self)
        self.record.go_on_sampling(self.world, [(stock.on_hand, stock.backlog) for stock in self.stocks])
        for stock in self.stocks:
            stock.settle()
            stock.count_owed()
            stock.counts[Point.ON_HAND_END] = stock.on_hand
            stock.counts[Point.BACKLOG_END] = stock.backlog
            stock.counts[Point.ON_ORDER_END] = stock.on_order
            for entry in stock.book:
                if isinstance(entry, BackOrder):
                    cell = entry.request.cell
                    if entry is entry.request.orders[0]:
                        cell[Cell.WAITING] += entry.left
                        self.still_waits(entry)
                    else:
                        stood_for_nothing(entry, entry.left, end)
                    count_inquiries(self, entry)
                    cell[Cell.PROMISED] += entry.first_date != NOTHING and entry.dated(end) > entry.first_date
        for plant in self.plants:
            for line in plant.lines:
                line.settle()
        for disruption in self.disruptions:
            disruption.close()
        for standing in self.standings:
            if standing is not None:
                standing.close()
        for crowd in self.crowds:
            crowd.close()

    def still_waits(self, order: BackOrder) -> None:
        """Count a back-order open at the end of the run by its age."""
        request = order.request
        if request.measured:
            age = self.calendar.now - request.asked
            self.record.waiting_ages[request.stock.index][bucket(age)] += order.left

    def hear_of(self, stock: StockPoint, quantity: int, *, good: bool) -> None:
        """Have it said of a shop that it served units well or not, where anybody listens."""
        standing = self.standings[stock.spec.site]
        if standing is not None:
            standing.hear(good, quantity, self.world.items[stock.spec.item].quanta)

    # -- from when an order can no longer be left

    def peg(self, stock: StockPoint) -> None:
        """Mark the back-orders whose units are all in work or on the shelf: the k-th owed has the k-th to come, after
        what is kept from its class.

        Only asked where a stock point is `pegged`.
        """
        begun = stock.in_work + stock.on_hand
        for entry in stock.book:
            begun -= entry.left
            if begun < 0:
                return
            if isinstance(entry, BackOrder) and not entry.begun and begun >= stock.kept_from(entry.klass):
                self.work_begun_for(entry, stock)

    def work_begun_for(self, order: BackOrder, stock: StockPoint) -> None:
        """Note that work on the last unit of a back-order has begun; it is firm if that is the rule."""
        assert stock.desk is not None
        order.begun, order.begun_at = True, self.calendar.now
        wait = self.calendar.now - order.asked
        self.firm_after(order.request, wait)
        self.note(Row.FIRM, stock.index, order.serial, order.left, wait)
        if stock.desk.firm_as_work_begins:
            order.firm = True
            stock.desk.waits.add(wait)

    def firm_after(self, request: Request, wait: int) -> None:
        """Count how long it took until work on a request began."""
        if not request.measured:
            return
        cell = request.cell
        cell[Cell.FIRM_ORDERS] += 1
        cell[Cell.FIRM_SUM] += wait
        cell[Cell.FIRM_AT_ONCE] += wait == 0
        self.record.firm_waits[request.stock.index][bucket(wait)] += 1

    def served_in_full(self, order: BackOrder, stock: StockPoint, waited: int, delivery: int) -> None:
        """Remember a realised wait, for promises that average them."""
        assert stock.desk is not None
        if stock.pegged and not order.begun:
            self.work_begun_for(order, stock)
        if not stock.desk.firm_as_work_begins:
            stock.desk.waits.add(waited + delivery)
