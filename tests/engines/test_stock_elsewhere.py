"""What stock costs while it is in transit or with jobs: worked out by hand, the same in both engines."""

from __future__ import annotations

from pathlib import Path

import pytest

from model.engines import Engine, run
from model.metrics import Key, Meter
from model.outcome.outcome import Outcome
from model.outcome.tallies import Point, Way
from model.sample_path import draw
from model.scenario import load
from model.scenario.world import World

ENGINES: list[Engine] = ["reference", "compiled"]
TICKS = 100
"""Ticks of a time unit in the worlds below."""


def world_of(folder: Path, text: str, *overrides: str) -> World:
    """Load a scenario from text."""
    file = folder / "money.yaml"
    file.write_text(text)
    return load(file, list(overrides)).world()


def played(world: World, engine: Engine) -> Outcome:
    """Run a world, with every balance checked after every event."""
    return run(world, draw(world.streams, 1, 0), engine=engine, verify=True)


def told(world: World, engine: Engine, name: str, scope: str = "total") -> float:
    """Return one measure."""
    return Meter(world).mapping(played(world, engine))[Key(name, scope)]


# -- in transit

SHOP = """
schema: 1
time: {unit: period, horizon: 12, tick: 0.01}
items: {lamp: {}}
suppliers: {works: {supplies: {lamp: {lead_time: 3}}}}
retailers:
  corner:
    stock: {lamp: {base_stock: 5, from: works}}
customers:
  everyone: {shop: corner, buys: lamp, requests: {every: 4, first: 2}}
costs: {in_transit: 0.5}
"""


@pytest.mark.parametrize("engine", ENGINES)
def test_goods_in_transit_are_paid_by_the_receiver(tmp_path: Path, engine: Engine) -> None:
    """One lamp each is ordered at 2, 6 and 10 and comes three periods later, the last not before the horizon, 12.

    Under way 3 + 3 + 2 = 8 unit-periods of 12: at .5 each 4 / 12 a period.
    """
    world = world_of(tmp_path, SHOP)
    assert told(world, engine, "cost_in_transit") == pytest.approx(4 / 12)
    assert told(world, engine, "cost_in_transit", "stock:retailers.corner/lamp") == pytest.approx(4 / 12)
    assert told(world, engine, "in_transit") == pytest.approx(8 / 12)
    assert told(world, engine, "cost") == pytest.approx(4 / 12)


@pytest.mark.parametrize("engine", ENGINES)
def test_a_source_has_prices_of_its_own(tmp_path: Path, engine: Engine) -> None:
    """On top of .5 a unit and period .25 by this lane; three orders of one at 2 + 1 each, and 10 for each unit.

    Under way 8 x .75 = 6, orders 3 x 3 = 9, units 30, over 12 periods. The only source has its price as one of several.
    """
    source = "retailers.corner.stock.lamp.from={works: {transit_cost: 0.25, order_cost: 2, unit_cost: 10}}"
    world = world_of(tmp_path, SHOP, source, "costs.order=1")
    assert told(world, engine, "cost_in_transit") == pytest.approx(6 / 12)
    assert told(world, engine, "cost_order") == pytest.approx(9 / 12)
    assert told(world, engine, "cost_sources") == pytest.approx(30 / 12)
    assert told(world, engine, "cost") == pytest.approx(45 / 12)


@pytest.mark.parametrize("engine", ENGINES)
def test_each_of_several_sources_is_paid_for_its_orders(tmp_path: Path, engine: Engine) -> None:
    """Orders of one take turns, as shares are equal: at 2 and 10 from the works, at 6 from the rival, which takes 1.

    At 2 and 5 an order: 2 + 5 + 2 = 9. Under way by the works 3 + 2 at 1, by the rival 1 at 7: 12. Of 12 periods.
    """
    rival = "{lead_time: 1, share: 0.5, order_cost: 5, transit_cost: 6}"
    sources = f"{{works: {{share: 0.5, order_cost: 2}}, outside: {rival}}}"
    entry = f"retailers.corner.stock.lamp={{base_stock: 5, sourcing: split, from: {sources}}}"
    world = world_of(tmp_path, SHOP, entry, "costs.in_transit=1")
    assert told(world, engine, "cost_order") == pytest.approx(9 / 12)
    assert told(world, engine, "cost_in_transit") == pytest.approx(12 / 12)


@pytest.mark.parametrize("engine", ENGINES)
def test_the_warm_up_is_not_charged(tmp_path: Path, engine: Engine) -> None:
    """From -3 on, requests at -1, 3, 7, 11: under way from 0 to 2, from 3 and 7 for three periods each, and 11 to 12.

    2 + 3 + 3 + 1 = 9 unit-periods.
    """
    asked = "customers.everyone.requests={every: 4, first: -1}"
    world = world_of(tmp_path, SHOP, "time.warm_up=3", asked)
    assert told(world, engine, "in_transit") == pytest.approx(9 / 12)


CHAIN = """
schema: 1
time: {unit: period, horizon: 20, tick: 0.01}
items: {lamp: {}}
suppliers: {works: {supplies: {lamp: {lead_time: 2}}, disruptions: WORKS}}
distributors:
  depot:
    stock: {lamp: {base_stock: 5, from: works}}
    disruptions: DEPOT
retailers:
  corner:
    stock: {lamp: {base_stock: 5, from: depot, transport: 2, disruptions: LANE}}
customers:
  everyone: {shop: corner, buys: lamp, requests: {every: 100, first: 6}}
"""


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize(
    ("where", "effect", "to_depot", "to_corner"),
    [
        ("WORKS", "pause-shipments", 2, 2),
        ("DEPOT", "pause-shipments", 2, 5),
        ("LANE", "freeze", 2, 5),
        ("LANE", "pause-receipts", 2, 3),
    ],
)
def test_what_is_held_up_is_in_transit_once_it_is_off_a_shelf(
    tmp_path: Path, engine: Engine, where: str, effect: str, to_depot: int, to_corner: int
) -> None:
    """One lamp leaves the depot for the corner at 6, and one the works for the depot; a strike lasts from 5 to 9.

    What the works hold until 9 is theirs: two periods of lead time. What the depot holds is off its shelf at 6, leaves
    at 9 and comes at 11. A frozen lane brings at 11 too. At a shut door it waits from 8 to 9.
    """
    strike = f"{{windows: [{{from: 5, to: 9}}], effect: {effect}}}"
    text = CHAIN.replace(where, strike)
    for other in ("WORKS", "DEPOT", "LANE"):
        text = text.replace(other, "none")
    world = world_of(tmp_path, text)
    outcome = played(world, engine)
    in_transit = {
        lane.name: int(outcome.ways[at, Way.IN_TRANSIT_TIME]) for at, lane in enumerate(world.lanes)
    }
    assert in_transit == {
        "distributors.depot/lamp from works": to_depot * TICKS,
        "retailers.corner/lamp from depot": to_corner * TICKS,
    }


# -- with jobs

PLANT = """
schema: 1
time: {unit: period, horizon: 10, tick: 0.01}
items: {lamp: {made_of: {bulb: 2, shade: 1}}, bulb: {}, shade: {}}
suppliers: {works: {supplies: {bulb: {lead_time: 1}, shade: {lead_time: 3}}}}
manufacturers:
  plant:
    lines: {count: 1, unit_time: 2}
    stock:
      lamp: {base_stock: {S: 0, withdraw: not-begun}}
      bulb: {base_stock: 10, from: works}
      shade: {base_stock: 0, from: works}
customers:
  everyone: {shop: plant, buys: lamp, requests: {every: 4, first: 1}}
costs: {hold_components: {bulb: 1, shade: 3}}
"""


@pytest.mark.parametrize("engine", ENGINES)
def test_components_are_paid_for_until_the_unit_is_made(tmp_path: Path, engine: Engine) -> None:
    """Lamps are asked for at 1, 5 and 9; two bulbs are given at once, the shade three periods later, work takes two.

    The first from 1 to 6: bulbs 2 x 5, the shade 2. The second from 5 to 10: as much, since what falls on the horizon
    does not happen. The third from 9: bulbs 2 x 1. Bulbs 22, shades 4: 22 + 4 x 3 = 34 over 10 periods.
    """
    world = world_of(tmp_path, PLANT)
    assert told(world, engine, "cost_hold_components", "stock:manufacturers.plant/bulb") == pytest.approx(2.2)
    assert told(world, engine, "cost_hold_components", "stock:manufacturers.plant/shade") == pytest.approx(
        1.2
    )
    assert told(world, engine, "cost_hold_components") == pytest.approx(3.4)
    assert told(world, engine, "in_jobs") == pytest.approx(2.6)


@pytest.mark.parametrize("engine", ENGINES)
def test_components_given_back_are_paid_for_no_more(tmp_path: Path, engine: Engine) -> None:
    """Customers leave after two periods, before the shade has come: two bulbs from 1 to 3, from 5 to 7, from 9 to 10.

    2 x (2 + 2 + 1) = 10 unit-periods at 1.
    """
    people = (
        "customers.everyone={shop: plant, buys: lamp, requests: {every: 4, first: 1}, patience: {budget: 2}}"
    )
    world = world_of(tmp_path, PLANT, people)
    outcome = played(world, engine)
    points = {one.name: at for at, one in enumerate(world.stocks)}
    assert outcome.points[points["manufacturers.plant/bulb"], Point.IN_JOBS_TIME] == 10 * TICKS
    assert told(world, engine, "cost_hold_components", "stock:manufacturers.plant/bulb") == pytest.approx(1)


@pytest.mark.parametrize("engine", ENGINES)
def test_a_lot_handed_on_in_pieces_lets_go_of_its_components_piece_by_piece(
    tmp_path: Path, engine: Engine
) -> None:
    """A lot of two lamps is begun at 1; one is finished at 3, one at 5: four bulbs for two periods, then two for two.

    12 unit-periods of bulbs; shades are at hand, 2 x 2 + 1 x 2 = 6. The next is asked for beyond the horizon.
    """
    stock = (
        "manufacturers.plant.stock={lamp: {base_stock: {S: 0, multiple: 2}, lot: 2, transfer: each}, "
        "bulb: {base_stock: 10, from: works}, shade: {base_stock: 10, from: works}}"
    )
    people = "customers.everyone={shop: plant, buys: lamp, quantity: 2, requests: {every: 20, first: 1}}"
    world = world_of(tmp_path, PLANT, stock, people)
    assert told(world, engine, "in_jobs", "stock:manufacturers.plant/bulb") == pytest.approx(1.2)
    assert told(world, engine, "in_jobs", "stock:manufacturers.plant/shade") == pytest.approx(0.6)


# -- what must be equal whatever happens

LAWFUL = """
schema: 1
time: {unit: day, horizon: 200, warm_up: 20}
items: {lamp: {made_of: {bulb: 2}}, bulb: {}}
suppliers: {works: {supplies: {bulb: {lead_time: {gamma: {mean: 4, cv: 0.7}}}}}}
manufacturers:
  plant:
    lines: {count: 2, unit_time: {exponential: {mean: 0.5}}}
    stock: {lamp: {base_stock: 4}, bulb: {base_stock: 12, from: works}}
retailers:
  corner:
    stock: {lamp: {base_stock: 6, from: plant, transport: {exponential: {mean: 2}}, overtaking: yes}}
customers:
  everyone: {shop: corner, buys: lamp, requests: {rate: 2}}
"""


@pytest.mark.parametrize("engine", ENGINES)
def test_what_is_on_order_is_owed_in_transit_or_with_jobs(tmp_path: Path, engine: Engine) -> None:
    """To the tick: a shop's orders are owed by the plant or under way, and what a supplier ships at once is under way.

    A lamp on order at the plant has two bulbs, or is owed them.
    """
    world = world_of(tmp_path, LAWFUL)
    outcome = played(world, engine)
    at = {one.name.partition(".")[2]: outcome.points[place] for place, one in enumerate(world.stocks)}
    way = {one.name.partition(".")[2]: outcome.ways[place] for place, one in enumerate(world.lanes)}
    lamps, bulbs, shop = at["plant/lamp"], at["plant/bulb"], at["corner/lamp"]
    to_shop, to_plant = (
        way[name][Way.IN_TRANSIT_TIME] for name in ("corner/lamp from plant", "plant/bulb from works")
    )
    assert shop[Point.ON_ORDER_TIME] == lamps[Point.BACKLOG_TIME] + to_shop
    assert bulbs[Point.ON_ORDER_TIME] == to_plant > 0
    assert bulbs[Point.IN_JOBS_TIME] == 2 * lamps[Point.ON_ORDER_TIME] - bulbs[Point.BACKLOG_TIME] > 0
