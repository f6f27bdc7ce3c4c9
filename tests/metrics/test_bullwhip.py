"""How much more orders vary than demand: by hand on both engines, and against Chen et al. 2000."""

from __future__ import annotations

import math
from pathlib import Path

import numpy as np
import pytest

from model.engines import Engine, run
from model.metrics import Meter
from model.sample_path import draw
from model.scenario import load
from model.scenario.world import World

SHOP = """
schema: 1
time: {unit: day, horizon: 40}
items: {lamp: {}}
suppliers: {works: {supplies: {lamp: {lead_time: 3}}}}
retailers:
  corner:
    stock: {lamp: {RULE, from: works}}
customers: {all: {shop: corner, buys: lamp, requests: {REQUESTS}}}
measures: {bullwhip: 1}
"""
CASE = Path(__file__).parents[2] / "model" / "verification" / "scenarios" / "bullwhip.yaml"


def told(world: World, engine: Engine, replication: int = 0) -> dict[str, float]:
    """Return the measure by scope."""
    outcome = run(world, draw(world.streams, 5, replication), engine=engine)
    values = Meter(world).mapping(outcome)
    return {key.scope: value for key, value in values.items() if key.name == "bullwhip"}


@pytest.mark.parametrize("engine", ["reference", "compiled"])
@pytest.mark.parametrize(
    ("rule", "ratio"), [("r_Q: {r: 1, Q: 2}", 3.0), ("base_stock: 3", 1.0), ("r_Q: {r: 3, Q: 4}", 7.0)]
)
def test_lots_vary_more_than_what_is_asked(tmp_path: Path, engine: Engine, rule: str, ratio: float) -> None:
    """One lamp on days 1, 3, ..., 39 of 40: mean 1/2, variance 1/4 by day.

    In lots of two one order on every fourth day: mean square 4/4, variance 1 - 1/4, three times as much. In lots of
    four one on every eighth: 16/8 - 1/4, seven times. One for one they are alike.
    """
    file = tmp_path / "shop.yaml"
    file.write_text(SHOP.replace("RULE", rule).replace("REQUESTS", "every: 2, first: 1"))
    found = told(load(file).world(), engine)
    assert found == {"site:retailers.corner": ratio, "stock:retailers.corner/lamp": ratio}


def test_destroyed_stock_is_no_demand_and_its_replacement_is_an_order(tmp_path: Path) -> None:
    """One for one, and half of ten destroyed on day 20.5: an order of 5 more among those of one every other day.

    Orders: mean (20 + 5) / 40, mean square (20 + 25) / 40: variance 1.125 - .390625, over 1/4.
    """
    file = tmp_path / "shop.yaml"
    text = SHOP.replace("RULE", "base_stock: 10").replace("REQUESTS", "every: 2, first: 1")
    site = "    disruptions: {windows: [{from: 20.5}], effect: destroy-stock, share: 0.5}\ncustomers:"
    file.write_text(text.replace("customers:", site))
    [ratio, _] = told(load(file).world(), "reference").values()
    assert ratio == pytest.approx((1.125 - 0.390625) / 0.25)


def test_a_moving_average_swells_orders_as_known() -> None:
    """Of p = 5 periods, covering L = 2: 1 + 2 L / p + 2 (L / p)^2 = 2.12; the source, one for one, adds nothing.

    Chen, Drezner, Ryan & Simchi-Levi 2000, with equality as demand is independent and the safety stock constant.
    Twenty replications of 4,000 periods: within four standard errors, which are below .02.
    """
    world = load(CASE, ["measures.bullwhip=1", "time.horizon=4000"]).world()
    found = [told(world, "compiled", number) for number in range(20)]
    shop = [one["stock:retailers.shop/part"] for one in found]
    error = float(np.std(shop, ddof=1)) / math.sqrt(len(shop))
    assert abs(float(np.mean(shop)) - 2.12) <= 4 * error
    assert error < 0.02
    assert [one["stock:distributors.source/part"] for one in found] == pytest.approx([1.0] * 20)
