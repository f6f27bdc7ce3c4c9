"""A level that cannot be summed over the run ends it, in both engines alike, instead of wrapping round unseen."""

from __future__ import annotations

from pathlib import Path

import pytest

from model.engines import Engine, run
from model.errors import TooMuch
from model.sample_path import draw
from model.scenario import load

ENGINES = pytest.mark.parametrize("engine", ["reference", "compiled"])

SHOP = """
schema: 1
title: Orders in thousands of what is counted in millionths
time: {unit: day, horizon: 100}
items: {oil: {units: divisible}}
suppliers: {well: {supplies: {oil: {lead_time: 5}}}}
retailers:
  shop: {stock: {oil: {s_S: {s: 2, S: 5, multiple: MULTIPLE}, from: well}}}
customers:
  all: {shop: shop, buys: oil, requests: {every: 4, first: 3.5}}
"""

PLANT = """
schema: 1
title: Forty litres in a bottle
time: {unit: day, horizon: 100}
items: {bottle: {made_of: {oil: 40}}, oil: {units: divisible}}
suppliers: {well: {supplies: {oil: {lead_time: 60}}}}
manufacturers:
  plant:
    lines: {count: 1, unit_time: 0.1}
    stock: {bottle: {base_stock: 0}, oil: {base_stock: 100, from: well}}
    back_orders: open
customers:
  all: {shop: plant, buys: bottle, requests: {every: 1, first: 0.5}, patience: {budget: never}}
"""


def played(tmp_path: Path, text: str, engine: Engine) -> None:
    """Run a scenario once, every balance held."""
    (tmp_path / "much.yaml").write_text(text)
    world = load(tmp_path / "much.yaml").world()
    run(world, draw(world.streams, 1, 0), engine=engine, verify=True)


@ENGINES
def test_an_order_that_is_too_large_ends_the_run(tmp_path: Path, engine: Engine) -> None:
    """100 days are 8.64 x 10^9 ticks, over which 2^61 are 266.9 x 10^6 millionths a tick: 267 units, and not 3,000.

    Requests of 1 unit come at 3.5, 7.5, ... That of 11.5 leaves 2, and 3,000 are ordered. Of 260 there are never more
    than 262.
    """
    with pytest.raises(
        TooMuch, match=r"retailers.shop/oil: 3,002 units .* at 11.5 days .*, 267 at most; lower"
    ):
        played(tmp_path, SHOP.replace("MULTIPLE", "3000"), engine)
    played(tmp_path, SHOP.replace("MULTIPLE", "260"), engine)


@ENGINES
def test_components_wanted_for_jobs_are_counted(tmp_path: Path, engine: Engine) -> None:
    """Forty litres a day leave the 100 on the shelf, of which as much is ordered: 280 are on order at 6.5.

    That is the seventh of the orders, of 40 each, while 20 are on the shelf.
    """
    with pytest.raises(TooMuch, match=r"manufacturers.plant/oil: \d+ units .* at 6.5 days"):
        played(tmp_path, PLANT, engine)
    played(tmp_path, PLANT.replace("horizon: 100", "horizon: 6"), engine)
