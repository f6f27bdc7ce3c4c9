"""What a customer takes instead of what is not there: for good, or to bridge the wait; at once, or while waiting."""

from __future__ import annotations

from ...outcome.tallies import Cell
from ...outcome.trace import Row
from ...policies.units import NOTHING
from .book import someone_waits
from .chance import drawn
from .jit import step
from .receipts import SUBSTITUTED_FELT, feel, received
from .record import note
from .stock_points import ACCEPTED, available, position_changed, saw, take
from .tables import NO_ROW, State


@step
def liked(w: State, g: int, member: int, ordinal: int, s: int) -> int:
    """Return the row of what the customer would take instead, NO_ROW for nothing."""
    x = w.segment[g]
    number = -1.0
    for place in range(x.substitute_first, x.substitute_first + x.substitute_count):
        option = w.substitute[place]
        if option.asked == s:
            if number < 0.0:
                number = drawn(w, x.substitution, member, ordinal)
            if number < option.up_to:
                return place
    return NO_ROW


@step
def substituted(
    w: State, g: int, person: int, customer: int, member: int, ordinal: int, s: int, cell: int, rest: int
) -> bool:
    """Have the customer look for something else, if it is one who would; return whether that is the end of it."""
    r = w.run[0]
    r.bridged = NOTHING
    r.liked = liked(w, g, member, ordinal, s)
    if r.liked == NO_ROW:
        return False
    option = w.substitute[r.liked]
    if not all_there(w, option.stock, w.segment[g].klass, rest):
        return False
    if option.keeps_order == 1:
        bridge(w, g, customer, ordinal, s, cell, option.stock, rest)
        return False
    take_instead(w, g, person, customer, ordinal, s, cell, option.stock, rest)
    return True


@step
def all_there(w: State, other: int, klass: int, quantity: int) -> bool:
    """Return whether a class may have so much from a shelf at once."""
    return not someone_waits(w, other, klass) and available(w, other, klass) >= quantity


@step
def take_instead(
    w: State, g: int, person: int, customer: int, ordinal: int, s: int, cell: int, other: int, rest: int
) -> None:
    """Take something else for good: the request is over."""
    delivery = hand_over(w, cell, other, rest)
    received(w, s, cell, w.run[0].now, rest, delivery, Cell.SUBSTITUTED)
    if w.stock[other].site != w.stock[s].site:
        w.cells[cell, Cell.SERVED_ELSEWHERE] += rest
    note(w, Row.SUBSTITUTED, other, customer, rest, s, g, ordinal)
    feel(w, g, person, ordinal, cell, delivery, SUBSTITUTED_FELT)


@step
def bridge(w: State, g: int, customer: int, ordinal: int, s: int, cell: int, other: int, rest: int) -> None:
    """Take something else for the time being: what was wanted is still wanted."""
    r = w.run[0]
    r.bridged = hand_over(w, cell, other, rest)
    r.liked = NO_ROW
    note(w, Row.BRIDGED, other, customer, rest, s, g, ordinal)


@step
def offered_instead(w: State, o: int) -> bool:
    """Offer a waiting customer what it would take instead, if it is there; return whether it waits no longer."""
    e = w.order[o]
    option = w.substitute[e.liked]
    e.offers += 1
    if not all_there(w, option.stock, e.klass, e.left):
        return False
    e.bridged = w.run[0].now + hand_over(w, e.cell, option.stock, e.left) - e.asked
    e.liked = NO_ROW
    w.cells[e.cell, Cell.MESSAGES] += 1
    note(w, Row.OFFERED, option.stock, e.serial, e.left, e.stock, option.keeps_order, e.customer)
    return option.keeps_order == 0


@step
def hand_over(w: State, cell: int, other: int, quantity: int) -> int:
    """Hand over from another shelf; return the ticks of delivery."""
    take(w, other, quantity)
    saw(w, other, ACCEPTED, quantity)
    position_changed(w, other)
    w.cells[cell, Cell.HANDED_OVER] += 1
    return w.stock[other].delivery
