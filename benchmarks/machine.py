"""The machine a measurement was made on, since a rate without it means little."""

from __future__ import annotations

import os
import platform
from collections.abc import Generator
from contextlib import contextmanager
from importlib.metadata import version
from pathlib import Path

LIBRARIES = ("simpy", "numba", "llvmlite", "numpy")


def processor() -> str:
    """Return the processor's model name, as far as the system tells."""
    try:
        lines = Path("/proc/cpuinfo").read_text().splitlines()
    except OSError:
        return platform.processor() or platform.machine()
    return next((line.split(":", 1)[1].strip() for line in lines if line.startswith("model name")), "unknown")


def machine() -> dict[str, str]:
    """Return what to know about this machine and its libraries."""
    return {
        "processor": processor(),
        "cores": str(os.cpu_count()),
        "system": f"{platform.system()} {platform.machine()}",
        "python": f"{platform.python_implementation()} {platform.python_version()}",
        **{name: version(name) for name in LIBRARIES},
    }


@contextmanager
def one_core() -> Generator[None]:
    """Bind this process to one core for a while, where the system can, so that turns do not wander."""
    if not hasattr(os, "sched_setaffinity"):
        yield
        return
    before = os.sched_getaffinity(0)
    os.sched_setaffinity(0, {max(before)})
    try:
        yield
    finally:
        os.sched_setaffinity(0, before)
