"""The counter: one request from shelf to substitute to back-order to receipt, and what each step counts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ...outcome.histogram import bucket
from ...outcome.tallies import Cell
from ...outcome.trace import Row
from ...policies.customer import answer
from ...policies.units import NEVER, NOTHING
from ...sample_path import ticks
from .book import BackOrder
from .serving import owe
from .waiting import Wait

if TYPE_CHECKING:
    from .chain import Chain
    from .customer import Crowd, Person
    from .stock_point import StockPoint

# Plain integers for what most requests touch: to look up a member of an enumeration takes longer than to count with it.
AT_ONCE, FILL_SUM, LATE_SUM, HANDED_OVER = map(
    int, (Cell.AT_ONCE, Cell.FILL_SUM, Cell.LATE_SUM, Cell.HANDED_OVER)
)
REQUESTS_AT_ONCE, ACCEPTED, ACCEPTED_UNITS = map(
    int, (Cell.REQUESTS_AT_ONCE, Cell.ACCEPTED, Cell.ACCEPTED_UNITS)
)
KEPT, BROKEN, UNTOLD, WITHIN = map(int, (Cell.KEPT, Cell.BROKEN, Cell.UNTOLD, Cell.WITHIN_0))
SERVED_AT_ONCE, BACK_ORDERED, SERVED_LATE = map(int, (Row.SERVED_AT_ONCE, Row.BACK_ORDERED, Row.SERVED_LATE))
ROW_OF = {int(Cell.RENEGED): int(Row.RENEGED), int(Cell.CANCELLED): int(Row.CANCELLED)}
"""What is written down of a customer who waited in vain, by where it is counted."""
LATE = (KEPT, BROKEN, UNTOLD)
"""Columns of those who were served after a wait."""


class Request:
    """One request: who, what, where, how much, when."""

    __slots__ = ("asked", "cell", "customer", "measured", "ordinal", "person", "quantity", "segment", "stock")

    def __init__(
        self,
        segment: Crowd,
        person: Person | None,
        customer: int,
        ordinal: int,
        stock: StockPoint,
        quantity: int,
        asked: int,
        cell: list[int],
    ) -> None:
        self.segment, self.person, self.customer, self.ordinal = segment, person, customer, ordinal
        self.stock, self.quantity, self.asked = stock, quantity, asked
        self.cell = cell
        """Where it is counted."""
        self.measured = asked >= 0
        """Whether it fell into the measured time."""


class Counter:
    """Where one segment's customers are served."""

    def __init__(self, chain: Chain, crowd: Crowd) -> None:
        self.chain, self.crowd = chain, crowd
        self.klass = crowd.spec.klass
        self.substitutes = dict(crowd.spec.substitutes)
        self.fill_times, self.left_times = chain.record.fill_times, chain.record.left_times
        horizon = chain.world.clock.horizon
        self.limits = [
            (WITHIN + place, limit, horizon - limit) for place, limit in enumerate(chain.world.served_within)
        ]
        """Column, wait and last tick asked of those counted as served within a limit."""

    def serve(self, request: Request, member: int) -> None:
        """Serve what the shelf has for this class; see to the rest."""
        stock, quantity, crowd = request.stock, request.quantity, self.crowd
        assert stock.desk is not None
        shop = stock.desk.spec
        if stock.sees_requests:
            stock.seen += quantity
        at_once = stock.free_for(self.klass, quantity)
        if at_once < quantity and not shop.partial:
            at_once = 0
        if at_once > 0:
            stock.sell(at_once)
            self.received(request, at_once, shop.delivery, AT_ONCE)
            self.chain.note(
                SERVED_AT_ONCE,
                stock.index,
                request.customer,
                at_once,
                crowd.index,
                request.ordinal,
                stock.on_hand,
            )
        if at_once == quantity:
            request.cell[REQUESTS_AT_ONCE] += 1
            request.cell[HANDED_OVER] += 1
            if stock.spec.production is not None:
                self.chain.firm_after(request, 0)
            if request.person is not None:
                crowd.settle(request, wait=shop.delivery, at_once=1)
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
        if other.free_for(self.klass, rest) < rest:
            return False
        other.sell(rest)
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
        ahead = stock.owed_before(self.klass)
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
            self.left_times[request.stock.index][bucket(0)] += rest

    def accepted(self, order: BackOrder, stock: StockPoint, rest: int) -> None:
        """Enter a back-order and let its customer wait."""
        owe(stock, order)
        if stock.sees_accepted:
            stock.seen += rest
        stock.position_changed()
        cell = order.request.cell
        cell[ACCEPTED] += 1
        cell[ACCEPTED_UNITS] += rest
        self.chain.note(
            BACK_ORDERED,
            stock.index,
            order.serial,
            rest,
            order.last_date,
            order.patience,
            order.request.customer,
        )
        Wait(self.chain, stock, order).begin()
        self.chain.peg(stock)

    def received(self, request: Request, quantity: int, wait: int, column: int) -> None:
        """Count units received so many ticks after the request."""
        if not request.measured:
            return
        cell = request.cell
        cell[column] += quantity
        cell[FILL_SUM] += quantity * wait
        if column in LATE:
            cell[LATE_SUM] += quantity * wait
        for within, limit, latest in self.limits:
            if wait <= limit and request.asked <= latest:
                cell[within] += quantity
        self.fill_times[request.stock.index][bucket(wait)] += quantity

    def served_late(self, order: BackOrder, stock: StockPoint, quantity: int) -> None:
        """Hand units to a customer who waited."""
        desk, request, now = stock.desk, order.request, self.chain.calendar.now
        assert desk is not None
        receipt, dated = now + desk.spec.delivery, order.dated(now + desk.delivery)
        told = order.first_date != NOTHING
        kept = told and dated <= order.first_date
        column = KEPT if kept else BROKEN if told else UNTOLD
        self.received(request, quantity, receipt - request.asked, column)
        self.chain.note(SERVED_LATE, stock.index, order.serial, quantity, order.left, receipt, stock.on_hand)
        if order.left > 0:
            return
        order.waiting = False
        self.chain.served_in_full(order, stock, now - request.asked, desk.delivery)
        request.cell[HANDED_OVER] += 1
        wait = receipt - request.asked
        late = max(0, dated - order.first_date) if told else 0
        if told:
            cell = request.cell
            cell[Cell.PROMISED] += 1
            cell[Cell.PROMISED_KEPT] += kept
            cell[Cell.PROMISED_RECEIVED] += 1
            cell[Cell.PROMISE_ERROR] += abs(dated - order.first_date)
            cell[Cell.LAST_ERROR] += abs(dated - order.last_date)
        if request.person is None:
            return
        self.crowd.settle(
            request,
            wait=wait,
            late=late,
            kept=int(kept),
            broken=int(told and not kept),
            untold=int(not told),
        )
        if self.crowd.spec.belief.weight > 0.0:
            request.person.belief = answer.learned(request.person.belief, wait, self.crowd.spec.belief.weight)

    def left_waiting(self, order: BackOrder, stock: StockPoint, quantity: int, column: int) -> None:
        """See a customer off who waited in vain: it left, or the shop cancelled."""
        request, now = order.request, self.chain.calendar.now
        request.cell[column] += quantity
        if request.measured:
            self.left_times[stock.index][bucket(now - request.asked)] += quantity
        if order.first_date != NOTHING and now > order.first_date:
            request.cell[Cell.PROMISED] += 1
        self.chain.note(
            ROW_OF[column], stock.index, order.serial, quantity, order.last_date, request.customer
        )
        if request.person is not None:
            reneged = int(column == Cell.RENEGED)
            self.crowd.settle(request, wait=now - request.asked, reneged=reneged, cancelled=1 - reneged)
