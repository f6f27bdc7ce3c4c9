"""One line changed in a copy of either engine is found by the comparison: the differential test can fail.

The compiled engine's copy runs as plain Python, so that nothing has to be compiled.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
HORIZONS = {"one_shop": 300, "direct_sales": 60, "network": 12}
"""Scenarios of the valid corpus, and how long each is run."""

FAULTS = [
    ("reference/serving.py", "min(entry.left, stock.available(entry.klass))", "min(entry.left, stock.on_hand)"),
    ("reference/line.py", "            self.left -= passed", "            self.left -= passed - 1"),
    ("reference/waiting.py", "return min(self.order.since + ", "return min(1 + self.order.since + "),
    ("reference/duplicates.py", "least = min(indices)", "least = max(indices)"),
    ("compiled/serving.py", "    owe_no_more(w, s, quantity, e.asked)\n", "    owe_no_more(w, s, 1, e.asked)\n"),
    ("compiled/calendar.py", "(p.tick == tick and p.key <= place)", "(p.tick == tick and p.key >= place)"),
    ("compiled/loyalty.py", "if c.natural <= number and number < last:", "if number < last:"),
    ("compiled/lanes.py", "        arrival = max(arrival, x.last_arrival)", "        arrival = arrival + 0"),
    ("compiled/line.py", "        x.left -= passed", "        x.left -= passed + 1"),
    ("compiled/arrivals.py", "    put_in_transit(w, lane, -quantity)\n", "    put_in_transit(w, lane, 0)\n"),
]  # fmt: skip


def compared(folder: Path) -> subprocess.CompletedProcess[str]:
    """Compare the engines of a copy on small scenarios, the kernel as plain Python."""
    return subprocess.run(
        [sys.executable, "-m", "tests.engines.agreement", *(str(path) for path in short(folder))],
        cwd=folder,
        env={**os.environ, "NUMBA_DISABLE_JIT": "1", "PYTHONPATH": str(folder)},
        capture_output=True,
        text=True,
        timeout=300,
    )


def short(folder: Path) -> list[Path]:
    """Write the scenarios with short horizons beside the copy."""
    found: list[Path] = []
    for name, horizon in HORIZONS.items():
        made = folder / f"short_{name}.yaml"
        made.write_text(f"extends: {name}.yaml\ntime: {{horizon: {horizon}, warm_up: 2}}\n")
        shutil.copy(ROOT / "tests" / "scenarios" / "valid" / f"{name}.yaml", folder)
        found.append(made)
    return found


def copied(folder: Path) -> Path:
    """Copy the package and the comparison."""
    shutil.copytree(ROOT / "model", folder / "model", ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copytree(ROOT / "tests" / "engines", folder / "tests" / "engines")
    return folder


def test_an_unchanged_copy_agrees(tmp_path: Path) -> None:
    """The comparison says nothing about engines that are the same story."""
    done = compared(copied(tmp_path))
    assert done.returncode == 0, done.stderr[-2000:]


@pytest.mark.parametrize(
    ("file", "line", "fault"), FAULTS, ids=[f"{file}-{place}" for place, (file, _, _) in enumerate(FAULTS)]
)
def test_a_planted_fault_is_found(tmp_path: Path, file: str, line: str, fault: str) -> None:
    """A copy with one line changed gives another trace, and the comparison says where."""
    folder = copied(tmp_path)
    source = folder / "model" / "engines" / file
    text = source.read_text()
    assert text.count(line) == 1, "the line to change is not there once"
    source.write_text(text.replace(line, fault))
    done = compared(folder)
    assert done.returncode == 1, "the fault was not found"
    assert "row " in done.stderr or "the traces are equal" in done.stderr, done.stderr[-2000:]
