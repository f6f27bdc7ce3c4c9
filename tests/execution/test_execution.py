"""Chunks come back whole, in order and the same for any number of workers; what goes wrong ends the run cleanly."""

from __future__ import annotations

import dataclasses
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

from model.engines.compiled.run import paced
from model.errors import ImpossibleState, Interrupted
from model.execution import Chunk, Engine, EngineName, Job, WorkersDied, chunks, execute
from tests.execution import fakes
from tests.metrics.small_world import small_world


def job(run: Engine, engine: EngineName = "compiled") -> Job:
    """Return a job of two worlds on the same streams."""
    world = small_world()
    stocked = dataclasses.replace(
        world, stocks=(dataclasses.replace(world.stocks[0], on_hand=9), *world.stocks[1:])
    )
    return Job((world, stocked), 5, engine, run)


def told(chunk: Chunk) -> tuple[int, list[int], list[float]]:
    """Return what identifies a chunk."""
    numbers = np.concatenate([part.values for part in chunk.parts])
    return (
        chunk.replication,
        [part.fingerprint for part in chunk.parts],
        np.nan_to_num(numbers, nan=-1.0).tolist(),
    )


@pytest.mark.parametrize(("engine", "workers"), [("compiled", 4), ("reference", 2)])
def test_the_same_chunks_in_the_same_order_for_any_number_of_workers(
    engine: EngineName, workers: int
) -> None:
    """Threads and spawned processes give, chunk by chunk, what one worker gives, though they finish out of order."""
    alone = [told(chunk) for chunk in chunks(job(fakes.lively), 12, workers=1)]
    together = [told(chunk) for chunk in chunks(job(fakes.lively, engine), 12, workers=workers)]
    assert [replication for replication, _, _ in alone] == list(range(12))
    assert together == alone


def test_replications_are_distinct_runs() -> None:
    """Twelve replications have twelve fingerprints."""
    found = [chunk.parts[0].fingerprint for chunk in chunks(job(fakes.lively), 12, workers=2)]
    assert len(set(found)) == 12


def test_worlds_of_a_chunk_meet_the_same_luck() -> None:
    """The number drawn is the same for both worlds, which differ only in their stock (5 and 9)."""
    for chunk in chunks(job(fakes.lively), 3, workers=1):
        first, second = (part.fingerprint for part in chunk.parts)
        assert first ^ 5 == second ^ 9


def test_sums_over_replications() -> None:
    """Series and histograms are added up over all replications, worlds apart."""
    first, second = execute(job(fakes.lively), 10, workers=2)
    assert first.series[:, 0, 0].tolist() == [50, 60, 70, 80]
    assert second.series[:, 0, 0].tolist() == [90, 100, 110, 120]
    assert {place: int(counts.sum()) for place, counts in first.histograms.items()} == {("fill_times", 0): 30}
    assert first.same_as(first)
    assert not first.same_as(second)


def test_equal_traces_of_different_worth_are_not_the_same() -> None:
    """Where the same happened but prices differ, so that one number does, the two are told apart."""
    first, second = execute(job(fakes.lively), 2, workers=1)
    twin = dataclasses.replace(first, values=first.values.copy())
    last = np.flatnonzero(np.isfinite(twin.values[1]))[-1]
    twin.values[1, last] += 1.0
    assert not first.same_as(twin)
    assert not first.same_as(dataclasses.replace(first, fingerprints=second.fingerprints))


@pytest.mark.parametrize(("engine", "workers"), [("compiled", 1), ("compiled", 2), ("reference", 2)])
def test_an_impossible_state_names_its_replication(engine: EngineName, workers: int) -> None:
    """The evidence survives threads and processes, with the replication added."""
    with pytest.raises(ImpossibleState, match="in replication [01] at tick 77, .*on hand is -3") as caught:
        execute(job(fakes.impossible, engine), 2, workers=workers)
    assert (caught.value.tick, caught.value.entity) == (77, "retailers.north/widget")


@pytest.mark.parametrize(("engine", "workers"), [("compiled", 1), ("compiled", 2), ("reference", 2)])
def test_a_run_that_is_cancelled_ends_within_a_second(engine: EngineName, workers: int) -> None:
    """From the flag to Interrupted takes under a second, with engines that would never end."""
    cancelled = threading.Event()
    set_at: list[float] = []

    def later() -> None:
        set_at.append(time.monotonic())
        cancelled.set()

    timer = threading.Timer(2.0 if engine == "reference" else 0.2, later)
    timer.start()
    with pytest.raises(Interrupted, match="stopped as asked"):
        execute(job(fakes.endless, engine), 4, workers=workers, cancelled=cancelled)
    assert time.monotonic() - set_at[0] < 1.0
    timer.join()


def test_ctrl_c_becomes_interrupted_and_stops_the_engines(monkeypatch: pytest.MonkeyPatch) -> None:
    """A KeyboardInterrupt while waiting ends the engines and is told as Interrupted."""

    def interrupted(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("model.execution.coordinator.wait", interrupted)
    with pytest.raises(Interrupted, match="stopped by Ctrl-C"):
        execute(job(fakes.endless), 4, workers=2)
    assert [thread.name for thread in threading.enumerate() if thread.name.startswith("chunk")] == []


@pytest.fixture
def marker(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """Return a file that a fake makes when it kills its process."""
    path = tmp_path / "died"
    monkeypatch.setenv(fakes.MARKER, str(path))
    yield path


def test_a_worker_that_dies_is_replaced_and_its_chunks_done_again(marker: Path) -> None:
    """A process killed in the middle costs nothing but time: the chunks are those of an undisturbed run."""
    alone = [told(chunk) for chunk in chunks(job(fakes.lively), 6, workers=1)]
    disturbed = [told(chunk) for chunk in chunks(job(fakes.dies_once, "reference"), 6, workers=2)]
    assert marker.exists()
    assert disturbed == alone


def test_workers_that_keep_dying_end_the_run() -> None:
    """After three deaths without progress the run says which replications, and what to try."""
    with pytest.raises(WorkersDied, match=r"died 3 times in a row on replications \[0, 1\].*--workers 1"):
        execute(job(fakes.always_dies, "reference"), 2, workers=2)


def test_progress_counts_every_chunk() -> None:
    """The caller hears of every chunk once, with the total."""
    heard: list[tuple[int, int]] = []
    execute(job(fakes.lively), 5, workers=2, progress=lambda done, total: heard.append((done, total)))
    assert heard == [(done, 5) for done in range(1, 6)]


@pytest.mark.parametrize(
    ("replications", "workers", "value"), [(0, 1, "0 replications"), (3, 0, "0 workers")]
)
def test_nothing_to_do_is_refused(replications: int, workers: int, value: str) -> None:
    """No replications, or nobody to work, is an error and not an empty result."""
    with pytest.raises(ValueError, match=value):
        list(chunks(job(fakes.lively), replications, workers=workers))


def test_the_compiled_engine_looks_whether_to_stop_by_time_and_not_by_events() -> None:
    """Where 20,000 events take 5 s it looks after 200 from then on; where they take 1 ms after 200,000, and no more."""
    assert paced(20_000, 5.0) == 200
    assert paced(20_000, 0.001) == 200_000
    assert paced(200_000, 0.001) == 200_000
    assert paced(10, 50.0) == 1
