"""The coordinator: sends replications out, takes chunks in, and hands them on in replication order.

Results do not depend on the number of workers, since each chunk is a function of the job and its replication alone.
"""

from __future__ import annotations

import logging
import os
import threading
from collections.abc import Callable, Generator, Iterator
from concurrent.futures import FIRST_COMPLETED, BrokenExecutor, Future, wait

from ..errors import BackorderError, Interrupted
from .chunk import Chunk, Job
from .pools import Impossible, Pool, Processes, Threads

Progress = Callable[[int, int], None]
"""Called with (chunks done, chunks in all), from the caller's thread."""

log = logging.getLogger(__name__)
PATIENCE = 0.1
"""Seconds between two looks at the caller's wish to stop."""
DEATHS = 3
"""Times a pool may break without one more chunk done before the run gives up."""


class WorkersDied(BackorderError):
    """Worker processes keep dying, most often for want of memory."""


def processors() -> int:
    """Return the processors this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def chunks(
    job: Job,
    replications: int,
    *,
    workers: int | None = None,
    progress: Progress | None = None,
    cancelled: threading.Event | None = None,
) -> Generator[Chunk]:
    """Simulate replications 0, 1, ... and yield their chunks in that order.

    Raises Interrupted within about a second of Ctrl-C or of `cancelled` being set.
    """
    if replications < 1:
        raise ValueError(f"{replications} replications are none; ask for at least 1")
    used = min(processors() if workers is None else workers, replications)
    if used < 1:
        raise ValueError(f"{workers} workers do no work; ask for at least 1")
    in_processes = job.engine == "reference" and used > 1
    pool: Pool = Processes(job, used) if in_processes else Threads(job, used)
    finished = False
    try:
        yield from _in_order(pool, replications, 2 * used, progress, cancelled)
        finished = True
    except KeyboardInterrupt:
        raise Interrupted("stopped by Ctrl-C; nothing was written") from None
    finally:
        if finished:
            pool.close()
        else:
            pool.stop()


def _in_order(
    pool: Pool, total: int, window: int, progress: Progress | None, cancelled: threading.Event | None
) -> Iterator[Chunk]:
    """Keep a window of chunks under way and yield the finished ones in order."""
    under_way: dict[Future[Chunk | Impossible], int] = {}
    ready: dict[int, Chunk] = {}
    done, deaths = 0, 0
    waiting = list(range(total - 1, -1, -1))
    for replication in range(total):
        while replication not in ready:
            if cancelled is not None and cancelled.is_set():
                raise Interrupted("stopped as asked")
            try:
                while waiting and len(under_way) < window and len(under_way) + len(ready) < 2 * window:
                    under_way[pool.submit(waiting[-1])] = waiting[-1]
                    waiting.pop()
                arrived = _arrived(under_way)
            except BrokenExecutor:
                deaths += 1
                waiting += sorted(under_way.values(), reverse=True)
                _bury(pool, under_way, deaths)
                continue
            for chunk in arrived:
                ready[chunk.replication] = chunk
                done, deaths = done + 1, 0
                if progress is not None:
                    progress(done, total)
        yield ready.pop(replication)


def _arrived(under_way: dict[Future[Chunk | Impossible], int]) -> list[Chunk]:
    """Take in what has finished, or nothing after a short wait; raises what a chunk raised."""
    finished, _ = wait(under_way, timeout=PATIENCE, return_when=FIRST_COMPLETED)
    arrived: list[Chunk] = []
    for future in sorted(finished, key=under_way.__getitem__):
        result = future.result()
        if isinstance(result, Impossible):
            raise result.error()
        arrived.append(result)
    for future in finished:
        del under_way[future]
    return arrived


def _bury(pool: Pool, under_way: dict[Future[Chunk | Impossible], int], deaths: int) -> None:
    """Start the pool again after a worker died, unless that has happened too often."""
    if deaths >= DEATHS:
        raise WorkersDied(
            f"worker processes died {deaths} times in a row on replications "
            f"{sorted(under_way.values())}; there may be too little memory: try --workers 1"
        )
    log.warning("a worker process died; its replications are simulated again")
    under_way.clear()
    pool.revive()
