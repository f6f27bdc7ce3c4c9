"""The book of a stock point: linked lists by rank, entries struck out at once."""

from __future__ import annotations

from .jit import inlined, step
from .owed_trees import in_book, less_below, on_lane, owed_up_to, plant, uproot
from .tables import NO_ROW, State

CUSTOMER, SITE, JOB = 0, 1, 2
"""Kinds of entry."""


@step
def new_order(w: State, kind: int, stock: int, klass: int, left: int) -> int:
    """Return a fresh entry, numbered, asked now."""
    r = w.run[0]
    o = r.free_order
    e = w.order[o]
    r.free_order = e.next
    r.free_orders -= 1
    e.kind, e.stock, e.klass, e.left, e.asked = kind, stock, klass, left, r.now
    e.serial = r.serial
    r.serial += 1
    return o


@step
def add(w: State, o: int) -> None:
    """Put an entry behind those of its rank."""
    e = w.order[o]
    r = w.run[0]
    first = e.stock * r.classes
    mine = w.shelf[first + e.klass - 1]
    line = w.shelf[first + mine.place]
    earlier = line.tail
    if w.stock[e.stock].summed == 1:
        planted_behind = plant(w, in_book(o))
        if e.kind == SITE:
            plant(w, on_lane(o))
        if w.stock[e.stock].ranked == 1:
            earlier = planted_behind
    later = line.head if earlier == NO_ROW else w.order[earlier].next
    e.prev, e.next = earlier, later
    if earlier == NO_ROW:
        line.head = o
    else:
        w.order[earlier].next = o
    if later == NO_ROW:
        line.tail = o
    else:
        w.order[later].prev = o
    mine.waiting += 1
    if e.kind == CUSTOMER:
        w.stock[e.stock].book_orders += 1
        r.open_orders += 1
    else:
        if e.kind == SITE:
            w.lane[e.lane].owed += e.left
        w.stock[e.stock].book_claims += 1
        r.open_claims += 1


@step
def strike(w: State, o: int) -> None:
    """Take an entry out of the book; its row stays readable until `forget`."""
    e = w.order[o]
    if w.stock[e.stock].summed == 1:
        uproot(w, in_book(o))
        if e.kind == SITE:
            uproot(w, on_lane(o))
    r = w.run[0]
    first = e.stock * r.classes
    mine = w.shelf[first + e.klass - 1]
    line = w.shelf[first + mine.place]
    if e.prev == NO_ROW:
        line.head = e.next
    else:
        w.order[e.prev].next = e.next
    if e.next == NO_ROW:
        line.tail = e.prev
    else:
        w.order[e.next].prev = e.prev
    mine.waiting -= 1
    if e.kind == CUSTOMER:
        w.stock[e.stock].book_orders -= 1
        r.open_orders -= 1
    else:
        if e.kind == SITE:
            w.lane[e.lane].owed -= e.left
        w.stock[e.stock].book_claims -= 1
        r.open_claims -= 1


@step
def pay_off(w: State, o: int, quantity: int) -> None:
    """Take off what an entry is no longer owed."""
    e = w.order[o]
    e.left -= quantity
    if e.kind == SITE:
        w.lane[e.lane].owed -= quantity
    if w.stock[e.stock].summed == 1:
        less_below(w, in_book(o), quantity)
        if e.kind == SITE:
            less_below(w, on_lane(o), quantity)


@step
def forget(w: State, o: int) -> None:
    """Free the row of an entry that was struck out."""
    r = w.run[0]
    e = w.order[o]
    e.serial = NO_ROW
    e.next = r.free_order
    r.free_order = o
    r.free_orders += 1


@step
def first_of(w: State, s: int) -> int:
    """Return the first entry in the order of allocation."""
    classes = w.run[0].classes
    for c in range(classes):
        head = w.shelf[s * classes + c].head
        if head != NO_ROW:
            return head
    return NO_ROW


@step
def after(w: State, o: int) -> int:
    """Return the entry served after this one."""
    e = w.order[o]
    if e.next != NO_ROW:
        return e.next
    classes = w.run[0].classes
    first = e.stock * classes
    for c in range(w.shelf[first + e.klass - 1].place + 1, classes):
        head = w.shelf[first + c].head
        if head != NO_ROW:
            return head
    return NO_ROW


@step
def last_of(w: State, s: int) -> int:
    """Return the last entry in the order of allocation."""
    classes = w.run[0].classes
    for c in range(classes - 1, -1, -1):
        tail = w.shelf[s * classes + c].tail
        if tail != NO_ROW:
            return tail
    return NO_ROW


@step
def before(w: State, o: int) -> int:
    """Return the entry served before this one."""
    e = w.order[o]
    if e.prev != NO_ROW:
        return e.prev
    classes = w.run[0].classes
    first = e.stock * classes
    for c in range(w.shelf[first + e.klass - 1].place - 1, -1, -1):
        tail = w.shelf[first + c].tail
        if tail != NO_ROW:
            return tail
    return NO_ROW


@inlined
def someone_waits(w: State, s: int, klass: int) -> bool:
    """Return whether an entry of this class or a more important one waits."""
    first = s * w.run[0].classes
    waiting = 0
    for c in range(klass):
        waiting += w.shelf[first + c].waiting
    return waiting > 0


@inlined
def kept_from(w: State, s: int, klass: int) -> int:
    """Return the quanta that are kept from a class."""
    return w.shelf[s * w.run[0].classes + klass - 1].reserve


@step
def owed_up_to_class(w: State, s: int, klass: int) -> int:
    """Return the quanta owed to all that a new entry of this class would stand behind."""
    if w.stock[s].one_shelf == 1:
        return w.stock[s].backlog
    return owed_up_to(w, s, w.shelf[s * w.run[0].classes + klass - 1].place)
