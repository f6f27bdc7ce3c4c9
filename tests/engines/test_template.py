"""Replications share the tables of their world that nobody writes, and none of the others."""

from __future__ import annotations

from importlib import import_module
from pathlib import Path

import numpy as np
import pytest

from model.engines import run
from model.engines.compiled.encode import encode_world
from model.engines.compiled.encode.template import READ_ONLY
from model.engines.compiled.tables import RECORDS, dtype_of
from model.sample_path import draw
from model.scenario import load

VALID = Path(__file__).parents[1] / "scenarios" / "valid"


@pytest.mark.parametrize("name", [path.stem for path in sorted(VALID.glob("*.yaml"))])
def test_a_run_leaves_the_shared_tables_as_they_were(name: str) -> None:
    """What is never copied is bit for bit the same after a run, and a second run of the path is the first again."""
    world = load(VALID / f"{name}.yaml").world()
    path = draw(world.streams, 5, 0)
    before = {table: encode_world(world, path, trace=False)[table].tobytes() for table in READ_ONLY}
    first, again = run(world, path, engine="compiled"), run(world, path, engine="compiled")
    assert before == {table: encode_world(world, path, trace=False)[table].tobytes() for table in READ_ONLY}
    assert first.fingerprint == again.fingerprint


def test_room_once_needed_is_there_for_the_next(monkeypatch: pytest.MonkeyPatch) -> None:
    """A run that had to grow leaves its room to the next, which grows no more, and the same happens in both."""
    kernel = import_module("model.engines.compiled.run")
    grown: list[int] = []
    grow = kernel.grow
    monkeypatch.setattr(kernel, "grow", lambda tables: grown.append(1) or grow(tables))
    world = load(Path("scenarios/console-launch.yaml")).world()
    path = draw(world.streams, 5, 0)
    first, times = run(world, path, engine="compiled"), len(grown)
    again = run(world, path, engine="compiled")
    assert times > 0
    assert len(grown) == times
    assert (first.fingerprint, first.rows) == (again.fingerprint, again.rows)


@pytest.mark.parametrize("name", RECORDS)
def test_no_column_is_called_like_what_every_array_has(name: str) -> None:
    """Where numba is told not to compile, a row's columns are its attributes, and `item` or `mean` an array's own."""
    assert not [column for column in dtype_of(RECORDS[name]).names or () if hasattr(np.recarray, column)]
    assert hasattr(np.recarray, "item")


def test_every_other_table_is_fresh() -> None:
    """Two replications hold no array in common but those; writing into one leaves the other alone."""
    world = load(VALID / "network.yaml").world()
    one, other = (encode_world(world, draw(world.streams, 5, k), trace=True) for k in range(2))
    shared = {name for name in one if np.shares_memory(one[name], other[name])}
    assert shared <= READ_ONLY
    assert one["stream"]["k0"].tolist() != other["stream"]["k0"].tolist()
