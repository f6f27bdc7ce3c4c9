"""Chunks gathered by world: numbers by replication, and exact sums of series and histograms over all of them."""

from __future__ import annotations

import threading
from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt

from ..errors import Interrupted
from ..outcome.outcome import Table
from .chunk import Job, Part
from .coordinator import Progress, chunks


@dataclass(slots=True)
class Gathered:
    """All replications of one world."""

    values: npt.NDArray[np.float64] = field(default_factory=lambda: np.zeros((0, 0)))
    """(replications, numbers of the reader), NaN where absent."""
    fingerprints: list[int] = field(default_factory=list[int])
    """By replication: the hash of everything that happened."""
    rows: int = 0
    requests: list[int] = field(default_factory=list[int])
    """By replication."""
    series: Table = field(default_factory=lambda: np.zeros((0, 0, 2), np.int64))
    """(samples, stock points, 2): on hand and backlog summed over replications."""
    sample_ticks: Table = field(default_factory=lambda: np.zeros(0, np.int64))
    ends: list[int] = field(default_factory=list[int])
    """By replication: the tick at which it ended."""
    histograms: dict[tuple[str, int], Table] = field(default_factory=dict[tuple[str, int], Table])
    """(kind, stock point) -> counts summed over replications."""

    def add(self, part: Part) -> None:
        """Take in the next replication; its numbers are put together by `execute`."""
        self.fingerprints.append(part.fingerprint)
        self.requests.append(part.requests)
        self.rows += part.rows
        self.ends.append(part.end)
        self.sample_ticks = part.sample_ticks
        self.series = part.series.copy() if self.series.size == 0 else self.series + part.series
        for one in part.histograms:
            so_far = self.histograms.get((one.kind, one.stock))
            self.histograms[one.kind, one.stock] = one.counts if so_far is None else so_far + one.counts

    def same_as(self, other: Gathered) -> bool:
        """Say whether the same happened in every replication, and was worth the same."""
        if self.fingerprints != other.fingerprints or self.values.shape != other.values.shape:
            return False
        return bool(np.array_equal(self.values, other.values, equal_nan=True))


def execute(
    job: Job,
    replications: int,
    *,
    workers: int | None = None,
    progress: Progress | None = None,
    cancelled: threading.Event | None = None,
) -> tuple[Gathered, ...]:
    """Simulate all replications of a job and gather them by world; raises as `chunks` does."""
    gathered = tuple(Gathered() for _ in job.worlds)
    numbers: list[list[npt.NDArray[np.float64]]] = [[] for _ in job.worlds]
    arriving = chunks(job, replications, workers=workers, progress=progress, cancelled=cancelled)
    try:
        for chunk in arriving:
            for one, rows, part in zip(gathered, numbers, chunk.parts, strict=True):
                one.add(part)
                rows.append(part.values)
    except KeyboardInterrupt:
        raise Interrupted("stopped by Ctrl-C; nothing was written") from None
    finally:
        arriving.close()
    for one, rows in zip(gathered, numbers, strict=True):
        one.values = np.array(rows)
    return gathered
