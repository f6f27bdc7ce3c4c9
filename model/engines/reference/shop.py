"""The desk of a shop: whether a back-order is offered, and which date is told."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ...policies.promise import pipeline
from ...policies.registry import rules
from ...policies.units import NEVER, NOTHING
from ...policies.views import OfferView, PromiseView
from ...scenario.world import Firm, Shop
from .pegging import expected_wait

if TYPE_CHECKING:
    from .stock_point import StockPoint


class Desk:
    """What one stock point says to customers who find it empty."""

    def __init__(self, stock: StockPoint, spec: Shop) -> None:
        self.stock, self.spec = stock, spec
        offer, promise = rules("offer")[spec.offer.rule], rules("promise")[spec.promise.rule]
        self.offer, self.promise = offer.decide, promise.decide
        self.offer_looks, self.promise_looks = offer.traits.estimate, promise.traits.estimate
        self.sees = spec.promise.measure(promise.traits.looks, pipeline.ORDERS)
        self.averages = spec.promise.measure(promise.traits.waits, 0)
        """Back-orders the promise averages; 0 where it does not."""
        self.firm_as_work_begins = spec.firm == Firm.WORK_BEGINS
        self.delivery = spec.delivery if spec.firm == Firm.RECEIPT else 0
        """Ticks of delivery in dates and waits."""

    def own(self, quantity: int) -> int:
        """Return the order's own units as its place in the line counts them."""
        return 0 if self.firm_as_work_begins else quantity

    def offers(self, quantity: int, ahead: int) -> tuple[bool, int]:
        """Return whether a back-order is offered, and the wait the shop estimated (NOTHING where it did not look)."""
        stock, estimate = self.stock, NOTHING
        if self.offer_looks:
            estimate = expected_wait(stock, ahead + self.own(quantity), self.sees) + self.delivery
        view = OfferView(
            stock.chain.calendar.now, quantity, stock.backlog, stock.book.orders, min(estimate, NEVER)
        )
        return bool(self.offer(view, self.spec.offer.settings)), view.estimate

    def says(self, asked: int, told: int, ahead: int, quantity: int) -> int:
        """Return the wait from now that the shop would tell, or NOTHING."""
        stock, own, estimate = self.stock, self.own(quantity), NOTHING
        if self.promise_looks:
            estimate = expected_wait(stock, ahead + own, self.sees)
        now = stock.chain.calendar.now
        mean_wait = stock.wait_sum / len(stock.waits) if stock.waits else 0.0
        elapsed = now - stock.chain.world.clock.start
        view = PromiseView(
            now,
            asked,
            told,
            ahead,
            own,
            mean_wait,
            stock.waits_seen,
            stock.received,
            elapsed,
            self.delivery,
            estimate,
        )
        wait: int = self.promise(view, self.spec.promise.settings)
        return wait

    def remember(self, wait: int) -> None:
        """Add a back-order's wait until firm to those that the promise averages."""
        if self.averages == 0:
            return
        stock = self.stock
        stock.waits_seen += 1
        stock.wait_sum += wait
        stock.waits.append(wait)
        if len(stock.waits) > self.averages:
            stock.wait_sum -= stock.waits.pop(0)
