"""Without numba everything works through the reference engine, which is said; what needs numba is refused in words."""

from __future__ import annotations

import json
from pathlib import Path

from tests.conftest import RunPython

SHOP = "scenarios/tutorial/01-lost-or-back-ordered.yaml"
WITHOUT = "import sys; sys.modules['numba'] = None\nfrom model.cli.main import main; main(sys.argv[1:])"
"""Starts the command line in a Python in which `import numba` fails and no numba is found."""
SAID = "numba is not installed: using the reference engine, which gives the same numbers more slowly"


def test_run_and_compare_fall_back_and_say_so(run_python: RunPython, tmp_path: Path) -> None:
    """Both commands end well with the reference engine, named in the result and on standard error."""
    for command in ("run", "compare"):
        done = run_python(
            "-c", WITHOUT, command, SHOP, "--replications", "2", "--workers", "1", "--out", str(tmp_path), "--json"
        )  # fmt: skip
        assert done.returncode == 0, done.stderr
        assert json.loads(done.stdout)["engine"] == "reference"
        assert SAID in done.stderr


def test_verify_plays_the_reference_alone(run_python: RunPython) -> None:
    """A case is judged on one engine, and it is said that the other is missing."""
    done = run_python("-c", WITHOUT, "verify", "--quick", "--case", "assembly-trace", "--json")
    assert done.returncode == 0, done.stderr
    assert {one["engine"] for one in json.loads(done.stdout)["cases"]} == {"reference"}
    assert SAID in done.stderr


def test_what_needs_numba_is_refused_in_words(run_python: RunPython, tmp_path: Path) -> None:
    """The compiled engine by name, and compiling ahead of time, say what is missing and what to do; exit code 2."""
    asked = run_python("-c", WITHOUT, "run", SHOP, "--engine", "compiled", "--out", str(tmp_path))
    ahead = run_python("-c", WITHOUT, "compile")
    assert (asked.returncode, ahead.returncode) == (2, 2)
    assert "engine compiled needs numba, which is not installed; install it, or" in asked.stderr
    assert (
        "there is nothing to compile: numba is not installed; install it, or use --engine reference"
        in ahead.stderr
    )
