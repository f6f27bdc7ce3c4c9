"""Results as the run folder keeps them: numbers by replication, and curves in units and the scenario's time."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np

from ..execution import Gathered
from ..metrics import Meter
from ..outcome.histogram import lower
from ..sample_path import fingerprint
from ..scenario.world import World
from ..storage import Combination, Curve
from .incidence import CURVES, incidence


def stored(name: str, labels: tuple[str, ...], meter: Meter, gathered: Gathered) -> Combination:
    """Return one combination as storage takes it."""
    return Combination(
        name=name,
        labels=labels,
        keys=tuple((key.name, key.scope) for key in meter.keys),
        values=gathered.values,
        fingerprints=tuple(gathered.fingerprints),
        chance=fingerprint(meter.world.streams),
        curves=(*_series(meter, gathered), *_waits(meter, gathered), *_incidences(meter, gathered)),
    )


def own_rules(worlds: Iterable[World]) -> dict[str, dict[str, str]]:
    """Return the hash of every file of a user's own rule that was followed, nothing where there is none."""
    files = {own.file: own.sha256 for world in worlds for own in world.own_rules()}
    return {"own_rules": files} if files else {}


def _series(meter: Meter, gathered: Gathered) -> list[Curve]:
    """Return mean stock and backlog on the grid, in units, as long as no replication has ended."""
    world, replications = meter.world, len(gathered.fingerprints)
    running = gathered.sample_ticks < min(gathered.ends)
    x = gathered.sample_ticks[running] / world.clock.ticks_per_unit
    curves: list[Curve] = []
    for place, stock in enumerate(world.stocks):
        quanta = world.items[stock.item].quanta * replications
        for column, kind in enumerate(("on_hand", "backlog")):
            curves.append(Curve(kind, stock.name, x, gathered.series[running, place, column] / quanta))
    return curves


def _incidences(meter: Meter, gathered: Gathered) -> list[Curve]:
    """Return the cumulative incidence of every end of a wait, of all stock points that sell and of each."""
    names = [stock.name for stock in meter.world.stocks]
    asked = sorted({place for kind, place in gathered.histograms if kind != "firm_waits"})
    curves: list[Curve] = []
    for name, scope in [("total", "total"), *((names[place], f"stock:{names[place]}") for place in asked)]:
        found = incidence(meter, gathered, scope)
        curves += [Curve(f"incidence({kind})", name, found.times, getattr(found, kind)) for kind in CURVES]
    return curves


def _waits(meter: Meter, gathered: Gathered) -> list[Curve]:
    """Return the filled buckets of the histograms of waits: lower end, and count over all replications."""
    world, curves = meter.world, list[Curve]()
    for (kind, place), counts in sorted(gathered.histograms.items()):
        filled = np.flatnonzero(counts)
        ends = np.array([lower(bucket) for bucket in filled.tolist()], np.float64)
        quanta = 1 if kind == "firm_waits" else world.items[world.stocks[place].item].quanta
        x, y = ends / world.clock.ticks_per_unit, counts[filled] / quanta
        curves.append(Curve(kind, world.stocks[place].name, x, y))
    return curves
