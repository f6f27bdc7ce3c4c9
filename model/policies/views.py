"""What a rule may see: small tuples of numbers, quantities in quanta, times in ticks."""

from __future__ import annotations

from typing import NamedTuple


class StockView(NamedTuple):
    """A stock point as its owner's books show it."""

    now: int
    on_hand: int
    on_order: int
    backlog: int
    forecast: float
    """Expected demand, quanta per tick; 0 where nothing is forecast."""


class ForecastView(NamedTuple):
    """One review period that has just ended."""

    level: float
    """Forecast so far, quanta per tick."""
    demand: int
    """Demand seen in the period."""
    period: int
    """Length of the period in ticks."""
    seen: int
    """Periods seen before this one; 0 for the first."""
    window: int
    """Demand of the latest periods, this one included, as many as the rule keeps."""


class SourceView(NamedTuple):
    """One source of a stock point that is about to order."""

    place: int
    """Its place among the sources, 0 the one written first."""
    quantity: int
    """Units to be ordered."""
    share: float
    """Share of the orders it is to have; 0 where none is given."""
    given: int
    """Units ordered from it so far."""
    total: int
    """Units ordered from all of them so far."""
    dearer_than: int
    """How many of them have a lower price."""
    lead_time: int
    """Expected lead time of this order, ticks; 0 where the rule does not ask."""
    down: int
    """1 where it ships nothing now, or what comes from it stands still or is not let in."""
    overdue: int
    """Orders to it past their due date; 0 where no due dates are kept."""


class OfferView(NamedTuple):
    """A shop deciding whether to offer a back-order."""

    now: int
    quantity: int
    """Units that would be owed: the whole remainder of the request."""
    units_owed: int
    orders_owed: int
    estimate: int
    """The shop's own estimate of the wait, ticks to the receipt."""
    klass: int
    """Priority class of the customer, from 1."""
    number: float
    """The request's own number from 0 to 1; NOTHING where no rule here asks for it."""


class AllocationView(NamedTuple):
    """Someone about to be entered as owed."""

    klass: int
    """Priority class from 1; sites and jobs are of class 1."""
    due: int
    """Tick by which the goods are to leave, by promise or estimate; 0 where no rule here asks for it."""
    quantity: int
    """Units owed."""
    value: float
    """What the order is worth, in money."""


class PromiseView(NamedTuple):
    """A shop deciding which date to tell one customer, at the request or while it waits."""

    now: int
    asked: int
    """Tick of the request."""
    told: int
    """Latest date told, NOTHING before the first."""
    units_ahead: int
    """Units owed before this order's, own not counted."""
    own: int
    """This order's own units as the position counts them: 0 when the order is firm as work on it begins."""
    mean_wait: float
    """Mean realised wait until firm over the last back-orders of the item here, in ticks."""
    waits_seen: int
    wait_quantile: int
    """Wait that the rule's share of them did not exceed, in ticks; 0 where no quantile is asked for."""
    received: int
    """Units received here since the run began, or with as many receipts as the rule looks at."""
    elapsed: int
    """Ticks since the run began, or since the receipt before those."""
    delivery: int
    """Ticks from the shop to the customer, 0 where the date does not include them."""
    estimate: int
    """The pegged unit's wait from what the shop sees, in ticks; NOTHING where no rule here asks for it."""


class UpdateView(NamedTuple):
    """A shop that may send a waiting customer a message now."""

    told: int
    """Latest date told, NOTHING if none."""
    date: int
    """Date the shop would tell now, NOTHING if none."""


class CompensationView(NamedTuple):
    """A shop that hands over what was waited for, or writes that it will be late."""

    late: int
    """Ticks beyond the first date told at which the last unit is handed over; 0 with a message, or within the date."""
    moved: int
    """Ticks by which a message moves the date later; 0 with the goods."""
    paid: int
    """Payments this order has had."""


class PatienceView(NamedTuple):
    """What a waiting customer knows."""

    now: int
    reference: int
    """Date reckoned with: the latest told, stretched by doubt, or the one believed; NOTHING if neither."""
    heard: int
    """Tick of the latest message, a date told at the request included; LONG_AGO before the first."""


class Experience(NamedTuple):
    """How one request ended, as the customer felt it."""

    wait: int = 0
    """Ticks from request to receipt, or until the sale was lost."""
    late: int = 0
    """Ticks beyond the first date told; 0 within it or where nothing was told."""
    at_once: int = 0
    kept: int = 0
    """1 if served after a wait, on or before the first date told."""
    broken: int = 0
    """1 if served after the first date told."""
    untold: int = 0
    """1 if served after a wait with nothing told."""
    substituted: int = 0
    not_offered: int = 0
    refused: int = 0
    reneged: int = 0
    cancelled: int = 0
    compensated: int = 0
    """Payments received for having been kept waiting."""


class DispatchView(NamedTuple):
    """A free line that may take a job of one item next."""

    owed: int
    """Quanta of the item owed here."""
    net: int
    """on_hand + quanta in work - backlog."""
    demand: int
    """Quanta accepted here since the run began: what has left the shelf and what is owed."""
    same: int
    """1 where the line made this item last."""
    run: int
    """Jobs of one item that the line has done in a row."""
