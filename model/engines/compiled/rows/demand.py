"""Segments and customers."""

from __future__ import annotations


class SegmentRow:
    """A segment of customers."""

    kind: int
    klass: int
    value: float
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
    duplication: int
    elsewhere_first: int
    """First of the rows in `substitute` that say where they order as well."""
    elsewhere_count: int
    offering: int
    if_discounted: float
    doubt: float
    inquires: int
    """1 where waiting customers ask."""
    inquiry: int
    inquiries_first: int
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
    trend: int
    growth: float
    promotion_first: int
    promotion_count: int
    ceiling: float
    recorded: int
    """1 where requests come by a record; a stream with one has no others."""
    history_first: int
    """First of the customers' rows in `history_of`."""
    history_spread: int
    first: int
    """Tick of a stream's first request, NEVER for one gap after the start."""
    next_member: int
    win_back: int
    elsewhere: float
    leaving_for: int
    joining: int
    listens: int
    """1 where joining follows what is said of shops."""
    word_first: int
    people: int


class PersonRow:
    """An identified customer."""

    segment: int
    number: int
    alive: int
    dropped: int
    since: int
    """Measured tick since which it is there, or since which it stays away."""
    ordinal: int
    acquiring: int
    natural: float
    rate: float
    """Its own rate of requests, which divides the gaps drawn; not read where all customers have the same law."""
    belief: float
    memory: float
    remembered_at: int
    open: int
    """Back-orders not yet settled."""
    next: int


class SubstituteRow:
    """What a share of a segment's customers takes instead of what is not there, or where it orders it as well."""

    asked: int
    stock: int
    up_to: float
    keeps_order: int


class HistoryRow:
    """A row of a recorded demand."""

    day: int
    wanted: int
    """Item."""
    quantity: int
