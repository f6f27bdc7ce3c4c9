"""A run folder holds what was asked and what came out, is whole or not there, and hashes by content."""

from __future__ import annotations

import dataclasses
import json
import os
from datetime import UTC, datetime
from pathlib import Path

import numpy as np
import pytest

from model.errors import StorageError
from model.storage import Combination, ComparisonRow, Curve, Record, content_hash, read_run, write_run

NAN = np.nan
TIME = datetime(2026, 3, 4, 5, 6, 7, tzinfo=UTC)


def record() -> Record:
    """Return a run of two combinations and three replications, with a hole in the numbers."""
    keys = (("lost_total", "total"), ("promise_kept", "total"))
    curve = Curve("on_hand", "retailers.north/widget", np.array([0.0, 2.5]), np.array([5.0, 4.5]))
    silent = np.array([[0.1, NAN], [0.2, NAN], [0.3, NAN]])
    told = np.array([[0.1, 1.0], [0.2, NAN], [0.25, 0.5]])
    return Record(
        scenario="shop",
        text="schema: 1\n# as written\n",
        resolved={"schema": 1, "seed": 0},
        seed=0,
        replications=3,
        engine="reference",
        command=("simulate.py", "run", "shop.yaml"),
        started=TIME,
        ended=TIME,
        requests=30,
        rows=300,
        combinations=(
            Combination("silent", ("silent",), keys, silent, (1, 2, 3), "luck", (curve,)),
            Combination("it's told", ("it's told",), keys, told, (4, 5, 6), "luck"),
        ),
        comparisons=(
            ComparisonRow("lost_total", "total", "it's told", "silent", -0.0167, 0.07, 3, "cannot tell", 0.5),
            ComparisonRow("promise_kept", "total", "it's told", "silent", 0.5, None, 1, "cannot tell"),
        ),
        levers=("communication",),
    )


def test_what_is_written_is_read_again(tmp_path: Path) -> None:
    """Every number, text and hole comes back from the folder."""
    folder = write_run(tmp_path, record())
    run = read_run(folder)
    assert folder.parent == tmp_path / "shop"
    assert folder.name == f"20260304T050607Z-{content_hash(record())[:8]}"
    assert run.text() == record().text
    assert run.resolved() == {"schema": 1, "seed": 0}
    assert run.combinations == ["silent", "it's told"]
    np.testing.assert_array_equal(run.values("it's told", "promise_kept"), [1.0, NAN, 0.5])
    np.testing.assert_array_equal(run.values("silent", "promise_kept"), [NAN, NAN, NAN])
    x, y = run.curve("silent", "on_hand", "retailers.north/widget")
    assert (x.tolist(), y.tolist()) == ([0.0, 2.5], [5.0, 4.5])
    assert tuple(run.comparisons()) == record().comparisons
    assert run.provenance["seed"] == 0
    assert run.provenance["hash"] == content_hash(record())


def test_the_hash_leaves_out_time_engine_and_command() -> None:
    """The same numbers simulated later, elsewhere and otherwise have the same hash."""
    later = dataclasses.replace(
        record(), started=datetime.now(UTC), engine="compiled", command=("other",), rows=1, requests=1
    )
    assert content_hash(later) == content_hash(record())


@pytest.mark.parametrize(
    "change", ["number", "hole", "seed", "resolved", "fingerprint", "curve", "comparison"]
)
def test_the_hash_sees_every_content(change: str) -> None:
    """One last bit of one number, a hole filled, another seed, field, fingerprint or comparison: another hash."""
    one = record()
    first, second = one.combinations
    changed = {
        "number": lambda: dataclasses.replace(first, values=np.nextafter(first.values, 1.0)),
        "hole": lambda: dataclasses.replace(first, values=np.nan_to_num(first.values)),
        "fingerprint": lambda: dataclasses.replace(first, fingerprints=(1, 2, 4)),
        "curve": lambda: dataclasses.replace(first, curves=()),
    }
    if change in changed:
        one = dataclasses.replace(one, combinations=(changed[change](), second))
    elif change == "comparison":
        one = dataclasses.replace(one, comparisons=one.comparisons[:1])
    else:
        field = {"seed": {"seed": 1}, "resolved": {"resolved": {"schema": 1, "seed": 1}}}[change]
        one = dataclasses.replace(one, **field)
    assert content_hash(one) != content_hash(record())


def test_two_runs_of_the_same_second_have_two_folders(tmp_path: Path) -> None:
    """A folder is made once and never written again."""
    first, second = write_run(tmp_path, record()), write_run(tmp_path, record())
    assert second.name == f"{first.name}-2"
    assert read_run(first).provenance["hash"] == read_run(second).provenance["hash"]


def test_the_tables_are_the_same_bytes_twice(tmp_path: Path) -> None:
    """Everything but the provenance, which tells times, is equal byte for byte."""
    first, second = write_run(tmp_path, record()), write_run(tmp_path, record())
    for name in (
        "scenario.yaml",
        "resolved.json",
        "replications.parquet",
        "curves.parquet",
        "comparisons.csv",
    ):
        assert (first / name).read_bytes() == (second / name).read_bytes()


def test_a_folder_that_cannot_be_made_is_one_clear_sentence(tmp_path: Path) -> None:
    """Where a file stands in the way of the results folder, the message says which, why and what to do."""
    (tmp_path / "results").write_text("a file")
    with pytest.raises(
        StorageError, match=r"results cannot be written: .*(not a directory|file exists).*--out"
    ):
        write_run(tmp_path / "results", record())


def test_a_disk_that_fills_up_leaves_nothing_behind(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """When the last file finds no space, the folder is gone again and the message says so."""

    def full(*_: object) -> None:
        raise OSError(28, os.strerror(28))

    monkeypatch.setattr("model.storage.run_folder._provenance", full)
    with pytest.raises(StorageError, match="no space left on device; free some space"):
        write_run(tmp_path, record())
    assert list((tmp_path / "shop").iterdir()) == []


def test_an_interrupted_writer_leaves_nothing_that_looks_whole(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Ctrl-C in the middle of writing removes what was begun."""

    def interrupted(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("model.storage.run_folder.write_curves", interrupted)
    with pytest.raises(KeyboardInterrupt, match="^$"):
        write_run(tmp_path, record())
    assert list((tmp_path / "shop").iterdir()) == []


def test_readers_refuse_what_is_no_run_and_what_is_newer(tmp_path: Path) -> None:
    """An empty folder, one still being written and one of a later schema are refused with the reason."""
    with pytest.raises(StorageError, match="is not a finished run"):
        read_run(tmp_path)
    folder = write_run(tmp_path, record())
    partial = folder.rename(folder.with_name(folder.name + ".partial"))
    with pytest.raises(StorageError, match="partial is not a finished run"):
        read_run(partial)
    folder = partial.rename(folder)
    path = folder / "provenance.json"
    path.write_text(json.dumps({**json.loads(path.read_text()), "schema": 99}))
    with pytest.raises(StorageError, match="of schema 99 and this program reads up to 1"):
        read_run(folder)
    path.write_text("{")
    with pytest.raises(StorageError, match=r"provenance\.json cannot be read"):
        read_run(folder)
