"""The lead times that scenarios lend their shape from: medical supplies ordered by USAID SCMS, 2006-2015."""

from __future__ import annotations

import csv
import os
import statistics
from pathlib import Path

import pytest


def lead_times(root: Path, mode: str) -> list[float]:
    """Return the positive lead times of one mode in days; skip without the data, except in continuous integration."""
    path = root / os.environ.get("BACKORDER_DATA", "../shared/data") / "scms_leadtimes.csv"
    if not path.is_file():
        message = f"{path} is not there; set BACKORDER_DATA to the folder that holds the original data"
        pytest.fail(message) if os.environ.get("CI") == "true" else pytest.skip(message)
    with path.open(newline="", encoding="utf-8") as table:
        days = [
            float(row["lead_days"])
            for row in csv.DictReader(table)
            if row["mode"] == mode and row["lead_days"]
        ]
    return [value for value in days if value > 0]


@pytest.mark.parametrize(
    ("mode", "count", "mean", "cv"),
    [("Air", 2153, 111.1, 0.597), ("Ocean", 308, 182.2, 0.352), ("Truck", 168, 63.3, 1.30)],
)
def test_lead_times_have_the_spread_the_scenarios_use(
    root: Path, mode: str, count: int, mean: float, cv: float
) -> None:
    """From purchase order to delivery: by air 2,153 orders, mean 111.1 days, cv .597; docs/data.md states all three."""
    found = lead_times(root, mode)
    assert len(found) == count
    assert statistics.fmean(found) == pytest.approx(mean, abs=0.05)
    assert statistics.stdev(found) / statistics.fmean(found) == pytest.approx(cv, abs=0.005)
