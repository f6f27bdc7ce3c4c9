"""Two kernels in C of the model of simple.yaml, built with the system's compiler where there is one.

`special` is what a specialist would write: five counts, no calendar, no ledger. `same_story` tells all that the engines
tell, and leaves their fingerprint; how much slower the general engine is, is the price of generality.
"""

from __future__ import annotations

import ctypes
import shutil
import subprocess
import tempfile
from functools import cache
from pathlib import Path
from typing import Any

from model.outcome.events import Event
from model.outcome.trace import Row
from model.sample_path import SamplePath
from model.scenario.world import World

from .bare_simpy import LEAD_TIME, LOWER, PATIENCE, RATE, UPPER, Counts

SOURCES = Path(__file__).with_name("kernels")
FLAGS = ("-O3", "-march=native", "-shared", "-fPIC")

i64 = ctypes.c_int64
COUNTS = [(name, i64) for name in Counts._fields]


class Special(ctypes.Structure):
    """What `special.c` reads and writes."""

    _fields_ = [
        *((name, ctypes.c_double) for name in ("horizon", "rate", "lead_mean", "patience_mean")),
        *((name, i64) for name in ("lower", "upper", "seed")),
        *COUNTS,
    ]


class Story(ctypes.Structure):
    """What `same_story.c` reads and writes."""

    _fields_ = [
        *((name, i64) for name in ("horizon", "lower", "upper", "samples", "limits")),
        ("limit", i64 * 4),
        ("kind", i64 * 4),
        ("row", i64 * 7),
        *((name, i64) for name in ("gap_k0", "gap_k1", "patience_k0", "patience_k1", "lead_k0", "lead_k1")),
        *((name, ctypes.c_double) for name in ("gap_mean", "patience_mean", "lead_mean")),
        ("fingerprint", ctypes.c_uint64),
        ("rows", i64),
        ("requests", i64),
        *COUNTS,
    ]


KINDS = (Event.ARRIVAL, Event.PATIENCE, Event.REQUEST, Event.SAMPLE)
ROWS = (
    Row.ORDERED, Row.SHIPPED, Row.RECEIVED, Row.SERVED_AT_ONCE, Row.BACK_ORDERED, Row.SERVED_LATE, Row.RENEGED,
)  # fmt: skip


def compiler() -> str | None:
    """Return the system's C compiler, None where there is none."""
    return shutil.which("cc") or shutil.which("gcc") or shutil.which("clang")


@cache
def _built(name: str) -> Any:
    """Build a kernel once per process and return its entry."""
    folder = tempfile.mkdtemp(prefix="kernels-")
    library = Path(folder) / f"{name}.so"
    subprocess.run(
        [str(compiler()), *FLAGS, "-o", str(library), str(SOURCES / f"{name}.c"), "-lm"], check=True
    )
    loaded = ctypes.CDLL(str(library))
    shutil.rmtree(folder)
    return loaded.simulate


def special(days: float, seed: int) -> Counts:
    """Run the specialist's kernel."""
    told = Special(days, RATE, LEAD_TIME, PATIENCE, LOWER, UPPER, seed)
    _built("special")(ctypes.byref(told))
    return Counts(*(getattr(told, name) for name in Counts._fields))


def same_story(world: World, path: SamplePath) -> Story:
    """Run the kernel that tells all; its fingerprint is the engines' own."""
    told = Story(
        world.clock.horizon, LOWER, UPPER, world.samples, len(world.served_within),
        (i64 * 4)(*world.served_within), (i64 * 4)(*map(int, KINDS)), (i64 * 7)(*map(int, ROWS)),
    )  # fmt: skip
    for name, mean, kind in (
        ("gap", "gap_mean", "gap/1"), ("patience", "patience_mean", "patience/1"), ("lead", "lead_mean", "lead_time/1"),
    ):  # fmt: skip
        [place] = [at for at, stream in enumerate(world.streams) if stream.name == kind]
        row = path.rows[place]
        setattr(told, f"{name}_k0", row.k0)
        setattr(told, f"{name}_k1", row.k1)
        setattr(told, mean, row.a)
    _built("same_story")(ctypes.byref(told))
    return told
