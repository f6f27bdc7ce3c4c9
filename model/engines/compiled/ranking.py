"""Where an order stands among those who are owed, where its rank is its own; see the reference's `ranking`."""

from __future__ import annotations

from ...policies.sight import ORDERS
from ...policies.units import NEVER, NOTHING
from ...policies.views import AllocationView
from .book import CUSTOMER, SITE, kept_from, owed_up_to_class
from .jit import step
from .owed_trees import owed_up_to
from .pegging import expected_wait
from .rules import ranks
from .tables import NO_ROW, State


@step
def rank_of(w: State, o: int) -> int:
    """Return the rank of an entry about to be entered; the least is served first."""
    e = w.order[o]
    x = w.stock[e.stock]
    due = due_of(w, o) if x.ranked_by_due == 1 else 0
    worth = e.left * x.price
    if e.kind == CUSTOMER:
        worth = order_worth(w, e.stock, e.segment, e.left)
    return ranks(w.setting, x.allocation, x.allocation_first, AllocationView(e.klass, due, e.left, worth))


@step
def due_of(w: State, o: int) -> int:
    """Return the tick by which goods are to leave: by the date told, else by the shop's own estimate."""
    e = w.order[o]
    x = w.stock[e.stock]
    if e.kind == CUSTOMER and e.first_date != NOTHING:
        return e.first_date - w.desk[x.desk].delivery
    if e.kind == SITE and e.first_date != NOTHING:
        return e.first_date
    sees = ORDERS if x.desk == NO_ROW else w.desk[x.desk].sees_up
    unit = kept_from(w, e.stock, e.klass) + x.backlog + e.left
    wait = expected_wait(w, e.stock, unit, sees)
    return w.run[0].now + wait if wait < w.run[0].farthest else NEVER


@step
def order_worth(w: State, s: int, g: int, quantity: int) -> float:
    """Return what a customer's order is worth."""
    value = w.segment[g].value
    return quantity * w.stock[s].price if value < 0.0 else value


@step
def owed_ahead(w: State, s: int, g: int, quantity: int) -> int:
    """Return the quanta owed to all that a customer's new order would stand behind; to all where its date decides."""
    x = w.stock[s]
    klass = w.segment[g].klass
    if x.ranked == 0:
        return owed_up_to_class(w, s, klass)
    if x.ranked_by_due == 1:
        return x.backlog
    view = AllocationView(klass, 0, quantity, order_worth(w, s, g, quantity))
    return owed_up_to(w, s, ranks(w.setting, x.allocation, x.allocation_first, view))


@step
def owed_ahead_of_site(w: State, s: int, quantity: int) -> int:
    """Return the quanta owed to all that another site's new order would stand behind."""
    x = w.stock[s]
    if x.ranked == 0:
        return owed_up_to_class(w, s, 1)
    if x.ranked_by_due == 1:
        return x.backlog
    view = AllocationView(1, 0, quantity, quantity * x.price)
    return owed_up_to(w, s, ranks(w.setting, x.allocation, x.allocation_first, view))
