"""The same command gives the same bytes: twice, and with any number of workers."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from model.storage import read_run
from tests.conftest import ROOT, RunPython

SHOP = str(ROOT / "tests" / "experiment" / "shop.yaml")


def bytes_and_hash(run_python: RunPython, out: Path, command: str, *options: str) -> tuple[str, str]:
    """Return what a command prints and the hash in the folder it leaves."""
    done = run_python(
        "simulate.py", command, SHOP, "--json", "--out", str(out), "--replications", "6", *options
    )
    assert done.returncode == 0, done.stderr
    folder = re.search(r"saved in (.+)", done.stderr)
    assert folder is not None, done.stderr
    return done.stdout, read_run(Path(folder[1])).provenance["hash"]


@pytest.mark.parametrize("command", ["run", "compare"])
@pytest.mark.parametrize("engine", ["reference", "compiled"])
def test_the_same_seed_gives_the_same_bytes(
    run_python: RunPython, tmp_path: Path, command: str, engine: str
) -> None:
    """Printed twice with one worker and once with two, nothing differs, nor does the hash over the folder's content."""
    told = [
        bytes_and_hash(run_python, tmp_path, command, "--engine", engine, "--workers", workers)
        for workers in ("1", "1", "2")
    ]
    assert told[0] == told[1] == told[2]
    assert len(json.loads(told[0][0])["measures"]) > 100


def test_another_seed_gives_other_bytes(run_python: RunPython, tmp_path: Path) -> None:
    """The comparison of bytes above is one that can fail."""
    told = [
        bytes_and_hash(run_python, tmp_path, "run", "--engine", "reference", "--seed", seed)
        for seed in ("1", "2")
    ]
    assert told[0][0] != told[1][0] and told[0][1] != told[1][1]


def test_both_engines_leave_the_same_content(run_python: RunPython, tmp_path: Path) -> None:
    """The folder's hash covers what happened and not how it was computed: it is the same from either engine."""
    hashes = {
        bytes_and_hash(run_python, tmp_path, "compare", "--engine", engine)[1]
        for engine in ("reference", "compiled")
    }
    assert len(hashes) == 1
