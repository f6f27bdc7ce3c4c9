"""Kinds of calendar event, in the order in which one instant does them, and the one key that orders them.

The calendar orders by (tick, phase, kind, entity, ordinal). A kind's number is 7 x phase + its place in the phase, so a
kind implies its phase and one integer holds all but the tick.
"""

from __future__ import annotations

from enum import IntEnum


class Event(IntEnum):
    """What the calendar may hold; the comment names entity and ordinal."""

    DISRUPTION = 7
    """Phase 1. A disruption begins or ends: disruption, 0; what it did can be felt: disruption, which time, from 1."""
    LINE = 8
    """Phase 1. A line breaks down or is repaired: line, 0."""
    WORK = 14
    """Phase 2. A job is done: line, job started."""
    ARRIVAL = 21
    """Phase 3. A shipment arrives: lane, shipment."""
    TEMPER = 28
    """Phase 4. A waiting customer's patience changes speed: stock point, order."""
    PATIENCE = 29
    """Phase 4. A customer's patience ends: stock point, order."""
    WINDOW = 30
    """Phase 4. The shop cancels what it still owes: stock point, order."""
    ORDER_DUE = 32
    """Phase 4. An order to a source passes its due date: lane, order."""
    ORDER_STALE = 33
    """Phase 4. What a source has not shipped of an order is taken back: lane, order."""
    RETURN = 34
    """Phase 4. A lapsed customer comes back: segment, customer."""
    UPDATE = 35
    """Phase 5. An occasion to write to a waiting customer: stock point, order."""
    OFFER = 36
    """Phase 5. An occasion to offer a waiting customer a substitute: stock point, order."""
    REVIEW = 42
    """Phase 6. A periodic review: stock point, 0."""
    RAMP = 43
    """Phase 6. Pressure has lasted: site, which time it began; added lines begin to work: site, 0."""
    JUDGEMENT = 44
    """Phase 6. A site judges the demand of a period: site, 0."""
    JOIN = 49
    """Phase 7. A new customer: segment, customer."""
    REQUEST = 50
    """Phase 7. A request: segment, customer (the request's own number where customers are anonymous)."""
    LATE_REVIEW = 51
    """Phase 7. A periodic review that waits for the instant's requests: stock point, 0."""
    SAMPLE = 56
    """Phase 8. Measurement: 0, sample."""
    BUCKET = 57
    """Phase 8. What was asked and ordered so far is noted, where the bullwhip is measured: 0, bucket."""
    PERIOD_END = 58
    """Phase 8. Stock and backlog at the end of a period are noted, where costs accrue by the period: 0, period."""


KINDS = 7
"""Kinds that a phase has room for."""


def phase(kind: int) -> int:
    """Return the phase of the instant in which a kind happens (docs/model.md, the order of an instant)."""
    return kind // KINDS


ENTITIES = 1 << 25
"""Entities of one kind that a key can tell apart."""
ORDINALS = 1 << 32
"""Ordinals that a key can tell apart; beyond, they wrap."""
INSTANT_LIMIT = 1_000_000
"""Events in one tick after which a run ends and says who keeps asking."""


def key(kind: int, entity: int, ordinal: int) -> int:
    """Return the place of an event within its tick: kind, then entity, then ordinal (portable)."""
    return (kind << 57) | (entity << 32) | (ordinal & 0xFFFFFFFF)
