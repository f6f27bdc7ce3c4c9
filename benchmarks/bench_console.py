"""A year of the console launch: rows of the trace a second by both engines, and what Python costs around the kernel.

Python around the kernel is a replication as `run` simulates it, less the time inside the kernel, split into drawing,
encoding and measuring.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Generator
from contextlib import contextmanager
from importlib import import_module
from pathlib import Path
from typing import Any
from unittest import mock

from model import load
from model.engines import Engine, run
from model.execution import Job
from model.execution.chunk import Worker
from model.sample_path import draw
from model.scenario.world import World

from .figures import Figure, Measured, Turn, in_turns, rate, ratios
from .machine import one_core

SCENARIO = Path(__file__).parents[1] / "scenarios" / "console-launch.yaml"
SEED = 2026
REPLICATIONS = 30
"""Of one round, for Python around the kernel."""
PARTS = ("draw", "encode", "kernel", "measure")


class Stopwatch:
    """Sums up the seconds inside functions that are wrapped for a while."""

    def __init__(self) -> None:
        self.seconds = dict.fromkeys(PARTS, 0.0)

    def wrapped(self, part: str, function: Callable[..., Any]) -> Callable[..., Any]:
        """Return a function that counts its time under a part."""

        def timed(*given: Any, **named: Any) -> Any:
            start = time.perf_counter()
            try:
                return function(*given, **named)
            finally:
                self.seconds[part] += time.perf_counter() - start

        return timed

    @contextmanager
    def watching(self) -> Generator[None]:
        """Wrap the parts of a replication."""
        chunk, engine = (
            import_module(f"model.{name}") for name in ("execution.chunk", "engines.compiled.run")
        )
        kernel = self.wrapped("kernel", engine.entry())
        with (
            mock.patch.object(chunk, "draw", self.wrapped("draw", chunk.draw)),
            mock.patch.object(chunk, "_part", self.wrapped("measure", chunk._part)),
            mock.patch.object(engine, "encode_world", self.wrapped("encode", engine.encode_world)),
            mock.patch.object(engine, "entry", lambda: kernel),
        ):
            yield


def around_the_kernel(world: World, rounds: int) -> dict[str, list[float]]:
    """Return milliseconds a replication, all but the kernel and by part, round by round."""
    worker, never = Worker(Job((world,), SEED, "compiled")), threading.Event()
    found: dict[str, list[float]] = {"all": [], **{part: [] for part in PARTS}}
    for number in range(rounds + 1):
        watch, start = Stopwatch(), time.perf_counter()
        with watch.watching():
            for k in range(REPLICATIONS):
                worker.simulate(REPLICATIONS * number + k, never)
        whole = time.perf_counter() - start
        if number > 0:  # the first one warms up
            found["all"].append((whole - watch.seconds["kernel"]) * 1000 / REPLICATIONS)
            for part in PARTS:
                found[part].append(watch.seconds[part] * 1000 / REPLICATIONS)
    return found


def measure() -> Measured:
    """Let the engines take turns, then look at one of them."""
    world = load(SCENARIO).world()

    def engine(name: Engine) -> Turn:
        return rate(lambda k: run(world, draw(world.streams, SEED, k), engine=name).rows)

    with one_core():
        rows = in_turns({"reference": engine("reference"), "compiled": engine("compiled")})
        python = around_the_kernel(world, rounds=5)
    compiled, reference = tuple(rows["compiled"]), tuple(rows["reference"])
    return Measured(
        (
            Figure("compiled", "rows/s", compiled, "higher", 8e6, 20e6),
            Figure("reference", "rows/s", reference, "higher", 80e3, 150e3),
            Figure("compiled / reference", "x", ratios(compiled, reference), "higher", 40, 100),
            Figure("Python around the kernel, a replication", "ms", tuple(python["all"]), "lower", 2.0, 0.5),
            *(
                Figure(f"of which {part}", "ms", tuple(python[part]), "lower")
                for part in PARTS
                if part != "kernel"
            ),
        )
    )
