"""What engines count: tables of int64 with named columns, declared once; metrics make numbers of them.

Units are counted by the request that wanted them, if it fell into [0, horizon); times run over [0, horizon).
"""

from __future__ import annotations

from enum import IntEnum


class Cell(IntEnum):
    """Columns of a cell of demand: one (segment, site, item). Units in quanta, waits in quanta x ticks."""

    REQUESTED = 0
    """Units of potential demand, forgone ones included."""
    AT_ONCE = 1
    KEPT = 2
    """Units served after a wait, on or before the first date told; dates are of the receipt, the dispatch or the
    beginning of work, as `firm` says."""
    BROKEN = 3
    """Units served after a wait, beyond the first date told."""
    UNTOLD = 4
    """Units served after a wait with nothing told."""
    SUBSTITUTED = 5
    """Units served by a substitute at once."""
    BRIDGED = 6
    """Units served by a substitute while waiting: taken in place of what was waited for, or kept by one who took it to
    bridge the wait and left, or was cancelled, before the end."""
    NOT_OFFERED = 7
    REFUSED = 8
    RENEGED = 9
    CANCELLED = 10
    FORGONE = 11
    WAITING = 12
    """Units still owed at the horizon."""
    REQUESTS = 13
    """Requests, forgone ones included."""
    REQUESTS_FORGONE = 14
    REQUESTS_AT_ONCE = 15
    """Requests of which every unit was served from the shelf at once."""
    ACCEPTED = 16
    """Back-orders accepted (orders)."""
    ACCEPTED_UNITS = 17
    FILL_SUM = 18
    """Units served x ticks from request to receipt, substitutes included."""
    LATE_SUM = 19
    """Units served after a wait x ticks from request to receipt."""
    FIRM_ORDERS = 20
    """Where the item is made here: orders on the shelf, or on whose last unit work began."""
    FIRM_SUM = 21
    """Ticks from their request until work on that unit began."""
    FIRM_AT_ONCE = 22
    """Of FIRM_ORDERS, those with no wait."""
    PROMISED = 23
    """Back-orders accepted with a date, settled by receipt or still waiting past the date."""
    PROMISED_KEPT = 24
    """Of PROMISED, received on or before the first date told."""
    PROMISE_ERROR = 25
    """Ticks |instant the date is of - first date told| over promised back-orders received."""
    LAST_ERROR = 26
    """Ticks |instant the date is of - latest date told| over promised back-orders received."""
    PROMISED_RECEIVED = 27
    """Promised back-orders received in full."""
    MESSAGES = 28
    REDATED = 29
    """Messages that moved the date."""
    SLIP = 30
    """Ticks by which messages moved dates later, less those they moved earlier."""
    ELIGIBLE_0 = 31
    """Units requested at least served_within[0] before the horizon, forgone ones left out."""
    ELIGIBLE_1 = 32
    ELIGIBLE_2 = 33
    ELIGIBLE_3 = 34
    WITHIN_0 = 35
    """Of ELIGIBLE_0, units received within served_within[0]."""
    WITHIN_1 = 36
    WITHIN_2 = 37
    WITHIN_3 = 38
    HANDED_OVER = 39
    """Deliveries to pay: requests of which at least the last unit was handed over, and bridges besides."""
    COMPENSATIONS = 40
    """Payments to customers who were kept waiting."""
    INQUIRIES = 41
    """Times a waiting customer asked."""
    SERVED_ELSEWHERE = 42
    """Units of SUBSTITUTED and of those served late that came from another site than the one asked."""
    LATER_0 = 43
    """Of HANDED_OVER, back-orders later than expected by more than lateness[0], and no more than the next."""
    LATER_1 = 44
    LATER_2 = 45
    ELSEWHERE = 46
    """Of NOT_OFFERED and REFUSED, units bought at a shop outside the model."""


LEDGER = (
    Cell.AT_ONCE,
    Cell.KEPT,
    Cell.BROKEN,
    Cell.UNTOLD,
    Cell.SUBSTITUTED,
    Cell.BRIDGED,
    Cell.NOT_OFFERED,
    Cell.REFUSED,
    Cell.RENEGED,
    Cell.CANCELLED,
    Cell.FORGONE,
    Cell.WAITING,
)
"""The columns that add up to REQUESTED, always."""
SERVED = (Cell.AT_ONCE, Cell.KEPT, Cell.BROKEN, Cell.UNTOLD, Cell.SUBSTITUTED, Cell.BRIDGED)
LOST = (Cell.NOT_OFFERED, Cell.REFUSED, Cell.RENEGED, Cell.CANCELLED)


class Point(IntEnum):
    """Columns of a stock point, over [0, horizon)."""

    ON_HAND_TIME = 0
    """Quanta x ticks."""
    BACKLOG_TIME = 1
    ON_ORDER_TIME = 2
    STOCKED_TIME = 3
    """Ticks with anything on hand."""
    PEAK_BACKLOG = 4
    ORDERS = 5
    UNITS_ORDERED = 6
    RECEIPTS = 7
    UNITS_RECEIVED = 8
    SHIPMENTS = 9
    WITHDRAWN = 10
    SITE_UNITS = 11
    """Units ordered here by other stock points, components wanted by jobs included."""
    SITE_UNITS_AT_ONCE = 12
    JOBS = 13
    """Jobs begun."""
    JOB_WAIT = 14
    """Ticks from release to start, summed over jobs begun."""
    ON_HAND_END = 15
    BACKLOG_END = 16
    ON_ORDER_END = 17
    DISCOUNTED = 18
    """Units handed over here, late, at a discount for waiting; of requests in the measured time."""
    CALLED_OFF = 19
    """Back-orders that ended here before their last unit was handed over; of requests in the measured time."""
    PHANTOM_UNITS = 20
    """Units of orders placed elsewhere too that stood for no demand of their own: called off as they were received from
    another shop, left while another order for them stood, or not the first of those that stand at the end."""
    PHANTOM_TIME = 21
    """Those units x ticks in the book."""
    DESTROYED = 22
    """Units on hand destroyed by disruptions."""
    SITE_TURNED_AWAY = 23
    """Units that other stock points ordered here and were neither given nor owed; counted each time they are asked."""
    SITE_PROMISED = 24
    """Orders of other stock points whose last unit left here, and which were told when."""
    SITE_PROMISED_KEPT = 25
    """Of those, by the tick told."""
    INFLATED = 26
    """Units ordered that were not wanted, because the source was short: inflated, or ordered at others as well."""
    INFLATED_BACK = 27
    """Of these, units taken back."""
    IN_JOBS_TIME = 28
    """Quanta given to jobs that are not done x ticks, at the stock point that gave them."""
    ON_HAND_CHARGED = 29
    """Quanta on hand at the end of each period, summed; where costs accrue by the period."""
    BACKLOG_CHARGED = 30
    IN_JOBS_CHARGED = 31
    AGE_HIGH = 32
    """Twice the integral of the age of what is owed, in quanta x ticks x ticks: how many times AGE_UNIT, and the rest;
    it does not fit into one integer."""
    AGE_LOW = 33
    SPELLS = 34
    """Times that something began to be owed and nothing was before, from 0 on."""
    SPELL_TIME = 35
    """Ticks from then until nothing was owed any more, or until the horizon."""
    LEAD_TIME = 36
    """Units received x ticks since they were ordered."""


AGE_UNIT = 1 << 40
"""What AGE_HIGH is counted in."""


class Place(IntEnum):
    """Columns of a site with lines, over [0, horizon), in line x ticks."""

    BUSY = 0
    """Working, not down."""
    DOWN = 1
    AVAILABLE = 2
    """Lines installed."""
    RAMP_UPS = 3
    """Decisions to ramp up, in number."""
    SET_UP = 4
    """Being set up for another item."""
    SET_UPS = 5
    """Set-ups begun, in number."""
    RAMP_DOWNS = 6
    """Decisions to ramp down, in number."""
    REPUTATION_TIME = 7
    """Millionths of the reputation x ticks; 0 where none is kept."""
    REPUTATION_END = 8
    """Millionths of the reputation at the horizon."""


class Crowd(IntEnum):
    """Columns of a segment of identified customers."""

    CUSTOMERS = 0
    """Customers alive at 0 or joined since."""
    CHURNED = 1
    """Left because of service."""
    DROPPED_OUT = 2
    """Left for reasons of their own."""
    AT_RISK = 3
    """Customer x ticks until leaving or the horizon, times away left out."""
    RETURNED = 4
    """Came back after having left because of service, in number of times."""
    AWAY = 5
    """Customer x ticks between leaving because of service and coming back, dropping out or the horizon."""
    STAYING = 6
    """Customers who are there at the horizon."""
    TO_COME = 7
    """Thousandths of requests still expected of them, discounted."""
    JOINS_LOST = 8
    """Candidates who would have joined at the reference reputation and did not."""
    JOINS_WON = 9
    """Candidates who joined and would not have at the reference reputation."""


class Outage(IntEnum):
    """Columns of a disruption, over [0, horizon)."""

    DOWN = 0
    """Ticks."""
    TIMES = 1
    """Times that ended, or lasted at the horizon."""
    RECOVERIES = 2
    """Times after which the backlog came back to its level before; what begins before that is a part of it."""
    UNRECOVERED = 3
    """Times that were over and not recovered from at the horizon."""
    RECOVERY_TIME = 4
    """Ticks from the end until recovered, or until the horizon."""


class Way(IntEnum):
    """Columns of a lane, over [0, horizon); those of orders only where it is one of several to its stock point."""

    ORDERS = 0
    UNITS = 1
    """Units ordered by it."""
    SETTLED = 2
    """Orders filled, past their due date or taken back."""
    ON_TIME = 3
    """Of SETTLED, those filled by their due date."""
    DIVERTED = 4
    """Units that would have been ordered by it and went elsewhere for lack of trust."""
    TAKEN_BACK = 5
    """Units ordered by it and taken back: not shipped in time, or brought by another source."""
    EXPEDITED = 6
    """Units ordered by it because they were owed beyond the level."""
    IN_TRANSIT_TIME = 7
    """Quanta in transit x ticks: off the giver's shelf, or shipped by a supplier, and not received."""
    IN_TRANSIT_CHARGED = 8
    """Quanta in transit at the end of each period, summed; where costs accrue by the period."""
    ASKED = 9
    """Units ordered by it, those turned away or withdrawn since among them."""
