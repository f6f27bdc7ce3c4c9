"""Dates that are written in another order than year-month-day."""

from __future__ import annotations

import datetime
import re

_OTHER = re.compile(r"\s*(\d{1,4})([./-])(\d{1,2})\2(\d{1,4})(?:[ T].*)?\s*", re.DOTALL)
EXAMPLE = "2026-01-31"


def in_iso_form(given: str) -> str | None:
    """Return a date that is written in another way as year-month-day; an example where its order cannot be told, and
    None for what is no date.

    With dots the day comes first (ISO 8601 has no dots); `03/04/2026` is the fourth of March to some.
    """
    found = _OTHER.fullmatch(given)
    if found is None or max(len(found[1]), len(found[4])) < 4:
        return None
    first, sign, month, last = found.groups()
    year, day = (first, last) if len(first) == 4 else (last, first)
    if sign != "." and year != first and int(day) <= 12 and int(month) <= 12 and day != month:
        return EXAMPLE
    if int(month) > 12:
        day, month = month, day
    try:
        return datetime.date(int(year), int(month), int(day)).isoformat()
    except ValueError:
        return EXAMPLE
