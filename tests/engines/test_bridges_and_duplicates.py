"""Substitutes that bridge a wait or end it, and one wish placed at several shops: worked out by hand, and one law."""

from __future__ import annotations

import math
from pathlib import Path

import numpy as np
import pytest

from model.engines import Engine, run
from model.metrics import Key, Meter
from model.outcome.outcome import Outcome
from model.outcome.tallies import LEDGER, Cell, Point
from model.outcome.trace import Row
from model.sample_path import draw
from model.scenario import load
from model.scenario.world import World

ENGINES: list[Engine] = ["reference", "compiled"]
DAY = 86_400_000

BRIDGE = """
schema: 1
time: {unit: day, horizon: 20}
items: {lamp: {price: 50}, torch: {price: 5}}
suppliers: {works: {supplies: {lamp: {lead_time: LEAD}, torch: {lead_time: 90}}}}
retailers:
  corner:
    stock: {lamp: {base_stock: 0, from: works}, torch: {base_stock: TORCHES, from: works}}
    back_orders: {SHOP}
customers:
  all: {shop: corner, buys: lamp, requests: {every: 1}, substitutes: {lamp: {torch: TAKES}}, CUSTOMER}
"""
BRIDGED = "{share: 1, keeps_order: yes}"


def played(folder: Path, text: str, engine: Engine, **filled: object) -> tuple[World, Outcome]:
    """Return what happened in a world, every balance checked after every event."""
    for name, value in filled.items():
        text = text.replace(name, str(value))
    file = folder / "world.yaml"
    file.write_text(text)
    world = load(file).world()
    outcome = run(world, draw(world.streams, 1, 0), engine=engine, trace=True, verify=True)
    assert (outcome.cells[:, list(LEDGER)].sum(axis=1) == outcome.cells[:, Cell.REQUESTED]).all()
    return world, outcome


def rows(outcome: Outcome, kind: Row) -> list[list[int]]:
    """Return the rows of a kind, without tick and kind."""
    assert outcome.trace is not None
    return outcome.trace[outcome.trace[:, 1] == kind][:, 2:].tolist()


@pytest.mark.parametrize("engine", ENGINES)
def test_who_bridges_the_wait_still_gets_what_was_wanted(tmp_path: Path, engine: Engine) -> None:
    """Ten torches bridge the waits of days 1 to 10; the lamps come five days after each request all the same: 14 served
    late by day 19, five still waiting, no unit in two columns. Ten bridges and 14 lamps are handed over."""
    filled = {"LEAD": 5, "TORCHES": 10, "SHOP": "offer: open", "TAKES": BRIDGED, "CUSTOMER": "class: 1"}
    _, outcome = played(tmp_path, BRIDGE, engine, **filled)
    cell = outcome.cells[0]
    assert (cell[Cell.UNTOLD], cell[Cell.WAITING]) == (14, 5)
    assert cell[Cell.BRIDGED] == cell[Cell.SUBSTITUTED] == 0
    assert cell[Cell.HANDED_OVER] == 24
    assert len(rows(outcome, Row.BRIDGED)) == 10


@pytest.mark.parametrize("engine", ENGINES)
def test_who_bridges_the_wait_and_leaves_has_the_bridge(tmp_path: Path, engine: Engine) -> None:
    """Patience of three days, lamps after thirty: of the orders of days 1 to 16 that end by day 19, those of days 1 to
    10 keep the torch they took at once (nothing waited), and six are lost."""
    filled = {"LEAD": 30, "TORCHES": 10, "SHOP": "offer: open", "TAKES": BRIDGED}
    _, outcome = played(tmp_path, BRIDGE, engine, **filled, CUSTOMER="patience: {budget: 3}")
    cell = outcome.cells[0]
    assert (cell[Cell.BRIDGED], cell[Cell.RENEGED], cell[Cell.WAITING]) == (10, 6, 3)
    assert cell[Cell.FILL_SUM] == 0
    assert outcome.points[0, Point.CALLED_OFF] == 16


@pytest.mark.parametrize("engine", ENGINES)
def test_a_bridge_to_nowhere_is_a_substitute(tmp_path: Path, engine: Engine) -> None:
    """Where no back-order is offered there is no wait to bridge: ten take the torch for good, nine are turned away."""
    filled = {"LEAD": 30, "TORCHES": 10, "SHOP": "offer: none", "TAKES": BRIDGED, "CUSTOMER": "class: 1"}
    _, outcome = played(tmp_path, BRIDGE, engine, **filled)
    assert (outcome.cells[0, Cell.SUBSTITUTED], outcome.cells[0, Cell.NOT_OFFERED]) == (10, 9)


OFFERS = """
schema: 1
time: {unit: day, horizon: 20}
items: {lamp: {price: 50}, torch: {price: 5}}
suppliers: {works: {supplies: {lamp: {lead_time: 30}, torch: {lead_time: 4}}}}
retailers:
  corner:
    stock: {lamp: {base_stock: 0, from: works}, torch: {r_Q: {r: 0, Q: 3}, on_hand: 0, from: works}}
    back_orders: {offer: open, substitute_every: 3}
customers:
  all: {shop: corner, buys: lamp, requests: {every: 1, limit: 4}, substitutes: {lamp: {torch: TAKES}}}
"""


@pytest.mark.parametrize("engine", ENGINES)
def test_a_substitute_offered_while_waiting_ends_the_wait(tmp_path: Path, engine: Engine) -> None:
    """Four ask for lamps on days 1 to 4 and there is no torch before day 4. Offers come every three days: the first
    takes a torch on day 4 (waited 3), the fourth finds one at once on day 4; the second would on day 5 (waited 3) and
    does; three torches are gone then, and the next three come on day 9 (ordered on day 5). The third asks on day 3, is
    passed over on days 6 and 9... takes one on day 9 (goods first), six days later. Waits 3 + 3 + 6 = 12."""
    _, outcome = played(tmp_path, OFFERS, engine, TAKES=1)
    cell = outcome.cells[0]
    assert (cell[Cell.BRIDGED], cell[Cell.SUBSTITUTED], cell[Cell.WAITING]) == (3, 1, 0)
    assert cell[Cell.FILL_SUM] == 12 * DAY
    assert cell[Cell.MESSAGES] == 3
    assert outcome.points[0, Point.BACKLOG_END] == 0


@pytest.mark.parametrize("engine", ENGINES)
def test_a_bridge_offered_while_waiting_leaves_the_order(tmp_path: Path, engine: Engine) -> None:
    """The same offers taken to bridge the wait: everybody has a torch, and everybody still waits for a lamp."""
    _, outcome = played(tmp_path, OFFERS, engine, TAKES=BRIDGED)
    cell = outcome.cells[0]
    assert (cell[Cell.WAITING], cell[Cell.HANDED_OVER], outcome.points[0, Point.BACKLOG_END]) == (4, 4, 4)


@pytest.mark.parametrize("engine", ENGINES)
def test_an_offer_while_waiting_is_a_message(tmp_path: Path, engine: Engine) -> None:
    """A budget of 6 days, drained at half speed for 3 days after a message. Asked on day 1, offered a bridge on day 4:
    3 days are used up, the next 3 use up 1.5, and the 1.5 left last until day 8.5; without a message it were day 7."""
    waits = OFFERS.replace("requests:", "patience: {budget: 6, fresh: 0.5, fresh_for: 3}, requests:")
    _, outcome = played(tmp_path, waits.replace("limit: 4", "limit: 1"), engine, TAKES=BRIDGED)
    assert outcome.trace is not None
    assert outcome.trace[outcome.trace[:, 1] == Row.RENEGED][:, 0].tolist() == [8.5 * DAY]


TWO_SHOPS = """
schema: 1
time: {unit: day, horizon: 20}
items: {lamp: {price: 50}}
suppliers: {works: {supplies: {lamp: {lead_time: 7}}}, mill: {supplies: {lamp: {lead_time: 4}}}}
retailers:
  north: {stock: {lamp: {base_stock: {S: NORTH, withdraw: WITHDRAW}, from: works}}}
  south: {stock: {lamp: {base_stock: {S: SOUTH, withdraw: WITHDRAW}, from: mill}}}
customers:
  all: {shop: north, buys: lamp, requests: {every: 10}, quantity: QUANTITY, also_orders_at: south, CUSTOMER}
costs: {cancellation: 2}
"""
PLAIN = {"NORTH": 0, "SOUTH": 0, "WITHDRAW": "none", "QUANTITY": 1, "CUSTOMER": "class: 1"}


@pytest.mark.parametrize("engine", ENGINES)
def test_the_first_receipt_calls_off_the_rest_and_the_demand_counts_once(
    tmp_path: Path, engine: Engine
) -> None:
    """One request, on day 10, ordered at both shops. The south's lamp is there on day 14: received after four days,
    from another shop than the one asked; the north's order is called off after four phantom days. The north's lamp
    arrives on day 17 for nobody, and stays on its shelf. A cancellation costs 2 in 20 days."""
    world, outcome = played(tmp_path, TWO_SHOPS, engine, **PLAIN)
    cell = outcome.cells[0]
    assert (cell[Cell.REQUESTED], cell[Cell.UNTOLD], cell[Cell.SERVED_ELSEWHERE]) == (1, 1, 1)
    assert (cell[Cell.FILL_SUM], cell[Cell.ACCEPTED]) == (4 * DAY, 1)
    north, south = outcome.points
    assert (north[Point.PHANTOM_UNITS], north[Point.PHANTOM_TIME]) == (1, 4 * DAY)
    assert (south[Point.PHANTOM_UNITS], south[Point.BACKLOG_TIME]) == (0, 4 * DAY)
    assert (north[Point.ON_HAND_END], south[Point.ON_HAND_END]) == (1, 0)
    numbers = Meter(world).mapping(outcome)
    assert numbers[Key("phantom_backlog", "total")] == 0.5
    assert numbers[Key("served_elsewhere", "site:retailers.north")] == 1.0
    assert numbers[Key("cost_cancellation", "total")] == 0.1
    assert rows(outcome, Row.CALLED_OFF) == [[0, 0, 1, 0, 1, 0]]


@pytest.mark.parametrize("engine", ENGINES)
def test_an_order_called_off_can_be_withdrawn_upstream(tmp_path: Path, engine: Engine) -> None:
    """With `withdraw: any` the lamp on its way to the north is taken back when its order is called off."""
    _, outcome = played(tmp_path, TWO_SHOPS, engine, **{**PLAIN, "WITHDRAW": "any"})
    assert outcome.points[0, Point.WITHDRAWN] == 1
    assert outcome.points[0, Point.ON_HAND_END] == 0


@pytest.mark.parametrize("engine", ENGINES)
def test_who_finds_it_on_the_other_shelf_does_not_order(tmp_path: Path, engine: Engine) -> None:
    """The south has one on its shelf: taken at once, lost in the north's eyes, and nothing is owed anywhere."""
    _, outcome = played(tmp_path, TWO_SHOPS, engine, **{**PLAIN, "SOUTH": 1})
    cell = outcome.cells[0]
    assert (cell[Cell.SUBSTITUTED], cell[Cell.SERVED_ELSEWHERE], cell[Cell.ACCEPTED]) == (1, 1, 0)


@pytest.mark.parametrize("engine", ENGINES)
def test_parts_received_here_are_called_off_there(tmp_path: Path, engine: Engine) -> None:
    """Three wanted, one on the north's shelf: two ordered at both shops. On day 14 two come to the south and are handed
    over, and the north owes nothing more."""
    _, outcome = played(tmp_path, TWO_SHOPS, engine, **{**PLAIN, "QUANTITY": 3, "NORTH": 1})
    cell = outcome.cells[0]
    assert (cell[Cell.AT_ONCE], cell[Cell.UNTOLD], cell[Cell.SERVED_ELSEWHERE]) == (1, 2, 2)
    assert outcome.points[0, Point.PHANTOM_UNITS] == 2
    assert outcome.points[0, Point.BACKLOG_END] == outcome.points[1, Point.BACKLOG_END] == 0


@pytest.mark.parametrize("engine", ENGINES)
def test_leaving_one_shop_is_not_leaving(tmp_path: Path, engine: Engine) -> None:
    """The north cancels after two days; the south's order stands and is served on day 14. One unit, one column."""
    text = TWO_SHOPS.replace("from: works}}}", "from: works}}, back_orders: {window: 2}}")
    _, outcome = played(tmp_path, text, engine, **PLAIN)
    cell = outcome.cells[0]
    assert (cell[Cell.CANCELLED], cell[Cell.UNTOLD]) == (0, 1)
    assert outcome.points[0, Point.PHANTOM_TIME] == 2 * DAY
    assert len(rows(outcome, Row.CANCELLED)) == 1


@pytest.mark.parametrize("engine", ENGINES)
def test_what_stands_twice_at_the_end_waits_once(tmp_path: Path, engine: Engine) -> None:
    """Ordered on day 10 and not there on day 12: one unit waits; the second order is a phantom of two days."""
    text = TWO_SHOPS.replace("horizon: 20", "horizon: 12")
    _, outcome = played(tmp_path, text, engine, **PLAIN)
    assert outcome.cells[0, Cell.WAITING] == 1
    assert outcome.points[:, Point.PHANTOM_TIME].tolist() == [0, 2 * DAY]
    assert outcome.points[:, Point.BACKLOG_END].tolist() == [1, 1]


AT_THE_PLANT = """
schema: 1
time: {unit: day, horizon: 20}
items: {lamp: {price: 50}}
suppliers: {works: {supplies: {lamp: {lead_time: 90}}}}
manufacturers:
  plant: {lines: {count: 1, unit_time: 4}, stock: {lamp: {base_stock: 0}}}
retailers:
  corner: {stock: {lamp: {base_stock: 0, from: works}}}
customers:
  all: {shop: corner, buys: lamp, also_orders_at: {plant: 1}, requests: {every: 1, first: 1, limit: 2}}
"""


@pytest.mark.parametrize("engine", ENGINES)
def test_who_orders_at_a_plant_as_well_counts_where_it_asked_first(tmp_path: Path, engine: Engine) -> None:
    """Asked on days 1 and 2 at the shop; the plant begins on days 1 and 5, and the waits of 0 and 3 are the shop's."""
    world, outcome = played(tmp_path, AT_THE_PLANT, engine)
    assert [(row[0], row[3]) for row in rows(outcome, Row.FIRM)] == [(1, 0), (1, 3 * DAY)]
    assert [stock.name for stock in world.stocks] == ["retailers.corner/lamp", "manufacturers.plant/lamp"]
    assert outcome.firm_waits.sum(axis=1).tolist() == [2, 0]
    assert outcome.cells[:, Cell.FIRM_SUM].sum() == 3 * DAY


EAST = "east: {stock: {lamp: {base_stock: {S: 0, withdraw: WITHDRAW}, from: yard}}}"
THREE_SHOPS = (
    TWO_SHOPS.replace("mill: {", "yard: {supplies: {lamp: {lead_time: 5}}}, mill: {")
    .replace("customers:", f"  {EAST}\ncustomers:")
    .replace("also_orders_at: south", "also_orders_at: {south: OFTEN, east: RARELY}")
)


@pytest.mark.parametrize("engine", ENGINES)
def test_one_receipt_calls_off_the_orders_at_both_other_shops(tmp_path: Path, engine: Engine) -> None:
    """One request, on day 10, ordered at all three shops: the south's lamp comes on day 14, the east's on day 15.

    On day 14 the order at the east, placed after the south's, is called off first, then the north's: two phantoms of
    four days each. Both lamps come for nobody, and the demand is one unit, received once.
    """
    outcome = played(tmp_path, THREE_SHOPS, engine, **PLAIN, OFTEN=1, RARELY=1)[1]
    assert [row[0] for row in rows(outcome, Row.CALLED_OFF)] == [2, 0]
    assert outcome.points[:, Point.PHANTOM_UNITS].tolist() == [1, 0, 1]
    assert outcome.points[:, Point.PHANTOM_TIME].tolist() == [4 * DAY, 0, 4 * DAY]
    assert outcome.points[:, Point.ON_HAND_END].tolist() == [1, 0, 1]
    assert outcome.cells[0, [Cell.REQUESTED, Cell.UNTOLD, Cell.FILL_SUM]].tolist() == [1, 1, 4 * DAY]


@pytest.mark.parametrize("engine", ENGINES)
def test_parts_from_two_shops_make_one_order(tmp_path: Path, engine: Engine) -> None:
    """Five wanted on day 10, of which the north has one; four are owed by each shop. The south's come on day 14 and
    are handed over; eight phantoms are called off. So one unit is at once and four are late, from another shop."""
    outcome = played(
        tmp_path, THREE_SHOPS, engine, **{**PLAIN, "NORTH": 1, "QUANTITY": 5}, OFTEN=1, RARELY=1
    )[1]
    assert outcome.cells[0, [Cell.AT_ONCE, Cell.UNTOLD, Cell.SERVED_ELSEWHERE]].tolist() == [1, 4, 4]
    assert outcome.points[:, Point.PHANTOM_UNITS].tolist() == [4, 0, 4]


def test_who_orders_at_the_rarer_shop_orders_at_the_other_too(tmp_path: Path) -> None:
    """60 % order at the south as well and 30 % at the east: by one number a request, so the 30 % are among the 60 %.

    999 requests every 10 days: within four standard deviations of the binomial (62 and 58), and no order at the east
    without one at the south.
    """
    text = THREE_SHOPS.replace("horizon: 20}", "horizon: 10000}")
    outcome = played(tmp_path, text, "compiled", **{**PLAIN, "WITHDRAW": "any"}, OFTEN=0.6, RARELY=0.3)[1]
    asked: dict[int, set[int]] = {}
    assert outcome.trace is not None
    for tick, kind, stock, *_ in outcome.trace.tolist():
        if kind == Row.BACK_ORDERED:
            asked.setdefault(tick, set()).add(stock)
    assert len(asked) == 999
    south, east = (sum(shop in one for one in asked.values()) for shop in (1, 2))
    assert abs(south - 599.4) < 62 and abs(east - 299.7) < 58
    assert all(1 in one for one in asked.values() if 2 in one)


RACE = """
schema: 1
time: {unit: day, horizon: 20000, warm_up: 100}
items: {lamp: {}}
suppliers:
  works: {supplies: {lamp: {lead_time: {exponential: {mean: 6}}, overtaking: yes}}}
  mill: {supplies: {lamp: {lead_time: {exponential: {mean: 3}}, overtaking: yes}}}
retailers:
  north: {stock: {lamp: {base_stock: {S: 0, withdraw: any}, from: works}}}
  south: {stock: {lamp: {base_stock: {S: 0, withdraw: any}, from: mill}}}
customers:
  all: {shop: north, buys: lamp, requests: {every: {exponential: {mean: 500}}}, also_orders_at: south}
"""


def test_the_wait_at_two_shops_is_the_shorter_of_two(tmp_path: Path) -> None:
    """Requests so far apart that hardly two meet: each is received by the earlier of two independent exponential lead
    times, which is exponential with mean 1 / (1/6 + 1/3) = 2, in two of three cases from the south. 40 replications of
    some 40 requests; both means within 3.5 standard errors, which are below 5 %."""
    file = tmp_path / "race.yaml"
    file.write_text(RACE)
    world = load(file).world()
    waits, elsewhere = [], []
    for replication in range(40):
        cell = run(world, draw(world.streams, 2, replication)).cells[0]
        waits.append(cell[Cell.LATE_SUM] / cell[Cell.UNTOLD] / DAY)
        elsewhere.append(cell[Cell.SERVED_ELSEWHERE] / cell[Cell.UNTOLD])
    for found, exact in ((waits, 2.0), (elsewhere, 2 / 3)):
        error = float(np.std(found, ddof=1)) / math.sqrt(len(found))
        assert error < 0.05 * exact
        assert abs(float(np.mean(found)) - exact) < 3.5 * error


OTHERS = """
schema: 1
time: {unit: day, horizon: 401}
items: {lamp: {price: 50}}
suppliers: {works: {supplies: {lamp: {lead_time: 900}}}}
retailers:
  north: {stock: {lamp: {base_stock: 0, from: works}}, back_orders: none}
  south: {stock: {lamp: {base_stock: 1000, from: works}}}
  east: {stock: {lamp: {base_stock: 0, from: works}}}
customers:
  all:
    shop: {north: 1, south: 0, east: 0}
    buys: lamp
    requests: {every: 1}
    substitutes: {lamp: {TAKES: 80 %}}
"""


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize(("takes", "share"), [("lamp@south", 0.8), ("lamp@east", 0.0), ("lamp@other", 0.4)])
def test_a_substitute_elsewhere_is_one_shop_by_lot(
    tmp_path: Path, engine: Engine, takes: str, share: float
) -> None:
    """Four in five look elsewhere: the south has all it is asked for and the east nothing. `other` is either by lot, so
    half of those who look are lost though the south could serve them: nobody looks twice. 400 requests; within 3.5
    standard deviations of the binomial."""
    _, outcome = played(tmp_path, OTHERS, engine, TAKES=takes)
    taken = outcome.cells[:, Cell.SUBSTITUTED].sum()
    assert abs(taken - 400 * share) <= 3.5 * math.sqrt(400 * share * (1 - share))
    assert outcome.cells[:, Cell.NOT_OFFERED].sum() == 400 - taken
    assert outcome.cells[:, Cell.SERVED_ELSEWHERE].sum() == taken
