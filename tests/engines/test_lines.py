"""Set-ups, rules of dispatch, lots and pieces: worked out by hand to the tick, and against exact queues."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pytest

from model.engines import Engine, run
from model.metrics import Key, Meter
from model.outcome.outcome import Outcome
from model.outcome.tallies import Cell, Place
from model.outcome.trace import Row
from model.sample_path import draw
from model.scenario import load
from model.scenario.world import World

UNIT = 1_000_000
ENGINES: list[Engine] = ["reference", "compiled"]


def world_of(folder: Path, text: str) -> World:
    """Load a scenario from text."""
    file = folder / "lines.yaml"
    file.write_text(text)
    return load(file).world()


def played(world: World, engine: Engine, replication: int = 0) -> Outcome:
    """Run a world with its trace."""
    return run(world, draw(world.streams, 1, replication), engine=engine, trace=True)


def rows(outcome: Outcome, kind: Row) -> Any:
    """Return the rows of one kind: tick, kind, entity, subject, quantity, x, y, z."""
    assert outcome.trace is not None
    return outcome.trace[outcome.trace[:, 1] == kind]


TWO_ITEMS = """
schema: 1
time: {unit: period, horizon: 60}
items: {a: {}, b: {}}
manufacturers:
  plant:
    lines: {unit_time: 2, set_up: 5}
    stock:
      a: {base_stock: 0, set_up_after: {b: 4}}
      b: {base_stock: 0, unit_time: 3}
customers:
  left: {shop: plant, buys: a, requests: {every: 20}}
  right: {shop: plant, buys: b, requests: {every: 20}}
"""


@pytest.mark.parametrize("engine", ENGINES)
def test_a_line_is_set_up_when_the_item_changes(tmp_path: Path, engine: Engine) -> None:
    """Both are asked for at 20 and 40, a first. a: 20-22, no set-up before a line's first job. b: set-up 22-27, work
    27-30. a: set-up from b in 4, 40-44, work 44-46. b: set-up 46-51, work 51-54. So work 2+3+2+3, set-ups 5+4+5."""
    outcome = played(world_of(tmp_path, TWO_ITEMS), engine)
    assert rows(outcome, Row.WORK_DONE)[:, 0].tolist() == [22 * UNIT, 30 * UNIT, 46 * UNIT, 54 * UNIT]
    assert rows(outcome, Row.SET_UP)[:, [0, 6]].tolist() == [
        [22 * UNIT, 5 * UNIT], [40 * UNIT, 4 * UNIT], [46 * UNIT, 5 * UNIT],
    ]  # fmt: skip
    place = outcome.places[0]
    assert (place[Place.BUSY], place[Place.SET_UP], place[Place.SET_UPS]) == (10 * UNIT, 14 * UNIT, 3)
    assert place[Place.AVAILABLE] == 60 * UNIT


@pytest.mark.parametrize("engine", ENGINES)
def test_what_of_a_set_up_falls_into_the_warm_up_is_not_measured(tmp_path: Path, engine: Engine) -> None:
    """The same from -42 on: asked at -22, -2, 18, 38 and 58. Set-ups -2 to 2, 4-9, 18-22, 24-29, 38-42, 44-49 and from
    58 to 62, of which [0, 60) holds 2+5+4+5+4+5+2; six began in it. Work 2-4, 9-12, 22-24, 29-32, 42-44 and 49-52."""
    outcome = played(world_of(tmp_path, TWO_ITEMS.replace("60}", "60, warm_up: 42}")), engine)
    place = outcome.places[0]
    assert (place[Place.BUSY], place[Place.SET_UP], place[Place.SET_UPS]) == (15 * UNIT, 27 * UNIT, 6)


LOTS = """
schema: 1
time: {unit: period, horizon: 50}
items: {a: {}}
manufacturers:
  plant:
    lines: {}
    stock: {a: {base_stock: 0, lot: 3, TIME, transfer: HOW}}
customers:
  all: {shop: plant, buys: a, quantity: 3, requests: {every: 30}}
"""


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize(
    ("time", "how", "after"),
    [
        ("batch_time: 10", "lot", [10_000_000] * 3),
        ("batch_time: 10", "each", [3_333_333, 6_666_666, 10_000_000]),
        ("unit_time: 2", "lot", [6_000_000] * 3),
        ("unit_time: 2", "each", [2_000_000, 4_000_000, 6_000_000]),
    ],
)
def test_a_lot_comes_out_as_a_whole_or_unit_by_unit(
    tmp_path: Path, engine: Engine, time: str, how: str, after: list[int]
) -> None:
    """Three units asked for at 30: a job of ten units of time, or of three times two, and its k-th unit after
    floor(k T / 3) ticks where each is handed on."""
    outcome = played(world_of(tmp_path, LOTS.replace("TIME", time).replace("HOW", how)), engine)
    assert outcome.cells[0, Cell.FILL_SUM] == sum(after)
    assert outcome.places[0, Place.BUSY] == after[-1]
    left = rows(outcome, Row.WORK_DONE)[:, 6].tolist()
    assert left == ([2, 1, 0] if how == "each" else [0])


QUEUE = """
schema: 1
time: {unit: period, horizon: 38}
items: {a: {}, b: {}}
manufacturers:
  plant:
    lines: {unit_time: 2, dispatch: RULE}
    stock: {a: {base_stock: 0}, b: {base_stock: 0}}
customers:
  one: {shop: plant, buys: a, requests: {every: 20}}
  three: {shop: plant, buys: b, quantity: 3, requests: {every: 20}}
  four: {shop: plant, buys: a, quantity: 4, requests: {every: 21}}
"""


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize(
    ("rule", "made"),
    [
        ("first_come", "abbbaaaa"),
        ("most_back_orders", "aabababa"),
        ("lowest_cover", "ababaaba"),
        ("longest_run", "aaaaabbb"),
        ("{dispatch: longest_run, at_most: 2}", "aabbaaba"),
    ],
)
def test_a_free_line_takes_what_its_rule_prefers(
    tmp_path: Path, engine: Engine, rule: str, made: str
) -> None:
    """At 20 one a, begun at once, and three b; at 21 four a more. From 22 on, one job every two units of time.

    Most owed, ties to the earlier release: a 4:3, b 3:3, a 3:2, b 2:2, a 2:1, b 1:1, a. Owed by what was asked for (5
    of a, 3 of b): b 4/5:1, a .8:.67, b .6:.67, a .6:.33, a .4:.33, b .2:.33, a. Runs of two: a again, then b twice, a
    twice, b, a.
    """
    outcome = played(world_of(tmp_path, QUEUE.replace("RULE", rule)), engine)
    begun = rows(outcome, Row.WORK_BEGUN)
    assert begun[:, 0].tolist() == [tick * UNIT for tick in range(20, 36, 2)]
    assert "".join("ab"[stock] for stock in begun[:, 3]) == made


ERLANG = """
schema: 1
time: {unit: period, horizon: 20000, warm_up: 200}
items: {a: {}}
manufacturers: {plant: {lines: {}, stock: {a: {base_stock: 0, lot: 2, batch_time: {exponential: {mean: 1}}}}}}
customers: {all: {shop: plant, buys: a, requests: {rate: 1.4}}}
"""
FAIR = """
schema: 1
time: {unit: period, horizon: 20000, warm_up: 200}
items: {a: {}, b: {}}
manufacturers:
  plant:
    lines: {unit_time: {uniform: [0.5, 1.5]}, set_up: {exponential: {mean: 0.4}}}
    stock: {a: {base_stock: 0}, b: {base_stock: 0}}
customers:
  left: {shop: plant, buys: a, requests: {rate: 0.3}}
  right: {shop: plant, buys: b, requests: {rate: 0.3}}
"""


def means(world: World, names: list[str], replications: int = 40) -> list[tuple[float, float]]:
    """Return the mean of each measure over replications, and its standard error."""
    meter = Meter(world)
    found = np.array(
        [
            [meter.mapping(run(world, draw(world.streams, 7, k)))[Key(name, "total")] for name in names]
            for k in range(replications)
        ]
    )
    errors = found.std(0, ddof=1) / np.sqrt(replications)
    return list(zip(found.mean(0).tolist(), errors.tolist(), strict=True))


def test_lots_of_two_are_a_queue_with_erlang_gaps(tmp_path: Path) -> None:
    """Made to order in twos, a job is released at every second request: E2/M/1. A job waits s / (1 - s) on average,
    with s the root of s = (1.4 / (1.4 + 1 - s))^2 below 1 (Kleinrock 1975, 6.4)."""
    s = 0.5
    for _ in range(200):
        s = (1.4 / (2.4 - s)) ** 2
    [(mean, error)] = means(world_of(tmp_path, ERLANG), ["job_wait"])
    assert error < 0.01 * mean
    assert abs(mean - s / (1 - s)) < 4 * error


def test_two_items_asked_for_alike_are_a_queue_of_work_and_half_a_set_up(tmp_path: Path) -> None:
    """First come, first served, and each item as likely as the other: whether an item differs from the one before is a
    fair coin, independent of all others. So it is M/G/1 with S = W + B U: E[S] = 1 + .2, E[S^2] = (1 + 1/12) +
    2 x .2 + .5 x 2 x .16, and Pollaczek-Khinchine gives the wait; the line works .6 and is set up .12 of the time."""
    square = 1 + 1 / 12 + 0.4 + 0.16
    exact = [0.6 * square / (2 * (1 - 0.72)), 0.6, 0.12, 0.3]
    found = means(world_of(tmp_path, FAIR), ["job_wait", "utilisation", "set_up_time", "set_ups"])
    for (mean, error), number in zip(found, exact, strict=True):
        assert error < 0.015 * mean
        assert abs(mean - number) < 4 * error
