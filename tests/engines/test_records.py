"""Recorded demand on both engines: measured time, strangers as well as customers."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from model.engines import Engine, run
from model.errors import ScenarioError
from model.outcome.outcome import Outcome
from model.outcome.tallies import Cell, Crowd
from model.outcome.trace import Row
from model.sample_path import draw
from model.scenario import load
from model.scenario.world import Kind, World

ENGINES = pytest.mark.parametrize("engine", ["reference", "compiled"])
DAY = 86_400_000
SHOP = """
schema: 1
time: {unit: day, horizon: 20, warm_up: 10}
items: {lamp: {price: 5}, torch: {price: 4}}
suppliers: {works: {supplies: {lamp: {lead_time: 6}, torch: {lead_time: 6}}}}
retailers:
  north: &shop
    stock: {lamp: {base_stock: 0, from: works}, torch: {base_stock: 9, from: works}}
  south: *shop
customers:
  all: {shop: {north: 0.5, south: 0.5}, buys: {lamp: 0.5, torch: 0.5}, HISTORY}
"""
ROWS = ["-4,1,lamp", "0,2,lamp", "3,1,torch", "3,2,lamp", "3,3,lamp", "12,1,lamp"]


def world(folder: Path, history: str, header: str = "time,quantity,item", rows: list[str] = ROWS) -> World:
    """Return two shops with a record, which the folder holds."""
    (folder / "record.csv").write_text("\n".join([header, *rows]) + "\n")
    file = folder / "shop.yaml"
    file.write_text(SHOP.replace("HISTORY", history))
    return load(file).world()


def played(one: World, engine: Engine, replication: int = 0) -> Outcome:
    """Run with a trace and every balance checked."""
    return run(one, draw(one.streams, 1, replication), engine=engine, trace=True, verify=True)


def requests(outcome: Outcome) -> list[tuple[int, int]]:
    """Return tick and quantity of every request, each served at once or entered in the book as a whole."""
    assert outcome.trace is not None
    kinds = np.isin(outcome.trace[:, 1], [Row.SERVED_AT_ONCE, Row.BACK_ORDERED])
    return [(tick, quantity) for tick, _, _, _, quantity, *_ in outcome.trace[kinds].tolist()]


@ENGINES
def test_a_record_without_customers_is_of_strangers(tmp_path: Path, engine: Engine) -> None:
    """Six rows are six requests within their own days, in measured time: one in the warm-up, five measured. Nobody is
    known afterwards, so there are no customers to lose."""
    one = world(tmp_path, "history: {file: record.csv}")
    outcome = played(one, engine)
    found = requests(outcome)
    assert sorted((tick // DAY, quantity) for tick, quantity in found) == [
        (-4, 1), (0, 2), (3, 1), (3, 2), (3, 3), (12, 1),
    ]  # fmt: skip
    assert found == sorted(found)
    assert (one.segments[0].kind, one.segments[0].count) == (Kind.STREAM, 1)
    assert outcome.cells[:, Cell.REQUESTS].sum() == 5
    assert outcome.crowds[0, Crowd.CUSTOMERS] == 0


@ENGINES
def test_strangers_of_one_day_come_in_any_order(tmp_path: Path, engine: Engine) -> None:
    """Each row is spread over its day by itself: of three on day 3, each is first in some of twenty replications."""
    one = world(tmp_path, "history: {file: record.csv}")
    orders = {tuple(q for tick, q in requests(played(one, engine, k)) if tick // DAY == 3) for k in range(20)}
    assert {order[0] for order in orders} == {1, 2, 3}


@ENGINES
def test_strangers_choose_a_shop_by_request(tmp_path: Path, engine: Engine) -> None:
    """200 rows of strangers come to both shops, about half to each: 100 +- 4 x 7.1."""
    rows = [f"{number % 20},1,torch" for number in range(200)]
    outcome = played(world(tmp_path, "history: {file: record.csv}", rows=rows), engine)
    north = outcome.cells[:2, Cell.REQUESTS].sum()
    assert 72 <= north <= 128
    assert outcome.cells[:, Cell.REQUESTS].sum() == 200


@ENGINES
@pytest.mark.parametrize("starts", [0, -10, 5])
def test_a_record_is_in_measured_time(tmp_path: Path, engine: Engine, starts: int) -> None:
    """Customers a and b ask on days 3 and 8 of a record that begins at 0, ten days earlier, or five later."""
    history = (
        "history: {file: record.csv}" if starts == 0 else f"history: {{file: record.csv, starts: {starts}}}"
    )
    rows = ["3,a,1,lamp", "8,b,1,lamp"]
    outcome = played(world(tmp_path, history, "time,customer,quantity,item", rows), engine)
    assert [tick // DAY for tick, _ in requests(outcome)] == [starts + 3, starts + 8]
    assert outcome.crowds[0, Crowd.CUSTOMERS] == 2


def test_strangers_learn_nothing_and_do_not_come_back(tmp_path: Path) -> None:
    """Loyalty and learned beliefs are refused for a record that does not say who asks."""
    known = "give the record a column `customer`"
    with pytest.raises(ScenarioError, match=f"loyalty: nobody here comes a second time; {known}"):
        world(tmp_path, "history: {file: record.csv}, loyalty: {broken: 0.3}")
    learned = "belief: {learned: {start: 1, weight: 0.5}}"
    with pytest.raises(ScenarioError, match="belief.learned: strangers ask once, .* a column `customer`"):
        world(tmp_path, f"history: {{file: record.csv}}, {learned}")


def test_dates_are_not_moved(tmp_path: Path) -> None:
    """`starts` is for numbers; beside dates it would have no effect, and is refused."""
    text = SHOP.replace("warm_up: 10", "warm_up: 10, start: 2026-01-01")
    (tmp_path / "record.csv").write_text("time,quantity,item\n2026-01-03,1,lamp\n")
    for history, refused in (("", False), (", starts: 3", True)):
        (tmp_path / "shop.yaml").write_text(
            text.replace("HISTORY", f"history: {{file: record.csv{history}}}")
        )
        if refused:
            with pytest.raises(ScenarioError, match="'record.csv' has dates, .*; remove starts"):
                load(tmp_path / "shop.yaml")
        else:
            [people] = load(tmp_path / "shop.yaml").world().segments
            assert people.history is not None
            assert people.history.day == (2 * DAY,)
