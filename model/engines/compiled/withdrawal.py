"""Taking back work that has not begun, the newest first, and giving back the components it has got."""

from __future__ import annotations

from ...outcome.trace import Row
from .book import JOB, after, first_of, forget, pay_off, strike
from .jit import step
from .plant import forget_production_order
from .record import note
from .site_desk import goods_came
from .stock_points import give_to_jobs, owe_no_more, position_changed, settle
from .tables import NO_ROW, State


@step
def withdraw_jobs(w: State, s: int, surplus: int) -> int:
    """Take back jobs that wait for components, then released ones; return the quanta they would have made."""
    x = w.stock[s]
    taken = 0
    m = newest_waiting(w, s)
    while m != NO_ROW and surplus - taken >= x.lot:
        jobs = min(w.production_order[m].jobs - w.production_order[m].released, (surplus - taken) // x.lot)
        shrink(w, m, jobs)
        taken += jobs * x.lot
        m = newest_waiting(w, s)
    released = withdraw_released(w, s, surplus - taken)
    for c in range(x.component_first, x.component_first + x.component_count):
        back = w.component[c].back + released * w.component[c].needed
        w.component[c].back = 0
        if back > 0:
            give_back(w, s, w.component[c].stock, back)
    return taken + released


@step
def newest_waiting(w: State, s: int) -> int:
    """Return the newest order with jobs that wait for a component, NO_ROW if there is none."""
    x = w.stock[s]
    newest = NO_ROW
    for c in range(x.component_first, x.component_first + x.component_count):
        o = first_of(w, w.component[c].stock)
        while o != NO_ROW:
            e = w.order[o]
            if e.kind == JOB and w.production_order[e.production_order].stock == s:
                m = e.production_order
                if newest == NO_ROW or w.production_order[m].serial > w.production_order[newest].serial:
                    newest = m
            o = after(w, o)
    return newest


@step
def shrink(w: State, m: int, jobs: int) -> None:
    """Take jobs off an order: what the rest does not need is wanted no more, or goes back."""
    r = w.run[0]
    k = w.production_order[m]
    x = w.stock[k.stock]
    k.jobs -= jobs
    x.unreleased -= jobs * x.lot
    for c in range(x.component_count):
        component = w.component[x.component_first + c]
        enough = k.jobs * x.lot * component.needed
        place = m * r.components + c
        more = max(w.given[place] - enough, 0)
        w.given[place] -= more
        component.back += more
        want_less(w, m, c, component.stock, enough - w.given[place])
    if k.released == k.jobs:
        forget_production_order(w, m)


@step
def want_less(w: State, m: int, c: int, giver: int, left: int) -> None:
    """Have a component's book owe an order no more than this."""
    o = first_of(w, giver)
    while o != NO_ROW:
        e = w.order[o]
        if e.kind == JOB and e.production_order == m and e.component == c:
            less = e.left - left
            settle(w, giver)
            owe_no_more(w, giver, less, e.asked)
            pay_off(w, o, less)
            if e.left == 0:
                strike(w, o)
                forget(w, o)
            position_changed(w, giver)
            return
        o = after(w, o)


@step
def withdraw_released(w: State, s: int, surplus: int) -> int:
    """Take back jobs that no line has begun, the newest first; return the quanta they would have made."""
    x = w.stock[s]
    taken = 0
    b = w.site[x.site].tail
    while b != NO_ROW:
        y = w.batch[b]
        if y.stock == s:
            less = min(y.jobs, (surplus - taken) // x.lot)
            y.jobs -= less
            taken += less * x.lot
        b = y.prev
    return taken


@step
def give_back(w: State, s: int, giver: int, quantity: int) -> None:
    """Put components back on their shelf; its book is served when the sweep is done."""
    settle(w, giver)
    give_to_jobs(w, giver, -quantity)
    x = w.stock[giver]
    x.on_hand += quantity
    note(w, Row.COMPONENT_RETURNED, giver, s, quantity, x.on_hand, x.backlog, 0)
    if x.site_desk != NO_ROW:
        goods_came(w, giver)
    position_changed(w, giver)
    if x.freed == 0:
        x.freed = 1
        w.run[0].freed += 1
