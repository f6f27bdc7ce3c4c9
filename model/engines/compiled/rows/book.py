"""Entries of the books."""

from __future__ import annotations


class OrderRow:
    """An entry of a book: a customer's, another stock point's, or a job's want of a component."""

    kind: int
    stock: int
    serial: int
    klass: int
    left: int
    asked: int
    next: int
    prev: int
    rank: int
    to: int
    """The stock point that claims it: another one for a site's order, its own for customers and jobs."""
    lane: int
    """By which a site's order came and its goods leave."""
    production_order: int
    component: int
    segment: int
    person: int
    customer: int
    member: int
    ordinal: int
    cell: int
    first_date: int
    last_date: int
    believed: int
    tolerance: int
    patience: int
    pace: float
    since: int
    heard: int
    update: int
    begun: int
    begun_at: int
    firm: int
    wish: int
    """Stock point that was asked."""
    twin: int
    """Next open order for the same wish, in a ring; NO_ROW where it is alone."""
    liked: int
    """Row of the substitute the customer would take."""
    bridged: int
    """Ticks from the request until it had something to bridge the wait; NOTHING if it has not."""
    offers: int
    """Occasions to offer a substitute so far."""
    paid: int
    """Payments received for having been kept waiting."""
    silent: int
    """Ticks without a date, up to `reckoned`."""
    overdue: int
    """Ticks beyond the latest date, up to `reckoned`."""
    reckoned: int


class NodeRow:
    """Where an entry hangs in a tree: row 2 x order in that of its book, the row after it in that of its lane."""

    over: int
    lower: int
    higher: int
    weight: int
    owed: int
    """Quanta owed to the entry and to all below it."""
