"""Reduce the CDNOW sample to what a simulation needs: day, customer, units; one row a customer and day.

Reads `cdnow_sample.txt` (two ids, date yyyymmdd, units, dollars) from the folder BACKORDER_DATA, by default
`../shared/data` from the project's root, and writes `cdnow.csv` beside this script. Origin and terms: NOTICE.
"""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterable
from datetime import date, datetime
from pathlib import Path

FIRST_DAY = date(1997, 1, 1)
ROOT = Path(__file__).resolve().parents[2]
OUTPUT = Path(__file__).resolve().with_name("cdnow.csv")


def source() -> Path:
    """Return where the original sample is expected."""
    return (ROOT / os.environ.get("BACKORDER_DATA", "../shared/data") / "cdnow_sample.txt").resolve()


def reduced(lines: Iterable[str]) -> str:
    """Return the reduced table as text: header, then rows by day and customer, days counted from 1997-01-01."""
    units: Counter[tuple[int, str]] = Counter()
    for line in lines:
        _, customer, day, quantity, _ = line.split()
        units[(datetime.strptime(day, "%Y%m%d").date() - FIRST_DAY).days, customer] += int(quantity)
    rows = (f"{day},{customer},{quantity}\n" for (day, customer), quantity in sorted(units.items()))
    return "time,customer,quantity\n" + "".join(rows)


if __name__ == "__main__":
    with source().open(encoding="ascii") as sample:
        OUTPUT.write_text(reduced(sample), encoding="ascii", newline="\n")
