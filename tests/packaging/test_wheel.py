"""The wheel holds `model` and nothing else, and works where there is no checkout."""

from __future__ import annotations

import importlib.metadata
import os
import shutil
import subprocess
import sys
import sysconfig
import venv
import zipfile
from collections.abc import Iterable
from email.parser import Parser
from pathlib import Path

import pytest

from tests.conftest import RunPython

SOURCES = ("model", "pyproject.toml", "README.md", "LICENSE")
SUFFIXES = {".py", ".yaml", ".json", ".md", ".csv", ".html", ".css", ".typed"}

COMMANDS: list[tuple[str, ...]] = [
    ("--help",),
    ("--version",),
    ("new", "shop"),
    ("validate", "shop.yaml"),
    ("schema", "--markdown"),
    ("run", "shop.yaml", "--replications", "3", "--engine", "reference"),
    ("run", "shop.yaml", "--replications", "3"),
    ("verify", "--quick", "--case", "sS-periodic", "--case", "assembly-trace"),
]
"""What an installed `simulate` must do, in this order, in an empty folder of its own; add a line per command."""


@pytest.fixture(scope="module")
def wheel(root: Path, run_python: RunPython, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build the wheel from a copy of the sources, without a network, and return its path."""
    copy, out = tmp_path_factory.mktemp("sources"), tmp_path_factory.mktemp("wheel")
    for name in SOURCES:
        if (root / name).is_dir():
            shutil.copytree(root / name, copy / name, ignore=shutil.ignore_patterns("__pycache__"))
        else:
            shutil.copy(root / name, copy)
    done = run_python(
        "-m",
        "pip",
        "wheel",
        "--quiet",
        "--no-deps",
        "--no-index",
        "--no-build-isolation",
        "-w",
        str(out),
        str(copy),
    )
    assert done.returncode == 0, done.stderr
    (made,) = out.glob("*.whl")
    return made


@pytest.fixture(scope="module")
def installed(wheel: Path, run_python: RunPython, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Install the wheel in an empty environment that sees our libraries but not our checkout; return its scripts."""
    home = tmp_path_factory.mktemp("elsewhere") / "venv"
    venv.create(home, with_pip=False, symlinks=os.name != "nt")
    places = sysconfig.get_paths("venv", vars={"base": str(home), "platbase": str(home)})
    python = str(Path(places["scripts"]) / Path(sys.executable).name)
    done = run_python(
        "-m", "pip", "--python", python, "install", "--quiet", "--no-deps", "--no-index", str(wheel), cwd=home
    )
    assert done.returncode == 0, done.stderr
    # A plain line of a .pth file adds a folder to sys.path without running the .pth files inside it, so the libraries
    # of this environment are seen and the editable install of the checkout is not.
    Path(places["purelib"], "libraries.pth").write_text(sysconfig.get_path("purelib") + "\n")
    return Path(places["scripts"])


def strangers(names: Iterable[str]) -> list[str]:
    """Return the files of a wheel that belong neither to the package nor to its metadata."""

    def belongs(name: str) -> bool:
        folder = name.split("/")[0]
        return folder.endswith(".dist-info") or (folder == "model" and Path(name).suffix in SUFFIXES)

    return [name for name in names if not belongs(name)]


def test_the_wheel_holds_the_package_and_nothing_else(wheel: Path) -> None:
    """No test, scenario, benchmark or script of the checkout is installed on anybody's machine."""
    assert strangers(zipfile.ZipFile(wheel).namelist()) == []


def test_a_stranger_in_the_wheel_is_seen() -> None:
    """The judge of the test above names a file that does not belong."""
    names = [
        "model/errors.py",
        "tests/test_errors.py",
        "model/notes.txt",
        "backorder_sim-0.1.0.dist-info/METADATA",
    ]
    assert strangers(names) == ["tests/test_errors.py", "model/notes.txt"]


def test_the_wheel_holds_every_module_and_data_file(wheel: Path, root: Path) -> None:
    """Every source file of the package is in the wheel: no folder is forgotten for want of an `__init__.py`."""
    ours = (
        path.relative_to(root).as_posix() for path in (root / "model").rglob("*") if path.suffix in SUFFIXES
    )
    assert set(ours) - set(zipfile.ZipFile(wheel).namelist()) == set()


def test_the_metadata_says_what_a_user_must_know(wheel: Path) -> None:
    """Name, version, licence, oldest Python and the libraries of the core, without upper caps."""
    with zipfile.ZipFile(wheel) as archive:
        (path,) = (name for name in archive.namelist() if name.endswith(".dist-info/METADATA"))
        metadata = Parser().parsestr(archive.read(path).decode())
    core = [need for need in metadata.get_all("Requires-Dist", []) if "extra ==" not in need]
    assert metadata["Name"] == "backorder-sim"
    assert metadata["Version"] == importlib.metadata.version("backorder-sim")
    assert metadata["License-Expression"] == "MIT"
    assert metadata["Requires-Python"] == ">=3.11"
    assert "click!=8.3.0" in core
    assert [need for need in core if "<" in need or "==" in need] == []


def test_the_installed_command_works_far_from_the_checkout(
    installed: Path, tmp_path: Path, root: Path
) -> None:
    """Each command of the list ends well in an empty folder, and is run by the installed package."""
    clean = {name: value for name, value in os.environ.items() if not name.startswith("PYTHON")}
    for command in COMMANDS:
        done = subprocess.run(
            [installed / "simulate", *command],
            cwd=tmp_path,
            env=clean,
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, (command, done.stderr)
    where = subprocess.run(
        [installed / Path(sys.executable).name, "-c", "import model; print(model.__file__)"],
        cwd=tmp_path,
        env=clean,
        capture_output=True,
        text=True,
        check=True,
    )
    assert not Path(where.stdout.strip()).is_relative_to(root)


def test_the_version_is_said_once(run_python: RunPython) -> None:
    """`simulate --version` is the version of the installed distribution."""
    done = run_python("simulate.py", "--version")
    assert done.stdout.split()[-1] == importlib.metadata.version("backorder-sim")
