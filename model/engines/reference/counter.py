"""The counter: one request from shelf to substitute to back-order, and what each step counts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ...outcome.histogram import bucket
from ...outcome.tallies import Cell
from ...outcome.trace import Row
from ...policies.customer import answer, credibility
from ...policies.units import NEVER, NOTHING
from ...sample_path import ticks
from .book import BackOrder
from .duplicates import Duplicates
from .ranking import owed_ahead
from .request import Request
from .serving import owe
from .waiting import Wait

if TYPE_CHECKING:
    from .chain import Chain
    from .customer import Crowd
    from .stock_point import StockPoint

# Plain integers for what most requests touch: to look up a member of an enumeration takes longer than to count with it.
AT_ONCE, HANDED_OVER, REQUESTS_AT_ONCE = map(int, (Cell.AT_ONCE, Cell.HANDED_OVER, Cell.REQUESTS_AT_ONCE))
ACCEPTED, ACCEPTED_UNITS = int(Cell.ACCEPTED), int(Cell.ACCEPTED_UNITS)
NOT_OFFERED, REFUSED = int(Cell.NOT_OFFERED), int(Cell.REFUSED)
SERVED_AT_ONCE, BACK_ORDERED = int(Row.SERVED_AT_ONCE), int(Row.BACK_ORDERED)


class Counter:
    """Where one segment's customers are served."""

    def __init__(self, chain: Chain, crowd: Crowd) -> None:
        self.chain, self.crowd, self.receipts = chain, crowd, crowd.receipts
        self.klass = crowd.spec.klass
        self.substitutes, self.duplicates = crowd.substitutes, Duplicates(chain, crowd)
        self.left_times = chain.record.left_times

    def serve(self, request: Request) -> None:
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
            self.receipts.received(request, at_once, shop.delivery, AT_ONCE)
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
            if stock.pegged:
                self.chain.firm_after(request, 0)
            if crowd.settles:
                crowd.settle(request, wait=shop.delivery, at_once=1)
        elif not self.substitutes.options or not self.substitutes.taken(request, quantity - at_once):
            self.at_the_desk(request, quantity - at_once)

    def at_the_desk(self, request: Request, rest: int) -> None:
        """Ask for a back-order, at other shops too if it is one who would, unless they have it; lost if none is had."""
        others = self.duplicates.shops(request) if self.duplicates.options else ()
        if others:
            there = self.duplicates.found(others, rest)
            if there is not None:
                self.substitutes.take(request, there, rest)
                return
            request.liked = None
        answered = self.ask(request, request.stock, rest)
        for other in others:
            if other.sees_requests:
                other.seen += rest
            self.ask(request, other, rest)
        if not request.orders:
            self.lost_at_the_door(request, rest, answered)

    def ask(self, request: Request, stock: StockPoint, rest: int) -> int:
        """Ask a shop for a back-order, hear when, and answer; return what became of it."""
        chain, spec, desk = self.chain, self.crowd.spec, stock.desk
        assert desk is not None
        ahead = 0 if desk.alike else owed_ahead(stock, self.crowd, rest)
        number = float(NOTHING)
        if desk.offer_draws:
            number = chain.path.value(spec.offering, request.member, request.ordinal)
        offered, estimate = desk.offers(rest, ahead, self.klass, number)
        if not offered:
            chain.note(
                Row.NOT_OFFERED,
                stock.index,
                request.customer,
                rest,
                self.crowd.index,
                request.ordinal,
                estimate,
            )
            return NOT_OFFERED
        told = desk.says(request.asked, NOTHING, ahead, rest, self.klass)
        tolerance, budget = self.marks(request, desk.spec.discounted)
        belief = spec.belief.start if request.person is None else int(request.person.belief)
        reckoned = told if told == NOTHING else credibility.stretched(told, desk.lateness, spec.doubt)
        if not answer.accepts(reckoned, belief, tolerance):
            chain.note(
                Row.REFUSED, stock.index, request.customer, rest, self.crowd.index, request.ordinal, told
            )
            return REFUSED
        order = BackOrder(chain.next_serial(), rest, request, stock)
        if told != NOTHING:
            order.first_date = order.last_date = request.asked + told
            order.believed = request.asked + reckoned
        elif belief > 0:
            order.believed = request.asked + belief
        order.tolerance, order.patience = tolerance, budget
        self.accepted(order, stock, rest)
        return ACCEPTED

    def marks(self, request: Request, discounted: bool) -> tuple[int, int]:
        """Return the longest wait the customer accepts and the patience it has, both more where a discount is given."""
        spec, path = self.crowd.spec, self.chain.path
        tolerance = patience = NEVER
        if spec.tolerance is not None:
            tolerance = min(ticks(path.value(spec.tolerance, request.member, request.ordinal)), NEVER)
        if spec.patience is not None:
            patience = tolerance
            if spec.patience != spec.tolerance:
                patience = min(ticks(path.value(spec.patience, request.member, request.ordinal)), NEVER)
        if discounted and spec.tolerance is not None:
            tolerance = answer.raised(tolerance, spec.if_discounted)
            patience = tolerance if spec.patience == spec.tolerance else patience
        return tolerance, patience

    def lost_at_the_door(self, request: Request, rest: int, answered: int) -> None:
        """Count a sale lost before any waiting, unless the customer has something instead."""
        if request.bridged != NOTHING:
            self.receipts.received(request, rest, request.bridged, Cell.SUBSTITUTED)
            self.crowd.settle(request, wait=request.bridged, substituted=1)
            return
        request.cell[answered] += rest
        spec = self.crowd.spec
        if spec.elsewhere > 0.0:
            number = self.chain.path.value(spec.leaving_for, request.member, request.ordinal)
            request.cell[Cell.ELSEWHERE] += rest if number < spec.elsewhere else 0
        if request.measured:
            self.left_times[request.stock.index][bucket(0)] += rest
            if self.receipts.heard:
                self.chain.hear_of(request.stock, rest, good=False)
        if self.crowd.settles:
            not_offered = int(answered == NOT_OFFERED)
            self.crowd.settle(request, not_offered=not_offered, refused=1 - not_offered)

    def accepted(self, order: BackOrder, stock: StockPoint, rest: int) -> None:
        """Enter a back-order and let its customer wait."""
        owe(stock, order)
        if stock.sees_accepted:
            stock.seen += rest
        stock.position_changed()
        request = order.request
        if not request.orders:
            request.cell[ACCEPTED] += 1
            request.cell[ACCEPTED_UNITS] += rest
        request.orders.append(order)
        self.chain.note(
            BACK_ORDERED,
            stock.index,
            order.serial,
            rest,
            order.last_date,
            order.patience,
            request.customer,
        )
        Wait(self.chain, stock, order).begin()
        if stock.pegged:
            self.chain.peg(stock)
