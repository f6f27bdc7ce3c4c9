"""Run the reference engine: one world, one sample path, one outcome."""

from __future__ import annotations

import threading

from ...errors import Interrupted
from ...outcome.outcome import Outcome
from ...policies.own import OwnRuleFault
from ...sample_path import SamplePath
from ...scenario.world import World
from .balances import Balances
from .chain import Chain
from .wait_balances import check_waits


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
    chain = Chain(world, path, trace=trace)
    if verify:
        chain.looks.append(Balances(chain).check)

    def between() -> None:
        if cancelled is not None and cancelled.is_set():
            raise Interrupted("stopped before the end of the replication")

    try:
        chain.open()
        chain.calendar.play(world.clock.horizon, between)
    except OwnRuleFault as fault:
        now, clock = chain.calendar.now, world.clock
        raise OwnRuleFault(f"{fault}; at {now / clock.ticks_per_unit:g} {clock.unit}s, tick {now}") from None
    chain.close()
    if verify:
        check_waits(chain)
    return chain.record.outcome()
