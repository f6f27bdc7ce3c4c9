"""Several sources: to the unit by hand where nothing is left to chance, else against closed forms."""

from __future__ import annotations

import math
from pathlib import Path

import numpy as np
import pytest

from model.engines import Engine, run
from model.outcome.outcome import Outcome
from model.outcome.tallies import Point, Way
from model.outcome.trace import Row
from model.sample_path import draw
from model.scenario import load
from model.scenario.world import World

ONE_A_DAY = """
schema: 1
time: {unit: day, horizon: HORIZON}
items: {lamp: {price: 1}}
suppliers:
  works:
    supplies: {lamp: {lead_time: LEAD}}
  rival: {supplies: {lamp: {lead_time: 6}}}
retailers:
  corner:
    stock:
      lamp:
        base_stock: {S: 50, multiple: LOT}
        from: {works: {unit_cost: 1}, rival: {unit_cost: 2}}
customers:
  all: {shop: corner, buys: lamp, requests: {every: GAP}}
"""


def world(folder: Path, settings: list[str], **words: object) -> World:
    """Return the shop with two suppliers."""
    text = ONE_A_DAY
    for word, value in {"HORIZON": 40, "LEAD": 5, "LOT": 1, "GAP": 1, **words}.items():
        text = text.replace(word, str(value))
    (folder / "shop.yaml").write_text(text)
    return load(folder / "shop.yaml", [f"retailers.corner.stock.lamp.{one}" for one in settings]).world()


def outage(text: str) -> str:
    """Have the works be down for 5 days after every 10."""
    return text.replace("LEAD}}", "LEAD}}\n    disruptions: {up: 10, down: 5}")


def ran(of: World, engine: Engine = "reference") -> Outcome:
    """Run with every balance checked."""
    return run(of, draw(of.streams, 1, 0), engine=engine, trace=True, verify=engine == "reference")


def rows(of: Outcome, kind: Row) -> list[list[int]]:
    """Return the rows of a kind."""
    assert of.trace is not None
    return [row.tolist() for row in of.trace if row[1] == kind]


@pytest.mark.parametrize("engine", ["reference", "compiled"])
def test_a_back_up_takes_over_while_the_first_is_down(
    tmp_path: Path, engine: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Down on days 10-14 and 25-29 of 1-39: ten orders to the rival, 29 to the works, to the unit."""
    monkeypatch.setitem(globals(), "ONE_A_DAY", outage(ONE_A_DAY))
    found = ran(world(tmp_path, ["sourcing={rule: back-up, when: down}"]), engine)
    assert found.ways[:, Way.UNITS].tolist() == [29, 10]
    days = [row[0] // 86_400_000 for row in rows(found, Row.SOURCED) if row[2] == 1]
    assert days == [10, 11, 12, 13, 14, 25, 26, 27, 28, 29]


@pytest.mark.parametrize("engine", ["reference", "compiled"])
def test_trust_is_lost_order_by_order_and_won_back_slowly(
    tmp_path: Path, engine: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The works are down on days 10-14 and 25-29; orders take five days and are due then.

    The orders of days 10-14 leave on day 15 and are late on days 15-19: trust 1/2, 1/4, 1/8, 1/16, 1/32, and from 1/2
    on, below .6, a tenth stays: none of days 15-23, that of day 24, which is on time: 1/64 + 1/2 = .515625. The next to
    stay is that of day 34, on time on day 39: .7578125, still not above .8. Then 1.11^-4.21875 = .64 stays, and with
    four tenths carried that of day 39 does. So 22 are diverted and 17 of 39 ordered from the works.
    """
    monkeypatch.setitem(globals(), "ONE_A_DAY", outage(ONE_A_DAY))
    of = world(tmp_path, ["trust={weight: 0.5, leave: 0.6, come_back: 0.8, keep: 0.1}"])
    found = ran(of, engine)
    changes = [(row[0] // 86_400_000, row[5], row[6]) for row in rows(found, Row.TRUST) if row[2] == 0]
    assert changes[:9] == [(day, 1_000_000, 0) for day in range(6, 15)]
    assert changes[9:] == [
        (15, 500_000, 1), (16, 250_000, 1), (17, 125_000, 1), (18, 62_500, 1), (19, 31_250, 1),
        (29, 515_625, 1), (39, 757_812, 1),
    ]  # fmt: skip
    assert found.ways[:, Way.UNITS].tolist() == [17, 22]
    assert found.ways[0, [Way.DIVERTED, Way.SETTLED, Way.ON_TIME]].tolist() == [22, 16, 11]


def test_what_is_not_shipped_in_time_is_ordered_elsewhere(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Orders of days 10, 11 and 12 wait three days at the works, which are down until 15; the rival gets them.

    Those of days 25, 26 and 27 likewise.
    """
    monkeypatch.setitem(globals(), "ONE_A_DAY", outage(ONE_A_DAY))
    found = ran(world(tmp_path, ["cancel_after=3"]))
    taken = [row[0] // 86_400_000 for row in rows(found, Row.TAKEN_BACK)]
    # on day 15 the works are up (phase 1) before the order of day 12 goes stale (phase 4)
    assert taken == [13, 14, 28, 29]
    assert found.ways[:, Way.UNITS].tolist() == [39, 4]
    assert found.ways[0, Way.TAKEN_BACK] == 4


def test_shares_hold_within_one_order(tmp_path: Path) -> None:
    """After n orders of one unit, the works have 70 % of n to within a unit."""
    of = world(tmp_path, ["from.works.share=0.7", "from.rival.share=0.3", "sourcing=split"], HORIZON=200)
    given = np.cumsum([row[2] == 0 for row in rows(ran(of), Row.SOURCED)])
    assert len(given) == 199
    assert np.abs(given - 0.7 * np.arange(1, 200)).max() < 1


def test_a_split_of_a_poisson_stream_over_equal_lanes_is_palms_theorem(tmp_path: Path) -> None:
    """With lead times of 6 on either lane and two requests a day, on order is Poisson(12) however orders are split.

    So with S = 12 a request finds stock with probability P(N <= 11) = .4616 (Palm 1938; PASTA).
    """
    settings = ["from.works.share=0.5", "from.rival.share=0.5", "sourcing=split", "base_stock.S=12"]
    of = world(tmp_path, settings, HORIZON=4000, LEAD=6, GAP="{exponential: {mean: 0.5}}")
    fill = []
    for replication in range(20):
        found = run(of, draw(of.streams, 1, replication), engine="compiled")
        fill.append(found.cells[0, 1] / found.cells[0, 0])
    exact = sum(math.exp(-12) * 12**k / math.factorial(k) for k in range(12))
    assert exact == pytest.approx(0.4616, abs=5e-5)
    error = np.std(fill, ddof=1) / math.sqrt(len(fill))
    assert error < 0.004
    assert abs(np.mean(fill) - exact) < 4 * error


def test_a_point_of_punctuality_is_worth_eleven_percent_of_the_orders(tmp_path: Path) -> None:
    """Retailers of a works that is on time for 97 % and for 98 % of its orders: 11 % more orders for the latter.

    Craig, DeHoratius & Raman 2016. Lead times are 1 or 9 days, due at their mean, and orders ten days apart, so that
    each is on time or not for itself; trust remembers about a hundred orders.
    """
    kept = []
    for share in (0.97, 0.98):
        lead = f"{{discrete: {{1: {share}, 9: {1 - share:.2f}}}}}"
        of = world(
            tmp_path,
            ["trust={weight: 0.01, leave: 1, come_back: 1, keep: 0.05}"],
            HORIZON=200_000,
            LEAD=lead,
            GAP=10,
        )
        ways = sum(run(of, draw(of.streams, 1, k), engine="compiled").ways[:, Way.UNITS] for k in range(12))
        kept.append(ways[0] / ways.sum())
    assert kept[1] / kept[0] == pytest.approx(1.11, abs=0.02)


def test_haste_orders_what_is_owed_beyond_the_level(tmp_path: Path) -> None:
    """Nothing on the shelf and orders of 5 days: what is owed beyond two is ordered fast."""
    settings = ["base_stock.S=0", "on_hand=0", "expedite={from: rival, backlog_over: 2}"]
    found = ran(world(tmp_path, settings, HORIZON=5))
    # day 1: 1 owed; day 2: 2; day 3: 3, one beyond; day 4: 4, two beyond, one of them coming
    assert found.ways[:, Way.UNITS].tolist() == [2, 2]
    assert found.ways[1, Way.EXPEDITED] == 2


@pytest.mark.parametrize("engine", ["reference", "compiled"])
def test_orders_grow_by_the_shortfall_and_stop_when_phantoms_arrive(
    tmp_path: Path, engine: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The works are down on days 10-14: shortfall 0, 1/2, 3/4, ..., 31/32, so days 11-15 order one more each.

    All nine held leave on day 15 and arrive on day 20, where everything wanted is under way: five too many are counted,
    and nothing is ordered on days 20-24. Days 25-39 repeat it. So 39 requests have 29 orders of 39 units, 10 phantom.
    """
    monkeypatch.setitem(globals(), "ONE_A_DAY", outage(ONE_A_DAY))
    found = ran(world(tmp_path, ["from=works", "inflate={factor: 1, weight: 0.5}"]), engine)
    ordered = {row[0] // 86_400_000: row[4] for row in rows(found, Row.ORDERED)}
    once = dict.fromkeys((*range(1, 11), *range(16, 20)), 1) | dict.fromkeys(range(11, 16), 2)
    again = {25: 1} | dict.fromkeys(range(26, 31), 2) | dict.fromkeys(range(31, 35), 1)
    assert ordered == once | again
    assert found.points[0, [Point.UNITS_ORDERED, Point.INFLATED, Point.INFLATED_BACK]].tolist() == [39, 10, 0]


def test_phantoms_that_a_site_still_owes_are_taken_back(tmp_path: Path) -> None:
    """A depot of 2 owes the shop most of its orders; when what was wanted is under way, the rest is struck out."""
    text = ONE_A_DAY.replace("HORIZON", "60").replace("LEAD", "9").replace("GAP", "{exponential: {mean: 1}}")
    several = "{S: 50, multiple: LOT}\n        from: {works: {unit_cost: 1}, rival: {unit_cost: 2}}"
    rationed = "{S: 12, every: 3}\n        from: depot\n        inflate: {factor: 2, weight: 0.5}"
    text = text.replace(several, rationed)
    text = text.replace(
        "retailers:", "distributors: {depot: {stock: {lamp: {base_stock: 2, from: works}}}}\nretailers:"
    )
    (tmp_path / "rationed.yaml").write_text(text)
    found = ran(load(tmp_path / "rationed.yaml").world())
    assert found.points[0, Point.INFLATED] > 0
    taken = sum(row[4] for row in rows(found, Row.PHANTOMS_BACK))
    assert taken == found.points[0, Point.INFLATED_BACK] > 0


@pytest.mark.parametrize("engine", ["reference", "compiled"])
def test_what_is_withdrawn_comes_off_the_last_source_and_is_not_judged(
    tmp_path: Path, engine: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Made to order, halves from each source; four requests at 1 to 4, gone after two days.

    The order of 1 goes to the works, that of 2 to the rival. At 3, 4 and 5 a customer goes, and what comes from the
    rival, written last, is called back; so the rival is behind with its half, and gets the orders of 3 and 4 too. The
    unit of the works comes at 6 for the customer of 4. One order is left to judge.
    """
    text = ONE_A_DAY.replace("S: 50, multiple: LOT", "S: 0, withdraw: any").replace(
        "requests: {every: GAP}", "requests: {every: 1, limit: 4}, patience: {budget: 2}"
    )
    text = text.replace("{unit_cost: 1}", "{share: 0.5}").replace("{unit_cost: 2}", "{share: 0.5}")
    monkeypatch.setitem(globals(), "ONE_A_DAY", text)
    found = ran(world(tmp_path, ["sourcing=split", "trust={weight: 0.5}"]), engine)
    ordered = [(row[0] // 86_400_000, row[2]) for row in rows(found, Row.SOURCED)]
    assert ordered == [(1, 0), (2, 1), (3, 1), (4, 1)]
    back = [(row[0] // 86_400_000, row[2], row[4], row[5]) for row in rows(found, Row.WITHDRAWN_BY)]
    assert back == [(3, 1, 1, 0), (4, 1, 1, 0), (5, 1, 1, 0)]
    assert found.ways[:, [Way.UNITS, Way.SETTLED, Way.ON_TIME]].tolist() == [[1, 1, 1], [0, 0, 0]]
