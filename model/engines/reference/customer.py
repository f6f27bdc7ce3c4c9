"""Customers: when they ask, what they answer, and whether they come back."""

from __future__ import annotations

from collections.abc import Generator
from itertools import count
from typing import TYPE_CHECKING

from simpy.events import Event as SimpyEvent

from ...outcome import tallies
from ...outcome.events import Event
from ...outcome.tallies import Cell
from ...outcome.trace import Row
from ...policies.customer import answer, loyalty
from ...policies.units import NEVER, NOTHING
from ...policies.views import Experience
from ...sample_path import ticks
from ...sample_path.profile import ceiling, factor
from ...scenario.world import Kind, Segment
from .book import BackOrder
from .waiting import Wait

if TYPE_CHECKING:
    from .chain import Chain
    from .stock_point import StockPoint

NOTHING_FELT = Experience(0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0)


class Person:
    """An identified customer."""

    __slots__ = ("alive", "belief", "joined", "memory", "natural", "number", "remembered_at")

    def __init__(self, number: int, joined: int, natural: float, belief: float) -> None:
        self.number, self.joined, self.natural, self.belief = number, joined, natural, belief
        self.alive = True
        """Has not left because of service; may have dropped out."""
        self.memory = 0.0
        self.remembered_at = 0


class Request:
    """One request: who, what, where, how much, when."""

    __slots__ = ("asked", "cell", "customer", "ordinal", "person", "quantity", "segment", "stock")

    def __init__(
        self,
        segment: Crowd,
        person: Person | None,
        customer: int,
        ordinal: int,
        stock: StockPoint,
        quantity: int,
    ) -> None:
        self.segment, self.person, self.customer, self.ordinal = segment, person, customer, ordinal
        self.stock, self.quantity, self.asked = stock, quantity, segment.chain.calendar.now
        self.cell: list[int] = segment.chain.unmeasured
        """Where it is counted."""

    @property
    def measured(self) -> bool:
        """Whether it fell into the measured time."""
        return self.asked >= 0


class Crowd:
    """A segment of customers."""

    def __init__(self, chain: Chain, index: int, spec: Segment) -> None:
        self.chain, self.index, self.spec = chain, index, spec
        profile = spec.profile
        self.ceiling = 1.0 if profile is None else ceiling(profile.season, profile.peak)
        self.substitutes = dict(spec.substitutes)
        self.counts = chain.record.crowds[index]
        self.persons: list[Person] = []

    # -- when they ask

    def open(self) -> None:
        """Let the customers there are at the start begin to ask."""
        chain, spec = self.chain, self.spec
        if spec.kind == Kind.STREAM:
            chain.calendar.process(self.passers_by())
            return
        for number in range(spec.count):
            person = self.person(number)
            if spec.kind == Kind.HISTORY:
                chain.calendar.process(self.record_of(person))
            else:
                first = chain.calendar.now + self.gap(number, 0)
                chain.calendar.process(self.shopping(person, first, 0, acquiring=False))
        if spec.joins is not None:
            chain.calendar.process(self.joining())

    def person(self, number: int) -> Person:
        """Bring in an identified customer."""
        spec, path = self.spec, self.chain.path
        natural = 0.0 if spec.dropout is None else path.value(spec.dropout, number, 0)
        person = Person(number, self.chain.calendar.now, natural, float(spec.belief.start))
        self.persons.append(person)
        return person

    def gap(self, member: int, ordinal: int) -> int:
        """Return the ticks before a customer's k-th candidate request."""
        spec, path = self.spec, self.chain.path
        drawn = path.value(spec.gap, member, ordinal)
        if spec.rate is not None:
            rate = path.value(spec.rate, member, 0)
            drawn = drawn / rate if rate > 0.0 else float(NEVER)
        return min(ticks(drawn / self.ceiling), NEVER)

    def passers_by(self) -> Generator[SimpyEvent, None, None]:
        """Anonymous requests, one after another."""
        spec, calendar, horizon = self.spec, self.chain.calendar, self.chain.world.clock.horizon
        tick = calendar.now + self.gap(0, 0) if spec.first is None else spec.first
        for ordinal in range(spec.limit):
            if tick > spec.until or tick >= horizon:
                return
            yield calendar.at(tick, Event.REQUEST, self.index, ordinal)
            if self.kept(0, ordinal):
                self.request(None, ordinal, 0, ordinal)
                self.chain.reconsider()
            tick += self.gap(0, ordinal + 1)

    def shopping(
        self, person: Person, tick: int, first: int, *, acquiring: bool
    ) -> Generator[SimpyEvent, None, None]:
        """An identified customer's requests, until it drops out for reasons of its own."""
        spec, calendar, horizon = self.spec, self.chain.calendar, self.chain.world.clock.horizon
        for ordinal in count(first):
            if tick > spec.until or tick >= horizon:
                return
            yield calendar.at(tick, Event.REQUEST, self.index, person.number)
            acquired = acquiring and ordinal == first
            if acquired or self.kept(person.number, ordinal):
                dropped = not acquired and self.drops_out(person, ordinal)
                self.request(person, person.number, person.number, ordinal)
                self.chain.reconsider()
                if dropped:
                    return
            tick += self.gap(person.number, ordinal + 1)

    def record_of(self, person: Person) -> Generator[SimpyEvent, None, None]:
        """A recorded customer's requests, each spread over its period."""
        history, calendar, tick = self.spec.history, self.chain.calendar, self.chain.world.clock.start
        assert history is not None
        first = history.first_row[person.number]
        for ordinal in range(history.first_row[person.number + 1] - first):
            spread = self.chain.path.value(self.spec.spread, person.number, ordinal)
            tick = max(tick, history.day[first + ordinal] + int(spread * history.spread))
            if tick > self.spec.until or tick >= self.chain.world.clock.horizon:
                return
            yield calendar.at(tick, Event.REQUEST, self.index, person.number)
            dropped = self.drops_out(person, ordinal)
            self.request(person, person.number, person.number, ordinal)
            self.chain.reconsider()
            if dropped:
                return

    def joining(self) -> Generator[SimpyEvent, None, None]:
        """New customers, whose first request is made as they join."""
        spec, calendar, path = self.spec, self.chain.calendar, self.chain.path
        assert spec.joins is not None
        tick = calendar.now
        for number in count(spec.count):
            tick += min(ticks(path.value(spec.joins, 0, number - spec.count) * spec.join_gap), NEVER)
            if tick >= self.chain.world.clock.horizon:
                return
            yield calendar.at(tick, Event.JOIN, self.index, number)
            self.chain.note(Row.JOINED, self.index, number, 0)
            calendar.process(self.shopping(self.person(number), tick, 0, acquiring=True))

    def kept(self, member: int, ordinal: int) -> bool:
        """Return whether a candidate drawn at the ceiling is a request."""
        profile = self.spec.profile
        if profile is None:
            return True
        now = factor(
            profile.season, 0, len(profile.season), profile.cycle, profile.offset, profile.peak, profile.decay,
            self.chain.calendar.now,
        )  # fmt: skip
        return self.chain.path.value(self.spec.thinning, member, ordinal) * self.ceiling < now

    # -- one request

    def request(self, person: Person | None, customer: int, member: int, ordinal: int) -> None:
        """Ask: shelf, substitute, back-order, answer."""
        spec, path, chain = self.spec, self.chain.path, self.chain
        site = item = 0
        if len(spec.sites) > 1:
            site = chosen(spec.site_up_to, path.value(spec.site_choice, member, 0 if person else ordinal))
        if spec.history is not None:
            row = spec.history.first_row[member] + ordinal
            item, quantity = spec.history.item[row], spec.history.quantity[row]
        else:
            if len(spec.items) > 1:
                item = chosen(spec.item_up_to, path.value(spec.item_choice, member, ordinal))
            quantity = int(path.value(spec.quantity, member, ordinal))
        if quantity <= 0:
            return
        stock = chain.stocks[spec.stocks[site][item]]
        request = Request(self, person, customer, ordinal, stock, quantity)
        if request.measured:
            request.cell = chain.record.cells[spec.first_cell + site * len(spec.items) + item]
        chain.record.requests += 1
        cell = request.cell
        cell[Cell.REQUESTS] += 1
        cell[Cell.REQUESTED] += quantity
        if person is not None and not person.alive:
            cell[Cell.REQUESTS_FORGONE] += 1
            cell[Cell.FORGONE] += quantity
            chain.note(Row.FORGONE, stock.index, customer, quantity, self.index, ordinal)
            return
        for place, limit in enumerate(chain.world.served_within):
            if request.asked <= chain.world.clock.horizon - limit:
                cell[Cell.ELIGIBLE_0 + place] += quantity
        self.at_the_shelf(request, member)

    def at_the_shelf(self, request: Request, member: int) -> None:
        """Serve what the shelf has for this class; see to the rest."""
        stock, klass, quantity = request.stock, self.spec.klass, request.quantity
        assert stock.desk is not None
        stock.saw(asked=quantity)
        at_once = 0 if stock.book.someone_waits(klass) else min(quantity, stock.available(klass))
        if at_once < quantity and not stock.desk.spec.partial:
            at_once = 0
        if at_once > 0:
            stock.take(at_once)
            stock.saw(accepted=at_once)
            stock.position_changed()
            self.received(request, at_once, stock.desk.spec.delivery, Cell.AT_ONCE)
            self.chain.note(
                Row.SERVED_AT_ONCE,
                stock.index,
                request.customer,
                at_once,
                self.index,
                request.ordinal,
                stock.on_hand,
            )
        if at_once == quantity:
            request.cell[Cell.REQUESTS_AT_ONCE] += 1
            request.cell[Cell.HANDED_OVER] += 1
            if stock.spec.production is not None:
                self.chain.firm_after(request, 0)
            self.settle(request, NOTHING_FELT._replace(wait=stock.desk.spec.delivery, at_once=1))
        elif not self.substituted(request, member, quantity - at_once):
            self.at_the_desk(request, member, quantity - at_once)

    def substituted(self, request: Request, member: int, rest: int) -> bool:
        """Have the customer look for something else, if it is one who would; return whether it was there."""
        options = self.substitutes.get(request.stock.index)
        if options is None:
            return False
        number = self.chain.path.value(self.spec.substitution, member, request.ordinal)
        liked = next((option for option in options if number < option.up_to), None)
        if liked is None:
            return False
        other = self.chain.stocks[liked.stock]
        assert other.desk is not None
        if other.book.someone_waits(self.spec.klass) or other.available(self.spec.klass) < rest:
            return False
        other.take(rest)
        other.saw(accepted=rest)
        other.position_changed()
        delivery = other.desk.spec.delivery
        self.received(request, rest, delivery, Cell.SUBSTITUTED)
        request.cell[Cell.HANDED_OVER] += 1
        self.chain.note(
            Row.SUBSTITUTED,
            other.index,
            request.customer,
            rest,
            request.stock.index,
            self.index,
            request.ordinal,
        )
        self.settle(request, NOTHING_FELT._replace(wait=delivery, substituted=1))
        return True

    def at_the_desk(self, request: Request, member: int, rest: int) -> None:
        """Offer a back-order, say when, and hear the answer."""
        stock, chain, spec = request.stock, self.chain, self.spec
        desk = stock.desk
        assert desk is not None
        ahead = stock.book.owed_up_to_rank(spec.klass)
        offered, estimate = desk.offers(rest, ahead)
        if not offered:
            self.lost_at_the_door(request, rest, Cell.NOT_OFFERED)
            chain.note(
                Row.NOT_OFFERED, stock.index, request.customer, rest, self.index, request.ordinal, estimate
            )
            self.settle(request, NOTHING_FELT._replace(not_offered=1))
            return
        told = desk.says(request.asked, NOTHING, ahead, rest)
        belief = spec.belief.start if request.person is None else int(request.person.belief)
        tolerance = NEVER
        if spec.tolerance is not None:
            tolerance = min(ticks(chain.path.value(spec.tolerance, member, request.ordinal)), NEVER)
        if not answer.accepts(told, belief, tolerance):
            self.lost_at_the_door(request, rest, Cell.REFUSED)
            chain.note(Row.REFUSED, stock.index, request.customer, rest, self.index, request.ordinal, told)
            self.settle(request, NOTHING_FELT._replace(refused=1))
            return
        order = BackOrder(chain.next_serial(), rest, request)
        if told != NOTHING:
            order.first_date = order.last_date = request.asked + told
        elif belief > 0:
            order.believed = request.asked + belief
        order.tolerance = tolerance
        if spec.patience is not None:
            order.patience = min(ticks(chain.path.value(spec.patience, member, request.ordinal)), NEVER)
        self.accepted(order, stock, rest)

    def lost_at_the_door(self, request: Request, rest: int, column: Cell) -> None:
        """Count a sale lost before any waiting."""
        request.cell[column] += rest
        if request.measured:
            self.chain.record.count_wait(self.chain.record.left_times[request.stock.index], 0, rest)

    def accepted(self, order: BackOrder, stock: StockPoint, rest: int) -> None:
        """Enter a back-order and let its customer wait."""
        stock.owe(order)
        stock.saw(accepted=rest)
        stock.position_changed()
        cell = order.request.cell
        cell[Cell.ACCEPTED] += 1
        cell[Cell.ACCEPTED_UNITS] += rest
        self.chain.note(
            Row.BACK_ORDERED,
            stock.index,
            order.serial,
            rest,
            order.last_date,
            order.patience,
            order.request.customer,
        )
        Wait(self.chain, stock, order).begin()
        self.chain.peg(stock)

    # -- how it ends

    def received(self, request: Request, quantity: int, wait: int, column: Cell) -> None:
        """Count units received so many ticks after the request."""
        if not request.measured:
            return
        cell = request.cell
        cell[column] += quantity
        cell[Cell.FILL_SUM] += quantity * wait
        if column in (Cell.KEPT, Cell.BROKEN, Cell.UNTOLD):
            cell[Cell.LATE_SUM] += quantity * wait
        for place, limit in enumerate(self.chain.world.served_within):
            if wait <= limit and request.asked <= self.chain.world.clock.horizon - limit:
                cell[Cell.WITHIN_0 + place] += quantity
        self.chain.record.count_wait(self.chain.record.fill_times[request.stock.index], wait, quantity)

    def served_late(self, order: BackOrder, stock: StockPoint, quantity: int) -> None:
        """Hand units to a customer who waited."""
        desk, request, now = stock.desk, order.request, self.chain.calendar.now
        assert desk is not None
        receipt = now + desk.spec.delivery
        kept, broken = (
            order.first_date != NOTHING and receipt <= order.first_date,
            order.first_date != NOTHING,
        )
        column = Cell.KEPT if kept else Cell.BROKEN if broken else Cell.UNTOLD
        self.received(request, quantity, receipt - request.asked, column)
        self.chain.note(
            Row.SERVED_LATE, stock.index, order.serial, quantity, order.left, receipt, stock.on_hand
        )
        if order.left > 0:
            return
        order.waiting = False
        self.chain.served_in_full(order, stock, now - request.asked, desk.delivery)
        request.cell[Cell.HANDED_OVER] += 1
        wait = receipt - request.asked
        late = max(0, receipt - order.first_date) if order.first_date != NOTHING else 0
        if order.first_date != NOTHING:
            cell = request.cell
            cell[Cell.PROMISED] += 1
            cell[Cell.PROMISED_KEPT] += kept
            cell[Cell.PROMISED_RECEIVED] += 1
            cell[Cell.PROMISE_ERROR] += abs(receipt - order.first_date)
            cell[Cell.LAST_ERROR] += abs(receipt - order.last_date)
        felt = NOTHING_FELT._replace(
            wait=wait, late=late, kept=int(kept), broken=int(broken and not kept), untold=int(not broken)
        )
        self.settle(request, felt)
        if request.person is not None and self.spec.belief.weight > 0.0:
            request.person.belief = answer.learned(request.person.belief, wait, self.spec.belief.weight)

    def left_waiting(self, order: BackOrder, stock: StockPoint, quantity: int, column: Cell) -> None:
        """See a customer off who waited in vain: it left, or the shop cancelled."""
        request, now = order.request, self.chain.calendar.now
        request.cell[column] += quantity
        if request.measured:
            self.chain.record.count_wait(
                self.chain.record.left_times[stock.index], now - request.asked, quantity
            )
        if order.first_date != NOTHING and now > order.first_date:
            request.cell[Cell.PROMISED] += 1
        reneged = column == Cell.RENEGED
        row = Row.RENEGED if reneged else Row.CANCELLED
        self.chain.note(row, stock.index, order.serial, quantity, order.last_date, request.customer)
        felt = NOTHING_FELT._replace(
            wait=now - request.asked, reneged=int(reneged), cancelled=int(not reneged)
        )
        self.settle(request, felt)

    # -- whether they come back

    def drops_out(self, person: Person, ordinal: int) -> bool:
        """Return whether this request is the customer's last for reasons of its own."""
        now = self.chain.calendar.now
        if now < 0 or person.natural <= 0.0:
            return False
        if self.chain.path.value(self.spec.luck, person.number, ordinal) >= person.natural:
            return False
        self.chain.note(Row.DROPPED_OUT, self.index, person.number, 0, ordinal)
        if person.alive:
            self.counts[tallies.Crowd.DROPPED_OUT] += 1
            self.counts[tallies.Crowd.AT_RISK] += now - max(person.joined, 0)
        person.joined = NEVER
        return True

    def settle(self, request: Request, felt: Experience) -> None:
        """Let an experience sink in: memory, and perhaps this purchase was the last."""
        person, settings = request.person, self.spec.loyalty
        if person is None or settings is None or not request.measured:
            return
        now = self.chain.calendar.now
        memory = loyalty.faded(person.memory, now - person.remembered_at, settings)
        harm = loyalty.harm(felt, settings)
        last = loyalty.last_purchase(person.natural, harm, memory)
        person.memory, person.remembered_at = memory + harm, now
        if not person.alive or person.joined == NEVER:
            return
        if person.natural <= self.chain.path.value(self.spec.luck, person.number, request.ordinal) < last:
            person.alive = False
            self.chain.note(Row.CHURNED, self.index, person.number, 0, request.ordinal)
            self.counts[tallies.Crowd.CHURNED] += 1
            self.counts[tallies.Crowd.AT_RISK] += now - max(person.joined, 0)

    def close(self) -> None:
        """Count customers and the time of those who are still there at the horizon."""
        horizon, counts = self.chain.world.clock.horizon, self.counts
        if self.spec.kind == Kind.STREAM:
            return
        counts[tallies.Crowd.CUSTOMERS] = len(self.persons)
        for person in self.persons:
            if person.alive and person.joined != NEVER:
                counts[tallies.Crowd.AT_RISK] += horizon - max(person.joined, 0)


def chosen(up_to: tuple[float, ...], number: float) -> int:
    """Return the first place whose cumulated share is above the number."""
    for place, share in enumerate(up_to):
        if number < share:
            return place
    return len(up_to) - 1
