"""Where a run spends its time: load, run, measure and report of three scenarios; compiled engine, one core."""

from __future__ import annotations

import tempfile
import time
from pathlib import Path

from model import load, simulate
from model.cli.run import result_lines
from model.engines import run
from model.metrics import Meter
from model.sample_path import draw
from model.storage import write_run

from .figures import ROUNDS, Figure, Measured
from .machine import one_core

SCENARIOS = ("cdnow", "console-launch", "distributor-network")
FOLDER = Path(__file__).parents[1] / "scenarios"
REPLICATIONS = 5
"""Simulated for the report, and of which a mean is told for run and measure."""


def once(file: Path) -> dict[str, float]:
    """Return the milliseconds of every phase; run and measure are those of one replication."""
    marks = [time.perf_counter()]

    def passed() -> float:
        marks.append(time.perf_counter())
        return (marks[-1] - marks[-2]) * 1000

    scenario = load(file)
    world = scenario.world()
    found = {"load": passed()}
    run(world, draw(world.streams, 1, 0))  # writes the tables, once a world
    meter = Meter(world)
    passed()
    outcomes = [run(world, draw(world.streams, 1, k)) for k in range(REPLICATIONS)]
    found["run"] = passed() / REPLICATIONS
    for outcome in outcomes:
        meter.read(outcome)
    found["measure"] = passed() / REPLICATIONS
    result = simulate(scenario, replications=REPLICATIONS, workers=1)
    with tempfile.TemporaryDirectory() as folder:
        passed()
        result_lines(result, 120)
        write_run(Path(folder), result.record())
        found["report"] = passed()
    return found


def measure() -> Measured:
    """Go through all phases of every scenario, several times."""
    figures: list[Figure] = []
    with one_core():
        for name in SCENARIOS:
            file = FOLDER / f"{name}.yaml"
            rounds = [once(file) for _ in range(ROUNDS + 1)][1:]
            figures += [
                Figure(f"{name}: {phase}", "ms", tuple(one[phase] for one in rounds), "lower")
                for phase in rounds[0]
            ]
    return Measured(tuple(figures), ("run and measure are a replication; a report is of five",))
