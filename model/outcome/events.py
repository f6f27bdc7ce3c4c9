"""Kinds of calendar event, in the order in which one instant does them, and the one key that orders them.

The calendar orders by (tick, phase, kind, entity, ordinal). Kinds are numbered in order of phase, so a kind
implies its phase and one integer holds all but the tick.
"""

from __future__ import annotations

from enum import IntEnum


class Event(IntEnum):
    """What the calendar may hold; the comment names entity and ordinal."""

    SUPPLIER = 1
    """Phase 1. A supplier goes down or up: supplier, 0."""
    LINE = 2
    """Phase 1. A line breaks down or is repaired: line, 0."""
    WORK = 3
    """Phase 2. A job is done: line, job started."""
    ARRIVAL = 4
    """Phase 3. A shipment arrives: stock point, shipment."""
    TEMPER = 5
    """Phase 4. A waiting customer's patience changes speed: stock point, order."""
    PATIENCE = 6
    """Phase 4. A customer's patience ends: stock point, order."""
    WINDOW = 7
    """Phase 4. The shop cancels what it still owes: stock point, order."""
    UPDATE = 8
    """Phase 5. An occasion to write to a waiting customer: stock point, order."""
    REVIEW = 9
    """Phase 6. A periodic review: stock point, 0."""
    RAMP = 10
    """Phase 6. Pressure has lasted: site, which time it began; added lines begin to work: site, 0."""
    JOIN = 11
    """Phase 7. A new customer: segment, customer."""
    REQUEST = 12
    """Phase 7. A request: segment, customer (the request's own number where customers are anonymous)."""
    LATE_REVIEW = 13
    """Phase 7. A periodic review that waits for the instant's requests: stock point, 0."""
    SAMPLE = 14
    """Phase 8. Measurement: 0, sample."""


PHASE = {
    Event.SUPPLIER: 1,
    Event.LINE: 1,
    Event.WORK: 2,
    Event.ARRIVAL: 3,
    Event.TEMPER: 4,
    Event.PATIENCE: 4,
    Event.WINDOW: 4,
    Event.UPDATE: 5,
    Event.REVIEW: 6,
    Event.RAMP: 6,
    Event.JOIN: 7,
    Event.REQUEST: 7,
    Event.LATE_REVIEW: 7,
    Event.SAMPLE: 8,
}
"""Phase of the instant in which each kind happens (MODEL.md, the order of an instant)."""

ENTITIES = 1 << 25
"""Entities of one kind that a key can tell apart."""
ORDINALS = 1 << 32
"""Ordinals that a key can tell apart; beyond, they wrap."""
INSTANT_LIMIT = 1_000_000
"""Events in one tick after which a run ends and says who keeps asking."""


def key(kind: int, entity: int, ordinal: int) -> int:
    """Return the place of an event within its tick: kind, then entity, then ordinal (portable)."""
    return (kind << 57) | (entity << 32) | (ordinal & 0xFFFFFFFF)
