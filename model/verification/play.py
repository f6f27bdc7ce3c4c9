"""Replications of one system of a case, over the workers, each reduced to the case's figures where it was played."""

from __future__ import annotations

import threading
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import numpy.typing as npt

from ..execution import EngineName, Job, Progress, execute
from ..metrics import Meter
from ..outcome.outcome import Outcome
from ..scenario.world import World
from ..statistics import Array
from .case import Case, Figure
from .figures import Replication


@dataclass(frozen=True)
class FigureReader:
    """Reads the figures of a system from what happened in it."""

    world: World
    figures: tuple[Figure, ...]

    @cached_property
    def meter(self) -> Meter:
        """The measures of the system."""
        return Meter(self.world)

    def read(self, outcome: Outcome) -> npt.NDArray[np.float64]:
        """Return the figures of one replication."""
        played = Replication(self.meter, outcome)
        return np.array([figure.reading(played) for figure in self.figures])


@dataclass(frozen=True, slots=True)
class Played:
    """What replications of one system came to."""

    numbers: Array
    """(replications, figures)."""
    fingerprints: tuple[int, ...]
    """By replication: the hash of everything that happened."""


@dataclass(frozen=True, slots=True)
class Player:
    """Plays systems of cases on some workers."""

    workers: int | None = None
    cancelled: threading.Event | None = None
    progress: Progress | None = None

    def play(
        self,
        case: Case,
        figures: tuple[Figure, ...],
        replications: range,
        engine: EngineName,
        sets: tuple[str, ...] = (),
    ) -> Played:
        """Return the figures of one system's replications; all figures are of the same system."""
        [system] = {figure.system for figure in figures}
        world = case.worlds(*sets)[system]
        job = Job(
            (world,), case.seed, engine, readers=(FigureReader(world, figures),), first=replications.start
        )
        (gathered,) = execute(
            job, len(replications), workers=self.workers, progress=self.progress, cancelled=self.cancelled
        )
        return Played(gathered.values, tuple(gathered.fingerprints))
