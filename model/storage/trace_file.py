"""The trace of one replication as CSV: time in the scenario's unit, the kind by name, and the eight integers' rest."""

from __future__ import annotations

import csv
from pathlib import Path

from ..errors import StorageError
from ..outcome.outcome import Table
from ..outcome.trace import COLUMNS, Row


def write_trace_file(path: Path, rows: Table, ticks_per_unit: int) -> None:
    """Write rows of a trace, shape (n, 8); raises StorageError."""
    partial = path.with_name(path.name + ".partial")
    names = {int(kind): kind.name.lower() for kind in Row}
    try:
        with partial.open("w", newline="", encoding="utf-8") as file:
            writer = csv.writer(file)
            writer.writerow(("time", *COLUMNS))
            for tick, kind, *rest in rows.tolist():
                writer.writerow((tick / ticks_per_unit, tick, names.get(kind, kind), *rest))
        partial.replace(path)
    except OSError as fault:
        raise StorageError(
            f"{path} cannot be written: {(fault.strerror or str(fault)).lower()}; free some space, or leave --trace out"
        ) from fault
    finally:
        partial.unlink(missing_ok=True)
