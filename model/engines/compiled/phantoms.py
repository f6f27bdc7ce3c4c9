"""What is taken back from a source that has not shipped it, phantoms above all; see the reference's `phantoms`."""

from __future__ import annotations

from ...outcome.tallies import Point, Way
from ...outcome.trace import Row
from .book import SITE, after, first_of, forget, pay_off, strike
from .jit import step
from .lanes import SUPPLIER, give_up_held
from .pegging import withheld
from .purchases import count_way
from .record import note
from .stock_points import count, owe_no_more, position_changed, settle
from .tables import NO_ROW, State


@step
def take_phantoms_back(w: State, lane: int) -> None:
    """After a receipt by a lane, take back what is not wanted: copies at several sources, or what was inflated."""
    if w.lane[lane].sourcing != NO_ROW:
        call_off_copies(w, w.lane[lane].to)
    else:
        drop_phantoms(w, lane)


@step
def call_off_copies(w: State, s: int) -> None:
    """Have no source owe more than is wanted, as far as it has not shipped it; count what all have shipped beyond."""
    x = w.stock[s]
    wanted = x.on_order - x.phantom
    in_transit = 0
    for lane in range(x.lane_first, x.lane_first + x.lane_count):
        y = w.lane[lane]
        more = min(y.on_order - wanted, y.on_order - y.in_transit)
        in_transit += y.in_transit
        if more > 0:
            settle(w, s)
            x.on_order -= more
            x.phantom -= more
            y.on_order -= more
            take_back(w, lane, more)
            count(w, s, Point.INFLATED_BACK, more)
            count_way(w, lane, Way.TAKEN_BACK, more)
            note(w, Row.COPIES_BACK, lane, 0, more, y.on_order, x.phantom, 0)
    if in_transit > wanted:
        x.phantom = x.on_order - in_transit
        note(w, Row.COPIES_COUNTED, s, 0, in_transit - wanted, x.phantom, 0, 0)
        position_changed(w, s)


@step
def drop_phantoms(w: State, lane: int) -> None:
    """Take back what has not been shipped once all that was wanted is under way, and count the rest."""
    s = w.lane[lane].to
    x = w.stock[s]
    taken = withheld(w, lane) if w.lane[lane].kind == SUPPLIER else w.lane[lane].owed
    if taken > x.phantom:
        return
    if taken > 0:
        settle(w, s)
        x.on_order -= taken
        take_back(w, lane, taken)
        count(w, s, Point.INFLATED_BACK, taken)
    x.phantom = 0
    note(w, Row.PHANTOMS_BACK, s, 0, taken, x.on_order, 0, 0)
    position_changed(w, s)


@step
def take_back(w: State, lane: int, quantity: int) -> None:
    """Take back what a lane's source holds or owes and has not shipped, the oldest first."""
    x = w.lane[lane]
    if x.kind == SUPPLIER:
        give_up_held(w, lane, quantity)
        return
    giver = x.source
    rest = quantity
    o = first_of(w, giver)
    while o != NO_ROW and rest > 0:
        e = w.order[o]
        later = after(w, o)
        if e.kind == SITE and e.lane == lane:
            less = min(e.left, rest)
            settle(w, giver)
            owe_no_more(w, giver, less, e.asked)
            pay_off(w, o, less)
            rest -= less
            if e.left == 0:
                strike(w, o)
                forget(w, o)
        o = later
    position_changed(w, giver)
