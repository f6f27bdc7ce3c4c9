"""Run the compiled engine: one world, one sample path, one outcome."""

from __future__ import annotations

import threading
import time
from typing import Any

import numpy as np
from numba.core import config  # pyright: ignore[reportMissingTypeStubs]

from ...errors import ImpossibleState, Interrupted
from ...outcome.events import INSTANT_LIMIT
from ...outcome.outcome import Outcome
from ...policies.own import OwnRuleFault
from ...sample_path import SamplePath
from ...scenario.world import World
from ..asking import asking, too_much
from .advance import DONE, IMPOSSIBLE, TABLE_FULL
from .balances import check_balances
from .encode import Tables, encode_world, remember_room
from .entry import entry
from .growth import grow, with_room_of
from .own_rules import FAILED
from .tables import NAMES

FIRST_BUDGET, MOST_BUDGET = 20_000, 200_000
"""Events between two looks at whether someone asked to stop."""
LOOK_EVERY = 0.05
"""Seconds between two looks that the budget aims at: what an event costs depends on how many wait and ask."""


def run(
    world: World,
    path: SamplePath,
    *,
    trace: bool = False,
    verify: bool = False,
    cancelled: threading.Event | None = None,
) -> Outcome:
    """Simulate one replication.

    `trace` keeps every row; `verify` recomputes every balance by brute force after every event; `cancelled` ends the
    run with Interrupted when it is set. Raises ImpossibleState.
    """
    advance = entry()
    tables = encode_world(world, path, trace=trace)
    budget = 1 if verify else FIRST_BUDGET
    status, grown = -1, False
    while status != DONE:
        if cancelled is not None and cancelled.is_set():
            raise Interrupted("stopped before the end of the replication")
        began = time.perf_counter()
        status = advance(tuple(readable(tables[name]) for name in NAMES), budget)
        if not verify:
            budget = paced(budget, time.perf_counter() - began)
        check_own_rules(tables)
        if status == TABLE_FULL:
            grow(tables)
            grown = True
        elif status == IMPOSSIBLE:
            raise impossible(world, tables)
        elif verify:
            check_balances(tables, world)
    if grown:
        remember_room(world, tables, with_room_of)
    return outcome(world, tables)


def paced(budget: int, seconds: float) -> int:
    """Return how many events to do before the next look, from how long the last so many took."""
    return max(1, min(int(budget * min(LOOK_EVERY / max(seconds, 1e-6), 10)), MOST_BUDGET))


def check_own_rules(tables: Tables) -> None:
    """Raise OwnRuleFault where a user's own rule has left its mark of failure."""
    for first, own in tables["own_rules"]:
        if tables["setting"][first + FAILED] != 0:
            raise OwnRuleFault(f"{own.file}: the rule for {own.decision} failed, or answered what it may not")


def readable(table: Any) -> Any:
    """Return a table whose records have attributes also where numba is told not to compile."""
    return table.view(np.recarray) if bool(vars(config)["DISABLE_JIT"]) and table.dtype.names else table


def impossible(world: World, tables: Tables) -> ImpossibleState:
    """Return what the kernel stopped for, in words."""
    run = tables["run"][0]
    tick = int(run["now"])
    if run["too_much"]:
        return too_much(world, int(run["too_much_at"]), int(run["too_much"]), tick)
    return ImpossibleState(
        f"more than {INSTANT_LIMIT} events in one instant; the latest asks again without letting time pass",
        tick=tick,
        entity=asking(world, int(run["asking_kind"]), int(run["asking_entity"]), tick),
    )


def outcome(world: World, tables: Tables) -> Outcome:
    """Return everything that was counted."""
    run: Any = tables["run"][0]
    samples, stocks = world.samples, len(world.stocks)
    return Outcome(
        cells=tables["cells"][1:],
        points=tables["points"],
        places=tables["places"],
        crowds=tables["crowds"],
        outages=tables["outages"],
        ways=tables["ways"],
        fill_times=tables["fill_times"],
        left_times=tables["left_times"],
        cancelled_times=tables["cancelled_times"],
        under_way_times=tables["under_way_times"],
        waiting_ages=tables["waiting_ages"],
        firm_waits=tables["firm_waits"],
        series=tables["series"].reshape(samples, stocks, 2),
        flows=tables["flows"].reshape(len(world.bucket_ends), stocks, 2),
        sample_ticks=np.array(
            [world.clock.horizon * number // samples for number in range(samples)], np.int64
        ),
        end=int(run["horizon"]),
        fingerprint=int(run["fingerprint"]) & 0xFFFFFFFFFFFFFFFF,
        marks=tables["marks"][: int(run["marks_size"]), 0].copy(),
        rows=int(run["rows"]),
        requests=int(run["requests"]),
        trace=tables["trace"][: int(run["trace_size"])].copy() if run["trace_on"] else None,
    )
