"""Whatever stands in a scenario, the answer is a World or faults with lines; never a traceback."""

from __future__ import annotations

import random
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from model.errors import ScenarioError
from model.scenario import load
from model.scenario.document import parse
from model.scenario.reference import flow

VALID = Path(__file__).parent.parent / "scenarios" / "valid"
FILES = sorted(VALID.glob("*.yaml"))
ODD: list[Any] = [
    None, -1, 0, "x", "", [], {}, float("nan"), float("inf"), 1e30, 10**30, True, [1], {"a": 1}, "3 weeks", 0.5,
    "-1 day", "1e400", {"gamma": {"mean": 1, "cv": -1}}, "*", [None], [[]], {"a": None}, {"uniform": [5]}, "never",
    "20 %", {"empirical": []}, {"pareto": {"shape": 0.5, "scale": 1}}, "a.b", "no limit", {"": 1},
]  # fmt: skip


def places(value: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """Yield the path of every value in a scenario."""
    if path:
        yield path
    children = (
        value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    )
    for name, child in children:
        yield from places(child, (*path, name))


def replaced(value: Any, path: tuple[Any, ...], odd: Any) -> Any:
    """Return the scenario with one value in the place of another."""
    if not path:
        return odd
    changed = dict(value) if isinstance(value, dict) else list(value)
    changed[path[0]] = replaced(changed[path[0]], path[1:], odd)
    return changed


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_an_odd_value_anywhere_is_a_world_or_a_fault(file: Path, tmp_path: Path) -> None:
    """An odd value in the place of each value in turn is accepted or told in our own words, with a line."""
    shutil.copytree(VALID, tmp_path, dirs_exist_ok=True)
    written = parse(file.read_text(), file.name).plain()
    written.pop("compare", None)
    odd = random.Random(file.stem)
    refused = 0
    for path in places(written):
        text = flow(replaced(written, path, odd.choice(ODD)))
        (tmp_path / "x.yaml").write_text(text.replace(": inf", ": .inf").replace(": nan", ": .nan"))
        try:
            load(tmp_path / "x.yaml")
        except ScenarioError as error:
            refused += 1
            for fault in error.faults:
                assert fault.line > 0, f"{path}: {fault}"
                assert "input" not in fault.message.lower(), f"{path}: {fault} is not in our own words"
    assert refused > 10
