"""Disruptions, worked out by hand to the unit and the tick for each effect at each place, and exact values."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from model.engines import Engine, run
from model.outcome.outcome import Outcome
from model.outcome.tallies import Cell, Outage, Point
from model.outcome.trace import Row
from model.sample_path import draw
from model.scenario import load
from model.scenario.world import World

ENGINES: list[Engine] = ["reference", "compiled"]
UNIT = 1_000_000
"""Ticks of a period."""

ONE_A_PERIOD = """
schema: 1
time: {unit: period, horizon: 20}
items: {part: {}}
suppliers:
  mill: {supplies: {part: {lead_time: 2}}, disruptions: AT_SUPPLIER}
retailers:
  shop:
    stock: {part: {base_stock: 10, from: {mill: {disruptions: AT_SOURCE}}, disruptions: AT_ENTRY}}
    disruptions: AT_SITE
customers:
  all: {shop: shop, buys: part, requests: {every: 1, first: 1, limit: 6}}
"""
"""Ten on the shelf; one unit asked for, and so ordered, at 1, 2, 3, 4, 5 and 6; two periods from the mill."""
UNDISTURBED = [(period, 1) for period in (3, 4, 5, 6, 7, 8)]
"""Receipts of who orders so, two periods from its source, while there is no trouble."""


def window(effect: str, *more: str, begins: float = 2.5, ends: float = 4.5) -> str:
    """Return a disruption from 2.5 to 4.5 unless told otherwise, with more settings."""
    settings = ", ".join((f"windows: [{{from: {begins}, to: {ends}}}]", f"effect: {effect}", *more))
    return f"{{{settings}}}"


def world(folder: Path, text: str, **places: str) -> World:
    """Return the world of a text, each word in capitals replaced, and those without a place by nothing."""
    for name in ("AT_SUPPLIER", "AT_SOURCE", "AT_ENTRY", "AT_SITE", "AT_DEPOT"):
        text = text.replace(name, places.get(name, "none"))
    file = folder / "disrupted.yaml"
    file.write_text(text)
    return load(file).world()


def played(of: World, engine: Engine, replication: int = 0) -> Outcome:
    """Run one replication with its trace."""
    return run(of, draw(of.streams, 1, replication), engine=engine, trace=True, verify=engine == "reference")


def disrupted(folder: Path, engine: Engine, text: str, **places: str) -> Outcome:
    """Run the world of a text with what is written at its places."""
    return played(world(folder, text, **places), engine)


def receipts(outcome: Outcome, stock: int = 0) -> list[tuple[float, int]]:
    """Return (period, quantity) of every receipt of a stock point."""
    assert outcome.trace is not None
    rows = outcome.trace[(outcome.trace[:, 1] == Row.RECEIVED) & (outcome.trace[:, 2] == stock)]
    return [(tick / UNIT, quantity) for tick, quantity in rows[:, [0, 4]].tolist()]


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize("place", ["AT_SUPPLIER", "AT_SITE", "AT_SOURCE"])
def test_orders_that_pause_are_looked_at_anew_when_that_ends(
    tmp_path: Path, engine: Engine, place: str
) -> None:
    """The units wanted at 3 and 4 are ordered together at 4.5 and come at 6.5; all others take two periods."""
    outcome = disrupted(tmp_path, engine, ONE_A_PERIOD, **{place: window("pause-orders")})
    assert receipts(outcome) == [(3, 1), (4, 1), (6.5, 2), (7, 1), (8, 1)]


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize("place", ["AT_SUPPLIER", "AT_ENTRY", "AT_SOURCE"])
def test_shipments_that_pause_leave_in_the_instant_it_ends(
    tmp_path: Path, engine: Engine, place: str
) -> None:
    """Ordered at 3 and 4, held, and gone at 4.5, one by one: there at 6.5. On order: 1 on [1, 2), 2 on [2, 5), 3 on
    [5, 6), 4 on [6, 6.5), 2 on [6.5, 7), 1 on [7, 8)."""
    outcome = disrupted(tmp_path, engine, ONE_A_PERIOD, **{place: window("pause-shipments")})
    assert receipts(outcome) == [(3, 1), (4, 1), (6.5, 1), (6.5, 1), (7, 1), (8, 1)]
    assert outcome.points[0, Point.ON_ORDER_TIME] == (1 + 6 + 3 + 2 + 1 + 1) * UNIT


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize("place", ["AT_SUPPLIER", "AT_ENTRY", "AT_SOURCE"])
def test_what_is_frozen_goes_on_with_what_was_left(tmp_path: Path, engine: Engine, place: str) -> None:
    """Under way at 2.5 with .5 and 1.5 left: at 4.5 they go on and come at 5 and 6. What is put on the standing lane
    at 3 and 4 has its two periods before it at 4.5."""
    outcome = disrupted(tmp_path, engine, ONE_A_PERIOD, **{place: window("freeze")})
    assert receipts(outcome) == [(5, 1), (6, 1), (6.5, 1), (6.5, 1), (7, 1), (8, 1)]


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize("place", ["AT_SITE", "AT_ENTRY", "AT_SOURCE"])
def test_arrivals_wait_at_a_shut_door(tmp_path: Path, engine: Engine, place: str) -> None:
    """Arrived at 3 and 4, on order until 4.5, received then: 1.5 and .5 unit-periods more on order than undisturbed,
    where six units are on order for two periods each."""
    outcome = disrupted(tmp_path, engine, ONE_A_PERIOD, **{place: window("pause-receipts")})
    assert receipts(outcome) == [(4.5, 1), (4.5, 1), (5, 1), (6, 1), (7, 1), (8, 1)]
    assert outcome.points[0, Point.ON_ORDER_TIME] == (6 * 2 + 1.5 + 0.5) * UNIT


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize(("share", "lost"), [("44 %", 4), ("43 %", 3), ("43.75 %", 4), ("1", 8), ("0", 0)])
def test_a_share_of_the_stock_is_destroyed(tmp_path: Path, engine: Engine, share: str, lost: int) -> None:
    """At 2.5 eight of ten are left; 44 % of them are 3.52, four units; 43 % are 3.44, three; half a unit more rounds
    up. They are ordered again at once and come at 4.5."""
    struck = f"{{windows: [{{from: 2.5}}], effect: destroy-stock, share: {share}}}"
    outcome = disrupted(tmp_path, engine, ONE_A_PERIOD, AT_SITE=struck)
    again = [(4.5, lost)] if lost else []
    assert receipts(outcome) == sorted([(3, 1), (4, 1), (5, 1), (6, 1), (7, 1), (8, 1), *again])
    assert outcome.points[0, Point.DESTROYED] == lost
    assert outcome.outages[0, [Outage.TIMES, Outage.DOWN]].tolist() == [1, 0]


@pytest.mark.parametrize("engine", ENGINES)
def test_disruptions_of_one_effect_count(tmp_path: Path, engine: Engine) -> None:
    """Two that overlap, [2.5, 4.5) and [4, 5.5): what was ordered at 3, 4 and 5 leaves at 5.5, when the last ends."""
    both = "[{windows: [{from: 2.5, to: 4.5}]}, {windows: [{from: 4, to: 5.5}]}]"
    outcome = disrupted(tmp_path, engine, ONE_A_PERIOD, AT_SUPPLIER=both)
    assert receipts(outcome) == [(3, 1), (4, 1), (7.5, 1), (7.5, 1), (7.5, 1), (8, 1)]
    assert outcome.outages[:, Outage.DOWN].tolist() == [2 * UNIT, 1.5 * UNIT]


@pytest.mark.parametrize("engine", ENGINES)
def test_an_item_can_be_struck_alone(tmp_path: Path, engine: Engine) -> None:
    """A supplier that holds only bolts back lets parts go: the receipts are those of no disruption."""
    text = ONE_A_PERIOD.replace(
        "supplies: {part: {lead_time: 2}}", "supplies: {part: {lead_time: 2}, bolt: {lead_time: 2}}"
    )
    text = text.replace("stock: {part:", "stock: {bolt: {base_stock: 1, from: mill}, part:")
    outcome = disrupted(tmp_path, engine, text, AT_SUPPLIER=window("pause-shipments", "item: bolt"))
    assert receipts(outcome, stock=1) == UNDISTURBED


TWO_STEPS = """
schema: 1
time: {unit: period, horizon: 20}
items: {part: {}}
suppliers:
  mill: {supplies: {part: {lead_time: 2}}}
distributors:
  depot: {stock: {part: {base_stock: 10, from: mill}}, disruptions: AT_DEPOT}
retailers:
  shop: {stock: {part: {base_stock: 10, from: depot, transport: 1}}}
customers:
  all: {shop: shop, buys: part, requests: {every: 1, first: 1, limit: 6}}
"""


@pytest.mark.parametrize("engine", ENGINES)
def test_a_depot_that_sends_nothing_holds_goods_at_its_door(tmp_path: Path, engine: Engine) -> None:
    """What the shop orders at 3 and 4 leaves the depot's shelf, and its door at 4.5; the depot itself goes on ordering
    and receiving."""
    outcome = disrupted(tmp_path, engine, TWO_STEPS, AT_DEPOT=window("pause-shipments"))
    assert receipts(outcome, stock=0) == [(2, 1), (3, 1), (5.5, 1), (5.5, 1), (6, 1), (7, 1)]
    assert receipts(outcome, stock=1) == UNDISTURBED


LOST = """
schema: 1
time: {unit: period, horizon: 20000, warm_up: 20}
items: {part: {}}
suppliers:
  mill: {supplies: {part: {lead_time: 0}}, disruptions: AT_SUPPLIER}
retailers:
  shop:
    stock: {part: {base_stock: 1, from: {mill: {disruptions: AT_SOURCE}}}}
    back_orders: none
    disruptions: AT_SITE
customers:
  all: {shop: shop, buys: part, requests: {rate: 2}}
"""


@pytest.mark.parametrize(
    ("place", "effect"),
    [
        ("AT_SUPPLIER", "pause-orders"),
        ("AT_SUPPLIER", "pause-shipments"),
        ("AT_SITE", "pause-receipts"),
        ("AT_SOURCE", "freeze"),
    ],
)
def test_a_zero_lead_time_supplier_that_fails_loses_what_theory_says(
    tmp_path: Path, place: str, effect: str
) -> None:
    """One unit, lost sales, goods at once unless disrupted: requests are lost in state D0 of the chain U -a-> D1
    -l-> D0, back to U at rate b from both. With a = 1/8, b = 1/2, l = 2 its share is a/(a+b) l/(l+b) = .2 x .8 = .16,
    and so is the share lost (Poisson arrivals see time averages). 20 replications: within 3.5 standard errors, and
    those are below 1.5 % of it."""
    law = f"{{up: {{exponential: {{mean: 8}}}}, down: {{exponential: {{mean: 2}}}}, effect: {effect}}}"
    of = world(tmp_path, LOST, **{place: law})
    lost = []
    for replication in range(20):
        cells = run(of, draw(of.streams, 3, replication)).cells.sum(axis=0)
        lost.append(cells[Cell.NOT_OFFERED] / cells[Cell.REQUESTED])
    error = float(np.std(lost, ddof=1)) / np.sqrt(len(lost))
    assert error < 0.015 * 0.16
    assert abs(float(np.mean(lost)) - 0.16) < 3.5 * error


EVERYTHING = """
schema: 1
time: {unit: day, horizon: 400}
items: {part: {}}
suppliers:
  mill:
    supplies: {part: {lead_time: {gamma: {mean: 4, cv: 0.5}}}}
    disruptions: [{up: 9, down: 3, effect: pause-orders}, {up: 7, down: 2}, {up: 11, down: 2, effect: freeze}]
distributors:
  depot:
    stock:
      part:
        s_S: {s: 20, S: 40}
        from: {mill: {disruptions: {up: 29, down: 2, effect: pause-orders}}}
        disruptions: {up: 13, down: 4, effect: pause-receipts}
    disruptions: [{up: 6, down: 3}, {up: 8, effect: destroy-stock, share: 0.3}]
retailers:
  shop:
    stock: {part: {s_S: {s: 8, S: 16}, from: depot, transport: 2, disruptions: {up: 5, down: 2, effect: freeze}}}
    disruptions: [{up: 17, down: 5, effect: pause-orders}, {up: 10, effect: destroy-stock, share: 0.5}]
customers:
  all: {shop: shop, buys: part, requests: {rate: 2 per day}, patience: {}, tolerance: {exponential: {mean: 9}}}
"""


@pytest.mark.parametrize("engine", ENGINES)
def test_every_unit_is_sold_on_hand_or_destroyed(tmp_path: Path, engine: Engine) -> None:
    """At each stock point: at the start + received = handed out + destroyed + on hand at the end."""
    of = world(tmp_path, EVERYTHING)
    outcome = played(of, engine)
    sold = outcome.cells[0, [Cell.AT_ONCE, Cell.KEPT, Cell.BROKEN, Cell.UNTOLD]].sum()
    shop, depot = outcome.points
    sent = depot[Point.SITE_UNITS] - depot[Point.BACKLOG_END]
    for stock, point, out in ((of.stocks[0], shop, sold), (of.stocks[1], depot, sent)):
        assert point[Point.DESTROYED] > 50
        assert stock.on_hand + point[Point.UNITS_RECEIVED] == (
            out + point[Point.DESTROYED] + point[Point.ON_HAND_END]
        )


def test_no_disruptions_is_an_override(tmp_path: Path) -> None:
    """With `none` put in their place everywhere, the world has no disruptions, and the same chance besides."""
    file = tmp_path / "all.yaml"
    file.write_text(EVERYTHING)
    entries = ["distributors.*.stock.*", "distributors.*.stock.*.from.*", "retailers.*.stock.*"]
    places = ["suppliers.*", "distributors.*", "retailers.*", *entries]
    calm = load(file, [f"{place}.disruptions=none" for place in places]).world()
    assert calm.disruptions == ()
    kept = {stream.name for stream in load(file).world().streams} - {stream.name for stream in calm.streams}
    assert {name.partition("_")[0] for name in kept} == {"supplier", "disruption"}
