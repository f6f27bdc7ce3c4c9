"""Entries of a book as search trees: where a new one stands, and what is owed before one, in few steps.

Treaps (Seidel & Aragon 1996): in order of (rank, serial) from left to right, and each above those of less weight;
weights are mixed from the serials, so a tree is about as deep as one of random order. Each knows what is owed below it.
An entry hangs at one node in the tree of its book and, where it is another site's, at the next in that of its lane.
Entries also hang together in order, by `next` and `prev`, which is how they are served.
"""

from __future__ import annotations

from .jit import inlined, step
from .tables import NO_ROW, State


@inlined
def in_book(o: int) -> int:
    """Return the node of an entry in the tree of its book."""
    return 2 * o


@inlined
def on_lane(o: int) -> int:
    """Return the node of another site's order in the tree of its lane."""
    return 2 * o + 1


@inlined
def entry_at(n: int) -> int:
    """Return the entry that hangs at a node."""
    return n >> 1


@step
def top_above(w: State, n: int) -> int:
    """Return the top of the tree to which a node belongs, NO_ROW where it is empty."""
    e = w.order[entry_at(n)]
    return w.stock[e.stock].tree if n & 1 == 0 else w.lane[e.lane].tree


@step
def set_top(w: State, n: int, top: int) -> None:
    """Set the top of the tree to which a node belongs."""
    e = w.order[entry_at(n)]
    if n & 1 == 0:
        w.stock[e.stock].tree = top
    else:
        w.lane[e.lane].tree = top


@step
def precedes(w: State, n: int, other: int) -> bool:
    """Return whether one entry is served before another."""
    e, f = w.order[entry_at(n)], w.order[entry_at(other)]
    return e.rank < f.rank or (e.rank == f.rank and e.serial < f.serial)


@step
def owed_below(w: State, n: int) -> int:
    """Return what is owed to the entry at a node and all below it; 0 for none."""
    return 0 if n == NO_ROW else w.node[n].owed


@step
def hang(w: State, n: int, instead: int) -> None:
    """Hang a node where another one hung."""
    over = w.node[instead].over
    if over == NO_ROW:
        set_top(w, instead, n)
    elif w.node[over].lower == instead:
        w.node[over].lower = n
    else:
        w.node[over].higher = n
    if n != NO_ROW:
        w.node[n].over = over


@step
def lift(w: State, n: int) -> None:
    """Put a node in the place of the one above it, which goes below it."""
    x = w.node[n]
    over = x.over
    p = w.node[over]
    hang(w, n, over)
    if p.lower == n:
        p.lower = x.higher
        if x.higher != NO_ROW:
            w.node[x.higher].over = over
        x.higher = over
    else:
        p.higher = x.lower
        if x.lower != NO_ROW:
            w.node[x.lower].over = over
        x.lower = over
    p.over = n
    x.owed = p.owed
    p.owed = w.order[entry_at(over)].left + owed_below(w, p.lower) + owed_below(w, p.higher)


@step
def plant(w: State, n: int) -> int:
    """Put an entry into a tree; return the one served just before it, NO_ROW if none."""
    e, x = w.order[entry_at(n)], w.node[n]
    x.lower = x.higher = x.over = NO_ROW
    x.owed = e.left
    x.weight = (e.serial * 2654435761) & 0xFFFFFFFF
    at = top_above(w, n)
    if at == NO_ROW:
        set_top(w, n, n)
        return NO_ROW
    earlier = NO_ROW
    over = NO_ROW
    while at != NO_ROW:
        over = at
        w.node[at].owed += e.left
        if precedes(w, n, at):
            at = w.node[at].lower
        else:
            earlier = at
            at = w.node[at].higher
    x.over = over
    if over == earlier:
        w.node[over].higher = n
    else:
        w.node[over].lower = n
    while x.over != NO_ROW and w.node[x.over].weight < x.weight:
        lift(w, n)
    return NO_ROW if earlier == NO_ROW else entry_at(earlier)


@step
def uproot(w: State, n: int) -> None:
    """Take an entry out of a tree."""
    x = w.node[n]
    while x.lower != NO_ROW or x.higher != NO_ROW:
        if x.higher == NO_ROW:
            lift(w, x.lower)
        elif x.lower == NO_ROW or w.node[x.lower].weight < w.node[x.higher].weight:
            lift(w, x.higher)
        else:
            lift(w, x.lower)
    less_below(w, n, w.order[entry_at(n)].left)
    hang(w, NO_ROW, n)


@step
def less_below(w: State, n: int, quantity: int) -> None:
    """Take off what an entry is no longer owed, from its node and from all above it."""
    at = n
    while at != NO_ROW:
        w.node[at].owed -= quantity
        at = w.node[at].over


@step
def owed_left_of(w: State, n: int) -> int:
    """Return the quanta owed to those of a tree that are served before the entry at a node."""
    total = owed_below(w, w.node[n].lower)
    at = n
    while w.node[at].over != NO_ROW:
        over = w.node[at].over
        if w.node[over].higher == at:
            total += w.order[entry_at(over)].left + owed_below(w, w.node[over].lower)
        at = over
    return total


@step
def owed_up_to(w: State, s: int, rank: int) -> int:
    """Return the quanta owed to all that a new entry of this rank would stand behind."""
    total = 0
    at = w.stock[s].tree
    while at != NO_ROW:
        e = w.order[entry_at(at)]
        if e.rank <= rank:
            total += e.left + owed_below(w, w.node[at].lower)
            at = w.node[at].higher
        else:
            at = w.node[at].lower
    return total


@step
def entry_with(w: State, lane: int, unit: int) -> int:
    """Return the order of a lane to which the unit-th of the units owed by it is owed; there must be as many."""
    at = w.lane[lane].tree
    while True:
        before = owed_below(w, w.node[at].lower)
        left = w.order[entry_at(at)].left
        if unit <= before:
            at = w.node[at].lower
        elif unit <= before + left:
            return entry_at(at)
        else:
            unit -= before + left
            at = w.node[at].higher
