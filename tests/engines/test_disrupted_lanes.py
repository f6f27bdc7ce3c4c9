"""Disruptions of one lane among others: worked out by hand, the same in both engines."""

from __future__ import annotations

from pathlib import Path

import pytest

from model.engines import Engine
from model.outcome.outcome import Outcome
from model.outcome.trace import Row
from tests.engines.test_disruptions import (
    ENGINES,
    UNDISTURBED,
    UNIT,
    disrupted,
    played,
    receipts,
    window,
    world,
)

BOTH = pytest.mark.parametrize("engine", ENGINES)

TWO_SHOPS = """
schema: 1
time: {unit: period, horizon: 20}
items: {part: {}}
suppliers:
  mill: {supplies: {part: {lead_time: 2}}}
retailers:
  north: {stock: {part: {base_stock: 10, from: {mill: {disruptions: AT_SOURCE}}}}}
  south: {stock: {part: {base_stock: 10, from: mill}}}
customers:
  northerners: {shop: north, buys: part, requests: {every: 1, first: 1, limit: 6}}
  southerners: {shop: south, buys: part, requests: {every: 1, first: 1, limit: 6}}
"""
STRUCK = {
    "pause-orders": [(3, 1), (4, 1), (6.5, 2), (7, 1), (8, 1)],
    "pause-shipments": [(3, 1), (4, 1), (6.5, 1), (6.5, 1), (7, 1), (8, 1)],
    "freeze": [(5, 1), (6, 1), (6.5, 1), (6.5, 1), (7, 1), (8, 1)],
    "pause-receipts": [(4.5, 1), (4.5, 1), (5, 1), (6, 1), (7, 1), (8, 1)],
}
"""Receipts of who orders one at 1, 2, ..., 6, two periods from its source, under each effect from 2.5 to 4.5."""


@BOTH
@pytest.mark.parametrize("effect", STRUCK)
def test_one_of_two_ways_from_a_supplier_is_closed(tmp_path: Path, engine: Engine, effect: str) -> None:
    """North's units come as if its supplier or its door were struck, south's as if nothing had happened."""
    outcome = disrupted(tmp_path, engine, TWO_SHOPS, AT_SOURCE=window(effect))
    assert receipts(outcome, stock=0) == STRUCK[effect]
    assert receipts(outcome, stock=1) == UNDISTURBED


TO_NORTH = """
schema: 1
time: {unit: period, horizon: 20}
items: {part: {}, bolt: {}}
suppliers:
  mill: {supplies: {part: {lead_time: 2}, bolt: {lead_time: 2}}, disruptions: AT_SUPPLIER}
retailers:
  north: &shop
    stock: {part: {base_stock: 10, from: mill}, bolt: {base_stock: 10, from: mill}}
  south: *shop
customers:
  part-buyers: {shop: {north: 1}, buys: part, requests: {every: 1, first: 1, limit: 6}}
  bolt-buyers: {shop: {north: 1}, buys: bolt, requests: {every: 1, first: 1, limit: 6}}
  southerners: {shop: {south: 1}, buys: part, requests: {every: 1, first: 1, limit: 6}}
"""


@BOTH
@pytest.mark.parametrize("effect", ["pause-orders", "pause-shipments", "freeze"])
def test_a_supplier_has_trouble_with_all_that_goes_to_one_site(
    tmp_path: Path, engine: Engine, effect: str
) -> None:
    """North's parts and bolts come as if the supplier were struck, south's parts as if nothing had happened."""
    of = world(tmp_path, TO_NORTH, AT_SUPPLIER=window(effect, "to: north"))
    assert [one.name for one in of.disruptions] == [f"suppliers.mill {effect} to north"]
    outcome = played(of, engine)
    assert receipts(outcome, stock=0) == receipts(outcome, stock=1) == STRUCK[effect]
    assert receipts(outcome, stock=2) == UNDISTURBED


@BOTH
def test_a_depot_sends_nothing_to_one_site(tmp_path: Path, engine: Engine) -> None:
    """The shop's units of 3 and 4 leave the depot's door at 4.5, the other shop's as they are ordered."""
    text = DEPOT.replace("from: mill}}", "from: mill}}, disruptions: AT_DEPOT")
    outcome = disrupted(tmp_path, engine, text, AT_DEPOT=window("pause-shipments", "to: shop"))
    assert receipts(outcome, stock=0) == [(2, 1), (3, 1), (5.5, 1), (5.5, 1), (6, 1), (7, 1)]
    assert receipts(outcome, stock=1) == [(period + 0.25, 1) for period in (2, 3, 4, 5, 6, 7)]


FROM_OUTSIDE = """
schema: 1
time: {unit: period, horizon: 20}
items: {part: {}}
retailers:
  shop: {stock: {part: {base_stock: 10, from: {outside: {lead_time: 2, disruptions: AT_SOURCE}}}}}
customers:
  all: {shop: shop, buys: part, requests: {every: 1, first: 1, limit: 6}}
"""


@BOTH
@pytest.mark.parametrize("effect", STRUCK)
def test_somebody_outside_the_model_has_trouble_too(tmp_path: Path, engine: Engine, effect: str) -> None:
    """The same receipts as with trouble at a supplier."""
    outcome = disrupted(tmp_path, engine, FROM_OUTSIDE, AT_SOURCE=window(effect))
    assert receipts(outcome) == STRUCK[effect]


DEPOT = """
schema: 1
time: {unit: period, horizon: 20}
items: {part: {}}
suppliers:
  mill: {supplies: {part: {lead_time: 2}}}
distributors:
  depot: {stock: {part: {base_stock: 10, from: mill}}}
retailers:
  shop: {stock: {part: {base_stock: 10, from: {depot: {transport: 1, disruptions: AT_SOURCE}}}}}
  other: {stock: {part: {base_stock: 10, from: depot, transport: 1}}}
customers:
  all: {shop: shop, buys: part, requests: {every: 1, first: 1, limit: 6}}
  others: {shop: other, buys: part, requests: {every: 1, first: 1.25, limit: 6}}
"""


@BOTH
def test_a_site_accepts_no_orders_by_one_lane(tmp_path: Path, engine: Engine) -> None:
    """The shop's wants of 3 and 4 are ordered together at 4.5 and come at 5.5; the other shop gets one a period, a
    quarter later. The depot orders what it is asked for, as it is asked, and has it two periods later."""
    outcome = disrupted(tmp_path, engine, DEPOT, AT_SOURCE=window("pause-orders"))
    assert receipts(outcome, stock=0) == [(2, 1), (3, 1), (5.5, 2), (6, 1), (7, 1)]
    assert receipts(outcome, stock=1) == [(period + 0.25, 1) for period in (2, 3, 4, 5, 6, 7)]
    assert receipts(outcome, stock=2) == [
        (3, 1), (3.25, 1), (4, 1), (4.25, 1), (5.25, 1), (6.25, 1), (6.5, 2), (7, 1), (7.25, 1), (8, 1), (8.25, 1),
    ]  # fmt: skip


SEA_AND_RAIL = """
schema: 1
time: {unit: period, horizon: 30}
items: {part: {}}
suppliers:
  mill: {supplies: {part: {lead_time: 0}}}
distributors:
  depot: {stock: {part: {base_stock: 100, from: mill}}}
retailers:
  shop:
    stock:
      part:
        base_stock: 50
        from:
          sea: {source: depot, transport: SEA, unit_cost: 1, disruptions: AT_SOURCE}
          rail: {source: depot, transport: RAIL, unit_cost: 2}
        sourcing: RULE
customers:
  all: {shop: shop, buys: part, requests: {every: 1, first: 1, limit: 28}}
"""


def sent(folder: Path, engine: Engine, rule: str, trouble: str, sea: int = 1, rail: int = 3) -> list[str]:
    """Return by which way each of the 28 units went."""
    text = SEA_AND_RAIL.replace("RULE", rule).replace("SEA", str(sea)).replace("RAIL", str(rail))
    outcome = disrupted(folder, engine, text, AT_SOURCE=trouble)
    assert outcome.trace is not None
    ordered = outcome.trace[outcome.trace[:, 1] == Row.SOURCED].tolist()
    assert [(row[0] // UNIT, row[4]) for row in ordered] == [(period, 1) for period in range(1, 29)]
    return [("sea", "rail")[row[2]] for row in ordered]


def by_rail(first: int, last: int) -> list[str]:
    """Return by which way 28 units go, those wanted in two periods and between them by rail."""
    return ["rail" if first <= period <= last else "sea" for period in range(1, 29)]


@BOTH
@pytest.mark.parametrize("effect", STRUCK)
def test_the_other_way_from_the_same_source_is_a_back_up(tmp_path: Path, engine: Engine, effect: str) -> None:
    """The sea takes no orders, or nothing leaves, moves or lands, on 10 to 19: those go by rail, from the depot that is
    as ever."""
    trouble = window(effect, begins=10, ends=20)
    assert sent(tmp_path, engine, "{rule: back-up, when: down}", trouble) == by_rail(10, 19)


@BOTH
@pytest.mark.parametrize(
    ("told", "last"), [(["announced: yes"], 17), (["expected: 6"], 13), (["expected: 1"], 9), ([], 9)]
)
@pytest.mark.parametrize("effect", ["freeze", "pause-receipts", "pause-shipments"])
def test_the_fastest_way_is_the_one_not_closed_for_long(
    tmp_path: Path, engine: Engine, effect: str, told: list[str], last: int
) -> None:
    """One period by sea and what is left of the closure, known or reckoned, against three by rail.

    Known to end at 20, the rest is above two until 17; reckoned to end at 16, until 13; at 11, or unknown, never.
    """
    trouble = window(effect, *told, begins=10, ends=20)
    assert sent(tmp_path, engine, "fastest", trouble) == by_rail(10, last)


@BOTH
def test_what_comes_by_one_way_waits_at_the_door_alone(tmp_path: Path, engine: Engine) -> None:
    """By halves, by sea at 1, 3 and 5 and by rail at 2, 4 and 6, two periods each: what came by sea at 5 and 7 is
    taken in at 8.5."""
    text = SEA_AND_RAIL.replace("RULE", "split").replace("unit_cost", "share: 0.5, unit_cost")
    text = text.replace("SEA", "2").replace("RAIL", "2").replace("limit: 28", "limit: 6")
    trouble = window("pause-receipts", begins=4.5, ends=8.5)
    outcome = disrupted(tmp_path, engine, text, AT_SOURCE=trouble)
    assert receipts(outcome) == [(3, 1), (4, 1), (6, 1), (8, 1), (8.5, 1), (8.5, 1)]


LUCK = """
schema: 1
time: {unit: period, horizon: 400}
items: {part: {}}
suppliers:
  mill: {supplies: {part: {lead_time: 2}}}
  works: {supplies: {part: {lead_time: 2}}}
retailers:
  shop: {stock: {part: {base_stock: 10, from: {SOURCES}RULE}}}
customers:
  all: {shop: shop, buys: part, requests: {every: 1}}
"""
LAW = "{disruptions: {up: {exponential: {mean: 9}}, down: 1}}"


def with_luck(sources: str, *, several: bool) -> str:
    """Return the shop with such sources."""
    rule = ", sourcing: fastest" if several else ""
    return LUCK.replace("SOURCES", sources).replace("RULE", rule).replace("LAW", LAW)


def struck_at(outcome: Outcome) -> list[list[int]]:
    """Return when each disruption began."""
    assert outcome.trace is not None
    begun = outcome.trace[outcome.trace[:, 1] == Row.DISRUPTED]
    return [begun[begun[:, 2] == one, 0].tolist() for one in range(len(outcome.outages))]


def test_the_luck_of_a_lane_is_that_of_its_source(tmp_path: Path) -> None:
    """Two lanes have luck of their own, and keep it wherever they stand and whoever else is there."""
    cases = [("mill: LAW, works: LAW", True), ("works: LAW, mill: LAW", True), ("works: LAW", False)]
    (mill, works), turned, alone = (
        struck_at(played(world(tmp_path, with_luck(sources, several=several)), "reference"))
        for sources, several in cases
    )
    assert len(mill) > 20
    assert mill != works
    assert turned == [works, mill]
    assert alone == [works]


def test_an_item_that_is_renamed_keeps_the_luck_of_its_lanes(tmp_path: Path) -> None:
    """The key of an item names the luck of its entry and of the lanes to it, as it names that of their lead times."""
    text = with_luck("mill: LAW", several=False).replace("from: {", f"disruptions: {LAW[14:-1]}, from: {{")
    renamed = text.replace("part", "piece").replace("items: {piece: {}}", "items: {piece: {key: part}}")
    named = struck_at(played(world(tmp_path, text), "reference"))
    assert len(named) == 2
    assert named[0] != named[1]
    assert struck_at(played(world(tmp_path, renamed), "reference")) == named
