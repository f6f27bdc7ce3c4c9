"""How a request ends: goods received at once or late, or a wait in vain, and what each counts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ...outcome.histogram import bucket
from ...outcome.tallies import Cell, Point
from ...outcome.trace import Row
from ...policies.customer import answer
from ...policies.units import NOTHING
from .compensation import compensate, learn_of_lateness
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
ROW_OF = {int(Cell.RENEGED): int(Row.RENEGED), int(Cell.CANCELLED): int(Row.CANCELLED)}
"""What is written down of a customer who waited in vain, by where it is counted."""
LATE = (KEPT, BROKEN, UNTOLD)
"""Columns of those who were served after a wait."""


class Receipts:
    """Where one segment's customers receive what they wanted, or do not."""

    def __init__(self, chain: Chain, crowd: Crowd) -> None:
        self.chain, self.crowd = chain, crowd
        self.fill_times, self.left_times = chain.record.fill_times, chain.record.left_times
        horizon = chain.world.clock.horizon
        self.limits = [
            (WITHIN + place, limit, horizon - limit) for place, limit in enumerate(chain.world.served_within)
        ]
        """Column, wait and last tick asked of those counted as served within a limit."""

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
        if desk.spec.discounted and request.measured:
            stock.counts[Point.DISCOUNTED] += quantity
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
            learn_of_lateness(stock, order, late)
            compensate(self.chain, stock, order, late, 0)
        inquired(self.chain, order, stock.index)
        if request.person is None:
            return
        self.crowd.settle(
            request,
            wait=wait,
            late=late,
            kept=int(kept),
            broken=int(told and not kept),
            untold=int(not told),
            compensated=order.paid,
        )
        if self.crowd.spec.belief.weight > 0.0:
            request.person.belief = answer.learned(request.person.belief, wait, self.crowd.spec.belief.weight)

    def left_waiting(self, order: BackOrder, stock: StockPoint, quantity: int, column: int) -> None:
        """See a customer off who waited in vain: it left, or the shop cancelled."""
        request, now = order.request, self.chain.calendar.now
        request.cell[column] += quantity
        if request.measured:
            self.left_times[stock.index][bucket(now - request.asked)] += quantity
            stock.counts[Point.CALLED_OFF] += 1
        if order.first_date != NOTHING and now > order.first_date:
            request.cell[Cell.PROMISED] += 1
        self.chain.note(
            ROW_OF[column], stock.index, order.serial, quantity, order.last_date, request.customer
        )
        inquired(self.chain, order, stock.index)
        if request.person is not None:
            reneged = int(column == Cell.RENEGED)
            self.crowd.settle(
                request,
                wait=now - request.asked,
                reneged=reneged,
                cancelled=1 - reneged,
                compensated=order.paid,
            )
