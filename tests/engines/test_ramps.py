"""Capacity that follows the backlog: worked out by hand to the tick."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from model.engines import Engine, run
from model.outcome.outcome import Outcome
from model.outcome.tallies import Place
from model.outcome.trace import Row
from model.policies.pressure import PressureView, pressure, workable
from model.sample_path import draw
from model.scenario import load

UNIT = 1_000_000
ENGINES: list[Engine] = ["reference", "compiled"]
STEPS = """
schema: 1
time: {unit: period, horizon: HORIZON}
items: {part: {}}
manufacturers:
  plant:
    lines: {count: COUNT, unit_time: TIME}
    stock: {part: {base_stock: 0}}
    ramp_up: UP
    ramp_down: DOWN
customers: {all: {shop: plant, buys: part, quantity: QUANTITY, requests: {every: EVERY, until: UNTIL}}}
"""


def played(folder: Path, engine: Engine, **settings: Any) -> Outcome:
    """Run the plant with its trace, every balance checked on the reference."""
    text = STEPS
    for name, setting in settings.items():
        text = text.replace(name.upper(), str(setting))
    file = folder / "ramp.yaml"
    file.write_text(text)
    world = load(file).world()
    return run(world, draw(world.streams, 1, 0), engine=engine, trace=True, verify=True)


def rows(outcome: Outcome, *kinds: Row) -> list[tuple[str, int]]:
    """Return name and time of the rows of some kinds."""
    assert outcome.trace is not None
    return [(Row(kind).name, tick // UNIT) for tick, kind, *_ in outcome.trace.tolist() if kind in kinds]


def test_between_the_levels_nothing_presses() -> None:
    """Above 5 for more, below 2 for less; at 5 and at 2 for neither."""
    assert [pressure(PressureView(owed, owed, 5, 2, 0, 1)) for owed in (6, 5, 2, 1)] == [1, 0, 0, -1]


@pytest.mark.parametrize("engine", ENGINES)
def test_steps_up_and_down_again(tmp_path: Path, engine: Engine) -> None:
    """Asked for at 4, 8, 12, 16 and 20, ten units of time each. Three are owed at 12, but at 14 one is done: the
    pressure did not last its three units. From 16 it does: decided at 19, a line more at 24. Still three owed then:
    decided at 27, a third line at 32. Nothing is owed from 42 on: decided at 48, the highest line goes at 50; decided
    at 56, the second goes at 58. So line time is 60 + 34 + 18."""
    outcome = played(
        tmp_path, engine, horizon=60, count=1, time=10, quantity=1, every=4, until=21,
        up="{when: {backlog_over: 2, for: 3}, lines: 1, after: 5, at_most: 2}",
        down="{when: {backlog_under: 1, for: 6}, after: 2}",
    )  # fmt: skip
    assert rows(outcome, Row.RAMP_UP, Row.RAMP_DOWN, Row.LINES_ADDED, Row.LINE_GONE) == [
        ("RAMP_UP", 19), ("LINES_ADDED", 24), ("RAMP_UP", 27), ("LINES_ADDED", 32),
        ("RAMP_DOWN", 48), ("LINE_GONE", 50), ("RAMP_DOWN", 56), ("LINE_GONE", 58),
    ]  # fmt: skip
    assert rows(outcome, Row.WORK_DONE) == [("WORK_DONE", tick) for tick in (14, 24, 34, 34, 42)]
    place = outcome.places[0]
    assert place[Place.AVAILABLE] == (60 + 34 + 18) * UNIT
    assert (place[Place.RAMP_UPS], place[Place.RAMP_DOWNS]) == (2, 2)


@pytest.mark.parametrize("engine", ENGINES)
def test_a_line_at_work_goes_when_its_job_is_done(tmp_path: Path, engine: Engine) -> None:
    """Two units are asked for at 3 and made on both lines until 23. Less than three were owed from 0 on: decided at 4,
    and at 6 one line is to go, the higher one, which has a job until 23."""
    outcome = played(
        tmp_path, engine, horizon=40, count=2, time=20, quantity=2, every=3, until=4,
        up="{when: {backlog_over: 5, for: 3}, lines: 1}",
        down="{when: {backlog_under: 3, for: 4}, after: 2, below_start: 1}",
    )  # fmt: skip
    assert rows(outcome, Row.RAMP_DOWN, Row.LINES_REMOVED, Row.LINE_GONE) == [
        ("RAMP_DOWN", 4), ("LINES_REMOVED", 6), ("LINE_GONE", 23),
    ]  # fmt: skip
    assert outcome.places[0, Place.AVAILABLE] == (40 + 23) * UNIT


@pytest.mark.parametrize("engine", ENGINES)
def test_what_is_left_of_a_job_is_done_at_the_new_speed(tmp_path: Path, engine: Engine) -> None:
    """Two units are asked for at 2: decided at 3, twice the speed from 4. Eight of the first job's ten are left then
    and take four: done at 8. The second takes five: 13. Nothing is owed then, and the speed is normal again."""
    outcome = played(
        tmp_path, engine, horizon=40, count=1, time=10, quantity=2, every=2, until=3,
        up="{when: {backlog_over: 1, for: 1}, speed: 2, after: 1}",
        down="{when: {backlog_under: 1, for: 0}}",
    )  # fmt: skip
    assert rows(outcome, Row.WORK_DONE, Row.SPEED) == [
        ("SPEED", 4), ("WORK_DONE", 8), ("WORK_DONE", 13), ("SPEED", 13),
    ]  # fmt: skip
    assert outcome.places[0, Place.BUSY] == 11 * UNIT


@pytest.mark.parametrize("engine", ENGINES)
def test_a_backlog_that_demand_did_not_make_adds_no_line(tmp_path: Path, engine: Engine) -> None:
    """One unit is asked for every 2 until 12, in time units of work of 5, so that 4 of 6 are owed from 12 on. Judged
    every 4: two units at 4, 8 and 12, which are learned, and none after. Demand was never strong."""
    outcome = played(
        tmp_path, engine, horizon=40, count=1, time=5, quantity=1, every=2, until=13,
        up="{when: {strong_demand: {every: 4, learn: 2}, for: 0}, lines: 1}",
        down="{when: {backlog_under: 1, for: 30}}",
    )  # fmt: skip
    assert rows(outcome, Row.STRONG_DEMAND, Row.RAMP_UP) == []
    assert rows(outcome, Row.WORK_DONE)[-1] == ("WORK_DONE", 32)


@pytest.mark.parametrize("engine", ENGINES)
def test_a_line_is_added_while_demand_is_strong(tmp_path: Path, engine: Engine) -> None:
    """Four units are asked for at 6, 12, 18 and 24, and judged every 5: of 0 and 4 the mean is 2, the sum of squares 8
    and the deviation the root of 8. The z are .707 at 15, .707 at 20 and .707 at 25, -.707 from 30 on. With no slack
    they add up to .707, 1.414 and 2.121, which is above 2: decided at 27, a line more at 30. At 30, 35 and 40 they come
    down to 0: the signal is off."""
    outcome = played(
        tmp_path, engine, horizon=60, count=1, time=2, quantity=4, every=6, until=25,
        up="{when: {strong_demand: {every: 5, learn: 2, slack: 0, limit: 2}, for: 2}, lines: 1, after: 3}",
        down="{when: {backlog_under: 1, for: 40}}",
    )  # fmt: skip
    assert rows(outcome, Row.STRONG_DEMAND, Row.RAMP_UP, Row.LINES_ADDED) == [
        ("STRONG_DEMAND", 25), ("RAMP_UP", 27), ("LINES_ADDED", 30), ("STRONG_DEMAND", 40),
    ]  # fmt: skip
    assert outcome.trace is not None
    judged = [row[2:6] for row in outcome.trace.tolist() if row[1] == Row.STRONG_DEMAND]
    assert judged[0] == [0, 1, 4, 2_121_320]


PARTS = """
schema: 1
time: {unit: period, horizon: 60}
items: {part: {made_of: {chip: 1}}}
suppliers: {works: {supplies: {chip: {lead_time: 30}}}}
manufacturers:
  plant:
    lines: {count: 1, unit_time: 10}
    stock: {part: {base_stock: 0}, chip: {base_stock: 2, from: works}}
    ramp_up: {when: {backlog_over: 3, counts: COUNTS, for: 3}, lines: 1}
customers: {all: {shop: plant, buys: part, quantity: 6, requests: {every: 1, limit: 1}}}
"""


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize(("counts", "decided"), [("all", 4), ("workable", 34)])
def test_what_waits_for_components_need_not_call_for_lines(
    tmp_path: Path, engine: Engine, counts: str, decided: int
) -> None:
    """Six are asked for at 1, and there are chips for two. All that is owed is above 3 from 1 on: decided at 4. Of what
    is workable there are two, made by 11 and 21; at 31 chips for the other four come: decided at 34."""
    file = tmp_path / "parts.yaml"
    file.write_text(PARTS.replace("COUNTS", counts))
    world = load(file).world()
    outcome = run(world, draw(world.streams, 1, 0), engine=engine, trace=True, verify=True)
    assert rows(outcome, Row.RAMP_UP) == [("RAMP_UP", decided)]


def test_no_more_is_workable_than_is_owed_and_has_its_components() -> None:
    """Of 6 on order, of which 4 wait for components, 2 are workable where 5 are owed; where 1 is owed, 1."""
    assert [workable(owed, 6, 4) for owed in (5, 1)] == [2, 1]


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize(("also", "decided"), [("", 42), ("backlog_under: 1, ", 48)])
def test_a_line_goes_when_demand_is_weak(tmp_path: Path, engine: Engine, also: str, decided: int) -> None:
    """Four units are asked for at 6, 12, 18 and 24, as in the test above, and none after: the z of 30, 35 and 40 are
    -.707, which add up to 2.121 the other way, above 2. Decided at 42, two units of time later. Two lines that take 5
    for a unit have made all sixteen at 46: where less than one must be owed as well, it is decided at 48."""
    outcome = played(
        tmp_path, engine, horizon=60, count=2, time=5, quantity=4, every=6, until=25,
        up="{when: {backlog_over: 100, for: 2}, lines: 1}",
        down=f"{{when: {{{also}weak_demand: {{every: 5, learn: 2, slack: 0, limit: 2}}, for: 2}}, below_start: 1}}",
    )  # fmt: skip
    assert rows(outcome, Row.WEAK_DEMAND, Row.RAMP_DOWN) == [("WEAK_DEMAND", 40), ("RAMP_DOWN", decided)]
    assert outcome.trace is not None
    [judged] = [row[2:6] for row in outcome.trace.tolist() if row[1] == Row.WEAK_DEMAND]
    assert judged == [0, 1, 0, 2_121_320]
