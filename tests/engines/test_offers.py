"""Offers to a share of customers, by class, and at a discount: exact values, the same customers, numbers by hand."""

from __future__ import annotations

import math
from pathlib import Path

import numpy as np
import pytest

from model.engines import Engine, run
from model.metrics import Key, Meter
from model.outcome.tallies import Cell, Point
from model.outcome.trace import Row
from model.sample_path import draw
from model.scenario import load
from model.scenario.world import World

ORDER_FOR_ORDER = """
schema: 1
time: {unit: period, horizon: 3000, warm_up: 50}
items: {part: {}}
suppliers:
  ample: {supplies: {part: {lead_time: {exponential: {mean: 2}}, overtaking: yes}}}
retailers:
  shop:
    stock: {part: {base_stock: 4, from: ample}}
    back_orders: OFFER
customers:
  first: {shop: shop, buys: part, requests: {rate: 1.2}}
  second: {shop: shop, buys: part, requests: {rate: 0.8}, class: 2}
"""
ENGINES: list[Engine] = ["reference", "compiled"]


def world(folder: Path, text: str, offer: str) -> World:
    """Return a world of customers whom one shop offers back-orders by a rule."""
    file = folder / "offers.yaml"
    file.write_text(text.replace("OFFER", offer))
    return load(file).world()


def without_stock(accepted: float) -> float:
    """Return the share of requests that find nothing: births 2, then 2 x accepted beyond 4, deaths n / 2."""
    weights, weight = [], 1.0
    for outstanding in range(80):
        weights.append(weight)
        weight *= (2.0 if outstanding < 4 else 2.0 * accepted) / ((outstanding + 1) / 2.0)
    return math.fsum(weights[4:]) / math.fsum(weights)


@pytest.mark.parametrize("offer", ["{offer: some, share: 0.6}", "{offer: class, up_to: 1}"])
def test_a_share_accepted_thins_the_back_orders(tmp_path: Path, offer: str) -> None:
    """Whether six in ten are offered a back-order by lot, or because they are the first class: the same birth and
    death process, whose births fall from 2 to 1.2 once the shelf is empty (40 % of those who find nothing are lost).
    Twenty replications; the mean is within 3.5 standard errors of the exact value, and these are below 2 % of it."""
    served = world(tmp_path, ORDER_FOR_ORDER, offer)
    lost = []
    for replication in range(20):
        cells = run(served, draw(served.streams, 5, replication)).cells.sum(axis=0)
        assert cells[Cell.REFUSED] == cells[Cell.RENEGED] == 0
        lost.append(cells[Cell.NOT_OFFERED] / cells[Cell.REQUESTED])
    exact, error = 0.4 * without_stock(0.6), np.std(lost, ddof=1) / math.sqrt(len(lost))
    assert error < 0.02 * exact
    assert abs(np.mean(lost) - exact) < 3.5 * error


def test_only_the_class_named_may_wait(tmp_path: Path) -> None:
    """With offers up to class 1 no request of class 1 is turned away, and none of class 2 is owed anything."""
    served = world(tmp_path, ORDER_FOR_ORDER, "{offer: class, up_to: 1}")
    first, second = run(served, draw(served.streams, 5, 0)).cells
    assert first[Cell.NOT_OFFERED] == 0 < first[Cell.ACCEPTED]
    assert second[Cell.ACCEPTED] == 0 < second[Cell.NOT_OFFERED]


@pytest.mark.parametrize("engine", ENGINES)
def test_a_larger_share_offers_to_everyone_a_smaller_one_offers_to(tmp_path: Path, engine: Engine) -> None:
    """With nothing in stock ever, each request is offered a back-order or not by its own number alone: those offered
    one at 30 % are offered one at 60 % too, and at 100 % all 2,000 or so are."""
    text = ORDER_FOR_ORDER.replace("base_stock: 4", "base_stock: 0").replace("horizon: 3000", "horizon: 1000")
    offered: list[set[int]] = []
    for share in (0.3, 0.6, 1):
        served = world(tmp_path, text, f"{{offer: some, share: {share}}}")
        rows = run(served, draw(served.streams, 5, 0), engine=engine, trace=True).trace
        assert rows is not None
        turned_away = rows[rows[:, 1] == Row.NOT_OFFERED]
        refused = set((turned_away[:, 5] * 1_000_000 + turned_away[:, 3]).tolist())
        taken = rows[rows[:, 1] == Row.BACK_ORDERED]
        offered.append(refused)
        total = len(turned_away) + len(taken)
        assert abs(len(taken) / total - share) < 3.5 * math.sqrt(share * (1 - share) / total) + 1e-9
    assert offered[2] == set()
    assert offered[1] < offered[0]


DISCOUNT = """
schema: 1
time: {unit: day, horizon: 20}
items: {lamp: {price: 50}}
suppliers: {works: {supplies: {lamp: {lead_time: 5}}}}
retailers:
  corner:
    stock: {lamp: {base_stock: 0, from: works}}
    back_orders: {offer: open, DISCOUNT}
    communication: {promise: fixed, days: 5}
customers:
  all: {shop: corner, buys: lamp, requests: {every: 1}, tolerance: 4, tolerance_if_discounted: FACTOR}
"""


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize(
    ("discount", "factor", "served"),
    [("partial: yes", 1.25, 0), ("discount: 10 %", 1, 0), ("discount: 10 %", 1.25, 14)],
)
def test_a_discount_for_waiting_keeps_who_would_not_wait(
    tmp_path: Path, engine: Engine, discount: str, factor: float, served: int
) -> None:
    """Told five days, tolerating four: lost, unless a discount makes it 4 x 1.25 = 5. Requests on days 1 to 19, of
    which those up to day 14 are received by day 19: 14 units at 5 less than 50, so 14 x 5 / 20 = 3.5 a day."""
    text = DISCOUNT.replace("DISCOUNT", discount).replace("FACTOR", str(factor))
    shop = world(tmp_path, text, "")
    outcome = run(shop, draw(shop.streams, 1, 0), engine=engine)
    assert outcome.cells[0, Cell.KEPT] == served
    assert outcome.cells[0, Cell.REFUSED] == (0 if served else 19)
    assert outcome.points[0, Point.DISCOUNTED] == served
    money = Meter(shop).mapping(outcome)
    if served:
        assert money[Key("cost_discount", "total")] == 3.5
        assert money[Key("profit", "total")] == 14 * 50 / 20 - 3.5
    else:
        assert money.get(Key("cost_discount", "total"), 0) == 0
