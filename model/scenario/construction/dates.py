"""The date of time 0, and where in a cycle it lies."""

from __future__ import annotations

import datetime

from .draft import Draft


def start_date(draft: Draft) -> datetime.date | None:
    """Return the date of time 0, None where time has no calendar; a fault where it is none."""
    given = draft.root.time.start
    if given is None:
        return None
    try:
        return datetime.date.fromisoformat(given)
    except ValueError:
        draft.fault(("time", "start"), f"'{given}' is not a date; write year-month-day, as in 2026-01-31")
        return None


def offset_in(draft: Draft, cycle: int) -> int:
    """Return where in the cycle time 0 lies: in the year by its day, else counted from a Monday."""
    date = start_date(draft)
    if date is None:
        return 0
    if cycle == draft.time.calendar("year"):
        return min(date.timetuple().tm_yday - 1, 364) * draft.time.calendar("day")
    monday = datetime.date(2024, 1, 1)
    return (date - monday).days * draft.time.calendar("day") % cycle
