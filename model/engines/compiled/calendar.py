"""The calendar of the compiled engine: a binary heap by (tick, key) of what happens in the present period.

Where a crowd waits for far ticks time is divided into periods, and what falls into a later one is only put off: a
heap of thousands would be a dozen levels deep, and each level a wrong guess of the processor. When the heap is empty
the next period is turned to. So everything in the heap comes before everything put off, and the order is the same. The
lists of what is put off form a ring (a calendar queue: Brown 1988), as long for a long run as for a short one.
"""

from __future__ import annotations

from ...outcome.events import Event, key
from .jit import inlined, shared, step
from .tables import NO_ROW, State

shared(key)


@step
def push(w: State, tick: int, kind: int, entity: int, ordinal: int, value: int) -> None:
    """Put an event into the calendar, unless it falls on the horizon or beyond."""
    r = w.run[0]
    if tick >= r.horizon:
        return
    place = key(kind, entity, ordinal)
    if tick < r.period_end:
        enter(w, tick, place, value)
    else:
        postpone(w, tick, place, value)


@inlined
def enter(w: State, tick: int, place: int, value: int) -> None:
    """Put an event of the present period into the heap."""
    r = w.run[0]
    i = r.calendar_size
    r.calendar_size = i + 1
    while i > 0:
        parent = (i - 1) >> 1
        p = w.calendar[parent]
        if p.tick < tick or (p.tick == tick and p.key <= place):
            break
        c = w.calendar[i]
        c.tick, c.key, c.value = p.tick, p.key, p.value
        i = parent
    c = w.calendar[i]
    c.tick, c.key, c.value = tick, place, value


@step
def postpone(w: State, tick: int, place: int, value: int) -> None:
    """Keep an event for its period."""
    r = w.run[0]
    k = r.free_later
    y = w.later[k]
    r.free_later = y.next
    r.free_laters -= 1
    r.later_size += 1
    period = ((tick - r.start) >> r.period_bits) & (r.lists - 1)
    y.tick, y.key, y.value, y.next = tick, place, value, w.period[period]
    w.period[period] = k


@inlined
def something_is_to_come(w: State) -> bool:
    """Return whether there is another event, and have the least one at the top of the heap."""
    r = w.run[0]
    while r.calendar_size == 0 and r.later_size > 0:
        turn_to_next_period(w)
    return r.calendar_size > 0


@step
def turn_to_next_period(w: State) -> None:
    """Put the events of the next period into the heap; those of a later round of the ring stay in its list."""
    r = w.run[0]
    r.period = (r.period + 1) & (r.lists - 1)
    r.period_end += 1 << r.period_bits
    k = w.period[r.period]
    w.period[r.period] = NO_ROW
    while k != NO_ROW:
        y = w.later[k]
        following = y.next
        if y.tick < r.period_end:
            enter(w, y.tick, y.key, y.value)
            y.next = r.free_later
            r.free_later = k
            r.free_laters += 1
            r.later_size -= 1
        else:
            y.next = w.period[r.period]
            w.period[r.period] = k
        k = following


@step
def pop(w: State) -> None:
    """Take the least event out; read it before."""
    r = w.run[0]
    n = r.calendar_size - 1
    r.calendar_size = n
    last = w.calendar[n]
    tick, place, value = last.tick, last.key, last.value
    i = 0
    while True:
        child = 2 * i + 1
        if child >= n:
            break
        c = w.calendar[child]
        if child + 1 < n:
            d = w.calendar[child + 1]
            if d.tick < c.tick or (d.tick == c.tick and d.key < c.key):
                child, c = child + 1, d
        if c.tick > tick or (c.tick == tick and c.key >= place):
            break
        h = w.calendar[i]
        h.tick, h.key, h.value = c.tick, c.key, c.value
        i = child
    h = w.calendar[i]
    h.tick, h.key, h.value = tick, place, value


@inlined
def ordinal_of(place: int) -> int:
    """Return the ordinal in a key."""
    return place & 0xFFFFFFFF


@inlined
def entity_of(place: int) -> int:
    """Return the entity in a key."""
    return (place >> 32) & 0x1FFFFFF


@inlined
def kind_of(place: int) -> int:
    """Return the kind in a key."""
    return place >> 57


__all__ = ["Event", "entity_of", "kind_of", "ordinal_of", "pop", "push", "something_is_to_come"]
