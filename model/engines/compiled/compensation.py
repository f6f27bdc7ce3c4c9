"""What a shop pays those whom it kept waiting, and what customers come to know of its lateness."""

from __future__ import annotations

from ...outcome.tallies import Cell
from ...outcome.trace import Row
from ...policies.customer.credibility import remembered
from ...policies.views import CompensationView
from .jit import step
from .record import note
from .rules import compensates
from .tables import State


@step
def compensate(w: State, o: int, late: int, moved: int) -> None:
    """Have the shop pay for goods that come so late, or for a message that moves the date by so much."""
    e = w.order[o]
    x = w.stock[e.stock]
    if x.pays == 0:
        return
    payments = compensates(
        w.setting, x.compensation, x.compensation_first, CompensationView(late, moved, e.paid)
    )
    if payments > 0:
        e.paid += payments
        w.cells[e.cell, Cell.COMPENSATIONS] += payments
        note(w, Row.COMPENSATED, e.stock, e.serial, payments, late, moved, e.paid)


@step
def learn_of_lateness(w: State, o: int, late: int) -> None:
    """Let it be known how late an order was that had been told a date."""
    e = w.order[o]
    x = w.stock[e.stock]
    d = w.desk[x.desk]
    d.lateness = remembered(d.lateness, late, e.first_date - e.asked, x.lateness_weight)
