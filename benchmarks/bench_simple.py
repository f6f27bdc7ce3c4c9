"""The simple model by everybody who can tell it, in turns on one core: engines, bare SimPy, C, other simulators.

A ratio is taken within a round, where all met the same moods of the machine; the median of the rounds is told with its
spread. Before anything is timed, the engines and a kernel in C must agree exactly, and with bare SimPy in distribution.
"""

from __future__ import annotations

import math
import statistics
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import NamedTuple

from model import load
from model.engines import Engine, run
from model.outcome.outcome import Outcome
from model.outcome.tallies import Cell, Point
from model.sample_path import draw
from model.scenario.world import World

from . import bare_simpy, c_kernels, peers

SCENARIO = Path(__file__).with_name("simple.yaml")
DAYS = 20_000
ROUNDS = 5
LEAST_SECONDS = 0.5
"""A turn lasts at least this long."""
PROOF = 30
"""Replications whose counts are compared."""
SIGNIFICANT = 4.0
"""Standard errors at which two means no longer count as equal; four comparisons, so 1 in 4,000 by chance."""

Turn = Callable[[int], float]
"""Simulate with a seed and return the requests a second."""


class Aim(NamedTuple):
    """What is to be compared, and how it should come out."""

    one: str
    other: str
    must: float
    aim: float


SPECIAL, STORY = "C, this model alone", "C, the same story"
AIMS = (
    Aim("compiled", "bare SimPy", 50, 120),
    Aim("compiled", "SupplyNetPy", 400, 1000),
    Aim("compiled", STORY, 1 / 2, 1 / 1.3),
    Aim("compiled", SPECIAL, 1 / 10, 1 / 4),
    Aim("reference", "bare SimPy", 1 / 3, 1 / 1.5),
)


@dataclass(frozen=True, slots=True)
class Ratio:
    """How fast one is, relative to another."""

    one: str
    other: str
    median: float
    least: float
    most: float
    must: float
    aim: float

    @property
    def verdict(self) -> str:
        """In a word."""
        return (
            "aim reached" if self.median >= self.aim else "reached" if self.median >= self.must else "missed"
        )


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
    """Raise AssertionError unless both engines, and the kernel in C where there is a compiler, leave the same trace."""
    path = draw(world.streams, seed, 0)
    hashes = {run(world, path, engine=engine).fingerprint for engine in ("reference", "compiled")}
    if c_kernels.compiler() is not None:
        hashes.add(c_kernels.same_story(world, path).fingerprint)
    if len(hashes) != 1:
        raise AssertionError("the engines do not agree, so there is nothing to time")


def repeated(once: Callable[[int], int]) -> Turn:
    """Return a turn that simulates replications for a while."""

    def turn(seed: int) -> float:
        requests, k, start = 0, 0, time.perf_counter()
        while time.perf_counter() - start < LEAST_SECONDS:
            requests += once(seed + k)
            k += 1
        return requests / (time.perf_counter() - start)

    return turn


def turns(world: World, seed: int) -> dict[str, Turn]:
    """Return those that take turns."""

    def engine(name: Engine) -> Turn:
        return repeated(lambda k: run(world, draw(world.streams, seed, k), engine=name).requests)

    found: dict[str, Turn] = {
        "reference": engine("reference"),
        "bare SimPy": repeated(lambda k: bare_simpy.simulate(DAYS, k).requests),
        "compiled": engine("compiled"),
    }
    if c_kernels.compiler() is not None:
        found[STORY] = repeated(lambda k: c_kernels.same_story(world, draw(world.streams, seed, k)).requests)
        found[SPECIAL] = repeated(lambda k: c_kernels.special(DAYS, k).requests)
    if peers.installed():
        found |= {name: partial(peers.rate, name) for name in peers.PEERS}
    return found


def measure(seed: int = 8) -> Speed:
    """Check, then measure."""
    world = load(SCENARIO).world()
    same_story(world, seed)
    agreed = agreement(world, seed)
    contestants = turns(world, seed)
    for turn in contestants.values():
        turn(seed)
    rounds = [{name: turn(seed + one) for name, turn in contestants.items()} for one in range(ROUNDS)]
    ratios: list[Ratio] = []
    for aim in AIMS:
        if aim.other in contestants:
            each = [one[aim.one] / one[aim.other] for one in rounds]
            ratios.append(
                Ratio(aim.one, aim.other, statistics.median(each), min(each), max(each), aim.must, aim.aim)
            )
    rates = {name: statistics.median(one[name] for one in rounds) for name in contestants}
    return Speed(rates, tuple(ratios), agreed)
