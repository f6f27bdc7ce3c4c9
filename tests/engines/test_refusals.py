"""Sources that accept no orders for a while: what goes elsewhere and what waits, by hand, the same in both engines."""

from __future__ import annotations

from pathlib import Path

import pytest

from model.engines import Engine, run
from model.outcome.outcome import Outcome
from model.outcome.tallies import Way
from model.outcome.trace import Row
from model.sample_path import draw
from model.scenario import load

UNIT = 1_000_000
BOTH = pytest.mark.parametrize("engine", ["reference", "compiled"])

TWO_SUPPLIERS = """
schema: 1
title: Refused by hand
time: {unit: period, horizon: HORIZON}
items: {lamp: {price: 1}}
suppliers:
  works: {supplies: {lamp: {lead_time: 5}}, disruptions: {windows: [{from: WORKS}], effect: EFFECT}}
  rival: {supplies: {lamp: {lead_time: 6}}, disruptions: {windows: [{from: RIVAL}], effect: pause-orders}}
retailers:
  corner:
    stock:
      lamp: {base_stock: 50, from: {works: {unit_cost: 1}, rival: {unit_cost: 2}}}
customers:
  all: {shop: corner, buys: lamp, requests: {every: 1, limit: LIMIT}, patience: {budget: never}}
"""
NOT_NOW = "100, to: 101"
"""A window beyond the horizon."""


def played(
    folder: Path, engine: Engine, settings: list[str], **words: object
) -> tuple[Outcome, list[list[int]]]:
    """Return a run of the shop with two suppliers and its trace."""
    text = TWO_SUPPLIERS
    defaults = {
        "HORIZON": 40,
        "WORKS": "10, to: 20",
        "RIVAL": NOT_NOW,
        "EFFECT": "pause-orders",
        "LIMIT": 100,
    }
    for word, value in {**defaults, **words}.items():
        text = text.replace(word, str(value), 1)
    (folder / "refused.yaml").write_text(text)
    world = load(folder / "refused.yaml", [f"retailers.corner.{one}" for one in settings]).world()
    outcome = run(world, draw(world.streams, 1, 0), engine=engine, trace=True, verify=engine == "reference")
    assert outcome.trace is not None
    return outcome, outcome.trace.tolist()


def sourced(rows: list[list[int]]) -> list[tuple[int, int, int]]:
    """Return the time, the lane and the quantity of what was ordered."""
    return [(row[0] // UNIT, row[2], row[4]) for row in rows if row[1] == Row.SOURCED]


@BOTH
@pytest.mark.parametrize("rule", ["{rule: back-up, when: late}", "cheapest", "fastest"])
def test_orders_go_to_those_who_accept(tmp_path: Path, engine: Engine, rule: str) -> None:
    """One order a period from 1 to 39, by rights to the works, which accept none on 10 to 19."""
    _, rows = played(tmp_path, engine, [f"stock.lamp.sourcing={rule}"])
    assert sourced(rows) == [(at, int(10 <= at < 20), 1) for at in range(1, 40)]


@BOTH
def test_a_share_that_was_refused_is_made_up(tmp_path: Path, engine: Engine) -> None:
    """By halves: 5 and 4 of the orders of 1 to 9, then ten to the rival alone.

    At 20 the works are nine behind, and get the orders of 20 to 28; those of 29 to 39 alternate again.
    """
    shares = ["works.share=0.5", "rival.share=0.5"]
    settings = ["stock.lamp.sourcing=split", *(f"stock.lamp.from.{one}" for one in shares)]
    _, rows = played(tmp_path, engine, settings)
    lanes = [lane for _, lane, _ in sourced(rows)]
    assert lanes == [0, 1] * 4 + [0] + [1] * 10 + [0] * 9 + [0, 1] * 5 + [0]


@BOTH
def test_a_need_waits_while_nobody_accepts(tmp_path: Path, engine: Engine) -> None:
    """The works accept none until 20, the rival none from 5 until 12: at 12 the two of 10 and 11 are ordered."""
    _, rows = played(tmp_path, engine, ["stock.lamp.sourcing={rule: back-up, when: down}"], RIVAL="5, to: 12")
    others = [(at, int(12 <= at < 20), 1) for at in range(1, 40) if at not in (10, 11)]
    assert sourced(rows) == [*others[:9], (12, 1, 2), *others[9:]]


@BOTH
def test_who_buys_from_one_waits_for_it(tmp_path: Path, engine: Engine) -> None:
    """`single` is from the works, the rival is there for what is taken back: what was wanted is ordered at 20."""
    _, rows = played(tmp_path, engine, ["stock.lamp.cancel_after=3"])
    others = [(at, 0, 1) for at in range(1, 40) if not 10 <= at < 20]
    assert sourced(rows) == [*others[:9], (20, 0, 10), *others[9:]]


@BOTH
def test_haste_does_not_wait_for_the_works(tmp_path: Path, engine: Engine) -> None:
    """Nothing on the shelf; the works accept none; what is owed beyond two and not yet coming is ordered fast.

    That is one each from the third request on. The order of 3 comes at 9, where one less is owed and one less to come.
    """
    settings = ["stock.lamp.base_stock=0", "stock.lamp.expedite={from: rival, backlog_over: 2}"]
    outcome, rows = played(tmp_path, engine, settings, WORKS="0, to: 20", HORIZON=12)
    assert sourced(rows) == [(at, 1, 1) for at in range(3, 12)]
    assert outcome.ways[1, Way.EXPEDITED] == 9


@BOTH
def test_haste_waits_where_its_source_accepts_none(tmp_path: Path, engine: Engine) -> None:
    """Neither accepts until 6, and the works not until 20: at 6 five are owed, and three beyond two ordered fast."""
    settings = ["stock.lamp.base_stock=0", "stock.lamp.expedite={from: rival, backlog_over: 2}"]
    _, rows = played(tmp_path, engine, settings, WORKS="0, to: 20", RIVAL="0, to: 6", HORIZON=9)
    assert sourced(rows) == [(6, 1, 3), (6, 1, 1), (7, 1, 1), (8, 1, 1)]


@BOTH
@pytest.mark.parametrize(
    ("rival", "shop", "back"),
    [(NOT_NOW, NOT_NOW, 4), ("0, to: 8", NOT_NOW, 8), (NOT_NOW, "3, to: 9", 9), ("0, to: 8", "3, to: 9", 9),
     ("2, to: 8", "3, to: 6", 8)],
)  # fmt: skip
def test_what_falls_due_in_a_pause_is_taken_back_after_it(
    tmp_path: Path, engine: Engine, rival: str, shop: str, back: int
) -> None:
    """The works ship nothing until 20; the order of 1 is to be taken back at 4.

    It is as soon as the rival accepts orders and the shop may place them, and comes six later.
    """
    settings = [
        "stock.lamp.cancel_after=3",
        f"disruptions={{windows: [{{from: {shop}}}], effect: pause-orders}}",
    ]
    words = {"EFFECT": "pause-shipments", "WORKS": "0, to: 20", "LIMIT": 1}
    _, rows = played(tmp_path, engine, settings, RIVAL=rival, **words)
    assert [row[0] // UNIT for row in rows if row[1] == Row.TAKEN_BACK] == [back]
    assert sourced(rows) == [(1, 0, 1), (back, 1, 1)]
    assert [row[0] // UNIT for row in rows if row[1] == Row.RECEIVED] == [back + 6]


@BOTH
def test_distrust_has_nobody_to_turn_to(tmp_path: Path, engine: Engine) -> None:
    """A fifth of the orders stays with the works; while the rival accepts none, from 5 until 12, all do.

    The fifths of 1 to 4 are kept in mind, and the order of 12 stays.
    """
    trust = "stock.lamp.trust={initial: 0.1, weight: 0.001, leave: 0.7, come_back: 0.9, keep: 0.2}"
    words = {"WORKS": NOT_NOW, "RIVAL": "5, to: 12", "HORIZON": 14}
    _, rows = played(tmp_path, engine, [trust], **words)
    assert [lane for _, lane, _ in sourced(rows)] == [1] * 4 + [0] * 7 + [0, 1]
