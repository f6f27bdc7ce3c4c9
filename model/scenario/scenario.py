"""A scenario read, checked and resolved: the one thing that the rest of the program asks for."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ..errors import Fault, ScenarioError
from .world import World


@dataclass(frozen=True, slots=True)
class Combination:
    """One alternative of each lever of the grid, and the World under them."""

    labels: tuple[str, ...]
    world: World


@dataclass(frozen=True, slots=True, eq=False)
class Scenario:
    """A scenario without faults."""

    name: str
    """The file's name without its ending."""
    path: Path
    text: str
    """The file as written."""
    title: str
    seed: int
    replications: int
    grid: tuple[str, ...]
    """Levers that are combined; empty where nothing is compared."""
    baseline: tuple[str, ...]
    """One alternative of each lever of the grid."""
    asserts: tuple[str, ...]
    notes: tuple[str, ...]
    """What a reader of its results should know."""
    served_within: tuple[str, ...]
    """The waits of the World's `served_within`, as text."""
    written: dict[str, Any]
    """The file as plain values, with what it extends and what `--set` changed."""
    resolved: dict[str, Any]
    """Every default filled in; durations as text, or as numbers in the time unit."""
    origins: dict[str, str]
    """By dotted path of `resolved`: `file:line`, `--set` or `default`."""
    base: World
    compared: tuple[Combination, ...]

    def world(self) -> World:
        """Return the World of the file as it stands, no lever pulled."""
        return self.base

    def combinations(self) -> tuple[Combination, ...]:
        """Return the whole grid in its order; without levers to compare, the World alone under no labels."""
        return self.compared


def load(
    path: str | Path, sets: Sequence[str] = (), *, allow_plugins: bool = False, combination: str | None = None
) -> Scenario:
    """Read, check and resolve a scenario file; `sets` are overrides such as `time.horizon=2 years`.

    `combination` names one of those that it compares, such as `open / silent`: the scenario is then the file with these
    levers pulled.

    A scenario may name Python files of its own rules, beside it; they are code that runs with your rights, and only
    where `allow_plugins` is true.

    Raises ScenarioError with every fault that could be found, each with its file, line, path, value and remedy.
    """
    from .document import DocumentFault
    from .loading import load_scenario

    try:
        return load_scenario(
            Path(path), str(path), sets, allow_plugins=allow_plugins, combination=combination
        )
    except DocumentFault as fault:
        raise ScenarioError(fault.faults) from None


def faulty(faults: list[Fault]) -> ScenarioError:
    """Return the error that tells faults once each."""
    return ScenarioError(list(dict.fromkeys(faults)))
