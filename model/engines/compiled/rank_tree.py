"""Entries whose rank is their own, as a search tree: where a new one stands, and what is owed before one, in few steps.

A treap (Seidel & Aragon 1996): in order of (rank, serial) from left to right, and each above those of less weight;
weights are mixed from the serials, so the tree is about as deep as one of random order. Each knows what is owed below
it. The entries also hang together in order, by `next` and `prev`, which is how they are served.
"""

from __future__ import annotations

from .jit import step
from .tables import NO_ROW, State


@step
def precedes(w: State, o: int, other: int) -> bool:
    """Return whether one entry is served before another."""
    e, f = w.order[o], w.order[other]
    return e.rank < f.rank or (e.rank == f.rank and e.serial < f.serial)


@step
def owed_below(w: State, o: int) -> int:
    """Return what is owed to an entry and all below it; 0 for none."""
    return 0 if o == NO_ROW else w.order[o].owed


@step
def lift(w: State, o: int) -> None:
    """Put an entry in the place of the one above it, which goes below it."""
    e = w.order[o]
    over = e.over
    p = w.order[over]
    if p.lower == o:
        p.lower = e.higher
        if e.higher != NO_ROW:
            w.order[e.higher].over = over
        e.higher = over
    else:
        p.higher = e.lower
        if e.lower != NO_ROW:
            w.order[e.lower].over = over
        e.lower = over
    e.over = p.over
    p.over = o
    if e.over == NO_ROW:
        w.stock[e.stock].tree = o
    elif w.order[e.over].lower == over:
        w.order[e.over].lower = o
    else:
        w.order[e.over].higher = o
    e.owed = p.owed
    p.owed = p.left + owed_below(w, p.lower) + owed_below(w, p.higher)


@step
def plant_entry(w: State, o: int) -> int:
    """Put an entry into the tree; return the one served just before it, NO_ROW if none."""
    e = w.order[o]
    e.lower = e.higher = e.over = NO_ROW
    e.owed = e.left
    e.weight = (e.serial * 2654435761) & 0xFFFFFFFF
    at = w.stock[e.stock].tree
    if at == NO_ROW:
        w.stock[e.stock].tree = o
        return NO_ROW
    earlier = NO_ROW
    over = NO_ROW
    while at != NO_ROW:
        over = at
        w.order[at].owed += e.left
        if precedes(w, o, at):
            at = w.order[at].lower
        else:
            earlier = at
            at = w.order[at].higher
    e.over = over
    if over == earlier:
        w.order[over].higher = o
    else:
        w.order[over].lower = o
    while e.over != NO_ROW and w.order[e.over].weight < e.weight:
        lift(w, o)
    return earlier


@step
def uproot(w: State, o: int) -> None:
    """Take an entry out of the tree."""
    e = w.order[o]
    while e.lower != NO_ROW or e.higher != NO_ROW:
        if e.higher == NO_ROW:
            lift(w, e.lower)
        elif e.lower == NO_ROW or w.order[e.lower].weight < w.order[e.higher].weight:
            lift(w, e.higher)
        else:
            lift(w, e.lower)
    less_below(w, o, e.left)
    if e.over == NO_ROW:
        w.stock[e.stock].tree = NO_ROW
    elif w.order[e.over].lower == o:
        w.order[e.over].lower = NO_ROW
    else:
        w.order[e.over].higher = NO_ROW


@step
def less_below(w: State, o: int, quantity: int) -> None:
    """Take off what an entry is no longer owed, from it and from all above it."""
    at = o
    while at != NO_ROW:
        w.order[at].owed -= quantity
        at = w.order[at].over


@step
def owed_left_of(w: State, o: int) -> int:
    """Return the quanta owed to those served before an entry."""
    total = owed_below(w, w.order[o].lower)
    at = o
    while w.order[at].over != NO_ROW:
        over = w.order[at].over
        if w.order[over].higher == at:
            total += w.order[over].left + owed_below(w, w.order[over].lower)
        at = over
    return total


@step
def owed_up_to(w: State, s: int, rank: int) -> int:
    """Return the quanta owed to all that a new entry of this rank would stand behind."""
    total = 0
    at = w.stock[s].tree
    while at != NO_ROW:
        e = w.order[at]
        if e.rank <= rank:
            total += e.left + owed_below(w, e.lower)
            at = e.higher
        else:
            at = e.lower
    return total
