"""What a case is: a scenario, the figures read from its replications, and the exact values they should have.

A case's scenario is `scenarios/<id>.yaml`; where the case has several systems, they are the alternatives of its lever.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from ..scenario import load
from ..scenario.world import World
from .expectations import HERE, Expected, Place, expectations
from .figures import Reading
from .judge import Precision, Sought, seed_of


@dataclass(frozen=True, slots=True)
class Figure:
    """One number that a case expects."""

    expected: Place
    reading: Reading
    share: bool
    """Whether the number is a share, whose resolution is absolute where it is small."""
    system: str = ""
    """Alternative of the scenario's lever; empty where there is one system."""
    longer: float = 1.0
    """Times the case's replications it takes; where above 1, it takes too many customers for a test."""

    @property
    def name(self) -> str:
        """As a table shows it; the system is named unless the place of the number already does."""
        parts = [str(part) for part in self.expected]
        told = not self.system or any(self.system in part for part in parts)
        return " ".join(parts if told else [*parts, f"[{self.system}]"])


def share(expected: str | Place, reading: Reading, system: str = "") -> Figure:
    """Return a figure that is a share."""
    return Figure(_place(expected), reading, True, system)


def value(expected: str | Place, reading: Reading, system: str = "", *, longer: float = 1.0) -> Figure:
    """Return a figure that is not."""
    return Figure(_place(expected), reading, False, system, longer)


def _place(expected: str | Place) -> Place:
    return (expected,) if isinstance(expected, str) else expected


@dataclass(frozen=True)
class Case:
    """One system whose figures are known."""

    id: str
    figures: tuple[Figure, ...]
    whole: bool = False
    """Whether the length of a replication belongs to the system, so that it cannot be shortened."""
    exact: bool = False
    """Whether nothing is left to chance, so that one replication says all and every digit counts."""

    @property
    def file(self) -> Path:
        """Its scenario."""
        return HERE / "scenarios" / f"{self.id}.yaml"

    @property
    def told(self) -> Expected:
        """What cases.json says of it."""
        return expectations()[self.id]

    @property
    def seed(self) -> int:
        """Its seed, which nobody chooses."""
        return seed_of(self.id)

    @cached_property
    def replications(self) -> int:
        """Replications that reach a resolution of 3 %."""
        return load(self.file).replications

    @property
    def systems(self) -> tuple[str, ...]:
        """The systems its figures are read from."""
        return tuple(dict.fromkeys(figure.system for figure in self.figures))

    def sought(self, figures: tuple[Figure, ...], precision: Precision) -> list[Sought]:
        """Return what each figure should be, and how finely it has to be known."""
        values = [self.told.value(figure.expected) for figure in figures]
        return [
            Sought(number, precision.resolution(number, share=figure.share))
            for number, figure in zip(values, figures, strict=True)
        ]

    def worlds(self, *sets: str) -> dict[str, World]:
        """Return the systems of the case by name, with overrides such as `time.horizon=300`."""
        return {"".join(one.labels): one.world for one in load(self.file, sets).combinations()}
