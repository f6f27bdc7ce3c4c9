"""Disruptions: they begin and end, and something stands still meanwhile; see the reference's `disruption`."""

from __future__ import annotations

from ...outcome.events import Event
from ...outcome.tallies import Outage, Point
from ...outcome.trace import Row
from ...policies.destruction import destroyed
from ...policies.units import NEVER
from .acceptance import accept_orders, go_on_ordering, refuse_orders
from .arrivals import let_in
from .calendar import push
from .chance import drawn_ticks
from .delays import (
    CAPACITY,
    DESTROY,
    FREEZE,
    FREEZE_LINES,
    PAUSE_ORDERS,
    PAUSE_RECEIPTS,
    PAUSE_SHIPMENTS,
    REFUSE_ORDERS,
)
from .jit import shared, step
from .lanes import freeze, let_leave, thaw
from .plant import freeze_lines, thaw_lines
from .ramp import change_speed
from .record import note
from .stock_points import count, position_changed, settle
from .tables import NO_ROW, State

shared(destroyed)


@step
def expect_disruption(w: State, d: int) -> None:
    """Expect the next time of a disruption, if there is one."""
    x = w.disruption[d]
    now = w.run[0].now
    if x.up_stream != NO_ROW:
        push(w, min(now + drawn_ticks(w, x.up_stream, 0, x.times), NEVER), Event.DISRUPTION, d, 0, d)
    elif x.times < x.window_count:
        push(w, w.window[x.window_first + 2 * x.times], Event.DISRUPTION, d, 0, d)


@step
def on_disruption(w: State, d: int, ordinal: int) -> None:
    """Have a disruption begin or end (numbered 0), or judge the recovery from its last time (which time it was)."""
    x = w.disruption[d]
    if ordinal > 0:
        if ordinal == x.times & 0xFFFFFFFF and x.down == 0:
            x.felt = 1
        return
    if x.down == 0:
        begin_disruption(w, d)
        if x.effect != DESTROY:
            push(w, x.until, Event.DISRUPTION, d, 0, d)
            return
    end_disruption(w, d)
    expect_disruption(w, d)


@step
def end_of(w: State, d: int) -> int:
    """Return the tick at which the time that begins now ends."""
    x = w.disruption[d]
    now = w.run[0].now
    if x.effect == DESTROY:
        return now
    if x.down_stream == NO_ROW:
        return w.window[x.window_first + 2 * x.times + 1]
    return min(now + drawn_ticks(w, x.down_stream, 0, x.times), NEVER)


@step
def begin_disruption(w: State, d: int) -> None:
    """Have its targets stand still, or destroy what they have."""
    x = w.disruption[d]
    x.down, x.since, x.until = 1, w.run[0].now, end_of(w, d)
    if x.watching == 0:
        x.level = watched_backlog(w, d)
    note(w, Row.DISRUPTED, d, x.times, x.level, x.until, 0, 0)
    for place in range(x.target_first, x.target_first + x.target_count):
        target = w.target[place]
        if x.effect == PAUSE_ORDERS:
            w.stock[target].paused += 1
        elif x.effect == REFUSE_ORDERS:
            refuse_orders(w, target)
        elif x.effect == PAUSE_SHIPMENTS:
            w.lane[target].stopped += 1
        elif x.effect == FREEZE:
            freeze(w, target)
        elif x.effect == PAUSE_RECEIPTS:
            w.lane[target].shut += 1
        elif x.effect == FREEZE_LINES:
            freeze_lines(w, target)
        elif x.effect == CAPACITY:
            set_capacity(w, target)
        else:
            destroy(w, d, target)


@step
def end_disruption(w: State, d: int) -> None:
    """Have its targets go on, in order, and watch for the recovery."""
    x = w.disruption[d]
    count_outage(w, d)
    x.down, x.over = 0, w.run[0].now
    note(w, Row.DISRUPTION_OVER, d, x.times, 0, 0, 0, 0)
    x.times += 1
    x.back = 0
    if x.watching == 0:
        x.watching = 1
        w.run[0].watching += 1
    x.felt = int(x.reach == 0)
    if x.reach > 0:
        push(w, min(x.over + x.reach, NEVER), Event.DISRUPTION, d, x.times, d)
    for place in range(x.target_first, x.target_first + x.target_count):
        target = w.target[place]
        if x.effect == PAUSE_ORDERS:
            go_on_ordering(w, target)
        elif x.effect == REFUSE_ORDERS:
            accept_orders(w, target)
        elif x.effect == PAUSE_SHIPMENTS:
            w.lane[target].stopped -= 1
            if w.lane[target].stopped == 0:
                let_leave(w, target)
        elif x.effect == FREEZE:
            thaw(w, target)
        elif x.effect == PAUSE_RECEIPTS:
            w.lane[target].shut -= 1
            if w.lane[target].shut == 0:
                let_in(w, target)
        elif x.effect == FREEZE_LINES:
            thaw_lines(w, target)
        elif x.effect == CAPACITY:
            set_capacity(w, target)


@step
def set_capacity(w: State, p: int) -> None:
    """Have the lines of a site work at the product of all factors that last now."""
    reduced = 1.0
    for d in range(w.disruption.size):
        x = w.disruption[d]
        if x.down == 1 and x.effect == CAPACITY:
            for place in range(x.target_first, x.target_first + x.target_count):
                if w.target[place] == p:
                    reduced *= x.factor
    change_speed(w, p, w.site[p].ramped, reduced)


@step
def destroy(w: State, d: int, s: int) -> None:
    """Destroy a share of what a stock point has on hand."""
    x = w.stock[s]
    lost = destroyed(x.on_hand, w.disruption[d].share)
    if lost == 0:
        return
    settle(w, s)
    x.on_hand -= lost
    x.came_in -= lost
    count(w, s, Point.DESTROYED, lost)
    note(w, Row.DESTROYED, s, d, lost, x.on_hand, 0, 0)
    position_changed(w, s)


# -- what is known and counted of it


@step
def watched_backlog(w: State, d: int) -> int:
    """Return what is owed where customers buy what it can make late, in one quantum."""
    x = w.disruption[d]
    owed = 0
    for place in range(x.watch_first, x.watch_first + 2 * x.watch_count, 2):
        owed += w.stock[w.watched[place]].backlog * w.watched[place + 1]
    return owed


@step
def look_for_recoveries(w: State) -> None:
    """See of which disruptions what is owed is back at its level before, once all they did can be felt."""
    r = w.run[0]
    for d in range(w.disruption.size):
        x = w.disruption[d]
        if x.watching == 0 or x.down == 1:
            continue
        if watched_backlog(w, d) > x.level:
            x.back = 0
        elif x.back == 0:
            x.back, x.back_since = 1, r.now
        if x.back == 0 or x.felt == 0:
            continue
        x.watching = 0
        r.watching -= 1
        count_recovery(w, d)
        note(w, Row.RECOVERED, d, x.times - 1, x.level, x.back_since - x.over, 0, 0)


@step
def count_recovery(w: State, d: int) -> None:
    """Count how long it took, if it was over in the measured time."""
    x = w.disruption[d]
    if x.over >= 0:
        w.outages[d, Outage.RECOVERIES] += 1
        w.outages[d, Outage.RECOVERY_TIME] += x.back_since - x.over


@step
def count_outage(w: State, d: int) -> None:
    """Count the time down that ends now."""
    x = w.disruption[d]
    now = w.run[0].now
    if x.down == 1 and now >= 0:
        w.outages[d, Outage.DOWN] += now - max(x.since, 0)
        w.outages[d, Outage.TIMES] += 1


@step
def close_disruption(w: State, d: int) -> None:
    """Count what lasts until the horizon."""
    x = w.disruption[d]
    count_outage(w, d)
    if x.watching == 0 or x.down == 1:
        return
    if x.back == 1:
        count_recovery(w, d)
    elif x.over >= 0:
        w.outages[d, Outage.UNRECOVERED] += 1
        w.outages[d, Outage.RECOVERY_TIME] += w.run[0].now - x.over
