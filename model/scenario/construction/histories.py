"""Recorded demand from a CSV file: of each customer in order of time, or of strangers in that of time alone."""

from __future__ import annotations

import csv
import datetime
import io
from collections.abc import Iterator
from dataclasses import dataclass, field

from ...errors import Fault
from ...quantities.numbers import QuantityFault, exact, number, rounded, shown
from ..document import DocumentFault, Path
from ..reading import LARGEST_HISTORY, inside, read_text
from ..schema.customers import HistoryBlock, SegmentBlock
from ..world import History
from .draft import Draft
from .fits import most_of
from .sites import Chain

COLUMNS = ("time", "quantity")
"""Columns that a file must have; it may have customer and item."""
MOST_FAULTS = 20
"""Faults of one file that are told; a wrong column makes one a row."""


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
class _Reader:
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
    faults: list[Fault] = field(default_factory=list[Fault])

    def fault(self, line: int, column: str, message: str) -> None:
        """Note a fault at a line of the file."""
        self.faults.append(Fault(self.shown, line, column, message))


def read_history(
    draft: Draft, chain: Chain, path: Path, block: SegmentBlock, date: datetime.date | None
) -> History | None:
    """Return the record of a segment; None, with the faults noted, where it cannot be read."""
    given = block.history
    if given is None:
        return None
    at = (*path, "history", "file")
    found = inside(draft.folder, given.file)
    if isinstance(found, str):
        draft.fault(at, found)
        return None
    period = draft.time.day if given.period is None else int(given.period)
    if period < 1:
        draft.fault(
            (*path, "history", "period"), "0 is no period; give the time that one row stands for, as in 1 day"
        )
        return None
    reader = _Reader(
        draft,
        given.file,
        0 if given.starts is None else int(given.starts),
        period,
        date,
        *_items(draft, block),
    )
    try:
        text = read_text(found, given.file, LARGEST_HISTORY)
    except DocumentFault as fault:
        draft.fault(at, f"'{given.file}': {fault.faults[0].message}")
        return None
    rows = list(_rows(reader, text))
    if reader.dated and given.starts is not None:
        draft.fault(
            (*path, "history", "starts"),
            f"'{given.file}' has dates, which say themselves when; remove starts",
        )
    if not rows and not reader.faults:
        draft.fault(at, f"'{given.file}' has no rows; give at least one purchase")
    draft.faults += reader.faults[:MOST_FAULTS]
    if reader.faults or not rows:
        return None
    return _history(draft, path, given, rows, period, named=reader.named)


def _items(draft: Draft, block: SegmentBlock) -> tuple[dict[str, int], list[int]]:
    names: list[str] = list(block.buys) if isinstance(block.buys, dict) else [block.buys or ""]
    divisible = [name in draft.items and draft.items[name].units == "divisible" for name in names]
    return {name: place for place, name in enumerate(names)}, [1_000_000 if each else 1 for each in divisible]


def _rows(reader: _Reader, text: str) -> Iterator[Row]:
    lines = csv.reader(io.StringIO(text))
    first: list[str] = next(lines, list[str]())
    header = [name.strip().lower() for name in first]
    missing = [name for name in COLUMNS if name not in header]
    if missing or len(set(header)) < len(header):
        what = f"there is no column {', '.join(missing)}" if missing else "a column is given twice"
        reader.fault(1, "", f"{what}; begin the file with time,quantity and perhaps customer and item")
        return
    reader.named = "customer" in header
    if "item" not in header and len(reader.items) != 1:
        reader.fault(1, "", "there is no column item; give it, or let the customers buy one item only")
        return
    for cells in lines:
        if len(reader.faults) > MOST_FAULTS:
            return
        if not any(cell.strip() for cell in cells):
            continue
        if len(cells) != len(header):
            reader.fault(
                lines.line_num, "", f"{len(cells)} cells where the header has {len(header)}; mend the row"
            )
            continue
        row = _row(reader, lines.line_num, dict(zip(header, (cell.strip() for cell in cells), strict=True)))
        if row is not None:
            yield row


def _row(reader: _Reader, line: int, cells: dict[str, str]) -> Row | None:
    day = _day(reader, line, cells["time"])
    item = reader.items.get(cells["item"]) if "item" in cells else 0
    if item is None:
        reader.fault(line, "item", f"{shown(cells['item'])} is not bought here; add it to buys")
        return None
    if reader.named and not cells["customer"]:
        reader.fault(line, "customer", "is empty; give each customer a name, or leave the column out")
        return None
    try:
        quantity = exact(number(float(cells["quantity"]))) * reader.quanta[item]
    except QuantityFault as fault:
        reader.fault(line, "quantity", str(fault))
        return None
    except ValueError:
        reader.fault(line, "quantity", f"{shown(cells['quantity'])} is not a number; write it as digits")
        return None
    if quantity <= 0 or quantity.denominator != 1:
        reader.fault(line, "quantity", f"{shown(cells['quantity'])} must be a whole number of units above 0")
        return None
    if quantity > most_of(reader.draft.root.time):
        reader.fault(
            line, "quantity", f"{shown(cells['quantity'])} is too large to be summed over the run; lower it"
        )
        return None
    return None if day is None else Row(day, line, cells.get("customer", ""), item, rounded(quantity))


def _day(reader: _Reader, line: int, given: str) -> int | None:
    """Return the tick at which the row's period begins."""
    time = reader.draft.time
    try:
        return (
            reader.start
            + rounded(exact(number(float(given))) * time.ticks_per_unit) // reader.period * reader.period
        )
    except QuantityFault as fault:
        reader.fault(line, "time", str(fault))
        return None
    except ValueError:
        pass
    try:
        date = datetime.date.fromisoformat(given)
    except ValueError:
        reader.fault(line, "time", f"{shown(given)} is neither a number nor a date; write 12 or 2026-01-31")
        return None
    if reader.date is None:
        reader.fault(line, "time", f"{given} is a date; give time.start, the date of time 0")
        return None
    reader.dated = True
    return (date - reader.date).days * time.day


def _history(
    draft: Draft, path: Path, given: HistoryBlock, rows: list[Row], period: int, *, named: bool
) -> History | None:
    root = draft.root.time
    kept = [row for row in sorted(rows) if -int(root.warm_up) <= row.day < int(root.horizon)]
    if not kept:
        message = (
            f"'{given.file}' has no row between the start of the run and its horizon; set starts or horizon"
        )
        draft.fault((*path, "history", "file"), message)
        return None
    if len(kept) < len(rows):
        draft.notes.append(
            f"{path[1]}: {len(rows) - len(kept):,} of {len(rows):,} recorded rows lie outside the run"
        )
    customers: dict[str, list[Row]] = {}
    for row in kept:
        customers.setdefault(row.customer, []).append(row)
    first = [0]
    for theirs in customers.values():
        first.append(first[-1] + len(theirs))
    ordered = [row for theirs in customers.values() for row in theirs]
    return History(
        tuple(first),
        tuple(row.day for row in ordered),
        tuple(row.item for row in ordered),
        tuple(row.quantity for row in ordered),
        period,
        named,
    )
