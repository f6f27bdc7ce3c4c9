"""The time to recover from a disruption, and what shops know of its end: by hand, the same in both engines."""

from __future__ import annotations

from pathlib import Path

import pytest

from model.engines import Engine
from model.metrics import Key, Meter
from model.outcome.trace import Row
from model.scenario.world import World
from tests.engines.test_disruptions import ENGINES, UNIT, played, world

LAST_UNIT = """
schema: 1
time: {unit: period, horizon: HORIZON}
items: {part: {}}
suppliers:
  mill: {supplies: {part: {lead_time: 0.5}}, disruptions: AT_SUPPLIER}
retailers:
  shop:
    stock: {part: {base_stock: 1, from: {mill: {disruptions: AT_SOURCE}}}}
    communication: {promise: pipeline, sees: SEES}
customers:
  all: {shop: shop, buys: part, requests: {every: 1, first: 1}}
"""


def last_unit(
    folder: Path, horizon: str, extra: str = "", sees: str = "orders", place: str = "AT_SUPPLIER"
) -> World:
    """Return a shop with one unit; the mill ships nothing from 2.5 to 5.25, or nothing leaves it for here."""
    text = LAST_UNIT.replace("HORIZON", horizon).replace("SEES", sees)
    return world(folder, text, **{place: f"{{windows: [{{from: 2.5, to: 5.25}}]{extra}}}"})


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize(
    ("place", "name"),
    [("AT_SUPPLIER", "suppliers.mill"), ("AT_SOURCE", "retailers.shop/part from mill")],
)
def test_the_time_to_recover_runs_from_the_end(tmp_path: Path, engine: Engine, place: str, name: str) -> None:
    """Nothing is owed before. The last unit goes at 3; 4 and 5 wait. Three units leave at 5.25 and come at 5.75: owed
    is 0 again half a period after the end."""
    of = last_unit(tmp_path, "10", place=place)
    outcome = played(of, engine)
    assert outcome.outages[0].tolist() == [2.75 * UNIT, 1, 1, 0, 0.5 * UNIT]
    read = Meter(of).mapping(outcome)
    assert read[Key("time_to_recover", f"disruption:{name} pause-shipments")] == 0.5
    assert read[Key("downtime", "total")] == 2.75


FAR_AWAY = """
schema: 1
time: {unit: period, horizon: 20}
items: {part: {}}
suppliers:
  mill: {supplies: {part: {lead_time: 3}}, disruptions: {windows: [{from: 1.5, to: 3.25}]}}
retailers:
  shop: {stock: {part: {base_stock: 3, from: mill}}}
customers:
  all: {shop: shop, buys: part, requests: {every: 1, first: 0.5}}
"""


@pytest.mark.parametrize("engine", ENGINES)
def test_what_is_felt_after_the_end_is_waited_for(tmp_path: Path, engine: Engine) -> None:
    """Three on the shelf, one asked for at .5, 1.5, ..., three periods from the mill, so undisturbed none is owed when
    goods come before requests. What is ordered at 1.5 and 2.5 leaves at 3.25 and comes at 6.25. On the shelf: gone at
    2.5; the unit of .5 comes at 3.5 for the request of then; those who ask at 4.5 and 5.5 wait until 6.25. Nothing is
    owed at the end, 3.25, but more is when its way of 3 periods has passed; back at 6.25: 3 periods."""
    outcome = played(world(tmp_path, FAR_AWAY), engine)
    assert outcome.outages[0].tolist() == [1.75 * UNIT, 1, 1, 0, 3 * UNIT]


@pytest.mark.parametrize("engine", ENGINES)
def test_a_recovery_cut_off_by_the_horizon_is_said_so(tmp_path: Path, engine: Engine) -> None:
    """At 5.5 the goods are under way: a quarter of a period so far, and one disruption not recovered from."""
    assert played(last_unit(tmp_path, "5.5"), engine).outages[0].tolist() == [
        2.75 * UNIT,
        1,
        0,
        1,
        0.25 * UNIT,
    ]


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize("place", ["AT_SUPPLIER", "AT_SOURCE"])
@pytest.mark.parametrize(
    ("extra", "sees", "date"),
    [
        (", announced: yes", "causes", 5.75),
        (", expected: 2", "causes", 5.0),
        (", expected: 1", "causes", 4.5),
        ("", "causes", 4.5),
        (", announced: yes", "orders", 4.5),
    ],
)
def test_shops_know_of_a_window_what_the_scenario_lets_them(
    tmp_path: Path, engine: Engine, extra: str, sees: str, date: float, place: str
) -> None:
    """Who asks at 4 gets the unit held since 3, half a period after it leaves: announced, at 5.25 + .5; reckoned to
    last two periods, at 2.5 + 2 + .5; reckoned to be over, unknown, or not looked at, at 4 + .5."""
    outcome = played(last_unit(tmp_path, "10", extra, sees, place), engine)
    assert outcome.trace is not None
    rows = outcome.trace[outcome.trace[:, 1] == Row.BACK_ORDERED]
    assert (rows[0, 0], rows[0, 5]) == (4 * UNIT, date * UNIT)
