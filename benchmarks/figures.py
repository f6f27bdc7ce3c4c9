"""What a benchmark measures: figures with one value a round, and contestants that take turns.

A ratio is taken within a round, where both met the same moods of the machine; the median of the rounds is told with its
spread.
"""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

ROUNDS = 5

Turn = Callable[[int], float]
"""Do something in the round of this number and return what it took, or how fast it went."""


@dataclass(frozen=True, slots=True)
class Figure:
    """One number asked for, as measured."""

    what: str
    unit: str
    """`x` for a ratio."""
    values: tuple[float, ...]
    """One a round."""
    better: Literal["higher", "lower"] = "higher"
    must: float | None = None
    aim: float | None = None

    @property
    def median(self) -> float:
        """The middle of the rounds."""
        return statistics.median(self.values)

    @property
    def verdict(self) -> str:
        """In a word, nothing where nothing is asked."""
        if self.must is None:
            return ""
        if self.aim is not None and self._reaches(self.aim):
            return "aim reached"
        return "reached" if self._reaches(self.must) else "missed"

    def _reaches(self, bound: float) -> bool:
        return self.median >= bound if self.better == "higher" else self.median <= bound

    def kept(self) -> dict[str, Any]:
        """Return what the file keeps."""
        return {
            "what": self.what,
            "unit": self.unit,
            "median": rounded(self.median),
            "least": rounded(min(self.values)),
            "most": rounded(max(self.values)),
            "rounds": len(self.values),
            "must": self.must,
            "aim": self.aim,
            "verdict": self.verdict,
        }


@dataclass(frozen=True, slots=True)
class Measured:
    """All that one benchmark found."""

    figures: tuple[Figure, ...]
    notes: tuple[str, ...] = ()
    """Sentences that belong to the numbers: what was checked before, what is left out."""


def rounded(value: float) -> float:
    """Return four figures of a number."""
    return float(f"{value:.4g}")


def in_turns(contestants: Mapping[str, Turn], rounds: int = ROUNDS) -> dict[str, list[float]]:
    """Let everybody have a turn in every round, after one that does not count."""
    for turn in contestants.values():
        turn(0)
    found: dict[str, list[float]] = {name: [] for name in contestants}
    for number in range(1, rounds + 1):
        for name, turn in contestants.items():
            found[name].append(turn(number))
    return found


def ratios(one: Sequence[float], other: Sequence[float]) -> tuple[float, ...]:
    """Return one divided by the other, round by round."""
    return tuple(first / second for first, second in zip(one, other, strict=True))


def rate(once: Callable[[int], int], least_seconds: float = 0.5) -> Turn:
    """Return a turn that does something again and again for a while, and tells how many it did a second."""

    def turn(number: int) -> float:
        many, k, start = 0, 1000 * number, time.perf_counter()
        while time.perf_counter() - start < least_seconds:
            many += once(k)
            k += 1
        return many / (time.perf_counter() - start)

    return turn


def seconds(once: Callable[[], object]) -> float:
    """Return how long something takes."""
    start = time.perf_counter()
    once()
    return time.perf_counter() - start
