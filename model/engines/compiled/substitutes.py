"""What a customer takes instead of what is not there; see the reference's `Substitutes`."""

from __future__ import annotations

from ...outcome.tallies import Cell
from ...outcome.trace import Row
from .book import someone_waits
from .chance import drawn
from .jit import step
from .receipts import SUBSTITUTED_FELT, feel, received
from .record import note
from .stock_points import ACCEPTED, available, position_changed, saw, take
from .tables import NO_ROW, State


@step
def substituted(
    w: State, g: int, person: int, customer: int, member: int, ordinal: int, s: int, cell: int, rest: int
) -> bool:
    """Have the customer look for something else, if it is one who would; return whether it was there."""
    x = w.segment[g]
    other = NO_ROW
    number = -1.0
    for place in range(x.substitute_first, x.substitute_first + x.substitute_count):
        option = w.substitute[place]
        if option.asked == s:
            if number < 0.0:
                number = drawn(w, x.substitution, member, ordinal)
            if number < option.up_to:
                other = option.stock
                break
    if other == NO_ROW:
        return False
    if someone_waits(w, other, x.klass) or available(w, other, x.klass) < rest:
        return False
    take(w, other, rest)
    saw(w, other, ACCEPTED, rest)
    position_changed(w, other)
    delivery = w.stock[other].delivery
    received(w, s, cell, w.run[0].now, rest, delivery, Cell.SUBSTITUTED)
    w.cells[cell, Cell.HANDED_OVER] += 1
    note(w, Row.SUBSTITUTED, other, customer, rest, s, g, ordinal)
    feel(w, g, person, ordinal, cell, delivery, SUBSTITUTED_FELT)
    return True
