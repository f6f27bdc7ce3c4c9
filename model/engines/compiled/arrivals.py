"""Shipments at the end of their way: taken in, or waiting at a shut door; see `arrive` and `take_in` of the reference's
`lane`."""

from __future__ import annotations

from ...outcome.trace import Row
from .jit import step
from .lanes import forget_shipment, leave_door, leave_lane, put_in_transit, wait_at_door
from .phantoms import take_phantoms_back
from .purchases import fill_lane
from .record import note
from .serving import receive
from .tables import NO_ROW, State


@step
def on_arrival(w: State, h: int, lane: int, ordinal: int) -> bool:
    """Take in a shipment, unless it was withdrawn on its way or does not come now; a shut door lets it wait.

    Return whether it was taken in.
    """
    g = w.shipment[h]
    if g.lane != lane or g.number & 0xFFFFFFFF != ordinal:
        return False
    if w.lane[lane].frozen > 0 or g.arrival != w.run[0].now:
        return False
    leave_lane(w, h)
    if w.lane[lane].shut > 0:
        wait_at_door(w, h)
        note(w, Row.AT_THE_DOOR, lane, g.number, g.quantity, 0, 0, 0)
        return False
    take_in(w, h)
    return True


@step
def let_in(w: State, lane: int) -> None:
    """Take in everything at the receiver's door, in order."""
    while w.lane[lane].door_head != NO_ROW:
        take_in(w, leave_door(w, lane))


@step
def take_in(w: State, h: int) -> None:
    """Hand over a shipment that has left its lane."""
    lane, number, quantity, ordered = (
        w.shipment[h].lane,
        w.shipment[h].number,
        w.shipment[h].quantity,
        w.shipment[h].ordered,
    )
    forget_shipment(w, h)
    put_in_transit(w, lane, -quantity)
    if w.lane[lane].sourcing != NO_ROW:
        fill_lane(w, lane, quantity)
    receive(w, w.lane[lane].to, number, quantity, ordered)
    if w.stock[w.lane[lane].to].phantom > 0:
        take_phantoms_back(w, lane)
