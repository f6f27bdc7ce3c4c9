"""Both engines and bare SimPy on the same model, in turns, in one process on one core.

A ratio is taken within a round, where all three met the same moods of the machine; the median of the rounds is told
with its spread. Before anything is timed, the engines must agree exactly, and with bare SimPy in distribution.
"""

from __future__ import annotations

import math
import statistics
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from model import load
from model.engines import Engine, run
from model.outcome.outcome import Outcome
from model.outcome.tallies import Cell, Point
from model.sample_path import draw
from model.scenario.world import World

from . import bare_simpy

SCENARIO = Path(__file__).with_name("simple.yaml")
DAYS = 20_000
ROUNDS = 5
LEAST_SECONDS = 0.5
"""A turn lasts at least this long."""
PROOF = 30
"""Replications whose counts are compared."""
SIGNIFICANT = 4.0
"""Standard errors at which two means no longer count as equal; four comparisons, so 1 in 4,000 by chance."""
TARGETS = {"reference": 1 / 3, "compiled": 20.0}
"""Requests a second relative to bare SimPy."""

Turn = Callable[[int], int]
"""Simulate a number of replications and return how many requests they had."""


@dataclass(frozen=True, slots=True)
class Ratio:
    """How fast an engine is, relative to bare SimPy."""

    engine: str
    median: float
    least: float
    most: float
    target: float

    @property
    def reached(self) -> bool:
        """Return whether the median reaches the target."""
        return self.median >= self.target


@dataclass(frozen=True, slots=True)
class Speed:
    """What was measured."""

    rates: dict[str, float]
    """Median requests a second."""
    ratios: tuple[Ratio, ...]
    agreement: dict[str, tuple[float, float, float]]
    """By quantity: mean of bare SimPy, mean of ours, difference in standard errors."""


def shares_of(outcome: Outcome) -> dict[str, float]:
    """Return an outcome in the terms of bare SimPy's counts."""
    cell = outcome.cells.sum(axis=0)
    late = cell[Cell.KEPT] + cell[Cell.BROKEN] + cell[Cell.UNTOLD]
    counts = bare_simpy.Counts(
        int(cell[Cell.AT_ONCE]),
        int(late),
        int(cell[Cell.RENEGED]),
        int(cell[Cell.WAITING]),
        int(outcome.points[:, Point.ORDERS].sum()),
    )
    return shares(counts)


def shares(counts: bare_simpy.Counts) -> dict[str, float]:
    """Return shares of all requests, and orders a day."""
    asked = counts.requests
    return {
        "served at once": counts.at_once / asked,
        "served late": counts.late / asked,
        "reneged": counts.reneged / asked,
        "orders a day": counts.orders / DAYS,
    }


def agreement(world: World, seed: int, replications: int = PROOF) -> dict[str, tuple[float, float, float]]:
    """Compare what happens here and in bare SimPy; raises AssertionError where the two tell different stories."""
    bare = [shares(bare_simpy.simulate(DAYS, seed + k)) for k in range(replications)]
    ours = [shares_of(run(world, draw(world.streams, seed, k))) for k in range(replications)]
    found: dict[str, tuple[float, float, float]] = {}
    for name in bare[0]:
        found[name] = compared([one[name] for one in bare], [one[name] for one in ours])
        if abs(found[name][2]) > SIGNIFICANT:
            raise AssertionError(f"{name}: bare SimPy {found[name][0]:.4f}, ours {found[name][1]:.4f}")
    return found


def compared(one: Sequence[float], other: Sequence[float]) -> tuple[float, float, float]:
    """Return both means and their difference in standard errors (Welch)."""
    error = math.sqrt(statistics.variance(one) / len(one) + statistics.variance(other) / len(other))
    first, second = statistics.fmean(one), statistics.fmean(other)
    return first, second, (second - first) / error


def same_story(world: World, seed: int) -> None:
    """Raise AssertionError unless both engines leave the same trace."""
    path = draw(world.streams, seed, 0)
    hashes = {run(world, path, engine=engine).fingerprint for engine in ("reference", "compiled")}
    if len(hashes) != 1:
        raise AssertionError("the engines do not agree, so there is nothing to time")


def turns(world: World, seed: int) -> dict[str, Turn]:
    """Return the three that take turns."""

    def engine(name: Engine) -> Turn:
        return lambda n: sum(run(world, draw(world.streams, seed, k), engine=name).requests for k in range(n))

    return {
        "reference": engine("reference"),
        "bare SimPy": lambda n: sum(bare_simpy.simulate(DAYS, seed + k).requests for k in range(n)),
        "compiled": engine("compiled"),
    }


def timed(turn: Turn, replications: int) -> tuple[float, float]:
    """Return requests a second and the seconds it took."""
    start = time.perf_counter()
    requests = turn(replications)
    seconds = time.perf_counter() - start
    return requests / seconds, seconds


def measure(seed: int = 8) -> Speed:
    """Check, then measure."""
    world = load(SCENARIO).world()
    same_story(world, seed)
    agreed = agreement(world, seed)
    contestants = turns(world, seed)
    sizes = {name: max(1, math.ceil(LEAST_SECONDS / timed(turn, 1)[1])) for name, turn in contestants.items()}
    rounds = [
        {name: timed(turn, sizes[name])[0] for name, turn in contestants.items()} for _ in range(ROUNDS)
    ]
    ratios: list[Ratio] = []
    for name, target in TARGETS.items():
        each = [one[name] / one["bare SimPy"] for one in rounds]
        ratios.append(Ratio(name, statistics.median(each), min(each), max(each), target))
    rates = {name: statistics.median(one[name] for one in rounds) for name in contestants}
    return Speed(rates, tuple(ratios), agreed)
