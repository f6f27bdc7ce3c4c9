"""Four signals of one stock point, read off the trace: only what the site itself can see, period by period.

Whether demand is strong or weak, whether supply is in trouble, and whether the book is empty because customers were
refused or have left. Nothing of the scenario's truth is used but the lead time that the site reckons with. The trace is
the same in both engines, so the signals are; they cost a run without them nothing. A ramp-up may follow strong demand,
judged within the run by the same sum.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from ..outcome.outcome import Table
from ..outcome.trace import Row
from ..policies.signal import cusum, smoothed_share

ASKED = (Row.SERVED_AT_ONCE, Row.BACK_ORDERED, Row.NOT_OFFERED, Row.REFUSED)
LOST = (Row.NOT_OFFERED, Row.REFUSED, Row.RENEGED, Row.CANCELLED)
PAID_BACK = (Row.SERVED_LATE, Row.RENEGED, Row.CANCELLED)


class Period(NamedTuple):
    """What a site's books say of one item at the end of a review period, in quanta."""

    asked: int
    lost: int
    """Refused at the door, or left from the book."""
    overdue: int
    """Ordered longer ago than goods take, allowance included, and not received."""
    backlog: int


class Reading(NamedTuple):
    """The four signals."""

    strong_demand: bool
    supply_trouble: bool
    weak_demand: bool
    empty_book: bool


class Settings(NamedTuple):
    """How the signals are read."""

    learn: int = 20
    """First periods, from which usual demand is learned; nothing is read in them (assumed)."""
    sums: cusum.Settings = cusum.Settings()
    overdue: smoothed_share.Settings = smoothed_share.Settings()
    lost: smoothed_share.Settings = smoothed_share.Settings()


def periods(trace: Table, stock: int, every: int, count: int, lead_time: int) -> list[Period]:
    """Return what a stock point that sells to customers saw in each of the first `count` periods from tick 0."""
    ends = every * np.arange(1, count + 1)
    asked, lost = (_sums(trace, stock, kinds, ends) for kinds in (ASKED, LOST))
    ordered = _sums(trace, stock, (Row.ORDERED,), ends - lead_time)
    received = _sums(trace, stock, (Row.RECEIVED,), ends)
    owed = _sums(trace, stock, (Row.BACK_ORDERED,), ends) - _sums(trace, stock, PAID_BACK, ends)
    before = np.zeros(1, np.int64)
    each = [np.diff(column, prepend=_sums(trace, stock, kinds, before)).tolist()
            for column, kinds in ((asked, ASKED), (lost, LOST))]  # fmt: skip
    overdue = np.maximum(ordered - received, 0).tolist()
    return [Period(*one) for one in zip(*each, overdue, owed.tolist(), strict=True)]


def _sums(trace: Table, stock: int, kinds: Sequence[Row], ticks: Table) -> Table:
    """Return the units of some kinds of row at a stock point before each of these ticks, from the start of the run."""
    rows = trace[(trace[:, 2] == stock) & np.isin(trace[:, 1], [int(kind) for kind in kinds])]
    total = np.concatenate([[0], np.cumsum(rows[:, 4])]).astype(np.int64)
    return total[np.searchsorted(rows[:, 0], ticks)]


def read(seen: Sequence[Period], settings: Settings = Settings()) -> list[Reading]:  # noqa: B008 - it is frozen
    """Return the four signals at the end of each period, none in those that are learned from."""
    first = [one.asked for one in seen[: settings.learn]]
    mean = max(sum(first) / max(len(first), 1), 1.0)
    spread = sum((one - mean) * (one - mean) for one in first) / max(len(first) - 1, 1)
    deviation = math.sqrt(max(spread, mean))
    up = down = overdue = lost = 0.0
    falling = unserved = False
    now = Reading(False, False, False, False)
    found: list[Reading] = []
    for place, one in enumerate(seen):
        overdue = smoothed_share.smoothed(overdue, min(one.overdue / mean, 1.0), settings.overdue)
        lost = smoothed_share.smoothed(lost, min(one.lost / max(one.asked, 1), 1.0), settings.lost)
        if place >= settings.learn:
            z = (one.asked - mean) / deviation
            up, down = (cusum.climbed(score, way, settings.sums) for score, way in ((up, z), (down, -z)))
            unserved = smoothed_share.reads(lost, unserved, settings.lost)
            falling = cusum.reads(down, falling, settings.sums)
            now = Reading(
                strong_demand=cusum.reads(up, now.strong_demand, settings.sums),
                supply_trouble=smoothed_share.reads(overdue, now.supply_trouble, settings.overdue),
                weak_demand=falling and not unserved,
                empty_book=unserved and one.backlog < mean,
            )
        found.append(now)
    return found
