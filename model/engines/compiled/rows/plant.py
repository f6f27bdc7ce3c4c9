"""Sites, lines and jobs."""

from __future__ import annotations


class SiteRow:
    """A site and its line of released jobs."""

    line_first: int
    line_count: int
    """Lines there may be."""
    lines: int
    """Lines there are at the start."""
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
    unlimited: int
    """1 where every job has a line of its own."""
    pool_first: int
    pool_last: int
    """Those lines, linked as they were added; NO_ROW where there are none."""
    idle: int
    """Of those, the last to be without a job; NO_ROW if none is."""
    dispatch: int
    """Rule by which lines choose jobs, NO_ROW where they take them in turn."""
    dispatch_first: int
    speed: float
    """What times of work are divided by: the speed that the ramp set, times that of disruptions."""
    ramped: float
    reduced: float
    """Product of the factors of capacity that disruptions set now."""
    frozen: int
    """Disruptions that now let its lines not work."""
    backlog_over: int
    lasting: int
    ready_after: int
    workable: int
    """1 where what waits for components is left out of what is owed."""
    strong: int
    """1 while the signal of strong demand is on that it follows."""
    weak: int
    """1 while the signal of weak demand is on, and where it follows none."""
    backlog_under: int
    """0 where it never goes down."""
    lasting_down: int
    gone_after: int
    step_lines: int
    step_speed: float
    most_steps: int
    least_steps: int
    level: int
    """Steps above the start."""
    pressing: int
    """Which way it is pressed now: 1 for more, -1 for less, 0 for neither."""
    times_pressed: int
    changing: int
    """The way of a step decided and not done."""
    reputation: float
    listened: int
    """1 where anything is said of the site."""
    heard_at: int


class SignalRow:
    """A site's judgement of the demand for all it makes, once a period."""

    site: int
    way: int
    """1 for strong demand, -1 for weak."""
    every: int
    next: int
    """When it judges next."""
    learn: int
    slack: float
    limit: float
    quanta: int
    """Quanta of a unit of what is made there."""
    periods: int
    """Periods that usual demand was learned from so far."""
    usual: float
    squares: float
    score: float
    on: int
    asked: int
    """Quanta asked for up to the last judgement."""


class LineRow:
    """A production line."""

    site: int
    member: int
    installed: int
    leaving: int
    """1 where it goes when its job is done."""
    up: int
    stock: int
    job: int
    ordered: int
    """Tick at which the job was ordered."""
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
    next: int
    """Where lines are unlimited: the line added after it."""
    next_idle: int
    """The line that was without a job before it."""


class ProductionOrderRow:
    """A replenishment order to a site's own lines."""

    stock: int
    serial: int
    ordered: int
    """Tick at which it was placed."""
    jobs: int
    released: int
    next: int


class BatchRow:
    """Jobs released together."""

    stock: int
    first: int
    jobs: int
    released_at: int
    ordered: int
    """Tick at which they were ordered."""
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
    back: int
    """Quanta that a withdrawal going on gives back."""
