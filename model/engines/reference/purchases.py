"""Orders to one source, one by one, where due dates are kept: what is late, what has come, what is taken back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ...outcome.events import Event
from ...outcome.tallies import Way
from ...outcome.trace import Row
from ...policies.units import NEVER, NOTHING
from .acceptance import another_accepts
from .ordering import order_by
from .pegging import best_lane
from .phantoms import take_back
from .sourcing import judge

if TYPE_CHECKING:
    from .lane import Lane


class Purchase:
    """An order to a source, where due dates are kept: the first units to come fill the oldest."""

    __slots__ = ("due", "late", "left", "number", "put_off", "unshipped")

    def __init__(self, number: int, quantity: int, due: int) -> None:
        self.number, self.left, self.unshipped, self.due = number, quantity, quantity, due
        self.late = False
        self.put_off = False
        """Whether it would have been taken back, had there been a way to order elsewhere."""


class Purchases:
    """What a stock point has ordered by one lane, which is one of several."""

    def __init__(self, lane: Lane) -> None:
        self.lane, self.chain, self.index, self.spec = lane, lane.chain, lane.index, lane.spec
        self.on_order = 0
        """Units ordered and not received."""
        self.given = 0
        """Units ordered so far."""
        self.placed = 0
        """Orders so far, which numbers them."""
        self.orders: dict[int, Purchase] = {}
        """Open orders by number, where due dates are kept."""
        self.overdue = 0
        """Open orders past their due date."""

    def take_order(self, quantity: int) -> None:
        """Note an order and when it is due."""
        number = self.placed
        self.placed += 1
        self.given += quantity
        self.on_order += quantity
        self.lane.count(Way.ORDERS, 1)
        self.lane.count(Way.UNITS, quantity)
        self.lane.count(Way.ASKED, quantity)
        due = self.due_after(self.chain.calendar.now) if self.spec.dated else NOTHING
        self.chain.note(Row.SOURCED, self.index, number, quantity, due)
        if not self.spec.dated:
            return
        self.orders[number] = Purchase(number, quantity, due)
        self.watch(number, due)
        how = self.lane.to.spec.sourcing
        assert how is not None
        self.expect_stale(number, min(self.chain.calendar.now + how.cancel_after, NEVER))

    def refuse(self, quantity: int) -> None:
        """Take off what the source did not accept of the latest order."""
        self.on_order -= quantity
        self.given -= quantity
        self.lane.count(Way.UNITS, -quantity)
        if self.spec.dated:
            order = self.orders[self.placed - 1]
            order.left -= quantity
            order.unshipped -= quantity
            if order.left == 0:
                self.close(order)

    def due_after(self, leaves: int) -> int:
        """Return when goods that leave then are due: the mean time of the way, and the grace that trust allows."""
        how = self.lane.to.spec.sourcing
        grace = 0 if how is None or how.trust is None else how.trust.grace
        return min(leaves + self.spec.mean_transit + grace, NEVER)

    def told(self, leaves: int) -> None:
        """Have the latest order be due by the date that its source told, at which the last unit leaves."""
        if not self.spec.dated:
            return
        order, due = self.orders[self.placed - 1], self.due_after(leaves)
        if due != order.due:
            order.due = due
            self.chain.note(Row.DUE_AS_TOLD, self.index, order.number, order.left, due)
            self.watch(order.number, due)

    def watch(self, number: int, due: int) -> None:
        """Look at an order when it falls due."""
        if due < self.chain.world.clock.horizon:
            self.chain.calendar.call(due, Event.ORDER_DUE, self.index, number, lambda: self.pass_due(number))

    def pass_due(self, number: int) -> None:
        """Have an order pass its due date, unless it is filled or was given another since."""
        order = self.orders.get(number)
        if order is None or order.late or order.due != self.chain.calendar.now:
            return
        order.late = True
        self.overdue += 1
        self.chain.note(Row.OVERDUE, self.index, number, order.left, order.due)
        judge(self.lane, number, 0)

    def expect_stale(self, number: int, stale: int) -> None:
        """Look at an order when its source has had it for long enough."""
        if stale < self.chain.world.clock.horizon:
            self.chain.calendar.call(
                stale, Event.ORDER_STALE, self.index, number, lambda: self.go_stale(number)
            )

    def go_stale(self, number: int) -> None:
        """Take back what has not been shipped of an order, and order it elsewhere; put off while that cannot be."""
        order, how = self.orders.get(number), self.lane.to.spec.sourcing
        if order is None or order.unshipped == 0 or how is None:
            return
        if self.lane.to.paused > self.lane.to.barred or not another_accepts(self.lane):
            order.put_off = True
            return
        quantity = order.unshipped
        other = best_lane(self.lane.to, how, quantity, but=self.lane)
        self.chain.note(Row.TAKEN_BACK, self.index, number, quantity, other.index)
        self.lane.count(Way.TAKEN_BACK, quantity)
        take_back(self.lane, quantity)
        order.unshipped = 0
        order.left -= quantity
        self.on_order -= quantity
        if not order.late:
            judge(self.lane, number, 0)
            order.late = True
            self.overdue += 1
        if order.left == 0:
            self.close(order)
        order_by(other, quantity)
        self.chain.reconsider()

    def fill_orders(self, quantity: int) -> None:
        """Fill the oldest open orders with what has come."""
        while quantity > 0:
            order = next(iter(self.orders.values()))
            part = min(quantity, order.left)
            order.left -= part
            quantity -= part
            if order.left == 0:
                self.chain.note(Row.FILLED, self.index, order.number, part, order.due)
                if not order.late:
                    judge(self.lane, order.number, 1)
                self.close(order)

    def close(self, order: Purchase) -> None:
        """Forget an order that is filled or taken back."""
        self.overdue -= order.late
        del self.orders[order.number]

    def ship_orders(self, quantity: int) -> None:
        """Note which orders' goods leave: the oldest that have not left."""
        for order in self.orders.values():
            part = min(quantity, order.unshipped)
            order.unshipped -= part
            quantity -= part
            if quantity == 0:
                return

    def withdrawn(self, quantity: int) -> None:
        """Take what was withdrawn off its newest orders; those withdrawn whole are not judged."""
        self.on_order -= quantity
        self.given -= quantity
        self.lane.count(Way.UNITS, -quantity)
        self.chain.note(Row.WITHDRAWN_BY, self.index, 0, quantity, self.on_order)
        newest_first = list(reversed(self.orders.values()))
        for order in newest_first:
            less = min(order.unshipped, quantity)
            quantity -= less
            order.unshipped -= less
            order.left -= less
        for order in newest_first:
            less = min(order.left - order.unshipped, quantity)
            quantity -= less
            order.left -= less
            if order.left == 0:
                self.close(order)
