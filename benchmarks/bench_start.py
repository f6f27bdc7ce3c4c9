"""Starting: compiling into an empty cache, and a small `run` with and without the compiled engine, each a process."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from pathlib import Path

from .figures import Figure, Measured, seconds

ROOT = Path(__file__).parents[1]
SMALL = "scenarios/tutorial/01-lost-or-back-ordered.yaml"
COMPILES = 3
STARTS = 5


def simulate(cache: Path, *arguments: str) -> float:
    """Return the seconds of a command with a cache of its own."""
    environment = {**os.environ, "BACKORDER_CACHE": str(cache), "PYTHONPATH": str(ROOT)}
    command = [sys.executable, str(ROOT / "simulate.py"), *arguments]
    return seconds(
        lambda: subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, check=True)
    )


def measure() -> Measured:
    """Compile into empty folders, then start from the last of them."""
    with tempfile.TemporaryDirectory() as folder:
        caches = [Path(folder) / str(number) for number in range(COMPILES)]
        compiling = tuple(simulate(cache, "compile") for cache in caches)
        small = ("run", SMALL, "--replications", "2", "--workers", "1", "--out", f"{folder}/results")
        cached = tuple(simulate(caches[-1], *small) for _ in range(STARTS))
        reference = tuple(simulate(caches[-1], *small, "--engine", "reference") for _ in range(STARTS))
    return Measured(
        (
            Figure("first compile", "s", compiling, "lower", 60, 30),
            Figure("a small run, compiled before", "s", cached, "lower", 2.0, 1.2),
            Figure("a small run by the reference", "s", reference, "lower"),
        )
    )
