"""Stock points and their shelves."""

from __future__ import annotations


class StockRow:
    """A stock point."""

    site: int
    on_hand: int
    on_order: int
    backlog: int
    owed_asked: int
    """Of every quantum owed, the tick at which it was asked for, summed up."""
    owing_since: int
    """When something began to be owed and nothing was before; meant while something is owed."""
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
    lane_first: int
    lane_count: int
    """0 where the item is made here."""
    inflates: int
    inflate_factor: float
    inflate_weight: float
    phantom: int
    """Quanta on order that it does not want and does not count."""
    shortfall: float
    """Smoothed share of its orders that was not shipped at once."""
    sought: int
    """Units still to pass over until the one that is looked for; see `pegging`."""
    beyond: int
    """As which unit of what would be ordered now it comes, 0 and less where it is on order."""
    brings: int
    """The lane that brings it."""
    sourcing: int
    """NO_ROW where there are not several lanes."""
    orders: int
    allocation: int
    allocation_first: int
    ranked: int
    """1 where an entry's rank is its own, and not of its class alone."""
    ranked_by_due: int
    summed: int
    """1 where trees keep what is owed before an entry: entries have ranks of their own, classes wait in several
    lines, those who wait are told again, or somebody looks where sites stand in the book."""
    tree: int
    """Node at the top of that of its book."""
    price: float
    paused: int
    """Reasons for which it places no order now: disruptions of its own, and that it is barred."""
    barred: int
    """1 while none of the sources that its rule chooses among accepts an order."""
    put_off: int
    """1 where it would have looked at its order meanwhile."""
    shares: int
    one_shelf: int
    """1 where all classes stand in one line."""
    book_orders: int
    book_claims: int
    unit_time: int
    mean_unit_time: float
    residual_first: int
    """Of the table of mean residual unit times."""
    next_made: int
    rate: float
    lot: int
    times: float
    """What a drawn time is multiplied by."""
    pieces: int
    piece: int
    set_up: int
    set_up_first: int
    set_up_count: int
    came_in: int
    """Quanta on hand at the start and received since, less what was destroyed."""
    component_first: int
    component_count: int
    released: int
    in_work: int
    unreleased: int
    """Quanta in jobs that wait for components."""
    in_jobs: int
    """Quanta given to jobs that are not done."""
    jobs_counted_to: int
    """Tick up to which they are counted."""
    sells: int
    desk: int
    """Where customers are spoken to, NO_ROW where nobody buys."""
    site_desk: int
    """Where sites that find too little are spoken to, NO_ROW where all is owed to them and nothing told."""
    first_away: int
    """First of the lanes by which somebody was turned away here, NO_ROW if none."""
    updates: int
    updates_first: int
    update_every: int
    firm: int
    window: int
    partial: int
    delivery: int
    substitute_every: int
    freed: int
    """1 where orders were called off in this event, since they were received elsewhere."""
    pays: int
    """1 where those who are kept waiting may be paid."""
    compensation: int
    compensation_first: int
    lateness_weight: float
    discounted: int
    """1 where those who wait pay less."""
    memory: float
    """Quanta that what is said of its site remembers; 0 where nothing is said."""
    demand_first: int
    """First of its ring of demands by period, NO_ROW where none are kept."""
    demand_kept: int
    demand_sum: int
    looked_at: int
    """Which choice of a line it was last a candidate of."""
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
