"""Faults seen in other simulators of this kind, each hunted by a short scenario that would catch it here.

Every test runs on both engines. The worlds leave nothing to chance, so the numbers are worked out in the docstrings.
"""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from model.engines import Engine, run
from model.errors import ImpossibleState, ScenarioError
from model.metrics import Key, Meter
from model.outcome.outcome import Outcome
from model.outcome.tallies import Cell, Point
from model.outcome.trace import Row
from model.sample_path import draw
from model.scenario import load
from model.scenario.world import World

SHOP = """
schema: 1
time: {unit: day, horizon: 100}
items: {lamp: {price: 1}}
suppliers: {works: {supplies: {lamp: {lead_time: 10}}}}
retailers:
  corner:
    stock: {lamp: {base_stock: 0, from: works}}
customers:
  all: {shop: corner, buys: lamp, requests: {every: 1, first: 0, limit: 50}}
"""
"""A shop that orders for each customer what comes ten days later; one customer a day on days 0 to 49."""
STOCK, ALL = "retailers.corner.stock.lamp", "customers.all"

FAULTS = {
    "replications that are not distinct runs": "test_replications_are_distinct_runs",
    "outstanding orders left out of the inventory position": "test_what_is_on_order_is_in_the_position",
    "two waiting customers woken by one delivery take the same units": "test_one_delivery_serves_one_of_two_who_wait",
    "a customer who left is still counted in the backlog": "test_nothing_is_ordered_for_a_customer_who_has_left",
    "partial deliveries counted as fulfilled orders": "test_a_part_is_not_a_fulfilled_order",
    "three copies of one stock level": "test_there_is_one_stock_level",
    "disruptions modelled and never checked": "test_nothing_leaves_a_supplier_that_is_down",
    "a failure loop that spins without advancing time": "test_a_loop_that_does_not_let_time_pass_ends_the_run",
    "a sampler called once shifts every later draw": "test_looking_at_a_number_shifts_no_other",
    "fill rate counted from period 0 though a warm-up was asked for": "test_the_warm_up_is_not_in_the_fill_rate",
    "customers still waiting at the end dropped from the statistics": "test_who_still_waits_at_the_end_is_counted",
}
"""What was seen elsewhere, and the test of this file that would catch it."""

engines = pytest.mark.parametrize("engine", ["reference", "compiled"])


def world_of(folder: Path, *sets: str, text: str = SHOP) -> World:
    """Return the shop with changes."""
    file = folder / "shop.yaml"
    file.write_text(text)
    return load(file, sets).world()


def played(world: World, engine: Engine, replication: int = 0) -> Outcome:
    """Return one replication with its rows."""
    return run(world, draw(world.streams, 1, replication), engine=engine, trace=True, verify=True)


def rows(outcome: Outcome, *kinds: Row) -> list[list[int]]:
    """Return the rows of some kinds: tick, kind, entity, subject, quantity, x, y, z."""
    assert outcome.trace is not None
    return outcome.trace[np.isin(outcome.trace[:, 1], kinds)].tolist()


def measure(world: World, outcome: Outcome, name: str) -> float:
    """Return a measure of the whole."""
    return Meter(world).mapping(outcome)[Key(name, "total")]


def test_every_fault_has_its_test() -> None:
    """The list above names tests of this file, each once."""
    assert len(set(FAULTS.values())) == len(FAULTS)
    assert [name for name in FAULTS.values() if not callable(globals().get(name))] == []


@engines
def test_replications_are_distinct_runs(tmp_path: Path, engine: Engine) -> None:
    """Sixty replications of ten requests at random are sixty different stories, and the first is the same again."""
    world = world_of(tmp_path, "time.horizon=10", f"{ALL}.requests={{rate: 1 per day}}")
    stories = [played(world, engine, replication).fingerprint for replication in range(60)]
    assert len(set(stories)) == 60
    assert played(world, engine).fingerprint == stories[0]


@engines
def test_what_is_on_order_is_in_the_position(tmp_path: Path, engine: Engine) -> None:
    """At or below 0 order up to 5, lead time 50 days: what is asked for in five days is ordered once, not each day.

    The shelf starts with 5 and is empty on day 4. From then on one a day is owed: the position falls from 5 to 0 by
    day 9, so orders leave on days 4, 9, 14, ..., 49: ten of five, never one in between.
    """
    world = world_of(tmp_path, f"{STOCK}.s_S={{s: 0, S: 5}}", "suppliers.works.supplies.lamp.lead_time=50")
    placed = rows(played(world, engine), Row.ORDERED)
    day = world.clock.ticks_per_unit
    assert [(row[0] // day, row[4]) for row in placed] == [(4 + 5 * k, 5) for k in range(10)]


@engines
def test_one_delivery_serves_one_of_two_who_wait(tmp_path: Path, engine: Engine) -> None:
    """Two ask for one lamp each on day 0; the lots of one come ten days apart, and each serves one."""
    text = SHOP.replace("suppliers: {works: {supplies: {lamp: {lead_time: 10}}}}", "manufacturers: {works: {"
        "lines: {count: 1, unit_time: 10}, stock: {lamp: {base_stock: 0}}}}")  # fmt: skip
    world = world_of(
        tmp_path, f"{ALL}.requests={{every: 1, first: 0, limit: 1}}", f"{STOCK}.transport=0",
        text=text + "  other: {shop: corner, buys: lamp, requests: {every: 1, first: 0, limit: 1}}\n",
    )  # fmt: skip
    served = rows(played(world, engine), Row.SERVED_LATE)
    day = world.clock.ticks_per_unit
    assert [(row[0] // day, row[4]) for row in served] == [(10, 1), (20, 1)]
    assert len({row[3] for row in served}) == 2


@engines
def test_nothing_is_ordered_for_a_customer_who_has_left(tmp_path: Path, engine: Engine) -> None:
    """Customers of days 0 to 49 leave after half a day; reviewed when they have gone, nobody is there to order for.

    With base-stock 0 and a review at .75 of each day the backlog is 0 and nothing is ever ordered. Were those who
    left still owed, each day would order one.
    """
    world = world_of(
        tmp_path, f"{STOCK}.base_stock={{S: 0, every: 1, first: 0.75}}", f"{ALL}.patience={{budget: 0.5}}"
    )
    outcome = played(world, engine)
    assert len(rows(outcome, Row.RENEGED)) == 50
    assert outcome.points[0, Point.ORDERS] == 0
    assert outcome.points[0, Point.BACKLOG_END] == 0


@engines
def test_a_part_is_not_a_fulfilled_order(tmp_path: Path, engine: Engine) -> None:
    """Five asked for, three there: the order is not filled at once, and is handed over when the other two have come."""
    sets = (f"{STOCK}.on_hand=3", f"{ALL}.quantity=5", f"{ALL}.requests.limit=1")
    world = world_of(tmp_path, *sets)
    outcome = played(world, engine)
    cell = outcome.cells[0]
    assert (cell[Cell.AT_ONCE], cell[Cell.UNTOLD]) == (3, 2)
    assert (cell[Cell.REQUESTS_AT_ONCE], cell[Cell.HANDED_OVER]) == (0, 1)
    assert (measure(world, outcome, "fill_rate"), measure(world, outcome, "order_fill_rate")) == (0.6, 0)
    early = world_of(tmp_path, *sets, "time.horizon=9")
    assert played(early, engine).cells[0][Cell.HANDED_OVER] == 0


@engines
def test_there_is_one_stock_level(tmp_path: Path, engine: Engine) -> None:
    """After each row the level told is the one before plus what came and less what went; so is the tally at the end."""
    world = world_of(tmp_path, f"{STOCK}.s_S={{s: 12, S: 30}}", f"{ALL}.requests.limit=95")
    outcome = played(world, engine)
    level = world.stocks[0].on_hand
    for row in rows(outcome, Row.RECEIVED, Row.SERVED_AT_ONCE, Row.SERVED_LATE):
        level += row[4] if row[1] == Row.RECEIVED else -row[4]
        assert level == (row[5] if row[1] == Row.RECEIVED else row[7])
    assert outcome.points[0, Point.ON_HAND_END] == level
    last = int(outcome.sample_ticks[-1])
    sold_after = sum(row[4] for row in rows(outcome, Row.SERVED_AT_ONCE) if row[0] > last)
    came_after = sum(row[4] for row in rows(outcome, Row.RECEIVED) if row[0] > last)
    assert outcome.series[-1, 0, 0] == level + sold_after - came_after


@engines
def test_nothing_leaves_a_supplier_that_is_down(tmp_path: Path, engine: Engine) -> None:
    """Up for five days, down for five, from day 5 on: orders of days 5 to 9 leave in the instant it ends, day 10."""
    world = world_of(
        tmp_path,
        "suppliers.works.disruptions={up: 5, down: 5, effect: pause-shipments}",
        f"{ALL}.requests.first=0.5",
    )
    outcome = played(world, engine)
    day = world.clock.ticks_per_unit
    shipped = [row[0] / day for row in rows(outcome, Row.SHIPPED)]
    assert len(shipped) == 50
    assert [at for at in shipped if 5 <= at % 10 < 10] == []
    assert shipped[5:10] == [10.0] * 5


@engines
def test_a_loop_that_does_not_let_time_pass_ends_the_run(tmp_path: Path, engine: Engine) -> None:
    """Breakdowns that last no time and follow each other at once are refused, or end the run and name who asks."""
    text = """
schema: 1
time: {unit: day, horizon: 10}
items: {lamp: {price: 1}}
manufacturers:
  plant:
    lines: {count: 1, unit_time: 1, breakdowns: {up: 0, repair: 0, clock: calendar}}
    stock: {lamp: {base_stock: 1}}
customers:
  all: {shop: plant, buys: lamp, requests: {every: 1}}
"""
    with pytest.raises(
        (ScenarioError, ImpossibleState), match="breakdowns.up: .* below a tick|events in one instant"
    ):
        run(world := world_of(tmp_path, text=text), draw(world.streams, 1, 0), engine=engine)


@engines
def test_looking_at_a_number_shifts_no_other(tmp_path: Path, engine: Engine) -> None:
    """Numbers of chance have addresses: asking for any of them, any number of times, leaves the story as it was."""
    sets = (
        f"{ALL}.requests={{rate: 1 per day}}",
        "suppliers.works.supplies.lamp.lead_time={exponential: {mean: 5}}",
    )
    world = world_of(tmp_path, *sets)
    untouched = played(world, engine)
    path = draw(world.streams, 1, 0)
    for stream in range(len(world.streams)):
        for ordinal in (0, 0, 1, 77):
            path.value(stream, 0, ordinal)
    assert run(world, path, engine=engine).fingerprint == untouched.fingerprint


@engines
def test_the_warm_up_is_not_in_the_fill_rate(tmp_path: Path, engine: Engine) -> None:
    """A shelf of 0 fills up while nobody counts: all requests of the warm-up wait, all of the measured time do not."""
    sets = (
        "time.warm_up=20",
        f"{STOCK}={{base_stock: 10, on_hand: 0, from: works}}",
        f"{ALL}.requests={{every: 2}}",
    )
    world = world_of(tmp_path, *sets)
    outcome = played(world, engine)
    assert len([row for row in rows(outcome, Row.BACK_ORDERED) if row[0] < 0]) > 0
    assert measure(world, outcome, "fill_rate") == 1
    assert outcome.cells[0][Cell.REQUESTS] == 50


@engines
def test_who_still_waits_at_the_end_is_counted(tmp_path: Path, engine: Engine) -> None:
    """Half of the requests are served on the spot, half wait to the end: served within a day is .5, and not 1."""
    world = world_of(
        tmp_path,
        f"{STOCK}.base_stock=25",
        "suppliers.works.supplies.lamp.lead_time=1000",
        "measures.served_within=[1]",
    )
    outcome = played(world, engine)
    assert measure(world, outcome, "served_within(1)") == 0.5
    assert measure(world, outcome, "ledger(waiting)") == 0.5
    assert outcome.points[0, Point.BACKLOG_TIME] > 0
