"""Every unit is followed through the rows, and the backlog's integral is the sum of the waits, in both engines."""

from __future__ import annotations

import dataclasses
from pathlib import Path

import numpy as np
import pytest

from model.engines import Engine, run
from model.outcome.outcome import Outcome
from model.outcome.tallies import Point
from model.outcome.trace import Row
from model.sample_path import draw
from model.scenario import load
from model.scenario.world import World

from .conservation import fault_of

VALID = Path(__file__).parents[1] / "scenarios" / "valid"


def played(name: str, engine: Engine, *sets: str) -> tuple[World, Outcome]:
    """Return a scenario of the corpus and what happened in it."""
    world = load(VALID / f"{name}.yaml", ["time.horizon=60", "time.warm_up=5", *sets]).world()
    return world, run(world, draw(world.streams, 3, 0), engine=engine, trace=True)


@pytest.mark.parametrize("engine", ["reference", "compiled"])
@pytest.mark.parametrize("name", ["one_shop", "direct_sales", "network"])
def test_the_rows_add_up(name: str, engine: Engine) -> None:
    """Units at every shelf and lane, positions, what is owed, Little's law as an identity of whole numbers."""
    assert fault_of(*played(name, engine)) is None


def test_littles_law_counts_those_who_still_wait() -> None:
    """Ten units asked for on days 0 to 9, none delivered by day 20: 20 + 19 + ... + 11 = 155 unit-days are owed."""
    world = load(
        VALID / "one_shop.yaml",
        [
            "time.horizon=20", "time.warm_up=0", "retailers.corner.stock.lamp={base_stock: 0, from: works}",
            "suppliers.works.supplies.lamp.lead_time=100", "retailers.corner.back_orders={offer: open}",
            "customers.passers-by={shop: corner, buys: lamp, requests: {every: 1, first: 0, limit: 10}}",
        ],
    ).world()  # fmt: skip
    outcome = run(world, draw(world.streams, 3, 0), trace=True)
    assert outcome.points[0, Point.BACKLOG_TIME] == 155 * world.clock.ticks_per_unit
    assert fault_of(world, outcome) is None


def first(outcome: Outcome, kind: Row) -> int:
    """Return the place of the first row of a kind."""
    assert outcome.trace is not None
    return int(np.flatnonzero(outcome.trace[:, 1] == kind)[0])


@pytest.mark.parametrize(
    ("kind", "message"),
    [
        (Row.RECEIVED, "on hand"),
        (Row.ORDERED, "on order on receipt"),
        (Row.SERVED_AT_ONCE, "on hand"),
        (Row.BACK_ORDERED, "is owed nothing any more|position|backlog"),
        (Row.RENEGED, "position|backlog"),
    ],
)
def test_a_row_left_out_is_seen(kind: Row, message: str) -> None:
    """A receipt, an order, a sale, a back-order or a leaver of which nothing is told leaves numbers that do not fit."""
    world, outcome = played("one_shop", "compiled", "time.horizon=300")
    assert outcome.trace is not None
    short = np.delete(outcome.trace, first(outcome, kind), axis=0)
    fault = fault_of(world, dataclasses.replace(outcome, trace=short))
    assert fault is not None
    assert any(words in fault for words in message.split("|")), fault


def test_a_unit_given_twice_is_seen() -> None:
    """The same delivery handed to a customer twice: the second is owed nothing any more."""
    world, outcome = played("one_shop", "compiled", "time.horizon=300")
    assert outcome.trace is not None
    place = first(outcome, Row.SERVED_LATE)
    twice = np.insert(outcome.trace, place, outcome.trace[place], axis=0)
    fault = fault_of(world, dataclasses.replace(outcome, trace=twice))
    assert fault is not None and "SERVED_LATE" in fault


@pytest.mark.parametrize(
    ("column", "message"),
    [
        (Point.ON_HAND_END, "on hand at the end"),
        (Point.ON_ORDER_END, "on order at the end"),
        (Point.BACKLOG_END, "backlog at the end"),
        (Point.ON_HAND_TIME, "time on hand"),
        (Point.ON_ORDER_TIME, "time on order"),
        (Point.STOCKED_TIME, "time with stock"),
        (Point.BACKLOG_TIME, "integral of the backlog"),
    ],
)
def test_a_wrong_count_is_seen(column: Point, message: str) -> None:
    """A tally that is off by one quantum or tick is named."""
    world, outcome = played("one_shop", "compiled")
    points = outcome.points.copy()
    points[0, column] += 1
    fault = fault_of(world, dataclasses.replace(outcome, points=points))
    assert fault is not None and message in fault
