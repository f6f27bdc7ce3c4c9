"""The rows of the compiled engine's tables, each declared once as a class of annotated fields.

Integers and ticks are int64, smoothed averages and settings float64. A field that names a row of another table is
NO_ROW where there is none. Free rows hang together by `next`.
"""

from __future__ import annotations


class RunRow:
    """The run as a whole; one row."""

    opened: int
    now: int
    start: int
    horizon: int
    instant_events: int
    calendar_size: int
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
    limits: int
    """How many thresholds `served_within` has."""
    classes: int
    free_order: int
    free_orders: int
    free_shipment: int
    free_shipments: int
    free_batch: int
    free_batches: int
    free_make: int
    free_makes: int
    free_person: int
    free_persons: int
    open_claims: int
    """Entries of sites and jobs in all books."""
    open_orders: int
    """Customers' back-orders in all books."""
    held: int
    """Shipments held at suppliers that are down."""
    spare: int
    """Rows of each kind that one event may need besides."""
    ramps: int
    """Sites with a ramp-up that has not been decided yet."""
    components: int
    """Most components of one item, at least 1."""
    fault: int
    fault_entity: int
    fault_value: int


class EventRow:
    """An entry of the calendar, a binary heap by (tick, key)."""

    tick: int
    key: int
    value: int
    """A row of the table the event is about."""


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


class StockRow:
    """A stock point."""

    site: int
    on_hand: int
    on_order: int
    backlog: int
    settled: int
    rule: int
    rule_first: int
    """First of the rule's settings in the table of settings."""
    every: int
    after_requests: int
    forecast_rule: int
    forecast_first: int
    forecast: float
    sees: int
    seen: int
    reviews: int
    next_review: int
    minimum: int
    multiple: int
    withdraw: int
    source_kind: int
    source: int
    transit: int
    mean_transit: int
    overtaking: int
    shipments: int
    last_arrival: int
    transit_head: int
    transit_tail: int
    orders: int
    received: int
    shares: int
    one_shelf: int
    """1 where all classes stand in one line."""
    book_orders: int
    book_claims: int
    unit_time: int
    rate: float
    lot: int
    component_first: int
    component_count: int
    released: int
    in_work: int
    sells: int
    offer: int
    offer_first: int
    offer_looks: int
    promise: int
    promise_first: int
    promise_looks: int
    sees_up: int
    """How far up the chain the shop looks."""
    updates: int
    updates_first: int
    update_every: int
    firm: int
    window: int
    partial: int
    delivery: int
    wait_first: int
    """First of this stock point's ring of waits."""
    averages: int
    wait_sum: int
    waits: int
    waits_seen: int
    residual_first: int
    changed: int
    claim: int
    """What it claims while a giver divides its shelf."""
    quota: int
    """What it is to get of it."""


class ShelfRow:
    """One class at one stock point: row stock x classes + class - 1."""

    place: int
    """Which of the stock point's lists this class stands in."""
    head: int
    tail: int
    """Of list number `place` counted from the stock point's first row."""
    waiting: int
    reserve: int


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
    to: int
    """The stock point that claims it: another one for a site's order, its own for customers and jobs."""
    make: int
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


class ShipmentRow:
    """Goods on a lane, or held at a supplier that is down."""

    stock: int
    number: int
    quantity: int
    dispatched: int
    arrival: int
    next: int
    prev: int


class SupplierRow:
    """A supplier."""

    up: int
    since: int
    failure: int
    up_stream: int
    down_stream: int
    mean_down: int
    held_head: int
    held_tail: int


class SiteRow:
    """A site and its line of released jobs."""

    line_first: int
    line_count: int
    head: int
    tail: int
    up_stream: int
    repair_stream: int
    working_clock: int
    fails: int
    ramps: int
    """1 where there is a ramp-up that has not been decided yet."""
    backlog_over: int
    lasting: int
    more_lines: int
    ready_after: int
    pressed: int
    """Which time the backlog is above the level now; 0 when it is not."""
    times_pressed: int


class LineRow:
    """A production line."""

    site: int
    member: int
    installed: int
    up: int
    stock: int
    job: int
    left: int
    since: int
    starts: int
    failure: int
    age_left: int
    ageing: int


class MakeRow:
    """A replenishment order to a site's own lines."""

    stock: int
    serial: int
    jobs: int
    released: int
    next: int


class BatchRow:
    """Jobs released together."""

    stock: int
    first: int
    jobs: int
    released_at: int
    next: int
    prev: int


class ComponentRow:
    """One component of an item that is made."""

    stock: int
    needed: int


class SegmentRow:
    """A segment of customers."""

    kind: int
    klass: int
    count: int
    site_first: int
    site_count: int
    item_first: int
    item_count: int
    stock_first: int
    cell_first: int
    joins: int
    join_gap: float
    gap: int
    rate: int
    limit: int
    until: int
    site_choice: int
    item_choice: int
    thinning: int
    spread: int
    quantity: int
    tolerance: int
    patience: int
    temper_first: int
    belief: int
    belief_weight: float
    substitution: int
    substitute_first: int
    substitute_count: int
    dropout: int
    loyal: int
    loyalty_first: int
    luck: int
    shaped: int
    """1 where demand has a profile."""
    season_first: int
    season_count: int
    cycle: int
    offset: int
    peak: float
    decay: int
    ceiling: float
    history_first: int
    """First of the customers' rows in `history_of`."""
    history_spread: int
    first: int
    """Tick of a stream's first request, NEVER for one gap after the start."""
    next_member: int
    people: int


class PersonRow:
    """An identified customer."""

    segment: int
    number: int
    alive: int
    dropped: int
    joined: int
    ordinal: int
    acquiring: int
    natural: float
    belief: float
    memory: float
    remembered_at: int
    open: int
    """Back-orders not yet settled."""
    next: int


class SubstituteRow:
    """What a share of a segment's customers takes instead of what is not there."""

    asked: int
    stock: int
    up_to: float


class HistoryRow:
    """A row of a recorded demand."""

    day: int
    item: int
    quantity: int
