"""The real cache around a kernel of two lines: edits, cold processes, folders that are not there or only to be read.

Each process imports a copy of the package in which `advance` answers with a function of another file.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import textwrap
from pathlib import Path

import pytest

from tests.conftest import ROOT

KERNEL = '''\
"""Stands for the kernel."""

from ...policies.answer import answer
from .jit import shared

DONE, TABLE_FULL, IMPOSSIBLE = 0, 1, 2
_answer = shared(answer)


def advance(tables, budget):
    """Answer as another file says."""
    return _answer(budget)
'''
CALLED = '''\
"""What the kernel calls."""


def answer(budget):
    """Answer."""
    return budget + {more}
'''
PROGRAM = """
import logging, sys
import numpy as np
from model.engines.compiled.entry import entry
from model.engines.compiled.tables import GRIDS, INTEGERS, NAMES, REALS, RECORDS, dtype_of

def table(name):
    if name in RECORDS:
        return np.zeros(1, dtype_of(RECORDS[name]))
    return np.zeros((1, 1) if name in GRIDS else 1, np.float64 if name in REALS else np.int64)

logging.basicConfig(stream=sys.stderr)
advance = entry(lambda words: print(words, file=sys.stderr, flush=True))
print(advance(tuple(table(name) for name in NAMES), 20))
"""
ANNOUNCED = "compiling the engine once"


@pytest.fixture
def package(tmp_path: Path) -> Path:
    """Return a folder with a copy of the package whose kernel is two lines."""
    home = tmp_path / "installed"
    shutil.copytree(ROOT / "model", home / "model", ignore=shutil.ignore_patterns("__pycache__"))
    (home / "model/engines/compiled/advance.py").write_text(KERNEL)
    say(home, 1)
    return home


def say(package: Path, more: int) -> None:
    """Let the called file answer so much more than it is asked."""
    (package / "model/policies/answer.py").write_text(CALLED.format(more=more))


def started(package: Path, **places: str) -> subprocess.Popen[str]:
    """Start a process that asks the kernel of a copy, with these places in its environment and no other caches."""
    environment = {
        name: value
        for name, value in os.environ.items()
        if name not in ("BACKORDER_CACHE", "XDG_CACHE_HOME", "HOME", "TMPDIR", "NUMBA_DISABLE_JIT")
    }
    environment |= {"PYTHONPATH": str(package), "PYTHONDONTWRITEBYTECODE": "1", **places}
    return subprocess.Popen(
        [sys.executable, "-c", textwrap.dedent(PROGRAM)],
        cwd=package, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
    )  # fmt: skip


def asked(package: Path, **places: str) -> tuple[str, str]:
    """Return what the kernel answers, and what is said meanwhile."""
    process = started(package, **places)
    answer, said = process.communicate(timeout=120)
    assert process.returncode == 0, said
    return answer.strip(), said


def test_an_edit_in_a_called_file_gives_the_new_answer(package: Path, tmp_path: Path) -> None:
    """20 + 1, from the cache the second time; after the edit 20 + 2, compiled anew; and back without compiling."""
    cache = {"BACKORDER_CACHE": str(tmp_path / "cache")}
    found: list[tuple[str, bool]] = []
    for more in (1, 1, 2, 1):
        say(package, more)
        answer, said = asked(package, **cache)
        found.append((answer, ANNOUNCED in said))
    assert found == [("21", True), ("21", False), ("22", True), ("21", False)]


def test_of_two_cold_processes_one_compiles(package: Path, tmp_path: Path) -> None:
    """Both give the right answer; one says that it compiles, the other that it waits, and then loads."""
    cache = str(tmp_path / "cache")
    both = [started(package, BACKORDER_CACHE=cache) for _ in range(2)]
    told = [process.communicate(timeout=120) for process in both]
    assert [process.returncode for process in both] == [0, 0], told
    assert [answer.strip() for answer, _ in told] == ["21", "21"]
    assert [ANNOUNCED in said for _, said in told].count(True) == 1, told


def test_no_home_is_no_obstacle(package: Path, tmp_path: Path) -> None:
    """Where the home folder cannot be written, the cache lies in the folder for temporary files, and serves again."""
    scratch = tmp_path / "scratch"
    scratch.mkdir()
    places = {"HOME": os.devnull, "TMPDIR": str(scratch)}
    assert asked(package, **places)[0] == "21"
    assert list(scratch.glob("cache-*/backorder-sim/*/*/*.nbc"))
    answer, said = asked(package, **places)
    assert (answer, ANNOUNCED in said) == ("21", False)


def test_an_installed_package_is_never_written(package: Path, tmp_path: Path) -> None:
    """An install that is only to be read works, and has the same files after as before."""
    for path in [package, *package.rglob("*")]:
        path.chmod(path.stat().st_mode & ~0o222)
    before = sorted(package.rglob("*"))
    assert asked(package, BACKORDER_CACHE=str(tmp_path / "cache"))[0] == "21"
    assert sorted(package.rglob("*")) == before
    for path in [package, *package.rglob("*")]:
        path.chmod(path.stat().st_mode | 0o200)


def test_a_cache_that_may_only_be_read_is_used(package: Path, tmp_path: Path) -> None:
    """A cache compiled ahead, as in the image of a container, is loaded where nothing can be written into it."""
    cache, scratch = tmp_path / "cache", tmp_path / "scratch"
    scratch.mkdir()
    assert asked(package, BACKORDER_CACHE=str(cache))[0] == "21"
    guarded = "import model.engines.compiled.cache as cache; cache.writable = lambda folder: False\n"
    before = {path: path.read_bytes() for path in cache.rglob("*") if path.is_file()}
    process = subprocess.run(
        [sys.executable, "-c", guarded + PROGRAM],
        cwd=package, capture_output=True, text=True, check=False,
        env={**os.environ, "PYTHONPATH": str(package), "BACKORDER_CACHE": str(cache), "HOME": os.devnull,
             "TMPDIR": str(scratch)},
    )  # fmt: skip
    assert (process.returncode, process.stdout.strip()) == (0, "21"), process.stderr
    assert ANNOUNCED not in process.stderr
    assert {path: path.read_bytes() for path in cache.rglob("*") if path.is_file()} == before
    assert list(scratch.rglob("*.nbc")) == []
