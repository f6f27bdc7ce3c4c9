"""Engines that take no time: functions of a module, so that worker processes find them too."""

from __future__ import annotations

import os
import threading
import time
from pathlib import Path

import numpy as np

from model.errors import ImpossibleState, Interrupted
from model.execution import EngineName
from model.outcome.outcome import Outcome
from model.outcome.tallies import Cell
from model.sample_path import SamplePath
from model.scenario.world import World
from tests.metrics.small_world import blank_outcome

MARKER = "BACKORDER_TEST_MARKER"
"""Environment variable that names a file a fake leaves behind."""


def lively(
    world: World,
    path: SamplePath,
    *,
    engine: EngineName = "compiled",
    cancelled: threading.Event | None = None,
) -> Outcome:
    """Return an outcome made of the path's first number and the world's initial stock; later replications end first."""
    luck = path.value(0, 0, 0)
    time.sleep(0.01 * luck)
    asked, lost = 1000, int(luck * 1000)
    outcome = blank_outcome(world, fingerprint=int(luck * 2**53) ^ world.stocks[0].on_hand)
    outcome.cells[0, [Cell.REQUESTED, Cell.AT_ONCE, Cell.REFUSED]] = [asked, asked - lost, lost]
    outcome.series[:, 0, 0] = world.stocks[0].on_hand + np.arange(4)
    outcome.fill_times[0, lost % 50] = 3
    return outcome


def endless(
    world: World,
    path: SamplePath,
    *,
    engine: EngineName = "compiled",
    cancelled: threading.Event | None = None,
) -> Outcome:
    """Never end unless cancelled."""
    assert cancelled is not None
    while not cancelled.is_set():
        time.sleep(0.01)
    raise Interrupted("stopped as asked")


def impossible(
    world: World,
    path: SamplePath,
    *,
    engine: EngineName = "compiled",
    cancelled: threading.Event | None = None,
) -> Outcome:
    """Find a negative stock."""
    raise ImpossibleState("on hand is -3", tick=77, entity="retailers.north/widget")


def dies_once(
    world: World,
    path: SamplePath,
    *,
    engine: EngineName = "compiled",
    cancelled: threading.Event | None = None,
) -> Outcome:
    """Kill the worker process the first time, work from then on."""
    try:
        Path(os.environ[MARKER]).touch(exist_ok=False)
    except FileExistsError:
        return lively(world, path, engine=engine, cancelled=cancelled)
    os._exit(9)


def always_dies(
    world: World,
    path: SamplePath,
    *,
    engine: EngineName = "compiled",
    cancelled: threading.Event | None = None,
) -> Outcome:
    """Kill the worker process every time."""
    os._exit(9)
