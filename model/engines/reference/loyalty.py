"""Whether customers come back: experiences, memory, churn, lapses, and what is expected of who stays."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ...outcome.events import Event
from ...outcome.tallies import Crowd as Column
from ...outcome.trace import Row
from ...policies.customer import loyalty
from ...policies.customer.lifetime import requests_to_come
from ...policies.units import NEVER
from ...policies.views import Experience
from ...sample_path import ticks

if TYPE_CHECKING:
    from .customer import Crowd


class Person:
    """An identified customer."""

    __slots__ = (
        "alive",
        "belief",
        "dropped",
        "memory",
        "natural",
        "number",
        "rate",
        "remembered_at",
        "since",
    )

    def __init__(self, number: int, joined: int, natural: float, belief: float, rate: float | None) -> None:
        self.number, self.natural, self.belief = number, natural, belief
        self.rate = rate
        """Requests in a gap of the segment's law; None where all customers have the same."""
        self.since = max(joined, 0)
        """Measured tick since which it is there, or since which it stays away."""
        self.alive = True
        """Does not stay away because of service; may have dropped out."""
        self.dropped = False
        """Has made its last request, for reasons of its own."""
        self.memory = 0.0
        self.remembered_at = 0


class Loyalty:
    """How experiences sink in with one segment's customers."""

    def __init__(self, crowd: Crowd, settings: loyalty.Settings) -> None:
        self.crowd, self.settings = crowd, settings

    def sink_in(self, person: Person, ordinal: int, felt: Experience) -> None:
        """Let an experience sink in: memory, and perhaps this purchase was the last."""
        crowd, settings, now = self.crowd, self.settings, self.crowd.chain.calendar.now
        memory = loyalty.faded(person.memory, now - person.remembered_at, settings)
        harm = loyalty.harm(felt, settings)
        last = loyalty.last_purchase(person.natural, harm, memory)
        person.memory, person.remembered_at = memory + harm, now
        if not person.alive or person.dropped:
            return
        if person.natural <= crowd.chain.path.value(crowd.spec.luck, person.number, ordinal) < last:
            person.alive = False
            crowd.chain.note(Row.CHURNED, crowd.index, person.number, 0, ordinal)
            crowd.counts[Column.CHURNED] += 1
            crowd.counts[Column.AT_RISK] += now - person.since
            person.since = now
            expect_back(crowd, person, ordinal)


def expect_back(crowd: Crowd, person: Person, ordinal: int) -> None:
    """Expect a customer who has just left to come back after a while, if this is a segment that does."""
    spec, now = crowd.spec, crowd.chain.calendar.now
    if spec.win_back is None:
        return
    back = now + min(ticks(crowd.chain.path.value(spec.win_back, person.number, ordinal)), NEVER)
    if back < crowd.chain.world.clock.horizon:
        crowd.chain.calendar.call(
            back, Event.RETURN, crowd.index, person.number, lambda: come_back(crowd, person)
        )


def come_back(crowd: Crowd, person: Person) -> None:
    """Have a lapsed customer ask again, with nothing remembered, unless it has dropped out meanwhile."""
    if person.dropped:
        return
    now = crowd.chain.calendar.now
    person.alive, person.memory, person.remembered_at = True, 0.0, now
    crowd.counts[Column.RETURNED] += 1
    crowd.counts[Column.AWAY] += now - person.since
    crowd.chain.note(Row.RETURNED, crowd.index, person.number, 0, now - person.since)
    person.since = now


def drops_out(crowd: Crowd, person: Person, ordinal: int) -> bool:
    """Return whether this request is the customer's last for reasons of its own."""
    now = crowd.chain.calendar.now
    if now < 0 or person.natural <= 0.0:
        return False
    if crowd.chain.path.value(crowd.spec.luck, person.number, ordinal) >= person.natural:
        return False
    crowd.chain.note(Row.DROPPED_OUT, crowd.index, person.number, 0, ordinal)
    crowd.counts[Column.DROPPED_OUT] += person.alive
    crowd.counts[Column.AT_RISK if person.alive else Column.AWAY] += now - person.since
    person.dropped = True
    return True


def close_person(crowd: Crowd, person: Person) -> None:
    """Count the time of a customer who is still there at the end of the run, and the requests still expected."""
    if person.dropped:
        return
    counts = crowd.counts
    counts[Column.AT_RISK if person.alive else Column.AWAY] += crowd.chain.calendar.now - person.since
    if person.alive:
        counts[Column.STAYING] += 1
        if person.rate is not None:  # nothing is known of a recorded one's
            counts[Column.TO_COME] += requests_to_come(
                person.rate, person.natural, crowd.chain.world.discount
            )
