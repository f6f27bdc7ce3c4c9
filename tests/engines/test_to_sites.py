"""What a site owes and tells to the sites that it supplies: worked out by hand, the same in both engines."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest

from model.engines import Engine, run
from model.outcome.outcome import Outcome
from model.outcome.tallies import Point, Way
from model.outcome.trace import Row
from model.sample_path import draw
from model.scenario import load

UNIT = 1_000_000
BOTH = pytest.mark.parametrize("engine", ["reference", "compiled"])

NETWORK = """
schema: 1
title: To sites by hand
time: {unit: period, horizon: 60}
items: {part: {}}
suppliers: {works: {supplies: {part: {lead_time: 10}}}}
distributors:
  depot:
    stock: {part: {base_stock: {S: 2, every: 10, first: 3}, from: works}}
    to_sites: SITES
retailers:
  shop:
    stock: {part: {base_stock: 3, from: depot, transport: 1}}
    communication: {promise: pipeline, sees: orders}
customers:
  all: {shop: shop, buys: part, requests: {every: 1, first: 1, limit: LIMIT}, patience: {budget: never}}
"""


def played(
    tmp_path: Path, engine: Engine, sites: str, limit: int, network: str = NETWORK
) -> tuple[Outcome, list[list[int]]]:
    """Return a run of the network and its trace."""
    file = tmp_path / "hand.yaml"
    file.write_text(network.replace("SITES", sites).replace("LIMIT", str(limit)))
    world = load(file).world()
    outcome = run(world, draw(world.streams, 1, 0), engine=engine, trace=True, verify=engine == "reference")
    assert outcome.trace is not None
    return outcome, outcome.trace.tolist()


def of(rows: list[list[int]], kind: Row, *columns: int) -> list[tuple[float, ...]]:
    """Return the time and some columns of the rows of one kind."""
    return [(row[0] / UNIT, *(row[column] for column in columns)) for row in rows if row[1] == kind]


@BOTH
def test_what_is_turned_away_is_asked_for_again_as_goods_come(tmp_path: Path, engine: Engine) -> None:
    """The depot has 2 and takes no back-orders; the shop has 3 and is asked for one at 1, 2, 3 and 4.

    It orders one at 1 and at 2, which are given; one at 3, which is turned away; so at 4 it is short of two and orders
    them, in vain. The depot's review of 3 has ordered 2: they come at 13, the shop looks again, asks and gets them.
    Ordered in the end are 1 + 1 + 2, and the 1 + 2 in vain do not count.
    """
    outcome, rows = played(tmp_path, engine, "{back_orders: none}", 4)
    asked = [(1, 1), (2, 1), (3, 1), (4, 2), (13, 2)]
    assert [(at, quantity) for at, stock, quantity in of(rows, Row.ORDERED, 2, 4) if stock == 0] == asked
    assert of(rows, Row.SITE_TURNED_AWAY, 4) == [(3, 1), (4, 2)]
    assert of(rows, Row.SITE_SERVED, 4) == [(1, 1), (2, 1), (13, 2)]
    assert outcome.points[:, Point.SITE_TURNED_AWAY].tolist() == [0, 3]
    assert outcome.points[0, [Point.UNITS_ORDERED, Point.ON_ORDER_END]].tolist() == [4, 0]


@BOTH
def test_a_cap_lets_a_site_wait_for_so_much(tmp_path: Path, engine: Engine) -> None:
    """At most one unit may be owed: the order of 3 stands in the book, that of 4 is turned away and asked for at 13."""
    _, rows = played(tmp_path, engine, "{back_orders: {offer: capped, units: 1}}", 4)
    assert of(rows, Row.SITE_OWED, 4) == [(3, 1)]
    assert of(rows, Row.SITE_TURNED_AWAY, 4) == [(4, 1)]
    assert of(rows, Row.SITE_SERVED, 4) == [(1, 1), (2, 1), (13, 1), (13, 1)]


@BOTH
@pytest.mark.parametrize(("days", "kept", "told"), [(4, 0, [8, 9, 10]), (12, 2, [16, 17, 18])])
def test_a_shop_tells_what_its_source_has_told(
    tmp_path: Path, engine: Engine, days: int, kept: int, told: list[int]
) -> None:
    """The depot tells its sites a fixed wait; requests at 1 to 8, of which the shop serves five from its three and two.

    Its orders of 3 to 8 are owed; they are told to leave 4 (or 12) later. The requests of 6, 7 and 8 are pegged to the
    orders of 3, 4 and 5 and hear those dates and the transport of 1. The goods leave at 13, 13 and 23, 23, 23, 23: told
    12, the first two are in time (15 and 16), the third is not (17).
    """
    outcome, rows = played(tmp_path, engine, f"{{communication: {{promise: fixed, days: {days}}}}}", 8)
    dates = [(at, date / UNIT) for at, date in of(rows, Row.SITE_TOLD, 6)]
    assert dates == [(at, at + days) for at in range(3, 9)]
    assert [(at, date / UNIT) for at, date in of(rows, Row.BACK_ORDERED, 5)] == list(
        zip((6, 7, 8), told, strict=True)
    )
    assert outcome.points[1, [Point.SITE_PROMISED, Point.SITE_PROMISED_KEPT]].tolist() == [6, kept]


@BOTH
def test_a_date_that_has_passed_says_nothing_more(tmp_path: Path, engine: Engine) -> None:
    """Told to leave at once, the orders of 3 to 5 are overdue when they are pegged: the shop counts for itself.

    At 6 it is first in the depot's book, whose two units come at 13: 13 + 1. At 7 the second of them. At 8 the third is
    to be ordered: 8 + 10 + 1.
    """
    _, rows = played(tmp_path, engine, "{communication: {promise: fixed, days: 0}}", 8)
    assert [(at, date / UNIT) for at, date in of(rows, Row.BACK_ORDERED, 5)] == [(6, 14), (7, 14), (8, 19)]


@BOTH
@pytest.mark.parametrize(
    ("promise", "due", "overdue"),
    [("none", [], [4, 5, 6, 7, 8, 9]), ("{promise: fixed, days: 4}", range(8, 14), [8, 9, 10, 11, 12, 13]),
     ("{promise: fixed, days: 12}", range(16, 22), [18, 19, 20, 21])],
)  # fmt: skip
def test_an_order_is_due_by_the_date_its_source_told(
    tmp_path: Path, engine: Engine, promise: str, due: Sequence[int], overdue: list[int]
) -> None:
    """The shop's orders of 3 to 8 are owed; their goods leave the depot at 13, 13 and 23, and come a day later.

    Told nothing, they are due after the way, at 4 to 9, and all are late. Told 4 days, they are due at 8 to 13, and all
    are late. Told 12, they are due at 16 to 21: the first two come at 14, on time, as are those of 1 and 2, which
    the depot had; the other four pass their dates, of 18 to 21, before 24.
    """
    text = NETWORK.replace(
        "from: depot, transport: 1", "from: {depot: {}, outside: {lead_time: 5}}, transport: 1, TRUST"
    )
    text = text.replace("TRUST", "trust: {weight: 0.01, leave: 0}")
    outcome, rows = played(tmp_path, engine, f"{{communication: {promise}}}", 8, text)
    assert [row[5] / UNIT for row in rows if row[1] == Row.DUE_AS_TOLD] == list(due)
    assert [at for (at,) in of(rows, Row.OVERDUE)] == overdue
    assert outcome.ways[0, [Way.SETTLED, Way.ON_TIME]].tolist() == [8, 8 - len(overdue)]


@BOTH
@pytest.mark.parametrize(
    ("effect", "window", "comes", "overdue"),
    [("pause-shipments", (12, 15), 16, [18, 19, 20, 21]), ("pause-shipments", (12, 17), 18, [16, 17, 18, 19, 20, 21]),
     ("freeze", (13.5, 15.5), 16, [18, 19, 20, 21]), ("pause-receipts", (13, 17), 17, [16, 18, 19, 20, 21])],
)  # fmt: skip
def test_a_date_told_binds_through_trouble_on_the_way(
    tmp_path: Path, engine: Engine, effect: str, window: tuple[float, float], comes: int, overdue: list[int]
) -> None:
    """The orders of 3 and 4 are told 15 and 16, so due at 16 and 17; the depot gives their goods at 13, a day away.

    Held at its door until 15 they come at 16, in time; until 17, at 18, both late. Frozen from 13.5 to 15.5 they have
    half a day left, and come at 16. At the shop's door from 14 they are taken in at 17, before the second falls due and
    after the first has. The other four come at 24 and are late as before; the orders of 1 and 2 came before it all.
    """
    trouble = f"disruptions: {{windows: [{{from: {window[0]}, to: {window[1]}}}], effect: {effect}}}"
    sources = "from: {depot: {}, outside: {lead_time: 5}}, transport: 1, trust: {weight: 0.01, leave: 0}"
    text = NETWORK.replace("from: depot, transport: 1", f"{sources}, {trouble}")
    outcome, rows = played(tmp_path, engine, "{communication: {promise: fixed, days: 12}}", 8, text)
    received = [at for at, stock in of(rows, Row.RECEIVED, 2) if stock == 0]
    assert received == [2, 3, comes, comes, 24, 24, 24, 24]
    assert [at for (at,) in of(rows, Row.OVERDUE)] == overdue
    assert outcome.ways[0, [Way.SETTLED, Way.ON_TIME]].tolist() == [8, 8 - len(overdue)]


TWO_DEPOTS = """
schema: 1
title: Turned away by two
time: {unit: period, horizon: 20}
items: {part: {}}
suppliers: {slow: {supplies: {part: {lead_time: 7}}}, quick: {supplies: {part: {lead_time: 3}}}}
distributors:
  near:
    stock: {part: {base_stock: {S: 1, every: 100}, on_hand: 0, from: slow}}
    to_sites: SITES
  far:
    stock: {part: {base_stock: {S: 1, every: 100}, on_hand: 0, from: quick}}
    to_sites: SITES
retailers:
  shop:
    stock:
      part:
        base_stock: 0
        from: {near: {}, far: {}}
        expedite: {from: far, backlog_over: 1}
        transport: 1
customers:
  all: {shop: shop, buys: part, requests: {every: 1, first: 1, limit: LIMIT}, patience: {budget: never}}
"""


@BOTH
def test_everyone_who_turned_a_site_away_has_it_look_again(tmp_path: Path, engine: Engine) -> None:
    """Far is empty until 3 and near until 7, and both let nobody wait; what is owed beyond one is ordered from far.

    The order of 1 is turned away near. That of 2 is for two: one far, one near, both in vain. At 3
    far has one, and is asked again: it gives it, and near turns the other away once more. At 7 near has one, and gives
    it. They come a period later.
    """
    _, rows = played(tmp_path, engine, "{back_orders: none}", 2, TWO_DEPOTS)
    asked = [(at, quantity) for at, stock, quantity in of(rows, Row.ORDERED, 2, 4) if stock == 0]
    assert asked == [(1, 1), (2, 2), (3, 2), (7, 1)]
    assert [at for at, stock in of(rows, Row.RECEIVED, 2) if stock == 0] == [4, 8]
