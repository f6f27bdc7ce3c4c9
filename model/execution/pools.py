"""Where chunks are simulated: threads for the compiled engine, spawned processes for SimPy, one thread for one worker.

Even a single worker is a thread, so that the main thread is always free to hear Ctrl-C.
"""

from __future__ import annotations

import multiprocessing
import os
import signal
import threading
from collections.abc import Generator
from concurrent.futures import BrokenExecutor, Future, ProcessPoolExecutor, ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Protocol

from ..errors import ImpossibleState
from .chunk import Chunk, Flag, Job, Worker


@dataclass(frozen=True, slots=True)
class Impossible:
    """An ImpossibleState on its way between processes, which such an exception does not survive."""

    kind: type[ImpossibleState]
    message: str
    tick: int
    entity: str
    replication: int | None

    def error(self) -> ImpossibleState:
        """Return the exception again."""
        return self.kind(self.message, tick=self.tick, entity=self.entity, replication=self.replication)


class Pool(Protocol):
    """A place to send replications to."""

    def submit(self, replication: int) -> Future[Chunk | Impossible]:
        """Start one chunk, now or when a worker is free."""
        ...

    def revive(self) -> None:
        """Start afresh after a worker died; what was submitted is lost."""
        ...

    def stop(self) -> None:
        """Ask running chunks to end, and wait until they have."""
        ...

    def close(self) -> None:
        """End when all is done."""
        ...


class Threads:
    """Chunks in threads of this process."""

    def __init__(self, job: Job, workers: int) -> None:
        self._worker = Worker(job)
        self._stop = threading.Event()
        self._executor = ThreadPoolExecutor(workers, thread_name_prefix="chunk")

    def submit(self, replication: int) -> Future[Chunk | Impossible]:
        """Start one chunk."""
        return self._executor.submit(self._simulate, replication)

    def _simulate(self, replication: int) -> Chunk | Impossible:
        return self._worker.simulate(replication, self._stop)

    def revive(self) -> None:
        """Do nothing: a thread does not die alone."""

    def stop(self) -> None:
        """Set the flag that engines look at, and wait for them."""
        self._stop.set()
        self._executor.shutdown(wait=True, cancel_futures=True)

    def close(self) -> None:
        """End the threads."""
        self._executor.shutdown(wait=True)


class Processes:
    """Chunks in processes started from nothing, which is the same on every platform."""

    def __init__(self, job: Job, workers: int) -> None:
        self._job, self._workers = job, workers
        self._context = multiprocessing.get_context("spawn")
        self._stop = self._context.Event()
        self._executor = self._started()

    def _started(self) -> ProcessPoolExecutor:
        return ProcessPoolExecutor(self._workers, self._context, _start_worker, (self._job, self._stop))

    def submit(self, replication: int) -> Future[Chunk | Impossible]:
        """Start one chunk; processes are started at the first one."""
        with _sigint_later():
            return self._executor.submit(_simulate_here, replication)

    def revive(self) -> None:
        """Replace the broken pool."""
        self._executor.shutdown(wait=False, cancel_futures=True)
        self._executor = self._started()

    def stop(self) -> None:
        """Set the flag that engines look at, and wait for them."""
        self._stop.set()
        self._executor.shutdown(wait=True, cancel_futures=True)

    def close(self) -> None:
        """End the processes."""
        self._executor.shutdown(wait=True)


_worker: tuple[Worker, Flag] | None = None
"""This process's worker, in a process started by `Processes`."""


def _start_worker(job: Job, stop: Flag) -> None:
    """Prepare a worker process; Ctrl-C is the coordinator's to hear."""
    global _worker
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with_parent, daemon=True).start()
    _worker = (Worker(job), stop)


def _end_with_parent() -> None:
    """End this worker when the coordinator has ended, however it did."""
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)


def _simulate_here(replication: int) -> Chunk | Impossible:
    """Simulate one chunk in a worker process."""
    if _worker is None:
        raise BrokenExecutor("a worker process was asked for a chunk before it was told the job")
    worker, stop = _worker
    try:
        return worker.simulate(replication, stop)
    except ImpossibleState as fault:
        return Impossible(type(fault), fault.message, fault.tick, fault.entity, fault.replication)


@contextmanager
def _sigint_later() -> Generator[None]:
    """Hold Ctrl-C back while children start, since one that hears it before it is ready prints a traceback."""
    if not hasattr(signal, "pthread_sigmask") or threading.current_thread() is not threading.main_thread():
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)
