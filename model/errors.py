"""The few ways this package says no: every message names the place, the value and the remedy."""

from __future__ import annotations

import re
from dataclasses import dataclass

CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]")
"""Signs that would break the line of a message, or that a terminal obeys."""


class BackorderError(Exception):
    """Base of every error this package raises on purpose."""


@dataclass(frozen=True, slots=True, order=True)
class Fault:
    """One thing wrong with a scenario: where it stands, what stands there, and what to do."""

    file: str
    line: int
    """Line in the file, counted from 1; 0 when the fault has no line (a missing file, a `--set`)."""
    path: str
    """Dotted path of the field, e.g. `retailers.north.stock.console.s_S.s`."""
    message: str
    """Value and remedy, in one sentence."""

    def __str__(self) -> str:
        place = f"{self.file}:{self.line}" if self.line else self.file
        told = f"{place} {self.path}: {self.message}" if self.path else f"{place}: {self.message}"
        return CONTROL.sub(lambda sign: sign[0].encode("unicode_escape").decode(), told)


class ScenarioError(BackorderError):
    """A scenario with faults, all of them at once, in file order."""

    def __init__(self, faults: list[Fault]) -> None:
        self.faults = tuple(sorted(faults))
        super().__init__("\n".join(str(fault) for fault in self.faults))


class ImpossibleState(BackorderError):
    """A run reached a state that the model excludes; carries what is needed to repeat it alone.

    It can be built again from its `args`, as a pool of workers does.
    """

    def __init__(self, message: str, tick: int, entity: str, replication: int | None = None) -> None:
        self.message, self.tick, self.entity, self.replication = message, tick, entity, replication
        super().__init__(message, tick, entity, replication)

    def __str__(self) -> str:
        where = "" if self.replication is None else f" in replication {self.replication}"
        return f"impossible state{where} at tick {self.tick}, {self.entity}: {self.message}"


class TooMuch(ImpossibleState):
    """A level grew so large that it cannot be summed over the run; the scenario's numbers are at fault."""

    def __str__(self) -> str:
        where = "" if self.replication is None else f" (replication {self.replication})"
        return f"{self.entity}: {self.message}{where}"


class StorageError(BackorderError):
    """A run folder that cannot be written or read; says which file and why."""


class Interrupted(BackorderError):
    """The person asked to stop before the end; nothing was written."""
