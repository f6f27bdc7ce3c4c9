"""Where the time goes: `python -m benchmarks.profile_simple [SCENARIO]` profiles the reference, splits the compiled.

The compiled engine's own steps are one line here; its cost is split into a part a run and a part a request.
"""

from __future__ import annotations

import cProfile
import pstats
import sys
import time
from pathlib import Path

from model import load
from model.engines import run
from model.sample_path import draw
from model.scenario.world import World

from .bench_simple import SCENARIO


def profile_reference(world: World) -> None:
    """Print the thirty functions in which the reference spends most."""
    path = draw(world.streams, 1, 0)
    with cProfile.Profile() as profile:
        run(world, path, engine="reference")
    pstats.Stats(profile).sort_stats("tottime").print_stats(30)


def split_compiled(file: Path, short: str, long: str) -> None:
    """Print the microseconds that a run costs by itself, and those of each request."""
    found: list[tuple[int, float]] = []
    for horizon in (short, short, long):
        world = load(file, [f"time.horizon={horizon}"]).world()
        start, requests = time.perf_counter(), 0
        for k in range(10):
            requests += run(world, draw(world.streams, 1, k), engine="compiled").requests
        found.append((requests, time.perf_counter() - start))
    (few, fast), (many, slow) = found[1:]
    each = (slow - fast) / (many - few)
    print(f"compiled: {each * 1e6:.3f} us a request, {(fast - few * each) / 10 * 1e6:.0f} us a run")


if __name__ == "__main__":
    file = Path(sys.argv[1]) if len(sys.argv) > 1 else SCENARIO
    profile_reference(load(file).world())
    split_compiled(file, "1000 days", "40000 days")
