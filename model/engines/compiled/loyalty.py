"""Whether customers come back: experiences, memory, churn, lapses; see the reference's `loyalty`."""

from __future__ import annotations

from ...outcome.events import Event
from ...outcome.tallies import Crowd
from ...outcome.trace import Row
from ...policies.customer.lifetime import requests_to_come
from ...policies.customer.loyalty import faded, harm, last_purchase
from ...policies.views import Experience
from .calendar import push
from .chance import drawn, drawn_ticks
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
        w.crowds[g, Crowd.AT_RISK] += now - c.since
        c.since = now
        expect_back(w, person, ordinal)


@step
def expect_back(w: State, person: int, ordinal: int) -> None:
    """Expect a customer who has just left to come back after a while, if this is a segment that does."""
    c = w.person[person]
    x = w.segment[c.segment]
    if x.win_back != NO_ROW:
        back = w.run[0].now + drawn_ticks(w, x.win_back, c.number, ordinal)
        push(w, back, Event.RETURN, c.segment, c.number, person)


@step
def on_return(w: State, person: int, segment: int, ordinal: int) -> None:
    """Have a lapsed customer ask again, with nothing remembered, unless it has dropped out meanwhile."""
    c = w.person[person]
    now = w.run[0].now
    if c.segment != segment or c.number & 0xFFFFFFFF != ordinal or c.dropped == 1:
        return
    c.alive, c.memory, c.remembered_at = 1, 0.0, now
    w.crowds[segment, Crowd.RETURNED] += 1
    w.crowds[segment, Crowd.AWAY] += now - c.since
    note(w, Row.RETURNED, segment, c.number, 0, now - c.since, 0, 0)
    c.since = now


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
        w.crowds[g, Crowd.AT_RISK] += now - c.since
    else:
        w.crowds[g, Crowd.AWAY] += now - c.since
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


@step
def close_person(w: State, person: int) -> None:
    """Count the time of a customer until the horizon, and what may be expected of it."""
    c = w.person[person]
    if c.segment == NO_ROW or c.dropped == 1:
        return
    x = w.segment[c.segment]
    r = w.run[0]
    if c.alive == 0:
        w.crowds[c.segment, Crowd.AWAY] += r.horizon - c.since
        return
    w.crowds[c.segment, Crowd.AT_RISK] += r.horizon - c.since
    w.crowds[c.segment, Crowd.STAYING] += 1
    if x.rate != NO_ROW:
        w.crowds[c.segment, Crowd.TO_COME] += requests_to_come(c.rate, c.natural, r.discount)
