"""A customer in the book: patience drains, dates pass, messages come, and it may leave."""

from __future__ import annotations

from typing import TYPE_CHECKING

from simpy.events import Event as SimpyEvent

from ...outcome.events import Event
from ...outcome.tallies import Cell
from ...outcome.trace import Row
from ...policies.customer import credibility, patience
from ...policies.units import LONG_AGO, NEVER, NOTHING
from ...policies.views import PatienceView, UpdateView
from .book import BackOrder
from .compensation import compensate
from .inquiries import reckon
from .serving import serve_book, strike

if TYPE_CHECKING:
    from .chain import Chain
    from .stock_point import StockPoint

# As in `counter`, plain integers.
PATIENCE, TEMPER, WINDOW, UPDATE = map(int, (Event.PATIENCE, Event.TEMPER, Event.WINDOW, Event.UPDATE))
OFFER = int(Event.OFFER)
RENEGED, CANCELLED, BRIDGED = int(Cell.RENEGED), int(Cell.CANCELLED), int(Cell.BRIDGED)


class Wait:
    """One back-order from acceptance until it is firm, served or left."""

    __slots__ = ("chain", "desk", "kind", "order", "stock", "temper")

    def __init__(self, chain: Chain, stock: StockPoint, order: BackOrder) -> None:
        assert stock.desk is not None
        self.chain, self.stock, self.order, self.desk = chain, stock, order, stock.desk
        self.temper = order.request.segment.spec.temper
        self.kind = PATIENCE
        """What is waited for."""

    def begin(self) -> None:
        """Start to wait."""
        order = self.order
        order.since = order.request.asked
        order.heard = LONG_AGO if order.last_date == NOTHING else order.since
        self.set_pace()
        self.wait()

    def view(self) -> PatienceView:
        """Return what the customer knows."""
        return PatienceView(self.chain.calendar.now, self.order.believed, self.order.heard)

    def set_pace(self) -> None:
        """Set the speed at which patience drains from now on."""
        always = self.order.request.segment.pace
        self.order.pace = patience.speed(self.view(), self.temper) if always is None else always

    def drain(self) -> None:
        """Take off the patience used up until now."""
        order, now = self.order, self.chain.calendar.now
        if order.patience < NEVER:
            order.patience -= patience.drained(order.pace, now - order.since)
        order.since = now

    def ends_at(self) -> int:
        """Return the tick at which patience ends at the present speed."""
        return min(self.order.since + patience.lasts(self.order.pace, self.order.patience), NEVER)

    def next_timer(self) -> tuple[int, int] | None:
        """Return what happens next to this order by itself, None if nothing before the horizon."""
        order, spec = self.order, self.desk.spec
        least = (self.ends_at(), PATIENCE)
        if order.request.segment.moody and order.patience < NEVER:
            least = min(least, (patience.changes_at(self.view(), self.temper), TEMPER))
        if spec.window < NEVER:
            least = min(least, (order.request.asked + spec.window, WINDOW))
        if spec.update_every > 0:
            least = min(least, (order.request.asked + (order.update + 1) * spec.update_every, UPDATE))
        if spec.substitute_every > 0 and order.request.liked is not None:
            least = min(least, (order.request.asked + (order.offers + 1) * spec.substitute_every, OFFER))
        return least if least[0] < self.chain.world.clock.horizon else None

    def wait(self) -> None:
        """Wait for what happens next, if anything can before the order is served."""
        timer = self.next_timer()
        if timer is not None:
            tick, self.kind = timer
            due = self.chain.calendar.at(tick, self.kind, self.stock.index, self.order.serial)
            due.callbacks.append(self.happen)

    def happen(self, _: SimpyEvent) -> None:
        """Have happened what was waited for, unless the order can no longer be left."""
        order, kind = self.order, self.kind
        if not order.waiting or order.firm:
            return
        if kind == PATIENCE:
            self.leave(RENEGED)
        elif kind == WINDOW:
            self.leave(CANCELLED)
        elif kind == TEMPER:
            self.change_temper()
        elif kind == OFFER:
            if order.request.segment.substitutes.offered(order, self.stock):
                self.leave(BRIDGED)
            elif order.request.liked is None:
                self.hear()
                self.set_pace()
        else:
            self.update()
        self.chain.reconsider()
        if order.waiting:
            self.wait()

    def change_temper(self) -> None:
        """Have patience drain at another speed: the date has passed, or the message is no longer fresh."""
        self.drain()
        self.set_pace()
        self.chain.note(
            Row.TEMPER, self.stock.index, self.order.serial, 0, self.order.patience, self.ends_at()
        )

    def hear(self) -> None:
        """Take note of a message, which is fresh from now on."""
        self.drain()
        self.order.heard = self.chain.calendar.now

    def update(self) -> None:
        """Have the shop decide whether to write, and the customer what to make of it."""
        order, request, cell = self.order, self.order.request, self.order.request.cell
        order.update += 1
        now = self.chain.calendar.now
        ahead = self.stock.book.owed_before(order)
        wait = self.desk.says(request.asked, order.last_date, ahead, order.left, order.klass)
        date = now + wait if wait != NOTHING else NOTHING
        if not self.desk.spec.updates.decide(UpdateView(order.last_date, date)):
            return
        cell[Cell.MESSAGES] += 1
        moved = date - order.last_date if NOTHING not in (date, order.last_date) else 0
        if moved != 0:
            cell[Cell.REDATED] += 1
            cell[Cell.SLIP] += moved
        self.hear()
        if date != NOTHING:
            reckon(order, now)
            order.believed = now + credibility.stretched(wait, self.desk.lateness, request.segment.spec.doubt)
            order.first_date = date if order.first_date == NOTHING else order.first_date
            order.last_date = date
        self.chain.note(Row.UPDATED, self.stock.index, order.serial, 0, order.last_date, order.patience)
        self.set_pace()
        compensate(self.chain, self.stock, order, 0, max(0, moved))
        if date != NOTHING and order.believed - request.asked > order.tolerance:
            self.leave(RENEGED)

    def leave(self, column: int) -> None:
        """Leave the book with what is still owed; those behind may be served now."""
        order, stock = self.order, self.stock
        order.waiting = False
        left = order.left
        strike(stock, order)
        order.request.segment.receipts.left_waiting(order, left, column)
        stock.position_changed()
        serve_book(stock)
        if stock.pegged:
            self.chain.peg(stock)
