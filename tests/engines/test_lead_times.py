"""How long a stock point waits for what it ordered: worked by hand, and as an identity with what is on order."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from model import load
from model.engines import Engine, run
from model.metrics import Key, Meter
from model.outcome.outcome import Outcome
from model.outcome.tallies import Point
from model.sample_path import draw
from model.scenario.world import World

CHAIN = """
schema: 1
title: A shop, a plant without stock, and the works behind it
time: {unit: day, horizon: 100}
seed: 1
items: {part: {}, lamp: {price: 1, made_of: {part: 1}}}
suppliers: {works: {supplies: {part: {lead_time: 4, overtaking: yes}}}}
manufacturers:
  plant:
    lines: {count: 1, unit_time: 2}
    stock: {lamp: {base_stock: 0}, part: {base_stock: 0, from: works}}
retailers:
  corner:
    stock: {lamp: {base_stock: SHELF, from: plant, transport: 3}}
    back_orders: {offer: open}
customers: {passers-by: {shop: corner, buys: lamp, requests: REQUESTS}}
"""
ENGINES: list[Engine] = ["reference", "compiled"]
SHOP, LAMP, PART = (
    "stock:retailers.corner/lamp",
    "stock:manufacturers.plant/lamp",
    "stock:manufacturers.plant/part",
)


def played(folder: Path, engine: Engine, requests: str, *sets: str, shelf: int = 0) -> tuple[World, Outcome]:
    """Return the chain and what happened in it."""
    path = folder / "chain.yaml"
    path.write_text(CHAIN.replace("REQUESTS", requests).replace("SHELF", str(shelf)))
    world = load(path, list(sets)).world()
    return world, run(world, draw(world.streams, 1, 0), engine=engine, verify=True)


def lead_times(world: World, outcome: Outcome) -> list[float]:
    """Return the lead times of the shop's lamps, the plant's lamps and its parts."""
    numbers = Meter(world).mapping(outcome)
    return [numbers[Key("lead_time", scope)] for scope in (SHOP, LAMP, PART)]


@pytest.mark.parametrize("engine", ENGINES)
def test_a_lead_time_runs_from_the_order_to_the_receipt(tmp_path: Path, engine: Engine) -> None:
    """One lamp is ordered every ten days: the part takes 4 days, the lamp 4 + 2 from its order to the lines, and the
    shop's 6 in the plant's book and 3 on the way."""
    world, outcome = played(tmp_path, engine, "{every: 10, first: 0, limit: 5}")
    assert lead_times(world, outcome) == [9.0, 6.0, 4.0]


@pytest.mark.parametrize("engine", ENGINES)
def test_waiting_for_a_line_is_in_the_lead_time(tmp_path: Path, engine: Engine) -> None:
    """Two lamps are ordered at once every ten days. The parts of both take 4 days; one line makes the first lamp by day
    6, the second by day 8: 7 on average, 10 at the shop."""
    world, outcome = played(
        tmp_path, engine, "{every: 10, first: 0, limit: 5}", "customers.passers-by.quantity=2"
    )
    assert lead_times(world, outcome) == [10.0, 7.0, 4.0]


@pytest.mark.parametrize("engine", ENGINES)
def test_time_at_a_shut_door_is_in_the_lead_time(tmp_path: Path, engine: Engine) -> None:
    """Ordered on day 5 and held at the works' door until day 15, a part comes on day 19: after 14 days instead of 4."""
    trouble = "suppliers.works.disruptions={effect: pause-shipments, windows: [{from: 0, to: 15}]}"
    world, outcome = played(tmp_path, engine, "{every: 1, first: 5, limit: 1}", trouble)
    assert lead_times(world, outcome) == [19.0, 16.0, 14.0]


@pytest.mark.parametrize("engine", ENGINES)
def test_lead_times_add_up_to_the_time_on_order(tmp_path: Path, engine: Engine) -> None:
    """Where all that was ordered has come, lead times of units received sum up to the integral of what is on order, at
    every stock point: 60 requests at random and 3 lamps a time, of which the shop has some on its shelf."""
    world, outcome = played(
        tmp_path,
        engine,
        "{rate: 0.3, limit: 10}",
        "customers.passers-by.quantity=3",
        "time.horizon=1000",
        shelf=7,
    )
    assert (outcome.points[:, Point.ON_ORDER_END] == 0).all()
    assert (outcome.points[:, Point.UNITS_RECEIVED] >= 30).all()
    assert np.array_equal(outcome.points[:, Point.LEAD_TIME], outcome.points[:, Point.ON_ORDER_TIME])


@pytest.mark.parametrize("engine", ENGINES)
def test_what_has_not_come_has_no_lead_time_yet(tmp_path: Path, engine: Engine) -> None:
    """Ordered 3 days before the end, nothing has come: there is no lead time, at no stock point."""
    world, outcome = played(tmp_path, engine, "{every: 1, first: 97, limit: 1}")
    assert [key for key in Meter(world).mapping(outcome) if key.name == "lead_time"] == []
