"""Whether customers come back: experiences, memory, churn; see the reference's `Crowd.settle`."""

from __future__ import annotations

from ...outcome.tallies import Crowd
from ...outcome.trace import Row
from ...policies.customer.loyalty import faded, harm, last_purchase
from ...policies.views import Experience
from .chance import drawn
from .jit import step
from .record import note
from .rules import loyal
from .tables import NO_ROW, State


@step
def sink_in(w: State, g: int, person: int, ordinal: int, cell: int, felt: Experience) -> None:
    """Let an experience sink in: memory, and perhaps this purchase was the last. Cell 0 is the warm-up."""
    x = w.segment[g]
    if person == NO_ROW or x.loyal == 0 or cell == 0:
        return
    c = w.person[person]
    now = w.run[0].now
    settings = loyal(w.setting, x.loyalty_first)
    memory = faded(c.memory, now - c.remembered_at, settings)
    h = harm(felt, settings)
    last = last_purchase(c.natural, h, memory)
    c.memory, c.remembered_at = memory + h, now
    if c.alive == 0 or c.dropped == 1:
        return
    number = drawn(w, x.luck, c.number, ordinal)
    if c.natural <= number and number < last:
        c.alive = 0
        note(w, Row.CHURNED, g, c.number, 0, ordinal, 0, 0)
        w.crowds[g, Crowd.CHURNED] += 1
        w.crowds[g, Crowd.AT_RISK] += now - max(c.joined, 0)


@step
def drops_out(w: State, g: int, person: int, ordinal: int) -> bool:
    """Return whether this request is the customer's last for reasons of its own."""
    c = w.person[person]
    now = w.run[0].now
    if now < 0 or c.natural <= 0.0:
        return False
    if drawn(w, w.segment[g].luck, c.number, ordinal) >= c.natural:
        return False
    note(w, Row.DROPPED_OUT, g, c.number, 0, ordinal, 0, 0)
    if c.alive == 1:
        w.crowds[g, Crowd.DROPPED_OUT] += 1
        w.crowds[g, Crowd.AT_RISK] += now - max(c.joined, 0)
    c.dropped = 1
    return True


@step
def forget_person(w: State, person: int) -> None:
    """Free the row of a customer who has dropped out and waits for nothing."""
    c = w.person[person]
    if c.dropped == 1 and c.open == 0:
        r = w.run[0]
        c.segment = NO_ROW
        c.next = r.free_person
        r.free_person = person
        r.free_persons += 1
