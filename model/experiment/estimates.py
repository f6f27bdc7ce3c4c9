"""From numbers by replication to estimates: mean, half-width, how they spread, and how many had the number."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from ..execution import Gathered
from ..metrics import Better, Key, Meter
from ..scenario.schema.fields import closest
from ..statistics import mean_intervals, tails

CONFIDENCE = 0.95


@dataclass(frozen=True, slots=True)
class Estimate:
    """A measure at a scope, estimated over replications."""

    name: str
    scope: str
    mean: float
    half_width: float | None
    """Of the 95 % interval; None where one replication cannot tell."""
    unit: str
    better: Better | None
    n: int
    """Replications in which there was such a number."""
    title: str
    """The measure's name as a manager would say it."""
    p5: float
    """One replication in twenty lies below."""
    p95: float
    """One replication in twenty lies above."""


def estimates(meter: Meter, gathered: Gathered) -> tuple[Estimate, ...]:
    """Estimate every measure that any replication had, in the order of the registry."""
    intervals = mean_intervals(gathered.values, confidence=CONFIDENCE)
    spread = tails(gathered.values)
    found: list[Estimate] = []
    for place, key in enumerate(meter.keys):
        interval = intervals.at(place)
        if interval is None:
            continue
        measure = meter.measure(key.name)
        found.append(
            Estimate(
                key.name,
                key.scope,
                interval.mean,
                interval.half_width,
                meter.unit(key.name),
                measure.better,
                interval.n,
                measure.title,
                float(spread.p5[place]),
                float(spread.p95[place]),
            )
        )
    return tuple(found)


def told(measures: Sequence[Estimate], name: str, scope: str) -> Estimate:
    """Return an estimate by name and scope; raises KeyError, with what was probably meant, where there is none."""
    for one in measures:
        if (one.name, one.scope) == (name, scope):
            return one
    scopes = [one.scope for one in measures if one.name == name]
    meant = closest(scope, scopes) if scopes else closest(name, {one.name for one in measures})
    hint = "" if meant is None else f"; did you mean {meant}?"
    raise KeyError(f"{name} at {scope}: no replication had this number{hint}")


def by_key(found: tuple[Estimate, ...]) -> dict[Key, Estimate]:
    """Index estimates by name and scope."""
    return {Key(one.name, one.scope): one for one in found}
