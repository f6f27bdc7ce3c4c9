"""Every balance is recomputed by brute force after every event, in both engines, and a wrong one is found."""

from __future__ import annotations

import math
from pathlib import Path

import pytest

from model.engines import Engine, run
from model.engines.compiled.advance import BUDGET_SPENT
from model.engines.compiled.balances import check_balances
from model.engines.compiled.encode import encode_world
from model.engines.compiled.entry import entry
from model.engines.compiled.tables import NAMES, NO_ROW
from model.engines.reference.balances import Balances
from model.engines.reference.chain import Chain
from model.errors import ImpossibleState
from model.outcome.tallies import LEDGER, Cell
from model.sample_path import draw
from model.scenario import load

VALID = Path(__file__).parents[1] / "scenarios" / "valid"


@pytest.mark.parametrize("engine", ["reference", "compiled"])
@pytest.mark.parametrize("name", ["one_shop", "direct_sales", "network"])
def test_every_balance_holds_after_every_event(name: str, engine: Engine) -> None:
    """Units, orders and ledger add up through a short run of a whole network, and at its end."""
    world = load(VALID / f"{name}.yaml", ["time.horizon=20", "time.warm_up=2"]).world()
    outcome = run(world, draw(world.streams, 3, 0), engine=engine, verify=True)
    assert outcome.rows > 0
    assert (outcome.cells[:, list(LEDGER)].sum(axis=1) == outcome.cells[:, Cell.REQUESTED]).all()


@pytest.mark.parametrize(
    ("attribute", "message"),
    [
        ("on_hand", "on_hand is -1"),
        ("backlog", "backlog is -1, the book owes 0"),
        ("owed_asked", "ticks asked at add up to -1, those of the book to 0"),
        ("on_order", "on_order is -1, on its way, held, owed and in work are 0"),
        ("in_jobs", "in_jobs is -1, orders, jobs and lines have 0"),
    ],
)
def test_a_wrong_level_is_found(attribute: str, message: str) -> None:
    """A level that is off by any amount stops both engines' checks, with the numbers."""
    world = load(VALID / "one_shop.yaml").world()
    path = draw(world.streams, 3, 0)
    chain = Chain(world, path)
    setattr(chain.stocks[0], attribute, -1)
    with pytest.raises(ImpossibleState, match=message):
        Balances(chain).check()
    tables = encode_world(world, path, trace=False)
    tables["stock"][attribute][0] = -1
    with pytest.raises(ImpossibleState, match=message):
        check_balances(tables, world)


def test_goods_under_way_that_no_shipment_carries_are_found() -> None:
    """A unit under way and in no shipment stops both engines' checks."""
    world = load(VALID / "one_shop.yaml").world()
    path = draw(world.streams, 3, 0)
    chain = Chain(world, path)
    chain.lanes[0].in_transit = 1
    with pytest.raises(ImpossibleState, match=r"in transit by .* are 1, shipments say 0"):
        Balances(chain).check()
    tables = encode_world(world, path, trace=False)
    tables["lane"]["in_transit"][0] = 1
    with pytest.raises(ImpossibleState, match=r"in transit by .* from \w+ are 1, shipments say 0"):
        check_balances(tables, world)


LONG_BOOKS = """\
schema: 1
title: Two shops that a plant keeps waiting, and tell everybody daily
time: {unit: day, horizon: 30}
items: {lamp: {}}
manufacturers:
  plant: {lines: {count: 1}, stock: {lamp: {base_stock: 0, unit_time: 1}}}
retailers:
  north: &shop
    stock: {lamp: {base_stock: 0, from: plant}}
    back_orders: {offer: open}
    communication: {promise: pipeline, updates: {every: 1 day}}
  south: *shop
customers:
  northerners: {shop: north, buys: lamp, requests: {every: 1 day}, patience: {budget: never}}
  southerners: {shop: south, buys: lamp, requests: {every: 1 day}, patience: {budget: never}}
"""


@pytest.mark.parametrize(
    ("field", "change", "message"),
    [
        ("owed", 1, r"the tree of the book owes 10 below an entry, and 9 are owed there"),
        ("lower", NO_ROW, "the tree of the book is not in the order in which it is served"),
    ],
)
def test_a_tree_that_a_book_does_not_bear_out_is_found(
    tmp_path: Path, field: str, change: int, message: str
) -> None:
    """A sum one too high at the top of the plant's tree, or entries that hang nowhere, stop the checks."""
    (tmp_path / "shops.yaml").write_text(LONG_BOOKS)
    world = load(tmp_path / "shops.yaml").world()
    tables = encode_world(world, draw(world.streams, 3, 0), trace=False)
    advance = entry()
    while tables["stock"]["backlog"][0] < 9:
        assert advance(tuple(tables[name] for name in NAMES), 1) == BUDGET_SPENT
        check_balances(tables, world)
    top = int(tables["stock"]["tree"][0])
    tables["node"][field][top] = tables["node"][field][top] + change if field == "owed" else change
    with pytest.raises(ImpossibleState, match=message):
        check_balances(tables, world)


def test_a_unit_lost_from_the_ledger_is_found() -> None:
    """One unit asked for and in no column stops both engines' checks."""
    world = load(VALID / "one_shop.yaml").world()
    path = draw(world.streams, 3, 0)
    chain = Chain(world, path)
    chain.record.cells[0][Cell.REQUESTED] += 1
    with pytest.raises(ImpossibleState, match="the ledger holds 0 of 1 units asked for"):
        Balances(chain).check()
    tables = encode_world(world, path, trace=False)
    tables["cells"][1, Cell.REQUESTED] += 1
    with pytest.raises(ImpossibleState, match="the ledger holds 0 of 1 units asked for"):
        check_balances(tables, world)


def test_a_unit_missing_from_the_histograms_is_found() -> None:
    """One unit served, left, cancelled or waiting in the ledger and in no histogram stops both engines' checks."""
    world = load(VALID / "one_shop.yaml").world()
    path = draw(world.streams, 3, 0)
    for column, message in (
        (Cell.UNTOLD, "1 units are served, the histogram of their waits holds 0"),
        (Cell.REFUSED, "1 units are lost or left, the histogram"),
        (Cell.CANCELLED, "1 units are cancelled, the histogram"),
        (Cell.WAITING, "1 units are not received by the horizon, the histogram"),
    ):
        chain = Chain(world, path)
        tables = encode_world(world, path, trace=False)
        for cell in (chain.record.cells[0], tables["cells"][1]):
            cell[column] += 1
            cell[Cell.REQUESTED] += 1
        with pytest.raises(ImpossibleState, match=message):
            Balances(chain).check()
        with pytest.raises(ImpossibleState, match=message):
            check_balances(tables, world)


def test_a_reputation_that_the_ledgers_do_not_bear_out_is_found() -> None:
    """Said to be .2 where it was .9 and nobody has asked yet; a unit served well in between would make it higher."""
    world = load(VALID / "one_shop.yaml", ["retailers.corner.reputation={memory: 4}"]).world()
    chain = Chain(world, draw(world.streams, 3, 0))
    balances = Balances(chain)
    balances.check()
    standing = chain.standings[0]
    assert standing is not None
    standing.reputation = 0.2
    with pytest.raises(ImpossibleState, match=r"the reputation is 0.2, the ledgers make it 0.9 to 0.9"):
        balances.check()
    standing.reputation = 1 - 0.1 * math.exp(-1 / 4)
    chain.record.cells[0][Cell.AT_ONCE] += 1
    chain.record.fill_times[0][0] += 1
    chain.record.cells[0][Cell.REQUESTED] += 1
    balances.check()


def test_an_impossible_state_leaves_a_process_whole(monkeypatch: pytest.MonkeyPatch) -> None:
    """What a SimPy process raises arrives with its tick, entity and numbers, not as another error."""
    world = load(VALID / "one_shop.yaml").world()

    def lose(self: Balances) -> None:
        raise ImpossibleState("on_hand is -1", tick=self.chain.calendar.now, entity="retailers.corner/lamp")

    monkeypatch.setattr(Balances, "check", lose)
    with pytest.raises(ImpossibleState, match=r"at tick -?\d+, retailers.corner/lamp: on_hand is -1"):
        run(world, draw(world.streams, 3, 0), engine="reference", verify=True)
