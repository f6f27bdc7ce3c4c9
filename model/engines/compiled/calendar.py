"""The calendar of the compiled engine: a binary heap by (tick, key)."""

from __future__ import annotations

from ...outcome.events import Event, key
from .jit import inlined, shared, step
from .tables import State

shared(key)


@step
def push(w: State, tick: int, kind: int, entity: int, ordinal: int, value: int) -> None:
    """Put an event into the calendar, unless it falls on the horizon or beyond."""
    r = w.run[0]
    if tick >= r.horizon:
        return
    place = key(kind, entity, ordinal)
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


__all__ = ["Event", "entity_of", "kind_of", "ordinal_of", "pop", "push"]
