"""What every test may use: where the checkout is, and how to start a Python of its own there."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import NamedTuple

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


class Interrupted(NamedTuple):
    """How a command ended that Ctrl-C was pressed on."""

    code: int
    out: str
    errors: str


def press_ctrl_c(command: Sequence[str], *, after: float) -> Interrupted:
    """Run a command, press Ctrl-C after so many seconds, and return how it ended; it has a minute to end.

    The command listens to Ctrl-C also where these tests run in the background of a shell, which has it ignored there.
    """
    running = subprocess.Popen(
        command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, start_new_session=True,
        preexec_fn=partial(signal.signal, signal.SIGINT, signal.SIG_DFL),
    )  # fmt: skip
    try:
        time.sleep(after)
        os.killpg(running.pid, signal.SIGINT)
        out, errors = running.communicate(timeout=60)
        return Interrupted(running.returncode, out, errors)
    finally:
        if running.poll() is None:
            os.killpg(running.pid, signal.SIGKILL)
