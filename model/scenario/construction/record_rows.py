"""The rows of a recorded demand: a CSV file's header, its cells, and what is wrong with them."""

from __future__ import annotations

import csv
import datetime
import io
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from ...errors import Fault
from ...quantities.dates import in_iso_form
from ...quantities.numbers import QuantityFault, exact, number, rounded, shown
from .draft import Draft
from .fits import most_of

COLUMNS = ("time", "quantity")
"""Columns that a file must have."""
MAY_HAVE = ("customer", "item")
"""Columns that a file may have; others are not read."""
SEPARATORS = (";", "\t", "|")
"""What stands between cells where it is no comma."""
TOLD = 5
"""Different cells of one fault that are told; a wrong column makes one a row."""
_ISO = re.compile(r"\d{4}-\d{2}-\d{2}")
MICROSECONDS = 86_400_000_000
"""In a day."""


@dataclass(frozen=True, slots=True, order=True)
class Row:
    """One purchase."""

    day: int
    line: int
    customer: str
    """Empty where the file does not say who."""
    item: int
    quantity: int


@dataclass(slots=True)
class Alike:
    """Rows with the same fault."""

    told: dict[str, Fault] = field(default_factory=dict[str, Fault])
    """By what the cell holds, the first row of each."""
    rows: int = 0

    def faults(self) -> list[Fault]:
        """Return those told, the last with the number of the others."""
        found = list(self.told.values())
        if self.rows == len(found):
            return found
        last = found[-1]
        more = f"{last.message} (and {self.rows - len(found):,} more like it)"
        return [*found[:-1], Fault(last.file, last.line, last.path, more)]


@dataclass(slots=True)
class Reader:
    """What is known while one file is read."""

    draft: Draft
    shown: str
    start: int
    """Tick of the record's time 0."""
    period: int
    date: datetime.date | None
    items: dict[str, int]
    """Place in the segment's items by name."""
    quanta: list[int]
    named: bool = True
    """Whether rows name their customers."""
    dated: bool = False
    """Whether a row had a date."""
    timed: bool = False
    """Whether a row had a time of day."""
    unread: list[str] = field(default_factory=list[str])
    """Columns that are not read."""
    wrong: dict[tuple[str, str], Alike] = field(default_factory=dict[tuple[str, str], Alike])
    """By column and what all these faults have in common."""

    def fault(self, line: int, column: str, cell: str, message: str, like: str = "") -> None:
        """Note a fault at a line of the file; `like` is what it has in common with others of the column."""
        alike = self.wrong.setdefault((column, like), Alike())
        alike.rows += 1
        if len(alike.told) < TOLD and cell not in alike.told:
            alike.told[cell] = Fault(self.shown, line, column, message)

    def faults(self) -> list[Fault]:
        """Return what is wrong with the file."""
        return [fault for alike in self.wrong.values() for fault in alike.faults()]


def rows_of(reader: Reader, text: str) -> Iterator[Row]:
    """Yield the rows of a file that have no fault."""
    lines = csv.reader(io.StringIO(text))
    try:
        yield from _rows(reader, lines, lambda: lines.line_num)
    except csv.Error as error:
        message = f"cannot be read ({error}); look for a quotation mark that is not closed"
        reader.fault(lines.line_num, "", "", message, "csv")


def _rows(reader: Reader, lines: Iterator[list[str]], at: Callable[[], int]) -> Iterator[Row]:
    """Yield the sound rows of lines that have been parted into cells; `at` tells the number of the last."""
    first: list[str] = next(lines, list[str]())
    header = [name.strip().lower() for name in first]
    wrong = _wrong_header(reader, first, header)
    if wrong is not None:
        reader.fault(1, "", "", wrong)
        return
    reader.named = "customer" in header
    known = (*COLUMNS, *MAY_HAVE)
    reader.unread = [name.strip() for name, low in zip(first, header, strict=True) if low not in known]
    for cells in lines:
        if not any(cell.strip() for cell in cells):
            continue
        if len(cells) != len(header):
            message = f"{len(cells)} cells where the header has {len(header)}; mend the row"
            reader.fault(at(), "", str(len(cells)), message)
            continue
        row = _row(reader, at(), dict(zip(header, (cell.strip() for cell in cells), strict=True)))
        if row is not None:
            yield row


def _wrong_header(reader: Reader, first: list[str], header: list[str]) -> str | None:
    """Say what is wrong with the first line, None where nothing is."""
    begin = "begin the file with time,quantity and perhaps customer and item"
    between = next((sign for sign in SEPARATORS if len(first) == 1 and sign in first[0]), None)
    if between is not None:
        sign = "tabs" if between == "\t" else f"`{between}`"
        return f"the cells seem to be separated by {sign}; write commas, and {begin}"
    missing = [name for name in COLUMNS if name not in header]
    if missing:
        found = ", ".join(name.strip() or "one without a name" for name in first) or "none"
        return f"there is no column {', '.join(missing)}; found are {found}; {begin}"
    twice = next((name for name in header if header.count(name) > 1), None)
    if twice is not None:
        return f"there are two columns {twice or 'without a name'}; keep one of them"
    if "item" not in header and len(reader.items) != 1:
        return "there is no column item; give it, or let the customers buy one item only"
    return None


def _row(reader: Reader, line: int, cells: dict[str, str]) -> Row | None:
    day = _day(reader, line, cells["time"])
    item = _item(reader, line, cells)
    if item is None:
        return None
    if reader.named and not cells["customer"]:
        message = "is empty; give each customer a name, or leave the column out"
        reader.fault(line, "customer", "", message)
        return None
    quantity = _quantity(reader, line, cells["quantity"], reader.quanta[item])
    if day is None or quantity is None:
        return None
    return Row(day, line, cells.get("customer", ""), item, quantity)


def _item(reader: Reader, line: int, cells: dict[str, str]) -> int | None:
    """Return the place of the row's item among those bought."""
    name = cells.get("item")
    if name is None:
        return 0
    place = reader.items.get(name)
    if not name:
        reader.fault(line, "item", name, "is empty; name an item that is bought here", "empty")
    elif place is None and name in reader.draft.items:
        reader.fault(line, "item", name, f"{shown(name)} is not bought here; add it to buys", "bought")
    elif place is None:
        meant = next((item for item in reader.draft.items if item.lower() == name.lower()), None)
        remedy = "add it to items, to buys and to the stock of the shops"
        message = f"{shown(name)} is not an item; {remedy if meant is None else f'did you mean `{meant}`?'}"
        reader.fault(line, "item", name, message, "item")
    return place


def _quantity(reader: Reader, line: int, given: str, quanta: int) -> int | None:
    """Return the row's quanta."""
    try:
        quantity = exact(number(float(given))) * quanta
    except QuantityFault as fault:
        reader.fault(line, "quantity", given, str(fault), "size")
        return None
    except ValueError:
        reader.fault(line, "quantity", given, f"{shown(given)} is not a number; write it as digits", "number")
        return None
    if quantity <= 0 or quantity.denominator != 1:
        message = f"{shown(given)} must be a whole number of units above 0"
        reader.fault(line, "quantity", given, message, "whole")
        return None
    if quantity > most_of(reader.draft.root.time):
        message = f"{shown(given)} is too large to be summed over the run; lower it"
        reader.fault(line, "quantity", given, message, "large")
        return None
    return rounded(quantity)


def _day(reader: Reader, line: int, given: str) -> int | None:
    """Return the tick at which the row's period begins."""
    time = reader.draft.time
    try:
        return (
            reader.start
            + rounded(exact(number(float(given))) * time.ticks_per_unit) // reader.period * reader.period
        )
    except QuantityFault as fault:
        reader.fault(line, "time", given, str(fault), "size")
        return None
    except ValueError:
        pass
    try:
        stamp = datetime.datetime.fromisoformat(given)
    except ValueError:
        _no_date(reader, line, given)
        return None
    if reader.date is None:
        message = f"{given} is a date; give time.start, the date of time 0"
        reader.fault(line, "time", given, message, "start")
        return None
    if stamp.tzinfo is not None:
        message = f"{shown(given)} has a time zone; write the times of all rows by one clock, without a zone"
        reader.fault(line, "time", given, message, "zone")
        return None
    reader.dated = True
    return _instant(reader, stamp, reader.date)


def _instant(reader: Reader, stamp: datetime.datetime, start: datetime.date) -> int:
    """Return where the period of a date begins: with the date, or within it where periods are shorter than a day."""
    day = reader.draft.time.day
    midnight = (stamp.date() - start).days * day
    since = stamp - datetime.datetime.combine(stamp.date(), datetime.time())
    if not since:
        return midnight
    reader.timed = True
    if reader.period >= day:
        return midnight
    tick = midnight + since // datetime.timedelta(microseconds=1) * day // MICROSECONDS
    return tick // reader.period * reader.period


def _no_date(reader: Reader, line: int, given: str) -> None:
    """Note a cell that says no time."""
    iso = in_iso_form(given)
    if _ISO.match(given):
        message = f"{shown(given)} is not in the calendar, or not on the clock; correct it"
    elif iso is None:
        message = f"{shown(given)} is neither a number nor a date; write 12 or 2026-01-31"
    else:
        message = f"{shown(given)}: a date is written year-month-day, as in {iso}"
    reader.fault(line, "time", given, message, "number" if iso is None else "date")
