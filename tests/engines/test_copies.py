"""One order at several sources: who is asked for how much, what is called off, and what counts; worked out by hand."""

from __future__ import annotations

from pathlib import Path

import pytest

from model.engines import Engine, run
from model.metrics import Key, Meter
from model.outcome.outcome import Outcome
from model.outcome.tallies import Point, Way
from model.outcome.trace import Row
from model.sample_path import draw
from model.scenario import load
from model.scenario.world import World

DAY = 86_400_000
BOTH = pytest.mark.parametrize("engine", ["reference", "compiled"])

SUPPLIERS = """
schema: 1
time: {unit: day, horizon: 40}
items: {lamp: {price: 1}}
suppliers:
  near: {supplies: {lamp: {lead_time: NEAR}}, disruptions: {windows: [{from: 0, to: 6}]}}
  far: {supplies: {lamp: {lead_time: 9}}}
retailers:
  corner:
    stock: {lamp: {base_stock: 0, from: {near: {}, far: {}}, sourcing: duplicate}}
customers:
  first: {shop: corner, buys: lamp, requests: {every: 100, first: 0}}
  second: {shop: corner, buys: lamp, requests: {every: 100, first: 8.5}}
  third: {shop: corner, buys: lamp, requests: {every: 100, first: 20}}
"""

SITES = """
schema: 1
time: {unit: day, horizon: 40}
items: {lamp: {price: 1}}
suppliers:
  works: {supplies: {lamp: {lead_time: 10}}}
  mill: {supplies: {lamp: {lead_time: 6}}}
distributors:
  depot: {stock: {lamp: {base_stock: 2, from: works}}}
  yard: {stock: {lamp: {base_stock: 2, from: mill}}, to_sites: {back_orders: {offer: OFFER}}}
retailers:
  corner:
    stock:
      lamp:
        base_stock: {S: 0, multiple: LOT}
        from: {depot: {transport: 1}, yard: {transport: 3}}
        sourcing: duplicate
    communication: {promise: pipeline, sees: orders, updates: {every: 2}}
customers:
  all: {shop: corner, buys: lamp, quantity: 5, requests: {every: 100, first: 0}, patience: {budget: never}}
"""


def ran(folder: Path, text: str, engine: Engine, **words: object) -> tuple[World, Outcome]:
    """Run with every balance checked."""
    for word, value in {"NEAR": 2, "OFFER": "open", "LOT": 1, **words}.items():
        text = text.replace(word, str(value))
    (folder / "copies.yaml").write_text(text)
    world = load(folder / "copies.yaml").world()
    return world, run(world, draw(world.streams, 1, 0), engine=engine, trace=True, verify=True)


def rows(of: Outcome, kind: Row) -> list[tuple[float, int, int, int]]:
    """Return day, entity, quantity and x of the rows of a kind."""
    assert of.trace is not None
    return [(row[0] / DAY, row[2], row[4], row[5]) for row in of.trace.tolist() if row[1] == kind]


def served(of: Outcome) -> list[tuple[float, int]]:
    """Return day and quantity of what customers who waited got."""
    return [(day, quantity) for day, _, quantity, _ in rows(of, Row.SERVED_LATE)]


@BOTH
def test_who_ships_at_once_is_asked_alone(tmp_path: Path, engine: Engine) -> None:
    """Down until day 6, the near source holds the order of day 0, and the far one is asked as well: 9 days.

    The near one's comes on day 8. The far one's is under way and counts from then on: it serves who asks on day 8.5,
    on day 9, and nothing is ordered. On day 20 the near source ships at once, and no one else is asked.
    """
    _, found = ran(tmp_path, SUPPLIERS, engine)
    assert rows(found, Row.SOURCED) == [(0, 0, 1, -1), (0, 1, 1, -1), (20, 0, 1, -1)]
    assert rows(found, Row.DUPLICATED) == [(0, 0, 1, 1)]
    assert rows(found, Row.COPIES_COUNTED) == [(8, 0, 1, 0)]
    assert served(found) == [(8, 1), (9, 1), (22, 1)]
    assert rows(found, Row.COPIES_BACK) == []


@BOTH
def test_what_has_not_left_is_called_off(tmp_path: Path, engine: Engine) -> None:
    """The near source is down until day 30; the far one brings each unit after nine days, and the other is called off.

    Received on days 9, 17.5 and 29, and called off then, for good: three units come, of six that were ordered.
    """
    text = SUPPLIERS.replace("to: 6", "to: 30")
    world, found = ran(tmp_path, text, engine)
    assert rows(found, Row.COPIES_BACK) == [(9, 0, 1, 1), (17.5, 0, 1, 0), (29, 0, 1, 0)]
    assert found.points[0, [Point.UNITS_ORDERED, Point.INFLATED, Point.INFLATED_BACK]].tolist() == [6, 3, 3]
    assert found.points[0, [Point.UNITS_RECEIVED, Point.ON_ORDER_END]].tolist() == [3, 0]
    assert found.ways[:, Way.TAKEN_BACK].tolist() == [3, 0]
    assert Meter(world).mapping(found)[Key("phantom_orders", "total")] == pytest.approx(0.5)


@BOTH
def test_an_order_is_given_in_parts_by_both(tmp_path: Path, engine: Engine) -> None:
    """Five are wanted. The depot ships two and owes three; the yard is asked for these, ships two and owes one.

    Day 1: two come from the depot; three are wanted, and each is to bring three. Day 3: two from the yard; one is
    wanted, and two of the depot's three are called off. The yard's supplier brings it three on day 6; the one it owes
    arrives on day 9, and the depot's last is called off. The depot had ordered five for it, and keeps them all.
    """
    _, found = ran(tmp_path, SITES, engine)
    assert [(lane, quantity) for _, lane, quantity, _ in rows(found, Row.SOURCED)][:2] == [(0, 5), (1, 3)]
    assert served(found) == [(1, 2), (3, 2), (9, 1)]
    assert rows(found, Row.COPIES_BACK) == [(3, 0, 2, 1), (9, 0, 1, 0)]
    assert found.points[:, Point.ON_HAND_END].tolist() == [0, 5, 2]


@BOTH
def test_a_copy_is_no_second_unit_to_come(tmp_path: Path, engine: Engine) -> None:
    """On day 0 nothing is on order, and the fifth unit is the depot's third: ten days from the works and one more.

    On days 2, 4, ... the last unit owed is the one that is wanted and not shipped: the yard's, on day 9, not the
    depot's on day 11. That of day 8 is under way then. It is told anew when it has moved, on day 2.
    """
    _, found = ran(tmp_path, SITES, engine)
    assert [x / DAY for _, _, _, x in rows(found, Row.BACK_ORDERED)] == [11]
    assert [(day, x / DAY) for day, _, _, x in rows(found, Row.UPDATED)] == [(2, 9), (4, 9), (6, 9), (8, 9)]


@BOTH
def test_a_copy_that_is_turned_away_is_not_on_order(tmp_path: Path, engine: Engine) -> None:
    """The yard gives two and owes nothing: the depot's three stay, of which the yard brings two."""
    _, found = ran(tmp_path, SITES, engine, OFFER="none")
    assert rows(found, Row.DUPLICATED) == [(0, 0, 2, 2)]
    assert rows(found, Row.COPIES_BACK) == [(3, 0, 2, 1)]
    assert served(found) == [(1, 2), (3, 2), (11, 1)]


@BOTH
def test_what_all_turn_away_is_asked_for_again(tmp_path: Path, engine: Engine) -> None:
    """Both give two and owe nothing; the fifth is ordered when one has goods again, the yard on day 6.

    Then too the depot is asked first, and has none.
    """
    text = SITES.replace("depot: {stock", "depot: {to_sites: {back_orders: {offer: none}}, stock")
    _, found = ran(tmp_path, text, engine, OFFER="none")
    assert rows(found, Row.DUPLICATED) == rows(found, Row.COPIES_BACK) == []
    assert rows(found, Row.SOURCED) == [(0, 0, 5, -1), (0, 1, 3, -1), (6, 0, 1, -1), (6, 1, 1, -1)]
    assert served(found) == [(1, 2), (3, 2), (9, 1)]


@BOTH
def test_the_others_are_asked_in_whole_lots(tmp_path: Path, engine: Engine) -> None:
    """Lots of four: eight are ordered for five. The depot ships two; for the six that are short the yard is asked for
    eight, and ships two. Day 1: the depot's two are here, six are wanted, and two of the yard's eight are called off.
    Day 3: the yard's two, and two of the depot's six. Day 9: the yard's other four, and the depot's.
    """
    _, found = ran(tmp_path, SITES, engine, LOT=4)
    assert [(lane, quantity) for _, lane, quantity, _ in rows(found, Row.SOURCED)] == [(0, 8), (1, 8)]
    assert rows(found, Row.COPIES_BACK) == [(1, 1, 2, 6), (3, 0, 2, 4), (9, 0, 4, 0)]
