"""How often customers who waited asked where their goods were; reckoned when the wait is over."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ...outcome.tallies import Cell
from ...outcome.trace import Row
from ...policies.customer.inquiries import asked
from ...policies.units import NOTHING

if TYPE_CHECKING:
    from .book import BackOrder
    from .chain import Chain


def reckon(order: BackOrder, now: int) -> None:
    """Add the time since the last reckoning to that without a date, or beyond it; called before the date changes."""
    since, order.reckoned = order.reckoned, now
    if order.last_date == NOTHING:
        order.silent += now - since
    else:
        order.overdue += max(0, now - max(since, order.last_date))


def count_inquiries(chain: Chain, order: BackOrder) -> int:
    """Count an order's inquiries up to now; return how many there were."""
    request, spec = order.request, order.request.segment.spec
    if spec.inquiries is None:
        return 0
    reckon(order, chain.calendar.now)
    number = chain.path.value(spec.inquiry, request.member, request.ordinal)
    times = asked(number, order.silent, order.overdue, spec.inquiries)
    request.cell[Cell.INQUIRIES] += times
    return times


def inquired(chain: Chain, order: BackOrder, stock: int) -> None:
    """Count and note the inquiries of an order whose wait is over."""
    times = count_inquiries(chain, order)
    if times > 0:
        chain.note(Row.INQUIRED, stock, order.serial, times, order.silent, order.overdue)
