"""What stock costs at the ends of periods, and which price holds where: worked out by hand, both engines."""

from __future__ import annotations

from pathlib import Path

import pytest

from model.engines import Engine
from model.scenario import load
from model.scenario.world import World
from tests.engines.test_stock_elsewhere import ENGINES, told, world_of

# -- at the ends of periods

SHELF = """
schema: 1
time: {unit: period, horizon: 4, tick: 0.01}
items: {lamp: {}}
suppliers: {works: {supplies: {lamp: {lead_time: 50}}}}
retailers:
  corner:
    stock: {lamp: {base_stock: START, from: works}}
customers:
  everyone: {shop: corner, buys: lamp, requests: {every: 1, first: FIRST}}
costs: {hold: 1, back_order: 4, in_transit: 0.5, accrue_every: 1}
"""


def shelf(folder: Path, first: float, start: int = 10) -> World:
    """Return a shop of so many lamps, of which one is asked for each period, first at so much of it."""
    return world_of(folder, SHELF.replace("FIRST", str(first)).replace("START", str(start)))


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize(("first", "held"), [(0.5, 30), (0, 30), (0.99, 30), (1, 34)])
def test_stock_is_charged_at_the_last_tick_of_a_period(
    tmp_path: Path, engine: Engine, first: float, held: int
) -> None:
    """Ten lamps, one asked for each period: at the ends of periods 9, 8, 7 and 6 are left, wherever in it that is.

    At .99, the last tick of a period, the request comes before the end. At 1 it belongs to the next: 10, 9, 8, 7.
    Under way are as many as are gone. Held all the time it would be 9.5 + 8.5 + 7.5 + 6.5 = 32 for the first.
    """
    world = shelf(tmp_path, first)
    assert told(world, engine, "cost_hold") == pytest.approx(held / 4)
    assert told(world, engine, "cost_in_transit") == pytest.approx(0.5 * (40 - held) / 4)
    assert told(world, engine, "on_hand") == pytest.approx(
        (40 - 4 * (1 - first % 1) - (6 if first < 1 else 2)) / 4
    )


@pytest.mark.parametrize("engine", ENGINES)
def test_what_is_owed_is_charged_at_the_ends_too(tmp_path: Path, engine: Engine) -> None:
    """Two lamps, one asked for at half of each period: 1, 0, 0, 0 on hand and 0, 0, 1, 2 owed at the ends.

    1 + 4 x 3 and half of 1 + 2 + 3 + 4 under way, over 4 periods.
    """
    world = shelf(tmp_path, 0.5, start=2)
    assert told(world, engine, "cost_hold") == pytest.approx(1 / 4)
    assert told(world, engine, "cost_back_order") == pytest.approx(12 / 4)
    assert told(world, engine, "cost") == pytest.approx((1 + 12 + 5) / 4)


@pytest.mark.parametrize("engine", ENGINES)
def test_a_period_ends_behind_all_that_happens_in_its_last_tick(tmp_path: Path, engine: Engine) -> None:
    """A review after the requests of the last tick orders what comes in the same tick: the shelf is full at the end."""
    rule = "{S: 10, every: 1, first: 0.99, review: after-requests}"
    entry = f"retailers.corner.stock.lamp={{base_stock: {rule}, from: works}}"
    text = SHELF.replace("FIRST", "0.99").replace("START", "10")
    world = world_of(tmp_path, text, entry, "suppliers.works.supplies.lamp={lead_time: 0}")
    assert told(world, engine, "cost_hold") == pytest.approx(10)


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize("case", ["order-up-to", "sS-periodic", "sS-zheng-federgruen", "supplier-disruption"])
def test_a_lump_at_the_beginning_costs_the_same_either_way(case: str, engine: Engine) -> None:
    """Where all happens at the beginning of periods, levels last until their ends, and nothing is changed by it."""
    file = Path(__file__).parents[2] / f"model/verification/scenarios/{case}.yaml"
    found = [
        told(load(file, ["time.horizon=600", *more]).world(), engine, "cost")
        for more in ([], ["costs.accrue_every=null"])
    ]
    assert found[0] == pytest.approx(found[1], rel=1e-12)


# -- where prices hold

PRICED = """
schema: 1
time: {unit: day, horizon: 30}
items: {lamp: {made_of: {bulb: 2}}, bulb: {}}
suppliers: {works: {supplies: {bulb: {lead_time: 1}}}}
manufacturers:
  plant:
    lines: {count: 2, unit_time: 1}
    stock: {lamp: {base_stock: 4}, bulb: {base_stock: 9, from: {works: {transit_cost: 0.5}}}}
retailers:
  north: {stock: {lamp: {base_stock: 6, from: plant, transport: 1}}}
  south: {stock: {lamp: {base_stock: 6, from: plant, transport: 1}}}
customers:
  everyone: {shop: {north: 0.5, south: 0.5}, buys: lamp, requests: {rate: 2}}
costs:
  hold_components: 0.2
  in_transit: {"*": 1, south/*: 3}
  message: {lamp: 1, north/lamp: 2}
  inquiry: {"south/*": 4}
  line: {"p*": 100, plant: 90}
"""


def test_prices_hold_where_they_are_given(tmp_path: Path) -> None:
    """The pattern that says most decides; a lane adds its own; components have a price where something is made of them.

    Messages and inquiries are priced at the stock point asked, lines at their site.
    """
    world = world_of(tmp_path, PRICED)
    prices, stocks = world.prices, [one.name.partition(".")[2] for one in world.stocks]
    lanes = [one.name.partition(".")[2] for one in world.lanes]
    assert dict(zip(stocks, prices.hold_components, strict=True)) == {
        "north/lamp": 0, "south/lamp": 0, "plant/lamp": 0, "plant/bulb": 0.2,
    }  # fmt: skip
    assert dict(zip(lanes, prices.in_transit, strict=True)) == {
        "north/lamp from plant": 1, "south/lamp from plant": 3, "plant/bulb from works": 1.5,
    }  # fmt: skip
    assert dict(zip(stocks, prices.message, strict=True)) == {
        "north/lamp": 2, "south/lamp": 1, "plant/lamp": 1, "plant/bulb": 0,
    }  # fmt: skip
    assert dict(zip(stocks, prices.inquiry, strict=True)) == {
        "north/lamp": 0, "south/lamp": 4, "plant/lamp": 0, "plant/bulb": 0,
    }  # fmt: skip
    assert [(site.name, price) for site, price in zip(world.sites, prices.line, strict=True)] == [
        ("retailers.north", 0), ("retailers.south", 0), ("manufacturers.plant", 90),
    ]  # fmt: skip
