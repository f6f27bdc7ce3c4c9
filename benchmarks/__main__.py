"""Run benchmarks and print a table: `python -m benchmarks [NAME ...]` from the checkout, all of them unless named.

A run of all keeps `results/latest.json`, and writes the table of docs/speed.md anew. Exit code 0 when every figure is
what it must be, 1 otherwise.
"""

from __future__ import annotations

import json
import sys
import time
from pathlib import Path
from typing import Any

from .machine import machine
from .page import write_page
from .registry import NAMES, about, benchmark
from .table import lines_of, machine_lines

LATEST = Path(__file__).parent / "results" / "latest.json"


def measured(name: str) -> dict[str, Any]:
    """Run one benchmark and return what the file keeps of it."""
    start = time.perf_counter()
    found = benchmark(name).measure()
    return {
        "about": about(name),
        "notes": list(found.notes),
        "figures": [figure.kept() for figure in found.figures],
        "took": round(time.perf_counter() - start, 1),
    }


def main(names: list[str]) -> int:
    """Measure, print, keep; return the exit code."""
    unknown = [name for name in names if name not in NAMES]
    if unknown:
        print(f"{', '.join(unknown)}: no such benchmark; there are {', '.join(NAMES)}", file=sys.stderr)
        return 2
    kept: dict[str, Any] = {"schema": 2, "machine": machine(), "benchmarks": {}}
    print("\n".join(machine_lines(kept["machine"])), flush=True)
    for name in names or NAMES:
        kept["benchmarks"][name] = measured(name)
        print("", *lines_of(name, kept["benchmarks"][name]), sep="\n", flush=True)
    if not names:
        LATEST.parent.mkdir(exist_ok=True)
        LATEST.write_text(json.dumps(kept, indent=1) + "\n")
        write_page(kept)
    figures = [figure for one in kept["benchmarks"].values() for figure in one["figures"]]
    return 1 if any(figure["verdict"] == "missed" for figure in figures) else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
