"""What a run folder keeps: the inputs, the numbers by replication, the curves and the comparisons, as plain values."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

Array = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Curve:
    """Numbers over time or over waits, for one stock point or all."""

    kind: str
    """`on_hand` and `backlog`: mean units by time. `fill_times`, `left_times`, `cancelled_times`, `under_way_times`,
    `waiting_ages`, `firm_waits`: counts by wait. `incidence(...)` of received, left, cancelled and waiting: shares by
    time since the request."""
    stock: str
    """Of all together `total`."""
    x: Array
    """In the scenario's time unit."""
    y: Array


@dataclass(frozen=True, slots=True)
class Combination:
    """All replications of one combination of policies; a plain run has one, named for the scenario."""

    name: str
    labels: tuple[str, ...]
    keys: tuple[tuple[str, str], ...]
    """(measure, scope) by column of `values`."""
    values: Array
    """(replications, keys), NaN where absent."""
    fingerprints: tuple[int, ...]
    """By replication: the hash of the whole trace."""
    chance: str
    """Fingerprint of the streams: equal where the luck is."""
    curves: tuple[Curve, ...] = ()


class ComparisonRow(NamedTuple):
    """One line of comparisons.csv: a paired difference to the baseline, with a simultaneous interval."""

    measure: str
    scope: str
    combination: str
    baseline: str
    mean: float
    half_width: float | None
    n: int
    verdict: str
    wins: float | None = None
    """Share of the pairs in which the combination does better than the baseline, ties counted half; None in a folder
    written before it was counted."""


@dataclass(frozen=True, slots=True)
class Record:
    """One run, whole."""

    scenario: str
    """Name of the scenario; names the folder."""
    text: str
    """The file as written."""
    resolved: Mapping[str, Any]
    """Nothing left out."""
    seed: int
    replications: int
    engine: str
    command: tuple[str, ...]
    started: datetime
    ended: datetime
    requests: int
    rows: int
    combinations: tuple[Combination, ...]
    comparisons: tuple[ComparisonRow, ...] = ()
    levers: tuple[str, ...] = ()
    extra: Mapping[str, Any] = field(default_factory=dict[str, Any])
    """More facts for the provenance."""


def content_hash(record: Record) -> str:
    """Hash what must be equal when the same is simulated again: resolved form, numbers, curves, comparisons.

    Times, versions, the engine, the number of workers and the command line are not in it.
    """
    digest = hashlib.blake2b(digest_size=16)

    def take(value: object) -> None:
        digest.update(json.dumps(value, sort_keys=True, default=str).encode())
        digest.update(b"\n")

    def take_numbers(values: Array) -> None:
        little = np.where(np.isnan(values), np.nan, values + 0.0).astype("<f8")
        take(little.shape)
        digest.update(little.tobytes())

    take([record.resolved, record.seed, record.replications])
    for one in record.combinations:
        take([one.name, one.labels, one.keys, one.fingerprints, one.chance])
        take_numbers(one.values)
        for curve in one.curves:
            take([curve.kind, curve.stock])
            take_numbers(curve.x)
            take_numbers(curve.y)
    take(record.comparisons)
    return digest.hexdigest()
