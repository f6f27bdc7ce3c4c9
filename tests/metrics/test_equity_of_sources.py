"""What customers are worth does not depend on where the file says what a unit costs."""

from __future__ import annotations

from pathlib import Path

import pytest

from model.engines import run
from model.metrics import Key, Meter
from model.sample_path import draw
from model.scenario import load

FILE = """
schema: 1
time: {horizon: 50, unit: day}
items: {lamp: {price: 10}}
suppliers: {works: {supplies: {lamp: {lead_time: 1}}}, mill: {supplies: {lamp: {lead_time: 2}}}}
retailers:
  corner: {stock: {lamp: {base_stock: 5, from: SOURCE}}, back_orders: {offer: open}, communication: {promise: none}}
customers:
  regulars: {count: 10, shop: corner, buys: lamp, requests: {rate: 0.1 per day}}
costs: {discount: 0.1 per year, unit: COST}
"""


@pytest.mark.parametrize(
    ("source", "cost"),
    [
        ("{works: {unit_cost: 9}}", 0),
        ("{works: {unit_cost: 5}}", 4),
        ("{works: {unit_cost: 9}, mill: {unit_cost: 1}}, sourcing: {rule: back-up, when: down}", 0),
    ],
    ids=["of the source", "of both", "of the first of two sources"],
)
def test_a_unit_cost_of_a_source_is_a_unit_cost(tmp_path: Path, source: str, cost: int) -> None:
    """Nine a unit is nine a unit, under `costs` or at the source: the same equity, and the same profit."""
    found = [equity(tmp_path, *given) for given in (("works", 9), (source, cost))]
    assert found[0] == pytest.approx(found[1])
    assert found[0][0] > 0


def equity(folder: Path, source: str, cost: int) -> tuple[float, float]:
    """Return customer equity and profit of a short run."""
    (folder / "shop.yaml").write_text(FILE.replace("SOURCE", source).replace("COST", str(cost)))
    world = load(folder / "shop.yaml").world()
    meter = Meter(world)
    numbers = meter.read(run(world, draw(world.streams, 1, 0), engine="reference"))
    equity, profit = (numbers[meter.keys.index(Key(name, "total"))] for name in ("customer_equity", "profit"))
    return float(equity), float(profit)
