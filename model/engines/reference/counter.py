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
from .ranking import owed_ahead
from .request import Request
from .serving import owe
from .substitutes import Substitutes
from .waiting import Wait

if TYPE_CHECKING:
    from .chain import Chain
    from .customer import Crowd
    from .stock_point import StockPoint

# Plain integers for what most requests touch: to look up a member of an enumeration takes longer than to count with it.
AT_ONCE, HANDED_OVER, REQUESTS_AT_ONCE = map(int, (Cell.AT_ONCE, Cell.HANDED_OVER, Cell.REQUESTS_AT_ONCE))
ACCEPTED, ACCEPTED_UNITS = int(Cell.ACCEPTED), int(Cell.ACCEPTED_UNITS)
SERVED_AT_ONCE, BACK_ORDERED = int(Row.SERVED_AT_ONCE), int(Row.BACK_ORDERED)


class Counter:
    """Where one segment's customers are served."""

    def __init__(self, chain: Chain, crowd: Crowd) -> None:
        self.chain, self.crowd, self.receipts = chain, crowd, crowd.receipts
        self.klass = crowd.spec.klass
        self.shelf_elsewhere = Substitutes(chain, crowd)
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
            if stock.spec.production is not None:
                self.chain.firm_after(request, 0)
            if request.person is not None:
                crowd.settle(request, wait=shop.delivery, at_once=1)
        elif not self.shelf_elsewhere.taken(request, quantity - at_once):
            self.at_the_desk(request, quantity - at_once)

    def at_the_desk(self, request: Request, rest: int) -> None:
        """Offer a back-order, say when, and hear the answer."""
        stock, chain, spec = request.stock, self.chain, self.crowd.spec
        desk = stock.desk
        assert desk is not None
        ahead = owed_ahead(stock, self.crowd, rest)
        number = float(NOTHING)
        if desk.offer_draws:
            number = chain.path.value(spec.offering, request.member, request.ordinal)
        offered, estimate = desk.offers(rest, ahead, self.klass, number)
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
            tolerance = min(ticks(chain.path.value(spec.tolerance, request.member, request.ordinal)), NEVER)
            if desk.spec.discounted:
                tolerance = answer.raised(tolerance, spec.if_discounted)
        reckoned = told
        if told != NOTHING:
            reckoned = credibility.stretched(told, desk.lateness, spec.doubt)
        if not answer.accepts(reckoned, belief, tolerance):
            self.lost_at_the_door(request, rest, Cell.REFUSED)
            chain.note(
                Row.REFUSED, stock.index, request.customer, rest, self.crowd.index, request.ordinal, told
            )
            self.crowd.settle(request, refused=1)
            return
        order = BackOrder(chain.next_serial(), rest, request)
        if told != NOTHING:
            order.first_date = order.last_date = request.asked + told
            order.believed = request.asked + reckoned
        elif belief > 0:
            order.believed = request.asked + belief
        order.tolerance = tolerance
        if spec.patience is not None:
            order.patience = min(
                ticks(chain.path.value(spec.patience, request.member, request.ordinal)), NEVER
            )
            if desk.spec.discounted and spec.patience == spec.tolerance:
                order.patience = tolerance
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
