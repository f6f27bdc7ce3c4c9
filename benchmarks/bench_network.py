"""A network of 2,000 sites over a year of daily demand, from the file to the measures; compiled engine."""

from __future__ import annotations

import tempfile
import time
from pathlib import Path

import yaml

from model import load
from model.engines import run
from model.metrics import Meter
from model.sample_path import draw

from .figures import Figure, Measured
from .machine import one_core
from .wide_chain import document

SITES = 2000
ROUNDS = 3
PHASES = ("load", "draw and run", "measure")


def once(file: Path) -> list[float]:
    """Return the seconds of every phase."""
    marks = [time.perf_counter()]
    world = load(file).world()
    marks.append(time.perf_counter())
    outcome = run(world, draw(world.streams, 1, 0))
    marks.append(time.perf_counter())
    Meter(world).read(outcome)
    marks.append(time.perf_counter())
    return [after - before for before, after in zip(marks, marks[1:], strict=False)]


def measure() -> Measured:
    """Simulate the network again and again, each time from the file."""
    with one_core(), tempfile.TemporaryDirectory() as folder:
        small, file = Path(folder) / "small.yaml", Path(folder) / "network.yaml"
        small.write_text(yaml.safe_dump(document(10), sort_keys=False))
        file.write_text(yaml.safe_dump(document(SITES, items=("a",)), sort_keys=False))
        once(small)
        rounds = [once(file) for _ in range(ROUNDS)]
    return Measured(
        (
            Figure("from the file to the measures", "s", tuple(map(sum, rounds)), "lower", 8.0, 3.0),
            *(
                Figure(f"of which {phase}", "s", tuple(one[place] for one in rounds), "lower")
                for place, phase in enumerate(PHASES)
            ),
        )
    )
