"""The two engines, which share rules and never a line that changes state: the same world and path, the same events."""

from __future__ import annotations

import importlib
import importlib.util
import threading
from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from ..outcome.outcome import Outcome
    from ..sample_path import SamplePath
    from ..scenario.world import World

Engine = Literal["compiled", "reference"]


def compiled_is_there() -> bool:
    """Return whether the compiled engine can be used: numba is installed."""
    return importlib.util.find_spec("numba") is not None


def prepare(engine: Engine, announce: Callable[[str], None] | None = None) -> None:
    """Have an engine ready to run; `announce` is told when the compiled one has to be compiled first."""
    if engine == "compiled":
        importlib.import_module(".compiled.entry", __name__).entry(announce)


def not_compilable(worlds: Iterable[World]) -> list[str]:
    """Return why the compiled engine cannot do these worlds: users' own rules beyond what it compiles."""
    compiled = importlib.import_module(".compiled.own_rules", __name__)
    found: list[str] = []
    for own in dict.fromkeys(own for world in worlds for own in world.own_rules()):
        try:
            compiled.address_of(own)
        except compiled.CannotCompile as reason:
            found.append(str(reason))
    return found


def run(
    world: World,
    path: SamplePath,
    *,
    engine: Engine = "compiled",
    trace: bool = False,
    verify: bool = False,
    cancelled: threading.Event | None = None,
) -> Outcome:
    """Simulate one replication of a world on a sample path.

    `trace` keeps every row of the trace; `verify` checks the balances after every event; `cancelled`, once set,
    ends the run with Interrupted. Raises ImpossibleState when the run reaches a state that the model excludes.
    """
    from ..policies.own import OwnRuleFault

    chosen = importlib.import_module(f".{engine}", __name__)
    try:
        outcome: Outcome = chosen.run(world, path, trace=trace, verify=verify, cancelled=cancelled)
    except OwnRuleFault:
        if engine == "compiled":  # which knows that a rule failed; the other tells at what, and when
            importlib.import_module(".reference", __name__).run(world, path, cancelled=cancelled)
        raise
    return outcome
