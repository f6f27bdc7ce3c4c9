"""Before anything is timed: the same story by everybody, exactly where the numbers are ours, else in distribution."""

from __future__ import annotations

import math
import statistics
from collections.abc import Callable, Sequence

from model.engines import run
from model.outcome.outcome import Outcome
from model.outcome.tallies import Cell, Point
from model.sample_path import draw
from model.scenario.world import World

from . import c_kernels
from .bare_simpy import Counts

DAYS = 20_000
PROOF = 30
"""Replications whose counts are compared."""
SIGNIFICANT = 4.0
"""Standard errors at which two means no longer count as equal; four comparisons, so 1 in 4,000 by chance."""

Agreement = dict[str, tuple[float, float, float]]
"""By quantity: their mean, ours, and the difference in standard errors."""


def shares_of(outcome: Outcome) -> dict[str, float]:
    """Return an outcome in the terms of bare SimPy's counts."""
    cell = outcome.cells.sum(axis=0)
    late = cell[Cell.KEPT] + cell[Cell.BROKEN] + cell[Cell.UNTOLD]
    counts = Counts(
        int(cell[Cell.AT_ONCE]),
        int(late),
        int(cell[Cell.RENEGED]),
        int(cell[Cell.WAITING]),
        int(outcome.points[:, Point.ORDERS].sum()),
    )
    return shares(counts)


def shares(counts: Counts) -> dict[str, float]:
    """Return shares of all requests, and orders a day."""
    asked = counts.requests
    return {
        "served at once": counts.at_once / asked,
        "served late": counts.late / asked,
        "reneged": counts.reneged / asked,
        "orders a day": counts.orders / DAYS,
    }


def agreement(
    world: World, theirs: Callable[[float, int], Counts], seed: int, replications: int = PROOF
) -> Agreement:
    """Compare what happens here and in another program; raises AssertionError where they tell different stories."""
    bare = [shares(theirs(DAYS, seed + k)) for k in range(replications)]
    ours = [shares_of(run(world, draw(world.streams, seed, k))) for k in range(replications)]
    found: Agreement = {}
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
