"""The CSV file of a recorded demand: which times it may have, what is wrong with it, and what of it is not used."""

from __future__ import annotations

from pathlib import Path

import pytest

from model.errors import ScenarioError
from model.scenario import Scenario, load

DAY = 86_400_000
SHOP = """
schema: 1
time: {unit: day, horizon: 20, warm_up: WARM, start: 2026-01-01}
items: {lamp: {price: 5}, torch: {price: 4}, bulb: {price: 1}}
suppliers: {works: {supplies: {lamp: {lead_time: 6}, torch: {lead_time: 6}}}}
retailers: {north: {stock: {lamp: {base_stock: 9, from: works}, torch: {base_stock: 9, from: works}}}}
customers:
  all: {shop: north, buys: {lamp: 0.5, torch: 0.5}, history: {file: record.csv, MORE}}
"""


def loaded(folder: Path, record: str, *, warm_up: int = 0, more: str = "") -> Scenario:
    """Return a shop with a record."""
    (folder / "record.csv").write_text(record)
    text = SHOP.replace("WARM", str(warm_up)).replace(", MORE", f", {more}" if more else "")
    (folder / "shop.yaml").write_text(text)
    return load(folder / "shop.yaml")


def days(scenario: Scenario) -> tuple[int, ...]:
    """Return the ticks at which the rows' periods begin."""
    [people] = scenario.world().segments
    assert people.history is not None
    return people.history.day


def refused(folder: Path, record: str) -> list[str]:
    """Return what is wrong with a record."""
    with pytest.raises(ScenarioError, match=r"record\.csv") as caught:
        loaded(folder, record)
    return [str(fault) for fault in caught.value.faults]


ROWS = "time,quantity,item\n2026-01-01 14:30:00,1,lamp\n2026-01-02T00:00,1,lamp\n2026-01-02T06:15,1,lamp\n"


def test_a_time_of_day_is_of_its_day(tmp_path: Path) -> None:
    """Rows are spread over a day unless told otherwise, so a time of day is its date, and a note says so."""
    scenario = loaded(tmp_path, ROWS)
    assert days(scenario) == (0, DAY, DAY)
    note = "all: 'record.csv' has times of day, and each row is spread over 1 day; give history.period, as in 1 min"
    assert f"{note}, to keep them" in scenario.notes
    midnight = loaded(tmp_path, "time,quantity,item\n2026-01-02 00:00:00,1,lamp\n")
    assert not any("times of day" in note for note in midnight.notes)


def test_a_time_of_day_is_kept_by_a_shorter_period(tmp_path: Path) -> None:
    """With periods of an hour 14:30 is of the period from 14:00, 06:15 of that from 6:00; nothing is lost unsaid."""
    scenario = loaded(tmp_path, ROWS, more="period: 1 h")
    assert days(scenario) == (14 * DAY // 24, DAY, DAY + 6 * DAY // 24)
    assert not any("times of day" in note for note in scenario.notes)
    minutes = loaded(tmp_path, ROWS, more="period: 1 min")
    assert days(minutes) == (29 * DAY // 48, DAY, DAY + 25 * DAY // 96)


@pytest.mark.parametrize(
    ("header", "told"),
    [
        ("time;quantity;item", "the cells seem to be separated by `;`; write commas, and begin the file with time,"),
        ("time\tquantity\titem", "the cells seem to be separated by tabs; write commas, and begin the file with time,"),
        ("Date,Qty,item", "there is no column time, quantity; found are Date, Qty, item; begin the file with time,"),
        ("time,quantity,item,item", "there are two columns item; keep one of them"),
        ("", "there is no column time, quantity; found are none; begin the file with time,quantity and"),
    ],
)  # fmt: skip
def test_a_header_is_told_what_it_has_instead(tmp_path: Path, header: str, told: str) -> None:
    """What is missing, what is there, and what probably separates the cells."""
    [fault] = refused(tmp_path, f"{header}\n1,1,lamp\n")
    assert fault.startswith(f"record.csv:1: {told}")


@pytest.mark.parametrize(
    ("row", "told"),
    [
        ("01.02.2026,1,lamp", "time: '01.02.2026': a date is written year-month-day, as in 2026-02-01"),
        ("2026-02-30,1,lamp", "time: '2026-02-30' is not in the calendar, or not on the clock; correct it"),
        ("2026-01-03 14:30+01:00,1,lamp", "time: '2026-01-03 14:30+01:00' has a time zone; write the times of all rows"
         " by one clock, without a zone"),
        ("Total,1,lamp", "time: 'Total' is neither a number nor a date; write 12 or 2026-01-31"),
        ("1,1,sofa", "item: 'sofa' is not an item; add it to items, to buys and to the stock of the shops"),
        ("1,1,LAMP", "item: 'LAMP' is not an item; did you mean `lamp`?"),
        ("1,1,bulb", "item: 'bulb' is not bought here; add it to buys"),
        ("1,1,", "item: is empty; name an item that is bought here"),
    ],
)  # fmt: skip
def test_what_is_wrong_with_a_row_is_told_with_a_remedy(tmp_path: Path, row: str, told: str) -> None:
    """One fault, at its line, and what to write instead."""
    assert refused(tmp_path, f"time,quantity,item\n{row}\n") == [f"record.csv:2 {told}"]


def test_a_quotation_mark_that_is_not_closed_is_told(tmp_path: Path) -> None:
    """All that follows it is one cell, which a long file makes too long to be read."""
    [fault] = refused(tmp_path, 'time,quantity,item\n1,1,"lamp\n' + "1,1,lamp\n" * 20_000)
    assert "cannot be read (field larger than field limit (131072)); look for a quotation mark" in fault


def test_rows_with_the_same_fault_are_counted(tmp_path: Path) -> None:
    """Two unknown items in 32 rows are two lines, the second with the 30 others; a fault of another kind, in the last
    row of the file, is told as well."""
    sofas = "".join(f"{day},1,{'sofa' if day < 20 else 'bed'}\n" for day in range(32))
    told = refused(tmp_path, f"time,quantity,item\n{sofas}1,-1,lamp\n")
    remedy = "is not an item; add it to items, to buys and to the stock of the shops"
    assert told == [
        f"record.csv:2 item: 'sofa' {remedy}",
        f"record.csv:22 item: 'bed' {remedy} (and 30 more like it)",
        "record.csv:34 quantity: '-1' must be a whole number of units above 0",
    ]


def test_columns_that_are_not_read_are_told(tmp_path: Path) -> None:
    """A column with another name has no effect, and a note names it; for one by shop, with what has."""
    rows = "time,quantity,item,Shop,\n1,1,lamp,south,x\n"
    told = "all: 'record.csv' has columns that are not read: Shop, one without a name"
    remedy = "for demand by shop, give each shop a segment with a file of its own"
    assert f"{told}; only time, quantity, customer, item are; {remedy}" in loaded(tmp_path, rows).notes
    assert not any("not read" in note for note in loaded(tmp_path, "Time, quantity,item\n1,1,lamp\n").notes)


@pytest.mark.parametrize(
    ("first", "warm_up", "remedy"),
    [
        ("2026-01-01", 5, "a later time.start"),
        ("0", 5, "`starts`, as in -12 weeks"),
        ("2025-12-31", 5, None),
        ("2026-01-01", 0, None),
    ],
)
def test_a_warm_up_without_rows_is_told(tmp_path: Path, first: str, warm_up: int, remedy: str | None) -> None:
    """Where the first row lies at time 0 or later, nobody asks in the warm-up; a row before it, or no warm-up, is no
    cause for a note."""
    last = "4" if first == "0" else "2026-01-05"
    scenario = loaded(tmp_path, f"time,quantity,item\n{first},1,lamp\n{last},1,lamp\n", warm_up=warm_up)
    told = [note for note in scenario.notes if "no recorded row lies in the warm-up" in note]
    assert len(told) == (remedy is not None)
    assert remedy is None or f"; give {remedy}, so that rows come to lie in it" in told[0]
