"""Tables and plain columns while they are written."""

from __future__ import annotations

from typing import Any

import numpy as np

from ....policies.own import OwnRule
from ....policies.registry import Choice
from ..own_rules import address_of
from ..rules import encode
from ..tables import NO_ROW, RECORDS, dtype_of

Tables = dict[str, Any]


class Columns:
    """Plain columns that grow while rows that point into them are written."""

    def __init__(self) -> None:
        self.lists: dict[str, list[Any]] = {}
        self.own: list[tuple[int, OwnRule]] = []
        """Users' own rules, and where their settings begin."""

    def add(self, name: str, values: Any) -> int:
        """Append values to a column; return the place of the first."""
        column = self.lists.setdefault(name, [])
        first = len(column)
        column.extend(values)
        return first

    def settings(self, choice: Choice) -> int:
        """Append a rule's settings."""
        if choice.own is None:
            return self.add("setting", encode(choice.settings))
        first = self.add("setting", encode((address_of(choice.own), 0, *choice.settings)))
        self.own.append((first, choice.own))
        return first


COLUMN_TYPES: dict[str, Any] = {
    "history_of": np.int64, "stock_of": np.int64, "ramping": np.int64, "ring": np.int64, "target": np.int64,
    "watched": np.int64,
    "window": np.int64, "setting": np.float64, "share": np.float64,
    "season": np.float64, "residual": np.float64,
}  # fmt: skip


def table(name: str, rows: list[dict[str, Any]], *, least: int = 0) -> Any:
    """Return a table of records with these rows, and zero rows up to a least number."""
    made = np.zeros(max(len(rows), least), dtype_of(RECORDS[name]))
    for place, row in enumerate(rows):
        for field, value in row.items():
            made[place][field] = value
    return made


def place(stream: int | None) -> int:
    """Return a place in the table of streams, NO_ROW for none."""
    return NO_ROW if stream is None else stream


UNUSED = {"order": "serial", "shipment": "lane", "person": "segment", "purchase": "lane"}
"""The field by which a free row is known."""


def free_rows(name: str, count: int, first: int = 0) -> Any:
    """Return free rows that hang together, the last pointing beyond."""
    rows = table(name, [], least=count)
    rows["next"] = np.arange(first + 1, first + count + 1)
    if name in UNUSED:
        rows[UNUSED[name]] = NO_ROW
    return rows
