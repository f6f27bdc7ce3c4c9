"""A stock point: one item at one site, its levels and their time integrals; see `serving` and `ordering`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ...outcome.tallies import AGE_UNIT, Point
from ...scenario.world import Replenishment, Sees, Stock
from ..asking import too_much
from .book import Book
from .recent import RecentDemand

if TYPE_CHECKING:
    from .chain import Chain
    from .lane import Lane
    from .plant import Plant
    from .shop import ShopDesk, SiteDesk

# As in `counter`, plain integers.
ON_HAND_TIME, BACKLOG_TIME, ON_ORDER_TIME = map(
    int, (Point.ON_HAND_TIME, Point.BACKLOG_TIME, Point.ON_ORDER_TIME)
)
STOCKED_TIME, PEAK_BACKLOG = int(Point.STOCKED_TIME), int(Point.PEAK_BACKLOG)


class StockPoint:
    """What one site has, owes and expects of one item."""

    def __init__(self, chain: Chain, index: int, spec: Stock) -> None:
        self.chain, self.index, self.spec = chain, index, spec
        self.calendar = chain.calendar
        self.plant: Plant = chain.plants[spec.site]
        self.on_hand = spec.on_hand
        self.on_order = 0
        self.backlog = 0
        self.owed_asked = 0
        """Of every quantum owed, the tick at which it was asked for, summed up."""
        self.owing_since = 0
        """When something began to be owed and nothing was before; meant while something is owed."""
        self.aged = 0
        """Twice the integral of the age of what is owed, in quanta x ticks x ticks."""
        self.book = Book(spec.allocation, chain.world.classes)
        self.shares = spec.allocation.traits.shares
        self.whole = spec.shop is not None and not spec.shop.partial
        """Customers' orders are served whole or not at all."""
        self.lanes: list[Lane] = []
        """The ways from its sources; none where the item is made here."""
        self.orders = 0
        self.paused = 0
        """Reasons for which it places no order now: disruptions of its own, and that it is barred."""
        self.barred = False
        """Whether none of the sources that its rule chooses among accepts an order."""
        self.put_off = False
        """Whether it would have looked at its order meanwhile."""
        self.phantom = 0
        """Quanta on order that it does not want and does not count."""
        self.shortfall = 0.0
        """Smoothed share of its orders that was not shipped at once."""
        self.follow(spec.replenishment)
        self.seen = 0
        """Demand of the review period so far."""
        self.reviews = 0
        self.came_in = spec.on_hand
        """Quanta on hand at the start and received since, less what was destroyed."""
        self.released = 0
        """Jobs released so far, which numbers them."""
        self.in_work = 0
        """Quanta in jobs begun and not done."""
        self.unreleased = 0
        """Quanta in jobs that wait for components."""
        self.in_jobs = self.jobs_counted_to = 0
        """Quanta given to jobs that are not done, and the tick up to which they are counted."""
        self.desk: ShopDesk | None = None
        """Where customers who find the shelf empty are spoken to; None where nobody buys."""
        self.pegged = False
        """Whether it matters to its customers when work on their units begins: they buy what is made here."""
        self.site_desk: SiteDesk | None = None
        """Where sites that find too little are spoken to; None where all is owed to them and nothing told."""
        self.counts = chain.record.points[index]
        self.settled = chain.calendar.now
        self.most_quanta = chain.world.clock.most_quanta

    def follow(self, how: Replenishment) -> None:
        """Take on how it orders: the rule, when it is asked, and what demand it is told of."""
        self.wants, self.settings = how.rule.alternative.decide, how.rule.settings
        self.continuous = how.every == 0
        self.sees_accepted, self.sees_requests = how.sees is Sees.ACCEPTED, how.sees is Sees.REQUESTS
        self.sees_sales = how.sees is Sees.SALES
        """Which demand the forecast is made from."""
        self.forecast = how.initial_forecast
        periods = 0 if how.forecast is None else how.forecast.measure(how.forecast.traits.periods, 0)
        self.demand = RecentDemand(periods)

    # -- time integrals

    def settle(self) -> None:
        """Add the levels that lasted until now to the integrals; called before any of them changes."""
        now = self.calendar.now
        since, self.settled = self.settled, now
        lasted = now - since if since > 0 else now
        if lasted <= 0:
            return
        counts = self.counts
        if self.on_hand > 0:
            counts[ON_HAND_TIME] += self.on_hand * lasted
            counts[STOCKED_TIME] += lasted
        if self.on_order > 0:
            counts[ON_ORDER_TIME] += self.on_order * lasted
        if self.backlog > 0:
            counts[BACKLOG_TIME] += self.backlog * lasted
            if self.backlog > counts[PEAK_BACKLOG]:
                counts[PEAK_BACKLOG] = self.backlog
            self.aged += lasted * (self.backlog * (2 * now - lasted) - 2 * self.owed_asked)

    def hold_to_most(self, level: int) -> None:
        """Raise TooMuch where a level cannot be summed over the run."""
        if level > self.most_quanta:
            raise too_much(self.chain.world, self.index, level, self.calendar.now)

    def give_to_jobs(self, quantity: int) -> None:
        """Have so much more be with jobs that are not done, or less where it is below 0, from now on."""
        now = self.calendar.now
        if now > self.jobs_counted_to:
            self.counts[Point.IN_JOBS_TIME] += self.in_jobs * (now - self.jobs_counted_to)
            self.jobs_counted_to = now
        self.in_jobs += quantity
        self.hold_to_most(self.in_jobs)

    def count(self, column: int, amount: int) -> None:
        """Add to a tally if measurement has begun."""
        if self.calendar.now >= 0:
            self.counts[column] += amount

    # -- what is owed

    def owe_quanta(self, quantity: int, asked: int) -> None:
        """Owe quanta that were asked for at a tick; levels are settled before."""
        if self.backlog == 0:
            self.owing_since = self.calendar.now
        self.backlog += quantity
        self.owed_asked += quantity * asked
        self.hold_to_most(self.backlog)

    def owe_no_more(self, quantity: int, asked: int) -> None:
        """Owe quanta no more that were asked for at a tick; levels are settled before."""
        self.backlog -= quantity
        self.owed_asked -= quantity * asked
        if self.backlog == 0:
            self.count_spell()

    def count_spell(self) -> None:
        """Count a time during which something was owed, if it began in the measured time."""
        if self.owing_since >= 0:
            self.counts[Point.SPELLS] += 1
            self.counts[Point.SPELL_TIME] += self.calendar.now - self.owing_since

    def count_owed(self) -> None:
        """Count at the horizon for how long was owed what has been owed."""
        if self.backlog > 0:
            self.count_spell()
        self.counts[Point.AGE_HIGH], self.counts[Point.AGE_LOW] = divmod(self.aged, AGE_UNIT)

    # -- demand

    @property
    def asked(self) -> int:
        """Quanta asked for so far and given or still owed: what came in and is not there, and what is owed."""
        return self.came_in - self.on_hand + self.backlog

    @property
    def ordered(self) -> int:
        """Quanta ordered so far and received or still to come, the stock at the start included."""
        return self.came_in + self.counts[Point.DESTROYED] + self.on_order

    @property
    def inventory_position(self) -> int:
        """Quanta on hand and on order, as far as these are wanted, less those owed."""
        return self.on_hand + self.on_order - self.phantom - self.backlog

    def kept_from(self, klass: int) -> int:
        """Return the quanta that are kept from a class."""
        return self.spec.reserve[klass - 1]

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

    def owed_before(self, klass: int) -> int:
        """Return the quanta owed to all that a new entry of this class would stand behind."""
        return self.backlog if self.book.one_rank else self.book.owed_up_to_class(klass)
