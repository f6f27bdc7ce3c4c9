"""A trace as a file that a person and a spreadsheet can read, and the names of what its numbers stand for."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator
from pathlib import Path

from ..errors import StorageError
from ..outcome.outcome import Table
from ..outcome.trace import COLUMNS, Row
from ..scenario.world import World

NAMES = ("of", "number", "name")
"""Columns of the names."""


def write_trace_file(path: Path, rows: Table, ticks_per_unit: int) -> None:
    """Write rows of a trace, shape (n, 8); raises StorageError."""
    kinds = {int(kind): kind.name.lower() for kind in Row}
    written = (
        (tick / ticks_per_unit, tick, kinds.get(kind, kind), *rest) for tick, kind, *rest in rows.tolist()
    )
    _write(path, ("time", *COLUMNS), written)


def write_names_file(path: Path, world: World) -> None:
    """Write what the numbers of a trace mean: stock points, lanes, sites, segments, disruptions, lines."""
    _write(path, NAMES, _names(world))


def _names(world: World) -> Iterator[tuple[str, int, str]]:
    for of, things in (
        ("stock point", world.stocks), ("lane", world.lanes), ("site", world.sites), ("segment", world.segments),
        ("disruption", world.disruptions),
    ):  # fmt: skip
        for number, one in enumerate(things):
            yield of, number, one.name
    lines = [(site.name, line) for site in world.sites for line in range(1, site.most_lines + 1)]
    for number, (site, line) in enumerate(lines):
        yield "line", number, f"{site} line {line}"


def _write(path: Path, head: Iterable[str], rows: Iterable[Iterable[object]]) -> None:
    """Write a table so that it is there whole or not at all."""
    partial = path.with_name(path.name + ".partial")
    try:
        with partial.open("w", newline="", encoding="utf-8") as file:
            writer = csv.writer(file)
            writer.writerow(head)
            writer.writerows(rows)
        partial.replace(path)
    except OSError as fault:
        raise StorageError(
            f"{path} cannot be written: {(fault.strerror or str(fault)).lower()}; free some space, or leave --trace out"
        ) from fault
    finally:
        partial.unlink(missing_ok=True)
