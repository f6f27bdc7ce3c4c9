"""Rows of the trace: what happened, eight integers each, and the rolling hash that makes two runs one comparison.

The hash of rows r1..rn is H = sum of digest(ri) B^(n-i) modulo 2^64, so a block of rows can be folded at once.
"""

from __future__ import annotations

from enum import IntEnum

import numpy as np
import numpy.typing as npt


class Row(IntEnum):
    """Kinds of row. Columns: tick, kind, entity, subject, quantity, and three more as the comment says."""

    LINE_DOWN = 3
    """line, failure, 0 | until, job left (ticks), 0"""
    LINE_UP = 4
    """line, failure, 0 | 0, 0, 0"""
    RAMP_UP = 5
    """site, backlog, lines to come | tick at which they work, 0, 0"""
    LINES_ADDED = 6
    """site, lines now, lines added | 0, 0, 0"""
    WORK_BEGUN = 10
    """line, stock point, quantity | job, duration, 0"""
    WORK_DONE = 11
    """line, stock point, quantity | job, quantity of it still in work, 0"""
    ORDERED = 20
    """stock point, order of this stock point, quantity | position before, 0, 0"""
    SHIPPED = 21
    """lane, shipment, quantity | arrival, 0, 0"""
    HELD = 22
    """lane, source, quantity | 0, 0, 0: held at the shipper's door"""
    RECEIVED = 23
    """stock point, shipment (or job), quantity | on hand, on order, backlog before serving"""
    WITHDRAWN = 24
    """stock point, 0, quantity | 0, 0, 0"""
    SITE_SERVED = 25
    """stock point that gives, stock point it goes to, quantity | order, still owed, 0"""
    SITE_OWED = 26
    """stock point that owes, stock point it owes, quantity | order, backlog, 0"""
    COMPONENT_GIVEN = 27
    """component's stock point, product's stock point, quantity | production order, still owed, 0"""
    RELEASED = 28
    """stock point, production order, jobs | first job, 0, 0"""
    REVIEWED = 29
    """stock point, review, demand of the period | position, 0, 0"""
    SERVED_AT_ONCE = 30
    """stock point, customer, quantity | segment, request, on hand after"""
    BACK_ORDERED = 31
    """stock point, order, quantity | date told, patience left, customer"""
    SERVED_LATE = 32
    """stock point, order, quantity | still owed, receipt, on hand after"""
    SUBSTITUTED = 33
    """stock point that serves, customer, quantity | stock point asked, segment, request"""
    NOT_OFFERED = 34
    """stock point, customer, quantity | segment, request, estimate"""
    REFUSED = 35
    """stock point, customer, quantity | segment, request, wait told"""
    RENEGED = 36
    """stock point, order, quantity | date told, customer, 0"""
    CANCELLED = 37
    """stock point, order, quantity | date told, customer, 0"""
    FORGONE = 38
    """stock point it would have asked, customer, quantity | segment, request, 0"""
    FIRM = 39
    """stock point, order, quantity | wait until firm, 0, 0"""
    TEMPER = 40
    """stock point, order, 0 | patience left, ends at, 0"""
    UPDATED = 41
    """stock point, order, 0 | date told, patience left, 0"""
    JOINED = 42
    """segment, customer, 0 | 0, 0, 0"""
    CHURNED = 43
    """segment, customer, 0 | request, 0, 0"""
    DROPPED_OUT = 44
    """segment, customer, 0 | request, 0, 0"""
    COPIES_COUNTED = 49
    """stock point, 0, quantity | units not wanted on order, 0, 0: under way beyond what was wanted, counted from now"""
    SOURCED = 50
    """lane, order of this lane, quantity | due (-1 where no dates are kept), 0, 0"""
    FILLED = 51
    """lane, order, quantity | due, 0, 0: all of an order has come"""
    OVERDUE = 52
    """lane, order, units still to come | due, 0, 0"""
    TRUST = 53
    """lane, order, 0 | trust in millionths, 1 while orders are diverted, 0"""
    DIVERTED = 54
    """lane, lane that gains what it loses, quantity | 0, 0, 0"""
    TAKEN_BACK = 55
    """lane, order, quantity | lane that gets it instead, 0, 0"""
    INFLATED = 56
    """stock point, order, units not wanted | shortfall in millionths, units not wanted on order, 0"""
    PHANTOMS_BACK = 57
    """stock point, 0, quantity taken back | still on order wanted or not, 0, 0"""
    DUPLICATED = 58
    """stock point, order, units not wanted | units not wanted on order, 0, 0: it stands at several sources"""
    COPIES_BACK = 59
    """lane, 0, quantity called off | still on order by it, units not wanted on order, 0"""
    DISRUPTED = 60
    """disruption, which time, backlog watched | until, 0, 0"""
    DISRUPTION_OVER = 61
    """disruption, which time, 0 | 0, 0, 0"""
    RECOVERED = 62
    """disruption, which time was the last, backlog before | ticks from its end until then, 0, 0"""
    DESTROYED = 63
    """stock point, disruption, quantity | on hand after, 0, 0"""
    AT_THE_DOOR = 64
    """lane, shipment, quantity | 0, 0, 0: arrived, and not received"""
    GOES_ON = 65
    """lane, shipment, quantity | arrival, 0, 0"""
    SET_UP = 70
    """line, stock point it is set up for, stock point it made before | job that follows, duration, 0"""
    RAMP_DOWN = 71
    """site, backlog, lines to go | tick at which they go, 0, 0"""
    LINES_REMOVED = 72
    """site, lines that stay, lines that go | 0, 0, 0"""
    LINE_GONE = 73
    """line, 0, 0 | 0, 0, 0"""
    SPEED = 74
    """site, steps above the start, 0 | speed in millionths, 0, 0"""
    COMPONENT_RETURNED = 75
    """component's stock point, product's stock point, quantity | on hand after, backlog before serving, 0"""
    COMPENSATED = 80
    """stock point, order, payments | ticks beyond the first date, ticks the date was moved by, payments so far"""
    INQUIRED = 81
    """stock point, order, inquiries | ticks without a date, ticks beyond it, 0"""
    BRIDGED = 82
    """stock point that serves, customer, quantity | stock point asked, segment, request"""
    OFFERED = 83
    """stock point that serves, order, quantity | stock point that owes, 1 if the customer waits on, customer"""
    CALLED_OFF = 84
    """stock point, order, quantity | still owed, stock point that served, customer"""
    RETURNED = 90
    """segment, customer, 0 | ticks away, 0, 0"""
    STAYED_AWAY = 91
    """segment, candidate, 0 | millionths of the reputation, 0, 0"""
    SITE_TURNED_AWAY = 100
    """stock point that gives nothing more, stock point it goes to, quantity | estimate, 0, 0"""
    SITE_TOLD = 101
    """stock point that owes, stock point it owes, quantity | order, tick told at which it leaves, 0"""
    STRONG_DEMAND = 110
    """site, 1 if the signal is on from now, demand of the period | its sum in millionths, 0, 0"""
    WEAK_DEMAND = 112
    """site, 1 if the signal is on from now, demand of the period | its sum in millionths, 0, 0"""
    DUE_AS_TOLD = 120
    """lane, order, units still to come | due by the date that its source told, 0, 0"""
    WITHDRAWN_BY = 121
    """lane, 0, quantity | still on order by it, 0, 0: a part of what the stock point withdraws from its sources"""
    DRAINED = 140
    """segment, 0, requests measured | 0, 0, 0: the last of them is settled, and the run ends"""


COLUMNS = ("tick", "kind", "entity", "subject", "quantity", "x", "y", "z")
WIDTH = len(COLUMNS)
BLOCK = 65_536
"""Rows after which the hash so far is kept."""

BASE = 0x9E3779B97F4A7C15
"""B of the rolling hash; odd, so that no row is ever multiplied away."""
WEIGHTS = (
    0xBF58476D1CE4E5B9,
    0x94D049BB133111EB,
    0xD6E8FEB86659FD93,
    0xA0761D6478BD642F,
    0xE7037ED1A0B428DB,
    0x8EBC6AF09C88C6E3,
    0x589965CC75374CC3,
    0x1D8E4E27C47D124F,
)
"""Odd 64-bit weights of the eight columns."""
MIX = 0x2545F4914F6CDD1D
"""Odd multiplier that spreads a weighted sum over all bits."""


def fold(so_far: int, rows: npt.NDArray[np.int64]) -> int:
    """Return the rolling hash after a block of rows, shape (n, 8)."""
    if rows.shape[0] == 0:
        return so_far
    mixed = (rows.astype(np.uint64) * np.array(WEIGHTS, np.uint64)).sum(axis=1, dtype=np.uint64)
    mixed ^= mixed >> np.uint64(32)
    mixed *= np.uint64(MIX)
    mixed ^= mixed >> np.uint64(29)
    powers = np.full(rows.shape[0], BASE, np.uint64)
    powers[0] = 1
    powers = np.multiply.accumulate(powers, dtype=np.uint64)
    total = int((mixed * powers[::-1]).sum(dtype=np.uint64))
    return (so_far * pow(BASE, rows.shape[0], 1 << 64) + total) & 0xFFFFFFFFFFFFFFFF
