"""The counter: one request from shelf to substitute to back-order to receipt, and what each step counts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ...outcome.tallies import Cell
from ...outcome.trace import Row
from ...policies.customer import answer
from ...policies.units import NEVER, NOTHING
from ...sample_path import ticks
from .book import BackOrder
from .waiting import Wait

if TYPE_CHECKING:
    from .chain import Chain
    from .customer import Crowd, Person
    from .stock_point import StockPoint


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


class Counter:
    """Where one segment's customers are served."""

    def __init__(self, chain: Chain, crowd: Crowd) -> None:
        self.chain, self.crowd = chain, crowd
        self.substitutes = dict(crowd.spec.substitutes)

    def serve(self, request: Request, member: int) -> None:
        """Serve what the shelf has for this class; see to the rest."""
        stock, klass, quantity = request.stock, self.crowd.spec.klass, request.quantity
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
                self.crowd.index,
                request.ordinal,
                stock.on_hand,
            )
        if at_once == quantity:
            request.cell[Cell.REQUESTS_AT_ONCE] += 1
            request.cell[Cell.HANDED_OVER] += 1
            if stock.spec.production is not None:
                self.chain.firm_after(request, 0)
            self.crowd.settle(request, wait=stock.desk.spec.delivery, at_once=1)
        elif not self.substituted(request, member, quantity - at_once):
            self.at_the_desk(request, member, quantity - at_once)

    def substituted(self, request: Request, member: int, rest: int) -> bool:
        """Have the customer look for something else, if it is one who would; return whether it was there."""
        options = self.substitutes.get(request.stock.index)
        if options is None:
            return False
        number = self.chain.path.value(self.crowd.spec.substitution, member, request.ordinal)
        liked = next((option for option in options if number < option.up_to), None)
        if liked is None:
            return False
        other = self.chain.stocks[liked.stock]
        assert other.desk is not None
        if other.book.someone_waits(self.crowd.spec.klass) or other.available(self.crowd.spec.klass) < rest:
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
            self.crowd.index,
            request.ordinal,
        )
        self.crowd.settle(request, wait=delivery, substituted=1)
        return True

    def at_the_desk(self, request: Request, member: int, rest: int) -> None:
        """Offer a back-order, say when, and hear the answer."""
        stock, chain, spec = request.stock, self.chain, self.crowd.spec
        desk = stock.desk
        assert desk is not None
        ahead = stock.book.owed_up_to_rank(spec.klass)
        offered, estimate = desk.offers(rest, ahead)
        if not offered:
            self.lost_at_the_door(request, rest, Cell.NOT_OFFERED)
            chain.note(
                Row.NOT_OFFERED,
                stock.index,
                request.customer,
                rest,
                self.crowd.index,
                request.ordinal,
                estimate,
            )
            self.crowd.settle(request, not_offered=1)
            return
        told = desk.says(request.asked, NOTHING, ahead, rest)
        belief = spec.belief.start if request.person is None else int(request.person.belief)
        tolerance = NEVER
        if spec.tolerance is not None:
            tolerance = min(ticks(chain.path.value(spec.tolerance, member, request.ordinal)), NEVER)
        if not answer.accepts(told, belief, tolerance):
            self.lost_at_the_door(request, rest, Cell.REFUSED)
            chain.note(
                Row.REFUSED, stock.index, request.customer, rest, self.crowd.index, request.ordinal, told
            )
            self.crowd.settle(request, refused=1)
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
        receipt, dated = now + desk.spec.delivery, order.dated(now + desk.delivery)
        told = order.first_date != NOTHING
        kept = told and dated <= order.first_date
        column = Cell.KEPT if kept else Cell.BROKEN if told else Cell.UNTOLD
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
        late = max(0, dated - order.first_date) if told else 0
        if told:
            cell = request.cell
            cell[Cell.PROMISED] += 1
            cell[Cell.PROMISED_KEPT] += kept
            cell[Cell.PROMISED_RECEIVED] += 1
            cell[Cell.PROMISE_ERROR] += abs(dated - order.first_date)
            cell[Cell.LAST_ERROR] += abs(dated - order.last_date)
        self.crowd.settle(
            request,
            wait=wait,
            late=late,
            kept=int(kept),
            broken=int(told and not kept),
            untold=int(not told),
        )
        if request.person is not None and self.crowd.spec.belief.weight > 0.0:
            request.person.belief = answer.learned(request.person.belief, wait, self.crowd.spec.belief.weight)

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
        self.crowd.settle(request, wait=now - request.asked, reneged=int(reneged), cancelled=int(not reneged))
