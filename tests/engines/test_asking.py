"""Who asks without end is named as in the file, with the instant in the file's time, by both engines."""

from __future__ import annotations

from pathlib import Path

import pytest

from model.engines import Engine, run
from model.engines.asking import named
from model.engines.reference import calendar
from model.errors import ImpossibleState
from model.outcome.events import Event
from model.sample_path import draw
from model.scenario import load
from model.scenario.world import World

CHAIN = """
schema: 1
time: {unit: day, horizon: 20}
items: {lamp: {}, shade: {}}
suppliers: {works: {supplies: {shade: {lead_time: 3}}, disruptions: {up: 9, down: 1}}}
manufacturers:
  forge:
    lines: {count: 2, unit_time: 1}
    stock: {lamp: {base_stock: 5}}
  plant:
    lines: {count: 1, unit_time: 1}
    stock: {shade: {base_stock: 5, from: works}, lamp: {base_stock: 5}}
retailers: {corner: {stock: {lamp: {base_stock: 0, from: plant}}, back_orders: none}}
customers:
  first: {shop: corner, buys: lamp, requests: {every: 1}}
  mob: {shop: corner, buys: lamp, requests: {first: 36 h, every: {discrete: {0: 0.99999999, 20: 0.00000001}}}}
"""


@pytest.fixture
def world(tmp_path: Path) -> World:
    """A supplier, two plants, a shop, and a mob that asks without end from day 1.5 on."""
    (tmp_path / "chain.yaml").write_text(CHAIN)
    return load(tmp_path / "chain.yaml").world()


@pytest.mark.parametrize("engine", ["reference", "compiled"])
def test_a_crowd_that_lets_no_time_pass_is_named(
    world: World, engine: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The mob's gaps are 0 but for one in a hundred million: its first requests never end. The compiled engine counts
    to the million, the readable one is stopped at a thousand."""
    monkeypatch.setattr(calendar, "INSTANT_LIMIT", 1000)
    limit = {"reference": "1000", "compiled": "1000000"}[engine]
    told = rf"tick 129600000, request of customers\.mob at 1\.5 days: more than {limit} events in one instant"
    with pytest.raises(ImpossibleState, match=told):
        run(world, draw(world.streams, 1, 0), engine=engine)


@pytest.mark.parametrize(
    ("kind", "entity", "name"),
    [
        (Event.JOIN, 0, "customers.first"),
        (Event.REVIEW, 0, "retailers.corner/lamp"),
        (Event.ARRIVAL, 0, "retailers.corner/lamp from plant"),
        (Event.WORK, 1, "a line of manufacturers.forge"),
        (Event.LINE, 2, "a line of manufacturers.plant"),
        (Event.LINE, 3, "a line added for a job"),
        (Event.RAMP, 2, "manufacturers.plant"),
        (Event.DISRUPTION, 0, "suppliers.works"),
        (Event.BUCKET, 0, "the measurement"),
    ],
)
def test_an_entity_has_the_name_that_the_file_gives_it(
    world: World, kind: Event, entity: int, name: str
) -> None:
    """By kind of event: places in the file's order, lines counted through the sites (2 at the forge, then 1)."""
    assert named(world, kind, entity).startswith(name)


def test_every_kind_of_event_has_a_name(world: World) -> None:
    """Whatever the kind, its first entity has one."""
    assert all(named(world, kind, 0) for kind in Event)
