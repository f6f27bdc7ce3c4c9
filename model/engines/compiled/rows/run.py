"""The run, its calendar and its streams."""

from __future__ import annotations


class RunRow:
    """The run as a whole; one row."""

    opened: int
    now: int
    start: int
    horizon: int
    latest: int
    """The horizon as it was given: `horizon` is when the run ends."""
    draining: int
    """1 where only the first requests are measured, and the run ends with them."""
    first_requests: int
    """How many these are; more than anybody makes where all are."""
    asked: int
    """Measured requests so far, those that customers who left forgo not counted."""
    settled: int
    """Of these served, lost or left, where that ends the run."""
    farthest: int
    """Ticks from which on a wait is too long to be told."""
    instant_events: int
    calendar_size: int
    """Events of the present period."""
    later_size: int
    """Events of later periods."""
    period: int
    """Place of the present period's list in the ring."""
    period_end: int
    """Tick at which the next period begins."""
    period_bits: int
    """A period lasts 2 to this many ticks; the run begins with the first."""
    lists: int
    """Of events put off, by period, a power of two; 1 where nothing is put off."""
    free_later: int
    free_laters: int
    changed_size: int
    """Stock points whose position changed in this event."""
    serial: int
    rows: int
    """Rows of the trace so far."""
    fingerprint: int
    trace_on: int
    trace_size: int
    marks_size: int
    requests: int
    samples: int
    bucket: int
    """Ticks over which orders and demand are summed, 0 where they are not."""
    accrual: int
    """Ticks of a period at the end of which stock is charged, 0 where it is all the time."""
    limits: int
    """How many thresholds `served_within` has; those of lateness follow in the column."""
    lateness: int
    """How many thresholds of lateness there are."""
    discount: float
    classes: int
    nodes: int
    """Of an entry: 2 where some book is summed, else 0."""
    free_order: int
    free_orders: int
    free_shipment: int
    free_shipments: int
    free_batch: int
    free_batches: int
    free_production_order: int
    free_production_orders: int
    free_person: int
    free_persons: int
    free_purchase: int
    free_purchases: int
    open_claims: int
    """Entries of sites and jobs in all books."""
    open_orders: int
    """Customers' back-orders in all books."""
    held: int
    """Shipments that stand still: at a door, or on a lane that is frozen."""
    watching: int
    """Disruptions that are not recovered from."""
    unlimited: int
    """1 where some site has a line for every job."""
    lines: int
    """Lines so far, which numbers them."""
    free_lines: int
    """Rows for more, kept where lines are unlimited."""
    starting: int
    """1 while released jobs of such a site are to begin before the event ends."""
    spare: int
    """Rows of each kind that one event may need besides."""
    liked: int
    """Of the request at the counter: row of the substitute the customer would take."""
    bridged: int
    """Ticks until it had something to bridge the wait, NOTHING if it has not."""
    wish_first: int
    """First back-order placed for it."""
    wish_last: int
    freed: int
    """Stock points at which orders were called off in this event, since they were received elsewhere."""
    choices: int
    """Choices that lines have made between jobs."""
    ahead: int
    """`tables.AHEAD`, where the compiler does not know it: a loop of a known length it would undo, one by one."""
    ramps: int
    """Sites whose capacity follows the backlog."""
    components: int
    """Most components of one item, at least 1."""
    asking_entity: int
    """Of the event with which there were too many in one instant."""
    asking_kind: int
    most_quanta: int
    """The greatest level that can be summed over the run."""
    too_much: int
    """A level beyond it, 0 as long as there is none; with its stock point."""
    too_much_at: int


class EventRow:
    """An entry of the calendar, a binary heap by (tick, key)."""

    tick: int
    key: int
    value: int
    """A row of the table the event is about."""


class LaterRow:
    """An entry of the calendar that is put off; the rows of one period hang together by `next`, and so do free ones."""

    tick: int
    key: int
    value: int
    next: int


class StreamRow:
    """A stream of the sample path: `sample_path.Row`."""

    k0: int
    k1: int
    family: int
    a: float
    b: float
    c: float
    d: float
    first: int
    count: int
