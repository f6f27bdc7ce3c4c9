"""Every benchmark by name, in the order in which they run; the first paragraph of a module says what it times."""

from __future__ import annotations

from importlib import import_module
from typing import Protocol, cast

from .figures import Measured

NAMES = ("simple", "console", "scaling", "threads", "network", "disguise", "phases", "start")


class Benchmark(Protocol):
    """A module that measures."""

    def measure(self) -> Measured:
        """Return what was found; raises AssertionError where there is nothing worth timing."""
        ...


def benchmark(name: str) -> Benchmark:
    """Return a benchmark by name."""
    return cast(Benchmark, import_module(f".bench_{name}", __package__))


def about(name: str) -> str:
    """Return what a benchmark times, in a sentence or two."""
    told = import_module(f".bench_{name}", __package__).__doc__ or ""
    return " ".join(told.split("\n\n")[0].split())
