"""Starting is quick and quiet: help imports no heavy library, and importing the package shows nothing."""

from __future__ import annotations

import time

import pytest

from tests.conftest import RunPython

HEAVY = ("numba", "scipy", "matplotlib", "pandas", "duckdb", "simpy")

HELP = """
import sys
from model.cli.main import main
try:
    main(["--help"])
except SystemExit as done:
    assert not done.code, done.code
print(*sorted(name for name in sys.modules if "." not in name), file=sys.stderr)
"""


def heavy_modules(names: str) -> list[str]:
    """Return the heavy libraries among module names set apart by blanks."""
    return [library for library in HEAVY if library in names.split()]


def test_help_imports_no_heavy_library(run_python: RunPython) -> None:
    """`simulate --help` answers without importing any library that takes noticeable time."""
    done = run_python("-c", HELP)
    assert done.returncode == 0, done.stderr
    assert "Usage:" in done.stdout
    assert "click" in done.stderr.split()
    assert heavy_modules(done.stderr) == []


@pytest.mark.parametrize("library", HEAVY)
def test_a_heavy_library_would_be_seen(run_python: RunPython, library: str) -> None:
    """The judge of the test above names a heavy library that is imported."""
    pytest.importorskip(library)
    done = run_python("-c", f"import {library}" + HELP)
    assert library in heavy_modules(done.stderr)


def test_help_starts_within_a_generous_bound(run_python: RunPython) -> None:
    """The best of three starts of `simulate.py --help` takes under 1.5 s, five times the promise, on a busy machine."""
    seconds: list[float] = []
    for _ in range(3):
        start = time.perf_counter()
        assert run_python("simulate.py", "--help").returncode == 0
        seconds.append(time.perf_counter() - start)
    assert min(seconds) < 1.5


def test_importing_the_package_shows_nothing(run_python: RunPython) -> None:
    """`import model` prints nothing, warns of nothing and configures no logging."""
    program = "import logging, model; assert not logging.getLogger().handlers"
    done = run_python("-W", "error", "-c", program)
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
