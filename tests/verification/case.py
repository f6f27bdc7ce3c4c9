"""What a case is: a scenario, the figures read from its replications, and the exact values they should have.

A case's scenario is `scenarios/<id>.yaml`; where the case has several systems, they are the alternatives of its lever.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any, cast

import numpy as np

from model.engines import Engine, run
from model.metrics import Meter
from model.outcome.outcome import Outcome
from model.sample_path import draw
from model.scenario import load
from model.scenario.world import World
from model.statistics import Array

from .figures import Reading, Replication
from .judge import Precision, Sought, seed_of

HERE = Path(__file__).parent

Place = tuple[str | int, ...]
"""Where an expected value stands under a case's `expect`."""


@dataclass(frozen=True, slots=True)
class Figure:
    """One number that a case expects."""

    expected: Place
    reading: Reading
    share: bool
    """Whether the number is a share, whose resolution is absolute where it is small."""
    system: str = ""
    """Alternative of the scenario's lever; empty where there is one system."""
    longer: int = 0
    """Where above 0 it takes so many customers that only the proofs judge it, on this many times the replications."""

    @property
    def name(self) -> str:
        """As a table shows it."""
        return " ".join(
            str(part) for part in (*self.expected, f"[{self.system}]" if self.system else "") if part != ""
        )


def share(expected: str | Place, reading: Reading, system: str = "") -> Figure:
    """Return a figure that is a share."""
    return Figure(_place(expected), reading, True, system)


def value(expected: str | Place, reading: Reading, system: str = "", *, longer: int = 0) -> Figure:
    """Return a figure that is not."""
    return Figure(_place(expected), reading, False, system, longer)


def _place(expected: str | Place) -> Place:
    return (expected,) if isinstance(expected, str) else expected


@dataclass(frozen=True)
class Case:
    """One system whose figures are known."""

    id: str
    figures: tuple[Figure, ...]

    @property
    def file(self) -> Path:
        """Its scenario."""
        return HERE / "scenarios" / f"{self.id}.yaml"

    @property
    def seed(self) -> int:
        """Its seed, which nobody chooses."""
        return seed_of(self.id)

    @cached_property
    def replications(self) -> int:
        """Replications that reach the resolution of the tests."""
        return load(self.file).replications

    def sought(self, figures: tuple[Figure, ...], precision: Precision) -> list[Sought]:
        """Return what each figure should be, and how finely it has to be known."""
        expected = expectations()[self.id]
        values = [_found(expected, figure.expected) for figure in figures]
        return [
            Sought(number, precision.resolution(number, share=figure.share))
            for number, figure in zip(values, figures, strict=True)
        ]

    def worlds(self, *sets: str) -> dict[str, World]:
        """Return the systems of the case by name, with overrides such as `time.horizon=300`."""
        return {"".join(one.labels): one.world for one in load(self.file, sets).combinations()}

    def simulate(
        self, figures: tuple[Figure, ...], replications: range, engine: Engine = "compiled"
    ) -> Array:
        """Return the figures of some replications: (replications, figures)."""
        numbers = np.full((len(replications), len(figures)), np.nan)
        for system, world in self.worlds().items():
            columns = [at for at, figure in enumerate(figures) if figure.system == system]
            meter = Meter(world)
            for row, replication in enumerate(replications if columns else ()):
                played = Replication(meter, self.play(world, replication, engine))
                for at in columns:
                    numbers[row, at] = figures[at].reading(played)
        return numbers

    def play(self, world: World, replication: int, engine: Engine = "compiled") -> Outcome:
        """Return one replication of one of the case's systems."""
        return run(world, draw(world.streams, self.seed, replication), engine=engine)


def expectations() -> dict[str, Any]:
    """Return what every case expects, by id."""
    told: dict[str, Any] = json.loads((HERE / "cases.json").read_text())
    rooms = [room for name, room in told.items() if not name.startswith("_")]
    return {case["id"]: case["expect"] for room in rooms for case in room}


def leaves(expected: Any, place: Place = ()) -> list[Place]:
    """Return the places of all numbers under an expectation."""
    inside: list[tuple[str | int, Any]] = []
    if isinstance(expected, dict):
        inside = list(cast("dict[str, Any]", expected).items())
    elif isinstance(expected, list):
        inside = list(enumerate(cast("list[Any]", expected)))
    else:
        return [place]
    return [leaf for name, inner in inside for leaf in leaves(inner, (*place, name))]


def _found(expected: Any, place: Place) -> float:
    for part in place:
        expected = expected[part]
    return float(expected)
