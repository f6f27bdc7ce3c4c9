"""The trace of replication 0 beside a run: one line for everything that happened."""

from __future__ import annotations

import sys
from pathlib import Path

from ..experiment import Result, traced
from ..storage import write_names_file, write_trace_file


def write_trace(folder: Path, result: Result) -> None:
    """Simulate replication 0 again with its trace; write trace.csv into the run's folder, and names.csv beside it."""
    rows, world = traced(result, 0), result.scenario.world()
    path = folder / "trace.csv"
    write_trace_file(path, rows, world.clock.ticks_per_unit)
    write_names_file(folder / "names.csv", world)
    print(f"trace of replication 0, {rows.shape[0]:,} rows, in {path}", file=sys.stderr)
