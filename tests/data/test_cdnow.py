"""The shipped CDNOW record: made by the script beside it, with the figures and the fit the docs state."""

from __future__ import annotations

import csv
import importlib.util
import os
from collections.abc import Callable
from pathlib import Path
from types import ModuleType

import pytest

CI = os.environ.get("CI") == "true"
DATA = Path("scenarios/data")


def script(root: Path, name: str) -> ModuleType:
    """Import a script of scenarios/data."""
    spec = importlib.util.spec_from_file_location(name, root / DATA / f"{name}.py")
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def record(root: Path) -> list[tuple[int, str, int]]:
    """Return the rows of the shipped record: day, customer, units."""
    with (root / DATA / "cdnow.csv").open(newline="") as table:
        return [(int(row["time"]), row["customer"], int(row["quantity"])) for row in csv.DictReader(table)]


def original(root: Path, find: Callable[[], Path]) -> Path:
    """Return the original file; skip where it is absent, except in continuous integration."""
    path = find()
    if not path.is_file():
        message = f"{path} is not there; set BACKORDER_DATA to the folder that holds the original data"
        pytest.fail(message) if CI else pytest.skip(message)
    return path


def test_the_shipped_record_is_what_the_script_makes(root: Path) -> None:
    """The committed CSV equals, byte for byte, the original sample put through the script beside it."""
    reduce_cdnow = script(root, "reduce_cdnow")
    with original(root, reduce_cdnow.source).open(encoding="ascii") as lines:
        made = reduce_cdnow.reduced(lines)
    assert made.encode() == (root / DATA / "cdnow.csv").read_bytes()


def test_the_original_has_the_published_size(root: Path) -> None:
    """The original sample is the published one: 6,919 purchases of 2,357 customers."""
    rows = original(root, script(root, "reduce_cdnow").source).read_text(encoding="ascii").splitlines()
    assert (len(rows), len({row.split()[1] for row in rows})) == (6919, 2357)


def test_purchases_of_one_customer_on_one_day_become_one_row(root: Path) -> None:
    """Two purchases of a customer on one day are added up; other days and customers stay apart."""
    lines = [
        " 00004 0001 19970101  2   29.33\n",
        " 00004 0001 19970101  1   9.00\n",
        " 00004 0001 19970103  5   9.00\n",
        " 00007 0002 19970101  4   9.00\n",
    ]
    assert (
        script(root, "reduce_cdnow").reduced(lines)
        == "time,customer,quantity\n0,0001,3\n0,0002,4\n2,0001,5\n"
    )


def test_the_record_covers_78_weeks(root: Path) -> None:
    """2,357 customers, 6,696 rows, 16,479 units; the last day is day 545, so the record is 78 weeks long."""
    rows = record(root)
    assert len({customer for _, customer, _ in rows}) == 2357
    assert (len(rows), sum(units for *_, units in rows)) == (6696, 16479)
    assert max(day for day, *_ in rows) + 1 == 78 * 7


def test_everyone_first_buys_within_the_warm_up(root: Path) -> None:
    """First purchases all fall into the first twelve weeks, at 592 units a week; the 66 weeks after it see 142."""
    rows = record(root)
    first: dict[str, int] = {}
    for day, customer, _ in rows:
        first.setdefault(customer, day)
    assert max(first.values()) < 12 * 7
    early = sum(units for day, _, units in rows if day < 12 * 7)
    late = sum(units for day, _, units in rows if day >= 12 * 7)
    assert (round(early / 12), round(late / 66)) == (592, 142)


def test_the_fit_is_the_published_one(root: Path) -> None:
    """BG/NBD fitted to the first 39 weeks gives .243, 4.414, .793, 2.426 (Fader, Hardie & Lee 2005, table 2)."""
    fit_bgnbd = script(root, "fit_bgnbd")
    found = fit_bgnbd.fit(*fit_bgnbd.summary(root / DATA / "cdnow.csv", until=272.0))
    assert [round(value, 3) for value in found[:4]] == [0.243, 4.414, 0.793, 2.426]
    assert round(found.log_likelihood, 1) == -9582.4
    assert found.a / (found.a + found.b) == pytest.approx(0.2463, abs=5e-5)
