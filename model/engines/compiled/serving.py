"""Serving the book: what comes in, who gets what is on the shelf, and what it means to them."""

from __future__ import annotations

from ...outcome.tallies import Point
from ...outcome.trace import Row
from ...policies.allocation.fair_share import remainder, whole_share
from .book import CUSTOMER, SITE, add, after, first_of, forget, pay_off, someone_waits, strike
from .jit import step
from .lanes import dispatch
from .plant import release
from .ranking import rank_of
from .receipts import served_late
from .recent import remember_receipt
from .record import note
from .site_desk import goods_came, served
from .stock_points import (
    ACCEPTED,
    REQUESTS,
    available,
    count,
    give_to_jobs,
    owe_no_more,
    owe_quanta,
    position_changed,
    saw,
    settle,
    take,
)
from .tables import NO_ROW, State


@step
def component_given(w: State, m: int, component: int, quantity: int) -> None:
    """Take in components from their stock point's book."""
    w.given[m * w.run[0].components + component] += quantity
    first = w.stock[w.production_order[m].stock].component_first
    give_to_jobs(w, w.component[first + component].stock, quantity)
    release(w, m)


@step
def give(w: State, o: int, quantity: int) -> None:
    """Hand quanta from the shelf to someone in the book."""
    e = w.order[o]
    s = e.stock
    take(w, s, quantity)
    owe_no_more(w, s, quantity, e.asked)
    pay_off(w, o, quantity)
    done = e.left == 0
    if done:
        strike(w, o)
    if e.kind == CUSTOMER:
        served_late(w, o, quantity)
    elif e.kind == SITE:
        note(w, Row.SITE_SERVED, s, e.to, quantity, e.serial, e.left, 0)
        if done and w.stock[s].site_desk != NO_ROW:
            served(w, o)
        dispatch(w, e.lane, quantity, e.asked)
    else:
        k = w.production_order[e.production_order]
        note(w, Row.COMPONENT_GIVEN, s, k.stock, quantity, k.serial, e.left, 0)
        component_given(w, e.production_order, e.component, quantity)
    if done:
        forget(w, o)


@step
def lay_claims(w: State, s: int) -> None:
    """Add up what each claimant is owed: a stock point, or s itself for its own customers and jobs."""
    o = first_of(w, s)
    while o != NO_ROW:
        c = w.stock[w.order[o].to]
        c.claim, c.quota = 0, NO_ROW
        o = after(w, o)
    o = first_of(w, s)
    while o != NO_ROW:
        w.stock[w.order[o].to].claim += w.order[o].left
        o = after(w, o)


@step
def divide(w: State, s: int) -> None:
    """Divide the shelf between those owed, in proportion, by largest remainder, ties by place in the book."""
    x = w.stock[s]
    on_hand, total = x.on_hand, x.backlog
    lay_claims(w, s)
    left = min(on_hand, total)
    o = first_of(w, s)
    while o != NO_ROW:
        c = w.stock[w.order[o].to]
        if c.quota == NO_ROW:
            c.quota = whole_share(on_hand, c.claim, total)
            left -= c.quota
            c.claim = remainder(on_hand, c.claim, total)
        o = after(w, o)
    for _ in range(left):
        most = NO_ROW
        o = first_of(w, s)
        while o != NO_ROW:
            to = w.order[o].to
            if w.stock[to].claim >= 0 and (most == NO_ROW or w.stock[to].claim > w.stock[most].claim):
                most = to
            o = after(w, o)
        w.stock[most].quota += 1
        w.stock[most].claim = NO_ROW


@step
def share_out(w: State, s: int) -> None:
    """Give each claimant its quota, in the order of the book."""
    divide(w, s)
    o = first_of(w, s)
    while o != NO_ROW and w.stock[s].on_hand > 0:
        e = w.order[o]
        following = after(w, o)
        c = w.stock[e.to]
        amount = min(min(e.left, available(w, s, e.klass)), c.quota)
        if amount < e.left and e.kind == CUSTOMER and w.stock[s].partial == 0:
            amount = 0
        c.quota -= amount
        if amount > 0:
            give(w, o, amount)
        o = following


@step
def serve_book(w: State, s: int) -> None:
    """Give what is on the shelf to those in the book, in the order of allocation."""
    x = w.stock[s]
    if x.on_hand == 0 or x.backlog == 0:
        return
    if x.shares == 1:
        share_out(w, s)
        return
    blocked = w.run[0].classes + 1
    o = first_of(w, s)
    while o != NO_ROW and x.on_hand > 0 and blocked > 1:
        e = w.order[o]
        following = after(w, o)
        if e.klass < blocked:
            amount = min(e.left, available(w, s, e.klass))
            if amount < e.left:
                blocked = e.klass
                if e.kind == CUSTOMER and x.partial == 0:
                    amount = 0
            if amount > 0:
                give(w, o, amount)
        o = following


@step
def order_at(w: State, s: int, quantity: int) -> int:
    """Take in another site's order or a job's want: return what goes at once."""
    saw(w, s, REQUESTS, quantity)
    saw(w, s, ACCEPTED, quantity)
    count(w, s, Point.SITE_UNITS, quantity)
    at_once = 0 if someone_waits(w, s, 1) else min(quantity, available(w, s, 1))
    if at_once > 0:
        take(w, s, at_once)
        count(w, s, Point.SITE_UNITS_AT_ONCE, at_once)
    position_changed(w, s)
    return at_once


@step
def owe(w: State, o: int) -> None:
    """Enter someone in the book."""
    e = w.order[o]
    settle(w, e.stock)
    x = w.stock[e.stock]
    if x.summed == 1:
        line = w.shelf[e.stock * w.run[0].classes + e.klass - 1]
        e.rank = rank_of(w, o) if x.ranked == 1 else line.place
    owe_quanta(w, e.stock, e.left, e.asked)
    add(w, o)


@step
def receive(w: State, s: int, number: int, quantity: int, ordered: int) -> None:
    """Put what came, and was ordered at a tick, on the shelf and serve the book from it."""
    settle(w, s)
    x = w.stock[s]
    x.on_order -= quantity
    x.on_hand += quantity
    x.came_in += quantity
    if x.desk != NO_ROW:
        remember_receipt(w, x.desk, quantity)
    if x.site_desk != NO_ROW:
        remember_receipt(w, x.site_desk, quantity)
    count(w, s, Point.RECEIPTS, 1)
    count(w, s, Point.UNITS_RECEIVED, quantity)
    count(w, s, Point.LEAD_TIME, quantity * (w.run[0].now - ordered))
    note(w, Row.RECEIVED, s, number, quantity, x.on_hand, x.on_order, x.backlog)
    serve_book(w, s)
    if x.site_desk != NO_ROW:
        goods_came(w, s)
