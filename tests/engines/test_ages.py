"""How old what is owed is, and how long it takes to owe nothing: worked by hand, and against closed forms."""

from __future__ import annotations

import math
from pathlib import Path

import numpy as np
import pytest

from model import load, simulate
from model.engines import Engine, run
from model.metrics import Key, Meter
from model.outcome.tallies import AGE_UNIT, Point
from model.sample_path import draw

SHOP = """
schema: 1
title: A shop without a shelf
time: {unit: day, horizon: HORIZON}
seed: 5
items: {lamp: {price: 1, units: KIND}}
suppliers: {works: {supplies: {lamp: {lead_time: LEAD, overtaking: yes}}}}
retailers: {corner: {stock: {lamp: {base_stock: 0, from: works}}, back_orders: {offer: open}}}
customers: {passers-by: {shop: corner, buys: lamp, requests: REQUESTS, quantity: QUANTITY}}
"""
ENGINES: list[Engine] = ["reference", "compiled"]


def shop(
    folder: Path, *, horizon: int, lead: int, requests: str, kind: str = "whole", quantity: int = 1
) -> Path:
    """Return a shop that orders for each customer."""
    text = SHOP.replace("HORIZON", str(horizon)).replace("LEAD", str(lead)).replace("REQUESTS", requests)
    path = folder / "shop.yaml"
    path.write_text(text.replace("KIND", kind).replace("QUANTITY", str(quantity)))
    return path


def numbers(path: Path, engine: Engine) -> dict[Key, float]:
    """Return every measure of replication 0."""
    world = load(path).world()
    return Meter(world).mapping(run(world, draw(world.streams, 1, 0), engine=engine, verify=True))


@pytest.mark.parametrize("engine", ENGINES)
def test_those_who_wait_grow_older(tmp_path: Path, engine: Engine) -> None:
    """Ten ask on days 0 to 9, nothing has come by day 20: they have waited 20 + 19 + ... + 11 = 155 days, at ages whose
    integrals are 20^2/2 + ... + 11^2/2 = 1242.5. One backlog began, on day 0, and has lasted until the end."""
    path = shop(tmp_path, horizon=20, lead=100, requests="{every: 1, first: 0, limit: 10}")
    found = numbers(path, engine)
    assert found[Key("backlog_age", "total")] == pytest.approx(1242.5 / 155, rel=1e-12)
    assert found[Key("time_to_clear", "total")] == 20.0


@pytest.mark.parametrize("engine", ENGINES)
def test_a_backlog_is_cleared_when_nothing_is_owed_any_more(tmp_path: Path, engine: Engine) -> None:
    """One asks on each of days 0, 4, ..., 36 and waits 6 days: somebody waits until day 42, as the next asks 2 days
    before, in one spell, at an age of 3 on average. Asked every 8 days instead, there are five spells of 6 days."""
    path = shop(tmp_path, horizon=60, lead=6, requests="{every: 4, first: 0, limit: 10}")
    found = numbers(path, engine)
    assert found[Key("time_to_clear", "total")] == 42.0
    assert found[Key("backlog_age", "total")] == pytest.approx(3.0, rel=1e-12)
    path = shop(tmp_path, horizon=60, lead=6, requests="{every: 8, first: 0, limit: 5}")
    assert numbers(path, engine)[Key("time_to_clear", "total")] == 6.0


@pytest.mark.parametrize("engine", ENGINES)
def test_an_integral_of_ages_that_one_integer_cannot_hold(tmp_path: Path, engine: Engine) -> None:
    """Ten divisible units, 10^7 quanta, are owed for 1,000 days of 8.64 x 10^7 ticks: twice the integral is 10^7 x
    (8.64 x 10^10)^2, 7.5 x 10^28 or 2^96. The mean age is 500 days."""
    path = shop(
        tmp_path,
        horizon=1000,
        lead=2000,
        requests="{every: 1, first: 0, limit: 1}",
        kind="divisible",
        quantity=10,
    )
    world = load(path).world()
    [point] = run(world, draw(world.streams, 1, 0), engine=engine).points.tolist()
    assert point[Point.AGE_HIGH] * AGE_UNIT + point[Point.AGE_LOW] == 10**7 * (1000 * 86_400_000) ** 2
    assert numbers(path, engine)[Key("backlog_age", "item:lamp")] == pytest.approx(500.0, rel=1e-12)


def test_the_busy_period_of_unlimited_servers(tmp_path: Path) -> None:
    """Poisson demand of .3 a day and a lead time of 5: somebody waits during a busy period of M/D/infinity, of mean
    (exp(.3 x 5) - 1) / .3 = 11.6 days (Takacs 1962). A wait is 5 days for all, so ages are 2.5 on average."""
    path = shop(tmp_path, horizon=4000, lead=5, requests="{rate: 0.3}")
    result = simulate(path, replications=30)
    found = result.measure("time_to_clear")
    assert found.half_width is not None
    error = found.half_width / 2.045  # Student's quantile for 30 replications
    assert found.mean == pytest.approx((math.exp(1.5) - 1) / 0.3, abs=4 * error)
    assert error < 0.3
    assert result.measure("backlog_age").mean == pytest.approx(2.5, abs=0.01)


def test_the_age_of_a_queue_is_the_mean_of_the_remaining_halves(tmp_path: Path) -> None:
    """One asks every ten days and waits 2 or 8 days by halves: the age of what is owed is E[W^2] / (2 E[W]) =
    (4 + 64) / 2 / (2 x 5) = 3.4 days, and not half of the mean wait."""
    path = shop(tmp_path, horizon=4000, lead=5, requests="{every: 10, first: 0}")
    path.write_text(path.read_text().replace("lead_time: 5", "lead_time: {discrete: {2: 0.5, 8: 0.5}}"))
    result = simulate(path, replications=10)
    values = result.gathered.values[:, result.meter.keys.index(Key("backlog_age", "total"))]
    error = float(np.std(values, ddof=1)) / math.sqrt(10)
    assert error < 0.05
    assert float(values.mean()) == pytest.approx(3.4, abs=4 * error)
