"""Scenarios with a planted cause, and what is diagnosed; run as a program, prints the table of docs/signals.md."""

from __future__ import annotations

import statistics
import sys
import tempfile
from pathlib import Path

from model.engines import run
from model.engines.compiled import entry
from model.experiment.readings import Reading, periods, read
from model.sample_path import draw
from model.scenario import load
from model.scenario.world import World

WEEK = 7 * 86_400_000
WEEKS, PLANTED = 60, 40
"""Weeks that are run, and the week in which the cause begins."""
LEAD = 10 * 86_400_000
"""What the shop reckons with: the mean lead time of a week, and half of it besides."""

BASE = """
schema: 1
time: {unit: day, horizon: 421, warm_up: 60}
items: {lamp: {price: 20}}
suppliers: {works: {supplies: {lamp: {lead_time: {gamma: {mean: 7, cv: 0.2}}}}%s}}
retailers:
  corner:
    stock: {lamp: {base_stock: %d, from: works}}
    back_orders: {offer: %s}
customers:
"""
STEADY = "  all: {shop: corner, buys: lamp, requests: {rate: 5 per day}}\n"
HALF = "  half: {shop: corner, buys: lamp, requests: {rate: 2.5 per day}}\n"
MORE = "  more: {shop: corner, buys: lamp, requests: {rate: 2.5 per day, first: 280}}\n"
FEWER = "  gone: {shop: corner, buys: lamp, requests: {rate: 2.5 per day, until: 280}}\n"
PATIENT = "  old: {shop: corner, buys: lamp, requests: {rate: 5 per day, until: 280}}\n"
HASTY = (
    "  new: {shop: corner, buys: lamp, requests: {rate: 5 per day, first: 280}, tolerance: 1, belief: 3}\n"
)
DOWN = ", disruptions: {up: 340, down: 60}"
CAUSES: dict[str, tuple[str, Reading]] = {
    "nothing": (BASE % ("", 55, "open") + STEADY, Reading(False, False, False, False)),
    "demand up by half": (BASE % ("", 55, "open") + STEADY + MORE, Reading(True, False, False, False)),
    "supplier down": (BASE % (DOWN, 55, "open") + STEADY, Reading(False, True, False, False)),
    "demand down by half": (BASE % ("", 55, "open") + HALF + FEWER, Reading(False, False, True, False)),
    "customers refuse": (BASE % ("", 20, "open") + PATIENT + HASTY, Reading(False, False, False, True)),
    "demand up, supplier down": (
        BASE % (DOWN, 55, "open") + STEADY + MORE,
        Reading(True, True, False, False),
    ),
}
"""By planted cause: the scenario, and which signals should be on."""


def world_of(text: str) -> World:
    """Load a scenario."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "planted.yaml"
        path.write_text(text)
        return load(path).world()


def diagnosed(cause: str, seed: int, engine: str = "compiled") -> list[Reading]:
    """Return the four signals of each week."""
    world = world_of(CAUSES[cause][0])
    outcome = run(world, draw(world.streams, seed, 0), engine=engine, trace=True)  # pyright: ignore[reportArgumentType]
    assert outcome.trace is not None
    return read(periods(outcome.trace, 0, WEEK, WEEKS, LEAD))


def delay(readings: list[Reading], signal: int) -> int | None:
    """Return the weeks from the cause until a signal is on, None if it never is."""
    return next((week for week, one in enumerate(readings[PLANTED:], 1) if one[signal]), None)


def confusion(cause: str, seeds: range) -> list[tuple[float, float | None]]:
    """Return by signal the share of runs in which it came on within 8 weeks of the cause, and the median delay."""
    found: list[tuple[float, float | None]] = []
    runs = [diagnosed(cause, seed) for seed in seeds]
    for signal in range(4):
        delays = [delay(readings, signal) for readings in runs]
        soon = [weeks for weeks in delays if weeks is not None and weeks <= 8]
        found.append((len(soon) / len(runs), statistics.median(soon) if soon else None))
    return found


def main() -> None:
    """Print a line for each cause."""
    entry.entry()
    seeds = range(int(sys.argv[1]), int(sys.argv[2]))
    for cause in CAUSES:
        cells = [
            f"{share:.0%}" + (f", {median:g}" if median else "") for share, median in confusion(cause, seeds)
        ]
        print("|", cause, "|", " | ".join(cells), "|")


if __name__ == "__main__":
    main()
