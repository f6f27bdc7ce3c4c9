"""What every test may use: where the checkout is, and how to start a Python of its own there."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent

Finished = subprocess.CompletedProcess[str]
RunPython = Callable[..., Finished]


@pytest.fixture(scope="session")
def root() -> Path:
    """Return the folder of the checkout."""
    return ROOT


@pytest.fixture(scope="session")
def run_python() -> RunPython:
    """Return `run(*arguments, cwd=ROOT, python=sys.executable, **environment)`; the caller judges the exit code."""

    def run(*arguments: str, cwd: Path = ROOT, python: str = sys.executable, **environment: str) -> Finished:
        env = {**os.environ, "NO_COLOR": "1", "PYTHONDONTWRITEBYTECODE": "1", **environment}
        return subprocess.run(
            [python, *arguments],
            cwd=cwd,
            env=env,
            capture_output=True,
            text=True,
            stdin=subprocess.DEVNULL,
            check=False,
        )

    return run
