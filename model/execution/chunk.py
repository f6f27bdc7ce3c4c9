"""A chunk: one replication of every world, on the same luck, so that pairs are complete at every moment."""

from __future__ import annotations

import threading
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal, Protocol, cast

import numpy as np
import numpy.typing as npt

from ..errors import ImpossibleState
from ..metrics import Meter
from ..outcome.outcome import Outcome, Table
from ..policies.own import OwnRuleFault
from ..sample_path import SamplePath, draw
from ..scenario.world import World

EngineName = Literal["compiled", "reference"]
WAITS = ("fill_times", "left_times", "cancelled_times", "under_way_times", "waiting_ages", "firm_waits")
"""Histograms of an outcome."""


class Engine(Protocol):
    """What runs one world on one sample path."""

    def __call__(
        self, world: World, path: SamplePath, *, engine: EngineName, cancelled: threading.Event | None
    ) -> Outcome:
        """Return what happened; raises Interrupted when cancelled, ImpossibleState when the model is broken."""
        ...


class Reader(Protocol):
    """What makes numbers of an outcome."""

    def read(self, outcome: Outcome) -> npt.NDArray[np.float64]:
        """Return the numbers of one replication, always as many."""
        ...


class Flag(Protocol):
    """An event that may live in another process."""

    def is_set(self) -> bool:
        """Say whether somebody asked to stop."""
        ...


@dataclass(frozen=True, slots=True)
class Job:
    """What is to be simulated, whole: everything a worker needs to know."""

    worlds: tuple[World, ...]
    seed: int
    engine: EngineName
    run: Engine | None = None
    """Stands in for `model.engines.run` in tests; a function of a module, so that processes find it."""
    readers: tuple[Reader, ...] | None = None
    """One a world; all its measures are read unless given."""
    first: int = 0
    """Replication with which the luck begins: chunk k is replication first + k."""


@dataclass(frozen=True, slots=True)
class Histogram:
    """Counts of waits at one stock point."""

    kind: str
    stock: int
    counts: npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Part:
    """One world's share of a chunk."""

    values: npt.NDArray[np.float64]
    """As the world's reader gives them; those of a meter are in the order of its keys."""
    fingerprint: int
    rows: int
    requests: int
    series: Table
    sample_ticks: Table
    end: int
    """Tick at which the run ended."""
    histograms: tuple[Histogram, ...]
    """Those with any count."""


@dataclass(frozen=True, slots=True)
class Chunk:
    """One replication of all worlds."""

    replication: int
    parts: tuple[Part, ...]


class Worker:
    """Simulates one chunk at a time; one worker serves any number of threads."""

    def __init__(self, job: Job) -> None:
        self._job = job
        self._readers: Sequence[Reader] = job.readers or [Meter(world) for world in job.worlds]
        self._first_like = [
            next(place for place, other in enumerate(job.worlds) if other.streams == world.streams)
            for world in job.worlds
        ]

    def simulate(self, replication: int, stop: Flag) -> Chunk:
        """Run every world on the replication's luck; what ends a run comes with its replication."""
        run = self._job.run or _engines()
        paths: dict[int, SamplePath] = {}
        parts: list[Part] = []
        luck = self._job.first + replication
        try:
            for world, reader, like in zip(self._job.worlds, self._readers, self._first_like, strict=True):
                if like not in paths:
                    paths[like] = draw(world.streams, self._job.seed, luck)
                event = cast(threading.Event, stop)
                outcome = run(world, paths[like], engine=self._job.engine, cancelled=event)
                parts.append(_part(reader, outcome))
        except ImpossibleState as fault:
            raise type(fault)(
                fault.message, tick=fault.tick, entity=fault.entity, replication=luck
            ) from fault
        except OwnRuleFault as fault:
            raise OwnRuleFault(f"{fault}, in replication {luck}") from None
        return Chunk(replication, tuple(parts))


def _engines() -> Engine:
    """Return the two engines' common door, imported when the first chunk asks for it."""
    from ..engines import run

    return run


def _part(reader: Reader, outcome: Outcome) -> Part:
    """Keep of an outcome what results are made of."""
    histograms = tuple(
        Histogram(kind, int(stock), table[stock].copy())
        for kind, table in ((kind, cast(Table, getattr(outcome, kind))) for kind in WAITS)
        for stock in np.flatnonzero(table.any(axis=1)).tolist()
    )
    return Part(
        values=reader.read(outcome),
        fingerprint=outcome.fingerprint,
        rows=outcome.rows,
        requests=outcome.requests,
        series=outcome.series,
        sample_ticks=outcome.sample_ticks,
        end=outcome.end,
        histograms=histograms,
    )
