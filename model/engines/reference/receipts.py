"""How a request ends: goods received at once or late, or a wait in vain, and what each counts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ...outcome.histogram import EXACT, bucket
from ...outcome.tallies import Cell, Point
from ...outcome.trace import Row
from ...policies.customer import answer
from ...policies.units import NOTHING
from .compensation import compensate, learn_of_lateness
from .duplicates import call_off_elsewhere, over, stood_for_nothing
from .inquiries import inquired

if TYPE_CHECKING:
    from .book import BackOrder
    from .chain import Chain
    from .customer import Crowd
    from .request import Request
    from .stock_point import StockPoint

# As in `counter`, plain integers.
FILL_SUM, LATE_SUM, HANDED_OVER = map(int, (Cell.FILL_SUM, Cell.LATE_SUM, Cell.HANDED_OVER))
KEPT, BROKEN, UNTOLD, WITHIN = map(int, (Cell.KEPT, Cell.BROKEN, Cell.UNTOLD, Cell.WITHIN_0))
SERVED_LATE = int(Row.SERVED_LATE)
RENEGED, CANCELLED, BRIDGED = map(int, (Cell.RENEGED, Cell.CANCELLED, Cell.BRIDGED))
ROW_OF = {RENEGED: int(Row.RENEGED), CANCELLED: int(Row.CANCELLED)}
"""What is written down of a customer who waited in vain, by where it is counted."""
WELL = (int(Cell.AT_ONCE), KEPT)
"""Columns of units of which nothing bad is said."""


class Receipts:
    """Where one segment's customers receive what they wanted, or do not."""

    def __init__(self, chain: Chain, crowd: Crowd) -> None:
        self.chain, self.crowd = chain, crowd
        record = chain.record
        self.fill_times = record.fill_times
        self.lost_times = {RENEGED: record.left_times, CANCELLED: record.cancelled_times}
        horizon = self.horizon = chain.world.clock.horizon
        self.limits = [
            (WITHIN + place, limit, horizon - limit) for place, limit in enumerate(chain.world.served_within)
        ]
        """Column, wait and last tick asked of those counted as served within a limit."""
        self.shortest = min([limit for _, limit, _ in self.limits], default=0)
        self.until = min([latest for _, _, latest in self.limits], default=horizon)
        """A wait, and a last tick asked, by which one is served within each limit; others are taken off all served."""
        self.heard = any(standing is not None for standing in chain.standings)
        """Whether anybody talks of how the shops do."""

    def received(self, request: Request, quantity: int, wait: int, column: int) -> None:
        """Count units received so many ticks after the request."""
        if not request.measured:
            return
        cell = request.cell
        cell[column] += quantity
        cell[FILL_SUM] += quantity * wait
        asked = request.asked
        if wait > self.shortest or asked > self.until:
            for within, limit, latest in self.limits:
                cell[within] -= quantity if wait > limit or asked > latest else 0
        self.fill_times[request.stock.index][wait if wait < EXACT else bucket(wait)] += quantity
        if asked + wait >= self.horizon:
            self.count_under_way(request, wait, quantity)
        if self.heard:
            self.chain.hear_of(request.stock, quantity, good=column in WELL)

    def count_under_way(self, request: Request, wait: int, quantity: int) -> None:
        """Count units that are handed over and not received before the horizon: there they still wait."""
        record, stock = self.chain.record, request.stock.index
        record.under_way_times[stock][bucket(wait)] += quantity
        record.waiting_ages[stock][bucket(self.horizon - request.asked)] += quantity

    def served_late(self, order: BackOrder, stock: StockPoint, quantity: int) -> None:
        """Hand units to a customer who waited."""
        desk, request, now = stock.desk, order.request, self.chain.calendar.now
        assert desk is not None
        receipt, dated = now + desk.spec.delivery, order.dated(now + desk.delivery)
        told = order.first_date != NOTHING
        kept = told and dated <= order.first_date
        column = KEPT if kept else BROKEN if told else UNTOLD
        wait = receipt - request.asked
        self.received(request, quantity, wait, column)
        if request.measured:
            request.cell[LATE_SUM] += quantity * wait
            if desk.spec.discounted:
                stock.counts[Point.DISCOUNTED] += quantity
        self.chain.note(SERVED_LATE, stock.index, order.serial, quantity, order.left, receipt, stock.on_hand)
        if stock.spec.site != request.stock.spec.site:
            request.cell[Cell.SERVED_ELSEWHERE] += quantity
        if len(request.orders) > 1:
            call_off_elsewhere(self.chain, order, stock, quantity)
        if order.left > 0:
            return
        order.waiting = False
        request.orders.clear()  # or request and order would keep each other alive
        self.chain.served_in_full(order, stock, now - request.asked, desk.delivery)
        request.cell[HANDED_OVER] += 1
        late = max(0, dated - order.first_date) if told else 0
        self.rate(order, dated if told else receipt)
        if told:
            self.came_of_promise(order, stock, dated, late)
        if self.crowd.spec.inquiries is not None:
            inquired(self.chain, order, stock.index)
        if self.crowd.settles:
            self.crowd.settle(
                request,
                wait=wait,
                late=late,
                kept=int(kept),
                broken=int(told and not kept),
                untold=int(not told),
                substituted=int(request.bridged != NOTHING),
                compensated=order.paid,
            )
        if self.crowd.spec.belief.weight > 0.0 and request.measured and request.person is not None:
            request.person.belief = answer.learned(request.person.belief, wait, self.crowd.spec.belief.weight)

    def came_of_promise(self, order: BackOrder, stock: StockPoint, dated: int, late: int) -> None:
        """Count how a promise was kept; late goods are paid for, and it becomes known how late they are."""
        cell = order.request.cell
        cell[Cell.PROMISED] += 1
        cell[Cell.PROMISED_KEPT] += late == 0
        cell[Cell.PROMISED_RECEIVED] += 1
        cell[Cell.PROMISE_ERROR] += abs(dated - order.first_date)
        cell[Cell.LAST_ERROR] += abs(dated - order.last_date)
        learn_of_lateness(stock, order, late)
        compensate(self.chain, stock, order, late, 0)

    def rate(self, order: BackOrder, at: int) -> None:
        """Count a back-order received by how much later than expected it came."""
        request = order.request
        later = at - answer.expected(order.first_date, order.believed, request.asked)
        classes = 0  # a loop, since a generator costs more than so few comparisons
        for least in self.chain.world.lateness:
            classes += later > least
        if classes > 0:
            request.cell[Cell.LATER_0 + classes - 1] += 1

    def left_waiting(self, order: BackOrder, quantity: int, column: int) -> None:
        """See a customer off who waited in vain, here or altogether: it left, the shop cancelled, or it took a
        substitute."""
        chain, request, now = self.chain, order.request, self.chain.calendar.now
        if column != BRIDGED:
            chain.note(
                ROW_OF[column], order.stock.index, order.serial, quantity, order.last_date, request.customer
            )
        over(chain, order)
        request.orders.remove(order)
        if request.orders:
            stood_for_nothing(order, quantity, now)
            return
        if request.bridged != NOTHING:
            self.received(request, quantity, request.bridged, BRIDGED)
            if self.crowd.settles:
                self.crowd.settle(request, wait=request.bridged, substituted=1, compensated=order.paid)
            return
        wait = now - request.asked
        request.cell[column] += quantity
        if request.measured:
            self.lost_times[column][request.stock.index][bucket(wait)] += quantity
            if self.heard:
                self.chain.hear_of(request.stock, quantity, good=False)
        if self.crowd.settles:
            left, cancelled = int(column == RENEGED), int(column == CANCELLED)
            self.crowd.settle(request, wait=wait, reneged=left, cancelled=cancelled, compensated=order.paid)
