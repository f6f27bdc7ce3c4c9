"""The table of rooms in pyproject.toml holds, and a planted fault shows that the fences bite."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.conftest import Finished, RunPython

LINT = "from importlinter.cli import lint_imports_command; lint_imports_command(['--no-cache', '--no-logo'])"


@pytest.fixture
def house(root: Path, tmp_path: Path) -> Path:
    """Return a copy of the package and its settings, in which a test may plant faults."""
    shutil.copytree(root / "model", tmp_path / "model", ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(root / "pyproject.toml", tmp_path)
    return tmp_path


def lint_imports(run_python: RunPython, folder: Path) -> Finished:
    """Run import-linter on the package of a folder, with the contracts of the same folder."""
    return run_python("-c", LINT, cwd=folder, PYTHONPATH=str(folder))


def lint_style(run_python: RunPython, folder: Path) -> Finished:
    """Run ruff's banned imports on the package of a folder, with the settings of the same folder."""
    return run_python("-m", "ruff", "check", "--no-cache", "--select", "TID251,T201", "model", cwd=folder)


def plant(folder: Path, module: str, line: str) -> None:
    """Add a line to a module of the copy, making the module where it does not exist."""
    path = folder / module
    path.parent.mkdir(exist_ok=True)
    path.write_text((path.read_text() if path.exists() else "") + f"\n{line}\n")


def test_every_room_imports_only_what_its_line_allows(run_python: RunPython, root: Path) -> None:
    """The package as it stands keeps every import contract."""
    done = lint_imports(run_python, root)
    assert done.returncode == 0, done.stdout
    assert " 0 broken" in done.stdout


def test_libraries_are_imported_in_their_own_rooms_only(run_python: RunPython, root: Path) -> None:
    """SimPy, numba, YAML, chance and print stay in the rooms that may have them."""
    done = lint_style(run_python, root)
    assert done.returncode == 0, done.stdout


@pytest.mark.parametrize(
    ("module", "line", "contract"),
    [
        (
            "model/policies/planted.py",
            "from .. import scenario",
            "A room imports only from the lines below its own",
        ),
        (
            "model/metrics/planted.py",
            "from .. import storage",
            "A room imports only from the lines below its own",
        ),
        (
            "model/engines/reference/planted.py",
            "from .. import compiled",
            "The two engines never see each other",
        ),
        ("model/report/planted.py", "from .. import experiment", "The report never sees engines"),
        ("model/report/planted.py", "from ..engines import reference", "The report never sees engines"),
        ("model/metrics/planted.py", "from ..engines import compiled", "Metrics never see an engine"),
        ("model/engines/reference/planted.py", "import numba", "The reference engine has SimPy"),
        ("model/engines/compiled/planted.py", "import simpy", "The compiled engine has numba"),
        ("model/scenario/planted.py", "import random", "The scenario has YAML"),
    ],
)
def test_a_planted_import_breaks_its_contract(
    run_python: RunPython, house: Path, module: str, line: str, contract: str
) -> None:
    """An import that a contract forbids makes that very contract fail."""
    plant(house, module, line)
    done = lint_imports(run_python, house)
    assert done.returncode == 1, done.stdout
    broken = [row for row in done.stdout.splitlines() if row.rstrip().endswith("BROKEN")]
    assert any(row.startswith(contract) for row in broken), done.stdout


def test_a_room_without_a_line_breaks_the_contract(run_python: RunPython, house: Path) -> None:
    """A new room that the table of layers does not name is refused, so the table stays complete."""
    plant(house, "model/attic/__init__.py", '"""Nobody decided where this stands."""')
    done = lint_imports(run_python, house)
    assert done.returncode == 1
    assert "attic" in done.stdout


@pytest.mark.parametrize(
    ("module", "line", "message"),
    [
        ("model/policies/planted.py", "import simpy", "SimPy is imported only in model/engines/reference"),
        (
            "model/policies/planted.py",
            "from numba import njit",
            "numba is imported only in model/engines/compiled",
        ),
        ("model/storage/planted.py", "import yaml", "YAML is read only in model/scenario"),
        (
            "model/experiment/planted.py",
            "import random",
            "numbers of chance come only from model/sample_path",
        ),
        (
            "model/statistics/planted.py",
            "from numpy.random import default_rng",
            "numbers of chance come only",
        ),
        (
            "model/statistics/planted.py",
            "import numpy as np\nnp.random.seed(1)",
            "numbers of chance come only",
        ),
        ("model/metrics/planted.py", "print(1)", "`print` found"),
    ],
)
def test_a_planted_library_is_refused(
    run_python: RunPython, house: Path, module: str, line: str, message: str
) -> None:
    """A library outside its room, and a print outside the command line, are named with the reason."""
    plant(house, module, line)
    done = lint_style(run_python, house)
    assert done.returncode == 1, done.stdout
    assert message in done.stdout
