"""Two kernels in C are timed beside the engines: one tells their own story, the other the same in distribution."""

from __future__ import annotations

import statistics

import pytest

from benchmarks import agreement, bench_simple, c_kernels
from model import load
from model.engines import run
from model.sample_path import draw

needs_compiler = pytest.mark.skipif(c_kernels.compiler() is None, reason="no C compiler on this machine")


@needs_compiler
@pytest.mark.parametrize("replication", range(3))
def test_the_kernel_in_c_leaves_the_fingerprint_of_the_engines(replication: int) -> None:
    """Row by row the same story: a third witness, written by hand for one model in another language."""
    world = load(bench_simple.SCENARIO, ["time.horizon=5000"]).world()
    path = draw(world.streams, 8, replication)
    ours, theirs = run(world, path), c_kernels.same_story(world, path)
    assert (theirs.fingerprint, theirs.rows, theirs.requests) == (ours.fingerprint, ours.rows, ours.requests)


@needs_compiler
def test_another_luck_leaves_another_fingerprint() -> None:
    """The comparison above can fail: the next replication's path leaves another hash."""
    world = load(bench_simple.SCENARIO, ["time.horizon=1000"]).world()
    one, other = (c_kernels.same_story(world, draw(world.streams, 8, k)).fingerprint for k in range(2))
    assert one != other


@needs_compiler
def test_the_specialist_s_kernel_agrees_in_distribution() -> None:
    """Shares served at once of 30 runs of 5,000 days differ from the engines' by less than four standard errors."""
    world = load(bench_simple.SCENARIO, ["time.horizon=5000"]).world()
    ours = [agreement.shares_of(run(world, draw(world.streams, 8, k)))["served at once"] for k in range(30)]
    theirs = [
        counts.at_once / counts.requests for counts in (c_kernels.special(5000, k + 1) for k in range(30))
    ]
    assert abs(agreement.compared(ours, theirs)[2]) < agreement.SIGNIFICANT
    assert statistics.stdev(theirs) > 0
