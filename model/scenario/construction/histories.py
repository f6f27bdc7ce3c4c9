"""Recorded demand from a CSV file: of each customer in order of time, or of strangers in that of time alone."""

from __future__ import annotations

import datetime

from ..document import DocumentFault, Path
from ..reading import LARGEST_HISTORY, inside, read_text
from ..schema.customers import HistoryBlock, SegmentBlock
from ..world import History
from .draft import Draft
from .record_rows import COLUMNS, MAY_HAVE, Reader, Row, rows_of
from .sites import Chain


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
    reader = Reader(
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
    rows = list(rows_of(reader, text))
    faults = reader.faults()
    if reader.dated and given.starts is not None:
        draft.fault(
            (*path, "history", "starts"),
            f"'{given.file}' has dates, which say themselves when; remove starts",
        )
    if not rows and not faults:
        draft.fault(at, f"'{given.file}' has no rows; give at least one purchase")
    draft.faults += faults
    if faults or not rows:
        return None
    return _history(draft, path, given, reader, rows)


def _items(draft: Draft, block: SegmentBlock) -> tuple[dict[str, int], list[int]]:
    names: list[str] = list(block.buys) if isinstance(block.buys, dict) else [block.buys or ""]
    divisible = [name in draft.items and draft.items[name].units == "divisible" for name in names]
    return {name: place for place, name in enumerate(names)}, [1_000_000 if each else 1 for each in divisible]


def _history(
    draft: Draft, path: Path, given: HistoryBlock, reader: Reader, rows: list[Row]
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
    _note_what_is_lost(draft, path[1], reader)
    _note_an_empty_warm_up(draft, path[1], reader, kept[0].day)
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
        reader.period,
        reader.named,
    )


def _note_what_is_lost(draft: Draft, segment: str, reader: Reader) -> None:
    """Tell of what the file says and the run does not know."""
    if reader.unread:
        names = ", ".join(name or "one without a name" for name in reader.unread)
        by_shop = "; for demand by shop, give each shop a segment with a file of its own"
        draft.notes.append(
            f"{segment}: '{reader.shown}' has columns that are not read: {names}; only "
            f"{', '.join((*COLUMNS, *MAY_HAVE))} are"
            + (by_shop if any(name.lower() == "shop" for name in reader.unread) else "")
        )
    if reader.timed and reader.period >= draft.time.day:
        draft.notes.append(
            f"{segment}: '{reader.shown}' has times of day, and each row is spread over "
            f"{draft.time.text(reader.period)}; give history.period, as in 1 min, to keep them"
        )


def _note_an_empty_warm_up(draft: Draft, segment: str, reader: Reader, first: int) -> None:
    """Tell of a warm-up in which nobody asks, and so nothing is warmed up."""
    if draft.root.time.warm_up == 0 or first < 0:
        return
    remedy = "a later time.start" if reader.dated else "`starts`, as in -12 weeks"
    draft.notes.append(
        f"{segment}: no recorded row lies in the warm-up, so these customers ask nothing in it, and what is measured "
        f"begins as full as at the start; give {remedy}, so that rows come to lie in it, or leave the warm-up out"
    )
