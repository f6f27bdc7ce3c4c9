"""A horizon a hundred times longer takes no more than 1.1 times the memory, where no trace is asked for."""

from __future__ import annotations

from importlib import import_module
from pathlib import Path
from typing import Any

import pytest

from model import load
from model.engines import run
from model.sample_path import draw
from tests.conftest import ROOT, RunPython

SIMPLE = ROOT / "benchmarks" / "simple.yaml"
CONSOLE = ROOT / "scenarios" / "console-launch.yaml"
TUTORIAL = ROOT / "scenarios" / "tutorial"
MOST = 1.1

PEAK = """
import re, sys
from pathlib import Path

import model.engines.reference.record as record
from model import load
from model.engines import run
from model.sample_path import draw

record.FULL = 1024 * record.ROW  # the reference folds so many rows into the hash at a time, 65,536 otherwise
engine, file, *changes = sys.argv[1:]
world = load(file, changes).world()
rows = run(world, draw(world.streams, 1, 0), engine=engine).rows
print(rows, re.search(r"VmHWM:\\s+(\\d+)", Path("/proc/self/status").read_text())[1])
"""


def table_bytes(monkeypatch: pytest.MonkeyPatch, file: Path, days: int) -> tuple[int, int]:
    """Return the bytes of all tables of the compiled engine at the end of a run, and the rows of its trace."""
    kernel = import_module("model.engines.compiled.run")
    found: list[int] = []
    original = kernel.outcome

    def weighed(world: Any, tables: dict[str, Any]) -> Any:
        found.append(sum(table.nbytes for name, table in tables.items() if name != "own_rules"))
        return original(world, tables)

    monkeypatch.setattr(kernel, "outcome", weighed)
    world = load(file, [f"time.horizon={days} days"]).world()
    outcome = run(world, draw(world.streams, 1, 0), engine="compiled")
    monkeypatch.undo()
    return found[0], outcome.rows


@pytest.mark.parametrize("name", ["02-patience", "04-substitutes-and-classes", "06-a-plant-behind-the-shop"])
def test_tables_do_not_grow_with_the_horizon(monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    """Tables hold what is there at one time and what is counted, and neither knows how long the run is."""
    short, few = table_bytes(monkeypatch, TUTORIAL / f"{name}.yaml", 365)
    long, many = table_bytes(monkeypatch, TUTORIAL / f"{name}.yaml", 36_500)
    assert many > 50 * few
    assert long <= MOST * short


@pytest.mark.skipif(
    not Path("/proc/self/status").exists(), reason="the system does not tell a process's peak"
)
@pytest.mark.parametrize(
    ("engine", "file", "changes", "horizons"),
    [
        ("compiled", CONSOLE, ("time.tick=1 s", "customers.fans.count=400"), ("1 year", "100 years")),
        ("reference", SIMPLE, ("time.tick=10 ms",), ("2000 days", "200000 days")),
    ],
)
def test_a_process_holds_no_more_however_long_the_run(
    run_python: RunPython, engine: str, file: Path, changes: tuple[str, ...], horizons: tuple[str, str]
) -> None:
    """At its highest, memory of a process is the same after a run a hundred times longer."""
    found: list[tuple[int, int]] = []
    for horizon in horizons:
        done = run_python("-c", PEAK, engine, str(file), f"time.horizon={horizon}", *changes)
        assert done.returncode == 0, done.stderr
        rows, peak = map(int, done.stdout.split())
        found.append((rows, peak))
    (few, short), (many, long) = found
    assert many > 10 * few  # not 100 times at the console, which customers leave over the years
    assert long <= MOST * short
