"""Hold two outcomes against each other, row by row and count by count; run as a program on scenario files."""

from __future__ import annotations

import sys
import warnings
from pathlib import Path
from unittest import mock

import numpy as np

from model.engines import run
from model.engines.compiled.encode import counts
from model.outcome.outcome import Outcome
from model.outcome.trace import Row
from model.sample_path import draw
from model.scenario import load
from model.scenario.world import World

TABLES = (
    "cells", "points", "places", "crowds", "outages", "ways", "fill_times", "left_times", "cancelled_times",
    "under_way_times", "waiting_ages", "firm_waits", "series", "flows", "sample_ticks", "marks",
)  # fmt: skip


def difference(reference: Outcome, compiled: Outcome) -> str | None:
    """Return the first difference between two traced outcomes in words, None where there is none."""
    assert reference.trace is not None and compiled.trace is not None
    shorter = min(len(reference.trace), len(compiled.trace))
    apart = np.nonzero((reference.trace[:shorter] != compiled.trace[:shorter]).any(axis=1))[0]
    if len(apart) or len(reference.trace) != len(compiled.trace):
        row = int(apart[0]) if len(apart) else shorter
        return "\n".join(
            [f"row {row} of {len(reference.trace)} and {len(compiled.trace)}"]
            + [
                f"  {name}: {told(outcome, row)}"
                for name, outcome in (("reference", reference), ("compiled", compiled))
            ]
        )
    for name in TABLES:
        ours, theirs = getattr(reference, name), getattr(compiled, name)
        if ours.shape != theirs.shape or not np.array_equal(ours, theirs):
            return f"the traces are equal, {name} is not"
    for name in ("fingerprint", "rows", "requests"):
        if getattr(reference, name) != getattr(compiled, name):
            return f"the traces are equal, {name} is {getattr(reference, name)} and {getattr(compiled, name)}"
    return None


def told(outcome: Outcome, row: int) -> str:
    """Return three rows of a trace up to one, in words."""
    assert outcome.trace is not None
    rows = outcome.trace[max(0, row - 2) : row + 1].tolist()
    return " | ".join(f"{tick} {Row(kind).name} {rest}" for tick, kind, *rest in rows)


def engines_differ(
    world: World, seed: int, replication: int, *, verify: bool = False, verify_both: bool = False
) -> tuple[str | None, Outcome]:
    """Run both engines on one world and path; return the first difference and the reference's outcome.

    `verify` checks every balance of the reference after every event, `verify_both` those of the compiled engine too,
    which is slow. With an odd seed the compiled calendar is divided into periods, as it is for a crowd.
    """
    path = draw(world.streams, seed, replication)
    reference = run(world, path, engine="reference", trace=True, verify=verify or verify_both)
    crowd = 1 if seed % 2 == 1 else counts.CROWD
    with mock.patch.object(counts, "CROWD", crowd), warnings.catch_warnings(), np.errstate(all="ignore"):
        warnings.simplefilter("ignore", RuntimeWarning)
        compiled = run(world, path, engine="compiled", trace=True, verify=verify_both)
        return difference(reference, compiled), reference


def main() -> None:
    """Compare the engines on every scenario named; exit 1 at the first difference."""
    for name in sys.argv[1:]:
        for combination in load(Path(name)).combinations():
            found, _ = engines_differ(combination.world, 1, 0)
            if found is not None:
                sys.exit(f"{name} {combination.labels}: {found}")


if __name__ == "__main__":
    main()
