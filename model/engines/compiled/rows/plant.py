"""Sites, lines and jobs."""

from __future__ import annotations


class SiteRow:
    """A site and its line of released jobs."""

    line_first: int
    line_count: int
    head: int
    tail: int
    up_stream: int
    repair_stream: int
    mean_repair: float
    nominal_lines: int
    """Lines that the nominal rates of its items reckon with."""
    first_made: int
    """First of the stock points whose items are made here, NO_ROW if none; the next by `next_made`."""
    working_clock: int
    fails: int
    dispatch: int
    """Rule by which lines choose jobs, NO_ROW where they take them in turn."""
    dispatch_first: int
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
    setting_up: int
    """Ticks of set-up left at `since`, part of `left`."""
    duration: int
    pieces_out: int
    made_last: int
    """Stock point it is set up for, NO_ROW where it has made nothing yet."""
    run: int
    since: int
    starts: int
    failure: int
    back_at: int
    """When the repair ends, while it is down."""
    free_at: int
    """Ticks until it is free, as an estimate plays the lines on."""
    makes: int
    """What it works for then."""
    brings: int
    """Quanta that this work yields."""
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


class SetUpRow:
    """The change of a line from one item to another that has a time of its own."""

    before: int
    stream: int


class ComponentRow:
    """One component of an item that is made."""

    stock: int
    needed: int
