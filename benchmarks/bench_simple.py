"""The simple model by everybody who can tell it, in turns on one core: engines, SimPy, C, other simulators.

SimPy comes twice: as an expert writes it for speed, and as its documentation writes such models. Before anything is
timed, the engines and a kernel in C must agree exactly, and with both SimPy programs in distribution.
"""

from __future__ import annotations

import statistics
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import NamedTuple

from model import load
from model.engines import Engine, run
from model.sample_path import draw
from model.scenario.world import World

from . import bare_simpy, c_kernels, documented_simpy, peers
from .agreement import DAYS, Agreement, agreement, same_story
from .figures import Figure, Measured, Turn, in_turns, rate, ratios
from .machine import one_core

SCENARIO = Path(__file__).with_name("simple.yaml")
SEED = 8


class Aim(NamedTuple):
    """What is to be compared, and how it should come out."""

    one: str
    other: str
    must: float
    aim: float


EXPERT, DOCUMENTED = "bare SimPy, an expert's", "SimPy as documented"
SPECIAL, STORY = "C, this model alone", "C, the same story"
AIMS = (
    Aim("compiled", EXPERT, 50, 120),
    Aim("compiled", DOCUMENTED, 50, 120),
    Aim("compiled", "SupplyNetPy", 400, 1000),
    Aim("compiled", STORY, 1 / 2, 1 / 1.3),
    Aim("compiled", SPECIAL, 1 / 10, 1 / 4),
    Aim("reference", EXPERT, 1 / 3, 1 / 1.5),
    Aim("reference", DOCUMENTED, 1 / 3, 1 / 1.5),
)
BASELINES: dict[str, Callable[[float, int], bare_simpy.Counts]] = {
    EXPERT: bare_simpy.simulate,
    DOCUMENTED: documented_simpy.simulate,
}


def contestants(world: World) -> dict[str, Turn]:
    """Return those that take turns, by what they are called; each tells its requests a second."""

    def engine(name: Engine) -> Turn:
        return rate(lambda k: run(world, draw(world.streams, SEED, k), engine=name).requests)

    found: dict[str, Turn] = {
        "reference": engine("reference"),
        "compiled": engine("compiled"),
        EXPERT: rate(lambda k: bare_simpy.simulate(DAYS, k).requests),
        DOCUMENTED: rate(lambda k: documented_simpy.simulate(DAYS, k).requests),
    }
    if c_kernels.compiler() is not None:
        found[STORY] = rate(lambda k: c_kernels.same_story(world, draw(world.streams, SEED, k)).requests)
        found[SPECIAL] = rate(lambda k: c_kernels.special(DAYS, k).requests)
    if peers.installed():
        found |= {name: partial(peers.rate, name) for name in peers.PEERS}
    return found


def figures(rates: dict[str, list[float]]) -> tuple[Figure, ...]:
    """Return the rate of everybody, fastest last, then the ratios asked for."""
    slowest_first = sorted(rates, key=lambda name: statistics.median(rates[name]))
    return (
        *(Figure(name, "requests/s", tuple(rates[name])) for name in slowest_first),
        *(
            Figure(
                f"{aim.one} / {aim.other}", "x", ratios(rates[aim.one], rates[aim.other]), "higher", aim.must, aim.aim
            )
            for aim in AIMS
            if aim.other in rates
        ),
    )  # fmt: skip


def told(name: str, agreed: Agreement) -> str:
    """Return in a sentence how far a program agrees with the engines."""
    furthest = max(agreed, key=lambda quantity: abs(agreed[quantity][2]))
    theirs, ours, errors = agreed[furthest]
    return (
        f"{name} agrees in distribution; furthest apart: {furthest} {theirs:.4f}, "
        f"ours {ours:.4f}, {errors:+.1f} standard errors"
    )


def measure() -> Measured:
    """Check, then measure."""
    world = load(SCENARIO).world()
    same_story(world, SEED)
    notes = [told(name, agreement(world, simulate, SEED)) for name, simulate in BASELINES.items()]
    with one_core():
        rates = in_turns(contestants(world))
    left_out = [name for name in (STORY, *peers.PEERS) if name not in rates]
    notes += [f"{name} is not there on this machine" for name in left_out]
    return Measured(figures(rates), tuple(notes))
