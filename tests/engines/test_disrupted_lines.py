"""Lines that stand still or work slower: worked out by hand to the tick, the same in both engines."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from model.engines import Engine
from model.outcome.tallies import Place
from model.outcome.trace import Row
from model.scenario.world import World
from tests.engines.test_disruptions import ENGINES, UNIT, played, receipts, window, world

MADE_HERE = """
schema: 1
time: {unit: period, horizon: 40}
items: {part: {}}
manufacturers:
  plant:
    lines: {LINES}
    stock: {part: {base_stock: 0}}
    disruptions: AT_SITE
customers:
  all: {shop: plant, buys: part, requests: {every: 10, first: 1, limit: 3}}
"""
"""Made to order: one unit asked for, and its job begun, at 1, 11 and 21."""


def made_here(folder: Path, lines: str, trouble: str) -> World:
    """Return the world of a plant with such lines and such trouble."""
    return world(folder, MADE_HERE.replace("LINES", lines), AT_SITE=trouble)


@pytest.mark.parametrize("engine", ENGINES)
def test_lines_that_stand_still_go_on_with_what_was_left(tmp_path: Path, engine: Engine) -> None:
    """Begun at 1, frozen at 2.5 with 2.5 of 4 left, on from 4.5: done at 7. The job asked for at 11, in a standstill
    from 10 to 12, begins at 12 and is done at 16; two standstills from 22 to 24 and 23 to 27 hold the third, one
    period old, until 27: done at 30. The line worked 12 of the 40 periods it was there, and was never down."""
    first = "{windows: [{from: 2.5, to: 4.5}, {from: 10, to: 12}, {from: 22, to: 24}], effect: freeze}"
    second = window("freeze", begins=23, ends=27)
    outcome = played(made_here(tmp_path, "unit_time: 4", f"[{first}, {second}]"), engine)
    assert receipts(outcome) == [(7, 1), (16, 1), (30, 1)]
    place = outcome.places[0]
    assert (place[Place.BUSY], place[Place.AVAILABLE], place[Place.DOWN]) == (12 * UNIT, 40 * UNIT, 0)


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize(("clock", "down", "done"), [("calendar", 3, 8), ("working", 5, 9)])
def test_lines_that_stand_still_age_by_the_calendar_alone(
    tmp_path: Path, engine: Engine, clock: str, down: float, done: float
) -> None:
    """Up for 3 periods by the calendar, or 2 of work, then under repair for one; frozen from 2 to 4, a job of 4 begun
    at 1. Calendar: down 3-4, at work again at 4 with 3 left, down at 7 with none left: done at 8. Working: 1 of 2
    used at 2, at 4 it ages on, down at 5 with 2 left, from 6 to 8 at work, down
    again at 8 with none left, since lines go down before jobs are done: done at 9."""
    up = 3 if clock == "calendar" else 2
    lines = f"unit_time: 4, breakdowns: {{up: {up}, repair: 1, clock: {clock}}}"
    outcome = played(made_here(tmp_path, lines, window("freeze", begins=2, ends=4)), engine)
    assert outcome.trace is not None
    broken = outcome.trace[outcome.trace[:, 1] == Row.LINE_DOWN]
    assert broken[0, 0] == down * UNIT
    assert receipts(outcome)[0] == (done, 1)


@pytest.mark.parametrize("engine", ENGINES)
def test_half_the_capacity_throughout_is_twice_the_unit_time(tmp_path: Path, engine: Engine) -> None:
    """Ticks of work that are whole divide by .5 without rounding: the same work at the same ticks, 8 periods a job."""
    half = played(
        made_here(
            tmp_path, "unit_time: 4", "{windows: [{from: 0, to: never}], effect: capacity-factor, factor: .5}"
        ),
        engine,
    )
    twice = played(made_here(tmp_path, "unit_time: 8", "none"), engine)
    assert receipts(half) == receipts(twice) == [(9, 1), (19, 1), (29, 1)]
    assert np.array_equal(half.points, twice.points)
    assert half.places[0, Place.BUSY] == twice.places[0, Place.BUSY] == 24 * UNIT


@pytest.mark.parametrize("engine", ENGINES)
def test_factors_that_last_together_multiply(tmp_path: Path, engine: Engine) -> None:
    """A job of 4 begun at 1: one period done at 2, when it works at half speed: .5 more done at 3, when it works at a
    quarter: .5 more at 5, at half speed again: .5 more at 6, at full speed from then with 1.5 left: done at 7.5."""
    first = window("capacity-factor", "factor: .5", begins=2, ends=6)
    second = window("capacity-factor", "factor: .5", begins=3, ends=5)
    outcome = played(made_here(tmp_path, "unit_time: 4", f"[{first}, {second}]"), engine)
    assert receipts(outcome) == [(7.5, 1), (15, 1), (25, 1)]
