"""The engine may not recognise a benchmark: other names, and an item that nobody sells, change its speed little."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import yaml

from model import load
from model.engines import run
from model.sample_path import draw
from model.scenario.world import World

from . import bench_console, bench_simple
from .bench_scaling import written
from .figures import Figure, Measured, Turn, in_turns, rate, ratios
from .machine import one_core

FAMILIES = ("items", "suppliers", "manufacturers", "distributors", "retailers", "customers")
CASES = {"simple": bench_simple.SCENARIO, "console": bench_console.SCENARIO}


def disguised(told: dict[str, Any]) -> dict[str, Any]:
    """Return a scenario whose names of each kind are passed on to the next and reversed, with one more item."""
    names: dict[str, str] = {}
    for family in FAMILIES:
        old = list(told.get(family, {}))
        names |= dict(zip(old, (name[::-1] for name in [*old[1:], *old[:1]]), strict=True))
    found = {key: value for key, value in told.items() if key not in ("levers", "compare")}
    for family in FAMILIES:
        if family in found:
            found[family] = _renamed(found[family], names)
    found["items"] = {"unsold": {}, **found["items"]}
    return found


def _renamed(part: Any, names: dict[str, str]) -> Any:
    """Rename keys and words, also on either side of an @."""
    if isinstance(part, dict):
        return {_renamed(key, names): _renamed(value, names) for key, value in part.items()}
    if isinstance(part, list):
        return [_renamed(value, names) for value in part]
    if isinstance(part, str):
        return "@".join(names.get(word, word) for word in part.split("@"))
    return part


def worlds(file: Path) -> dict[str, World]:
    """Return a scenario as it is written, and in disguise."""
    return {
        "as written": load(file).world(),
        "in disguise": written(disguised(yaml.safe_load(file.read_text()))),
    }


def measure() -> Measured:
    """Let every scenario take turns with itself in disguise."""

    def turn(world: World) -> Turn:
        return rate(lambda k: run(world, draw(world.streams, 1, k)).rows)

    figures: list[Figure] = []
    with one_core():
        for name, file in CASES.items():
            found = in_turns({how: turn(world) for how, world in worlds(file).items()})
            change = [100 * abs(one - 1) for one in ratios(found["in disguise"], found["as written"])]
            figures.append(Figure(f"{name}: change of speed in disguise", "%", tuple(change), "lower", 20))
    return Measured(tuple(figures))
