"""What a shop pays those whom it kept waiting, and what customers come to know of its lateness."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ...outcome.tallies import Cell
from ...outcome.trace import Row
from ...policies.customer.credibility import remembered
from ...policies.views import CompensationView

if TYPE_CHECKING:
    from .book import BackOrder
    from .chain import Chain
    from .stock_point import StockPoint


def compensate(chain: Chain, stock: StockPoint, order: BackOrder, late: int, moved: int) -> None:
    """Have the shop pay for goods that come so late, or for a message that moves the date by so much."""
    assert stock.desk is not None
    rule = stock.desk.spec.compensation
    if rule.rule == "none":
        return
    payments: int = rule.decide(CompensationView(late, moved, order.paid))
    if payments > 0:
        order.paid += payments
        order.request.cell[Cell.COMPENSATIONS] += payments
        chain.note(Row.COMPENSATED, stock.index, order.serial, payments, late, moved, order.paid)


def learn_of_lateness(stock: StockPoint, order: BackOrder, late: int) -> None:
    """Let it be known how late an order was that had been told a date."""
    desk = stock.desk
    assert desk is not None
    told = order.first_date - order.asked
    desk.lateness = remembered(desk.lateness, late, told, desk.spec.lateness_weight)
