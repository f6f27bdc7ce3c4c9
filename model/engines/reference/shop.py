"""The desks of a stock point: whether a back-order is offered, and which date is told."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ...outcome.tallies import Point
from ...outcome.trace import Row
from ...policies.registry import Choice
from ...policies.sight import EXACT
from ...policies.units import NEVER, NOTHING
from ...policies.views import OfferView, PromiseView
from ...scenario.world import Firm, Shop, ToSites
from .pegging import expected_wait, known_begin
from .ranking import owed_ahead_of_site
from .recent import RecentReceipts, RecentWaits

if TYPE_CHECKING:
    from .book import SiteEntry
    from .stock_point import StockPoint


ANY_OFFER = OfferView(*[0] * len(OfferView._fields))
ANY_PROMISE = PromiseView(*[0] * len(PromiseView._fields))


class Desk:
    """What one stock point says to those who find it empty."""

    def __init__(self, stock: StockPoint, offer: Choice, promise: Choice) -> None:
        self.stock, self.farthest = stock, stock.chain.world.farthest
        self.offer, self.offer_settings = offer.alternative.decide, offer.settings
        self.promise, self.promise_settings = promise.alternative.decide, promise.settings
        self.offer_estimates, self.promise_estimates = offer.traits.estimate, promise.traits.estimate
        self.offer_draws = offer.traits.number
        """Whether the offer depends on the request's own number."""
        self.same_offer: bool | None = offer.decide(ANY_OFFER) if offer.traits.alike else None
        self.same_promise: int | None = promise.decide(ANY_PROMISE) if promise.traits.alike else None
        """What is always answered, where that is always the same."""
        self.alike = self.same_offer is not None and self.same_promise is not None
        """Whether it speaks to everybody alike, wherever they would stand in the book."""
        self.sees = promise.looks
        self.waits = RecentWaits(promise.measure(promise.traits.waits, 0), promise.quantile)
        self.receipts = RecentReceipts(
            promise.measure(promise.traits.receipts, 0), stock.chain.world.clock.start
        )
        self.firm_as_work_begins = False
        self.delivery = 0
        """Ticks of delivery in dates and waits."""

    @property
    def orders_owed(self) -> int:
        """Orders that an offer by their number counts."""
        return self.stock.book.orders

    def own(self, quantity: int) -> int:
        """Return the order's own units as its place in the line counts them."""
        return 0 if self.firm_as_work_begins else quantity

    def estimate(self, ahead: int, quantity: int, klass: int) -> int:
        """Return the ticks until an order's last unit leaves, or until work on it begins where that makes it firm.

        What is kept from its class must be there before. NEVER where nobody knows, or that is too far off to be told.
        """
        before = ahead + self.stock.kept_from(klass)
        if self.firm_as_work_begins and self.sees == EXACT:
            wait = known_begin(self.stock, before + quantity)
        else:
            wait = expected_wait(self.stock, before + self.own(quantity), self.sees)
        return wait if wait < self.farthest else NEVER

    def offers(self, quantity: int, ahead: int, klass: int, number: float) -> tuple[bool, int]:
        """Return whether a back-order is offered, and the wait the shop estimated (NOTHING where it did not look)."""
        if self.same_offer is not None:
            return self.same_offer, NOTHING
        stock, estimate = self.stock, NOTHING
        if self.offer_estimates:
            estimate = self.estimate(ahead, quantity, klass) + self.delivery
        view = OfferView(
            stock.chain.calendar.now,
            quantity,
            stock.backlog,
            self.orders_owed,
            min(estimate, NEVER),
            klass,
            number,
        )
        return bool(self.offer(view, self.offer_settings)), view.estimate

    def says(self, asked: int, told: int, ahead: int, quantity: int, klass: int) -> int:
        """Return the wait from now that would be told, or NOTHING."""
        if self.same_promise is not None:
            return self.same_promise
        stock, own, estimate = self.stock, self.own(quantity), NOTHING
        if self.promise_estimates:
            estimate = self.estimate(ahead, quantity, klass)
        now, waits = stock.chain.calendar.now, self.waits
        view = PromiseView(
            now,
            asked,
            told,
            ahead,
            own,
            waits.mean,
            waits.seen,
            waits.quantile,
            self.receipts.received,
            now - self.receipts.since,
            self.delivery,
            estimate,
        )
        wait: int = self.promise(view, self.promise_settings)
        return wait if wait < self.farthest else NOTHING


class ShopDesk(Desk):
    """Where customers are spoken to."""

    def __init__(self, stock: StockPoint, spec: Shop) -> None:
        super().__init__(stock, spec.offer, spec.promise)
        self.spec = spec
        self.lateness = 0.0
        """How late dated orders have been, relative to the wait told: what customers know of it."""
        self.firm_as_work_begins = spec.firm == Firm.WORK_BEGINS
        self.delivery = spec.delivery if spec.firm == Firm.RECEIPT else 0


class SiteDesk(Desk):
    """Where the sites are spoken to that order here and find too little."""

    def __init__(self, stock: StockPoint, spec: ToSites) -> None:
        super().__init__(stock, spec.offer, spec.promise)
        self.turned_away: set[int] = set()
        """Stock points that are to ask again as goods come."""

    @property
    def orders_owed(self) -> int:
        """Orders of sites and jobs."""
        return len(self.stock.book) - self.stock.book.orders

    def accepts(self, entry: SiteEntry) -> bool:
        """Return whether what is missing is owed to a site; if so it is told when its last unit leaves."""
        stock, lane, now = self.stock, entry.lane, self.stock.chain.calendar.now
        ahead = owed_ahead_of_site(stock, entry.left)
        offered, estimate = self.offers(entry.left, ahead, 1, float(NOTHING))
        if not offered:
            stock.count(Point.SITE_TURNED_AWAY, entry.left)
            stock.chain.note(Row.SITE_TURNED_AWAY, stock.index, lane.to.index, entry.left, estimate)
            self.turned_away.add(lane.to.index)
            return False
        wait = self.says(now, NOTHING, ahead, entry.left, 1)
        if wait != NOTHING:
            entry.told = min(now + wait, NEVER)
            stock.chain.note(Row.SITE_TOLD, stock.index, lane.to.index, entry.left, entry.serial, entry.told)
        return True

    def served(self, entry: SiteEntry) -> None:
        """Remember how long the last unit of an order took to leave, and whether it left as told."""
        now, stock = self.stock.chain.calendar.now, self.stock
        self.waits.add(now - entry.asked)
        if entry.told != NOTHING:
            stock.count(Point.SITE_PROMISED, 1)
            stock.count(Point.SITE_PROMISED_KEPT, int(now <= entry.told))

    def goods_came(self) -> None:
        """Have those who were turned away look at their orders again, at the end of this event."""
        for index in self.turned_away:
            self.stock.chain.stocks[index].position_changed()
        self.turned_away.clear()
