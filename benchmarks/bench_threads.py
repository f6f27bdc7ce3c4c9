"""Two hundred years of the console launch in one thread and in two, all that `run` does between file and report."""

from __future__ import annotations

from model import load
from model.execution import Gathered, Job, execute

from .bench_console import SCENARIO, SEED
from .figures import Figure, Measured, in_turns, ratios, seconds

YEARS = 200


def measure() -> Measured:
    """Let one thread and two take turns; they must come to the same."""
    world = load(SCENARIO).world()
    found: dict[int, Gathered] = {}

    def simulate(threads: int) -> None:
        (found[threads],) = execute(Job((world,), SEED, "compiled"), YEARS, workers=threads)

    times = in_turns(
        {
            "one thread": lambda _: seconds(lambda: simulate(1)),
            "two threads": lambda _: seconds(lambda: simulate(2)),
        }
    )
    if not found[1].same_as(found[2]):
        raise AssertionError("two threads come to another result than one")
    one, two = times["one thread"], times["two threads"]
    return Measured(
        (
            Figure("one thread", "s", tuple(one), "lower"),
            Figure("two threads", "s", tuple(two), "lower"),
            Figure("gain of the second thread", "x", ratios(one, two), "higher", 1.7, 1.9),
        ),
        ("both come to the same numbers and fingerprints",),
    )
