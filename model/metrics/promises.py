"""Promises: the first date told binds, the latest is reported, so a shop cannot keep its word by moving it."""

from __future__ import annotations

from ..outcome.tallies import Cell
from .measure import DEMAND, Unit, Values, measure, ratio
from .sums import Sums


@measure("Promises kept", Unit.SHARE, "higher", DEMAND)
def promise_kept(of: Sums) -> Values:
    """Back-orders for which what was dated (receipt, dispatch or work, as `firm` says) came by the first date told /
    those received, and those left, cancelled or still waiting past it."""
    return ratio(of.cell(Cell.PROMISED_KEPT), of.cell(Cell.PROMISED))


@measure("Error of the first date told", Unit.TIME, "lower", DEMAND)
def promise_error(of: Sums) -> Values:
    """|instant the date is of - first date told| / promised back-orders received."""
    return ratio(of.cell(Cell.PROMISE_ERROR) / of.frame.unit, of.cell(Cell.PROMISED_RECEIVED))


@measure("Error of the latest date told", Unit.TIME, "lower", DEMAND)
def last_promise_error(of: Sums) -> Values:
    """|instant the date is of - latest date told| / promised back-orders received."""
    return ratio(of.cell(Cell.LAST_ERROR) / of.frame.unit, of.cell(Cell.PROMISED_RECEIVED))


@measure("Dates moved", Unit.PER_ORDER, "lower", DEMAND)
def redated(of: Sums) -> Values:
    """Messages that moved the date / back-orders accepted."""
    return ratio(of.cell(Cell.REDATED), of.cell(Cell.ACCEPTED))


@measure("Slip of the date", Unit.TIME, "lower", DEMAND)
def slip(of: Sums) -> Values:
    """Time by which messages moved dates later, less those they moved earlier / back-orders accepted."""
    return ratio(of.cell(Cell.SLIP) / of.frame.unit, of.cell(Cell.ACCEPTED))


@measure("Messages", Unit.PER_ORDER, None, DEMAND)
def messages(of: Sums) -> Values:
    """Messages sent to waiting customers / back-orders accepted."""
    return ratio(of.cell(Cell.MESSAGES), of.cell(Cell.ACCEPTED))


@measure("Inquiries", Unit.PER_ORDER, "lower", DEMAND)
def inquiries(of: Sums) -> Values:
    """Times that waiting customers asked where their goods were / back-orders accepted."""
    return ratio(of.cell(Cell.INQUIRIES), of.cell(Cell.ACCEPTED))


@measure("Compensations", Unit.PER_ORDER, None, DEMAND)
def compensations(of: Sums) -> Values:
    """Payments to customers who were kept waiting / back-orders accepted."""
    return ratio(of.cell(Cell.COMPENSATIONS), of.cell(Cell.ACCEPTED))


MEASURES = (
    promise_kept,
    promise_error,
    last_promise_error,
    redated,
    slip,
    messages,
    inquiries,
    compensations,
)
