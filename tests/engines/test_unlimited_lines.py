"""Plants where every job has a line of its own: by hand on both engines, and against what is known of M/G/infinity."""

from __future__ import annotations

import math
from pathlib import Path

import numpy as np
import pytest

from model.engines import Engine, run
from model.outcome.outcome import Outcome
from model.outcome.tallies import Cell, Place, Point
from model.outcome.trace import Row
from model.sample_path import draw
from model.scenario import load
from model.scenario.world import World

DAY = 86_400_000
BOTH = pytest.mark.parametrize("engine", ["reference", "compiled"])

PLANT = """
schema: 1
time: {unit: day, horizon: HORIZON}
items: {lamp: {}}
manufacturers:
  plant:
    lines: {count: unlimited, unit_time: TIME}
    stock: {lamp: {base_stock: LEVEL}}
    communication: TELLS
customers:
  people: {shop: plant, buys: lamp, requests: REQUESTS}
"""


def world(folder: Path, **words: object) -> World:
    """Return the plant with some words put in."""
    text = PLANT
    for word, value in {"HORIZON": 30, "TIME": 5, "LEVEL": 0, "TELLS": "{promise: none}", **words}.items():
        text = text.replace(word, str(value))
    (folder / "plant.yaml").write_text(text)
    return load(folder / "plant.yaml").world()


def rows(outcome: Outcome, kind: Row, *columns: int) -> list[tuple[float, ...]]:
    """Return the day and some columns of the rows of one kind."""
    assert outcome.trace is not None
    found = outcome.trace[outcome.trace[:, 1] == kind].tolist()
    return [(row[0] / DAY, *(row[column] for column in columns)) for row in found]


@BOTH
def test_every_job_begins_as_it_is_released_and_idle_lines_are_used_again(
    tmp_path: Path, engine: Engine
) -> None:
    """Two lamps are asked for on each of days 1 to 6, and take five days each.

    Ten lines are needed by day 5; on day 6 lines 0 and 1 are done before the request, and take its jobs, the last to be
    done first. Each of twelve lamps is served 5 days after its request; they are 60 line-days of work, and none of
    lines that are there without any.
    """
    of = world(tmp_path, REQUESTS="{every: 1, limit: 6}, quantity: 2")
    outcome = run(of, draw(of.streams, 1, 0), engine=engine, trace=True, verify=True)
    begun = [(day, line) for day in range(1, 6) for line in (2 * day - 2, 2 * day - 1)]
    assert rows(outcome, Row.WORK_BEGUN, 2) == [*begun, (6, 1), (6, 0)]
    assert outcome.cells[0, [Cell.FILL_SUM, Cell.UNTOLD]].tolist() == [12 * 5 * DAY, 12]
    assert outcome.places[0, [Place.BUSY, Place.AVAILABLE]].tolist() == [60 * DAY, 0]


@BOTH
@pytest.mark.parametrize("promise", ["exact", "pipeline"])
def test_the_date_told_is_that_of_the_unit_as_it_is_made(
    tmp_path: Path, engine: Engine, promise: str
) -> None:
    """A lamp takes five days, and none waits for another: asked for on days 1 to 6, promised for 6 to 11, and kept."""
    of = world(tmp_path, REQUESTS="{every: 1, limit: 6}", TELLS=f"{{promise: {promise}}}")
    outcome = run(of, draw(of.streams, 1, 0), engine=engine, trace=True, verify=True)
    assert [(day, at / DAY) for day, at in rows(outcome, Row.BACK_ORDERED, 5)] == [
        (day, day + 5) for day in range(1, 7)
    ]
    assert outcome.cells[0, [Cell.PROMISED, Cell.PROMISED_KEPT]].tolist() == [6, 6]


@BOTH
def test_a_thousand_jobs_begin_in_one_event(tmp_path: Path, engine: Engine) -> None:
    """One customer wants 1,000 lamps: a line is added for each, beyond any room there was, and all are done at 6."""
    of = world(tmp_path, REQUESTS="{every: 1, limit: 1}, quantity: 1000")
    outcome = run(of, draw(of.streams, 1, 0), engine=engine, trace=True, verify=engine == "reference")
    assert rows(outcome, Row.WORK_BEGUN, 2) == [(1, line) for line in range(1000)]
    assert outcome.cells[0, [Cell.FILL_SUM, Cell.UNTOLD]].tolist() == [1000 * 5 * DAY, 1000]


@BOTH
def test_no_job_begins_while_all_stand_still(tmp_path: Path, engine: Engine) -> None:
    """The plant stands still on days 2 and 3: the lamp of day 1 has one day behind it and comes on day 8, two late;
    those of days 2 and 3 begin on day 4 and come on day 9, with that of day 4."""
    text = PLANT.replace("communication: TELLS", "disruptions: {windows: [{from: 2, to: 4}], effect: freeze}")
    text = text.replace("HORIZON", "30").replace("TIME", "5").replace("LEVEL", "0")
    file = tmp_path / "plant.yaml"
    file.write_text(text.replace("REQUESTS", "{every: 1, limit: 4}"))
    of = load(file).world()
    outcome = run(of, draw(of.streams, 1, 0), engine=engine, trace=True, verify=True)
    assert [day for (day,) in rows(outcome, Row.WORK_BEGUN)] == [1, 4, 4, 4]
    assert [day for (day,) in rows(outcome, Row.SERVED_LATE)] == [8, 9, 9, 9]


@pytest.mark.parametrize("level", [0, 3, 7])
@pytest.mark.parametrize("cv", [0.4, 1.5])
def test_work_under_way_is_poisson_whatever_the_law_of_the_times(
    tmp_path: Path, level: int, cv: float
) -> None:
    """One request a day, times of mean 5: N under way is Poisson of mean 5 (Palm 1938), whatever the cv.

    So the share served at once from a base stock of S is P(N < S), and the mean backlog E(N - S)+; 40 replications of
    2,000 days, within four standard errors that are below a hundredth of a unit of either, or 2 %.
    """
    of = world(
        tmp_path, HORIZON=2000, LEVEL=level, TIME=f"{{gamma: {{mean: 5, cv: {cv}}}}}", REQUESTS="{rate: 1 per day}"
    )  # fmt: skip
    below = [math.exp(-5) * 5**n / math.factorial(n) for n in range(level)]
    backlog = 5 - level + sum((level - n) * p for n, p in enumerate(below))
    outcomes = [run(of, draw(of.streams, 7, number), engine="compiled") for number in range(40)]
    at_once = [one.cells[0, Cell.AT_ONCE] / one.cells[0, Cell.REQUESTED] for one in outcomes]
    owed = [one.points[0, Point.BACKLOG_TIME] / of.clock.horizon for one in outcomes]
    for found, theory in ((at_once, sum(below)), (owed, backlog)):
        error = float(np.std(found, ddof=1)) / math.sqrt(len(found))
        assert abs(float(np.mean(found)) - theory) <= 4 * error
        assert error <= max(0.01, 0.02 * theory)
