"""A run that ends after its first requests: which are measured, when it ends, and what is averaged over."""

from __future__ import annotations

from pathlib import Path

import pytest

from model import simulate
from model.engines import Engine, run
from model.errors import ScenarioError
from model.metrics import Key, Meter
from model.outcome.outcome import Outcome
from model.outcome.tallies import Cell, Crowd, Point
from model.outcome.trace import Row
from model.sample_path import draw
from model.scenario import load
from model.scenario.world import World

ENGINES = pytest.mark.parametrize("engine", ["reference", "compiled"])
DAY = 86_400_000
SHOP = """
schema: 1
time: {unit: day, horizon: 60, requests: FIRST, warm_up: 10}
items: {lamp: {price: 5}}
suppliers: {works: {supplies: {lamp: {lead_time: LEAD}}}}
retailers: {corner: {stock: {lamp: {base_stock: 0, from: works}}, SHOP}}
customers: {all: {shop: corner, buys: lamp, requests: {every: 1, first: 0}, CUSTOMERS}}
"""


def world(
    folder: Path, first: int = 3, shop: str = "back_orders: open", customers: str = "class: 1", lead: int = 5
) -> World:
    """Return a shop that orders for each customer, one a day from day 0 on."""
    file = folder / "shop.yaml"
    text = SHOP.replace("FIRST", str(first)).replace("SHOP", shop).replace("LEAD", str(lead))
    file.write_text(text.replace("CUSTOMERS", customers))
    return load(file).world()


def played(one: World, engine: Engine) -> Outcome:
    """Run with a trace and every balance checked."""
    return run(one, draw(one.streams, 1, 0), engine=engine, trace=True, verify=True)


@ENGINES
def test_the_run_ends_as_the_last_of_the_first_is_served(tmp_path: Path, engine: Engine) -> None:
    """Of requests on days 0, 1, 2, ... three are measured, and served on days 5, 6 and 7: that is the end.

    Those of days 3 to 6 are made, and owed, and not measured; that of day 7 would come after the goods of its instant.
    The backlog is 1, 2, 3, 4, 5 on the first days and 5 on the next two: 25 over 7 days.
    """
    one = world(tmp_path)
    outcome = played(one, engine)
    assert outcome.end == 7 * DAY
    assert outcome.trace is not None
    assert outcome.trace[-1, :5].tolist() == [7 * DAY, Row.DRAINED, 0, 0, 3]
    cell = outcome.cells[0]
    assert (cell[Cell.REQUESTS], cell[Cell.UNTOLD], cell[Cell.WAITING]) == (3, 3, 0)
    assert cell[Cell.FILL_SUM] == 15 * DAY
    assert outcome.points[0, Point.BACKLOG_TIME] == 25 * DAY
    numbers = Meter(one).mapping(outcome)
    assert numbers[Key("backlog", "total")] == pytest.approx(25 / 7)
    assert numbers[Key("demand", "total")] == pytest.approx(3 / 7)


@ENGINES
def test_a_run_that_ends_at_once_has_nothing_per_time(tmp_path: Path, engine: Engine) -> None:
    """One request at time 0 that is turned away: it is counted, and there is no time to divide it by."""
    one = world(tmp_path, first=1, shop="back_orders: none")
    outcome = played(one, engine)
    assert outcome.end == 0
    numbers = Meter(one).mapping(outcome)
    assert (numbers[Key("requests", "total")], numbers[Key("lost_total", "total")]) == (1, 1)
    assert {"demand", "on_hand", "orders", "profit"}.isdisjoint(key.name for key in numbers)
    other = world(tmp_path, first=2, shop="back_orders: none")
    assert Meter(other).mapping(played(other, engine))[Key("demand", "total")] == 2


def test_mean_levels_are_kept_until_the_first_replication_ends(tmp_path: Path) -> None:
    """Three requests, the last served on a day that differs from run to run: no mean is of runs that have ended."""
    world(tmp_path, customers="quantity: 1")
    file = tmp_path / "shop.yaml"
    file.write_text(file.read_text().replace("lead_time: 5", "lead_time: {uniform: [2, 9]}"))
    result = simulate(file, replications=4, workers=1)
    assert len(set(result.gathered.ends)) > 1
    ends = min(result.gathered.ends) / DAY
    (curves,) = (one.curves for one in result.record().combinations)
    found = [one for one in curves if one.kind in ("on_hand", "backlog")]
    assert len(found) == 2
    for one in found:
        assert ends - 60 / 200 <= one.x[-1] < ends
        assert len(one.x) == len(one.y)


@ENGINES
@pytest.mark.parametrize(
    ("shop", "customers", "end", "column"),
    [
        ("back_orders: none", "class: 1", 2, Cell.NOT_OFFERED),
        ("communication: {promise: fixed, days: 9}", "tolerance: 4", 2, Cell.REFUSED),
        ("back_orders: open", "patience: {budget: 3}", 5, Cell.RENEGED),
        ("back_orders: {window: 4}", "class: 1", 6, Cell.CANCELLED),
        ("delivery: {time: 1}", "class: 1", 7, Cell.UNTOLD),
    ],
)
def test_however_they_end(
    tmp_path: Path, engine: Engine, shop: str, customers: str, end: int, column: Cell
) -> None:
    """The third asks on day 2: turned away or refusing it is settled there, leaving after 3, cancelled after 4 days
    (goods take 50); what is handed over on day 7 is settled then, and is received a day later."""
    outcome = played(world(tmp_path, 3, shop, customers, lead=5 if column == Cell.UNTOLD else 50), engine)
    assert outcome.end == end * DAY
    assert outcome.cells[0, column] == 3
    assert outcome.cells[0, Cell.REQUESTS] == 3


@ENGINES
def test_from_the_shelf_the_run_ends_with_the_last_request(tmp_path: Path, engine: Engine) -> None:
    """With enough on the shelf each of three is settled as it asks."""
    text = SHOP.replace("base_stock: 0", "base_stock: 50").replace("LEAD", "5").replace("FIRST", "3")
    (tmp_path / "shop.yaml").write_text(
        text.replace("SHOP", "back_orders: open").replace("CUSTOMERS", "class: 1")
    )
    one = load(tmp_path / "shop.yaml").world()
    outcome = played(one, engine)
    assert outcome.end == 2 * DAY
    assert outcome.cells[0, Cell.AT_ONCE] == 3
    assert len(outcome.series) == len(outcome.sample_ticks) == one.samples
    assert outcome.series[-1].tolist() == [[47, 0]]


@ENGINES
def test_too_many_are_measured_until_the_horizon(tmp_path: Path, engine: Engine) -> None:
    """Sixty requests are made within the horizon; a thousand are not waited for, and the file is told so."""
    one = world(tmp_path, 1000)
    outcome = played(one, engine)
    assert outcome.end == 60 * DAY
    assert outcome.cells[0, Cell.REQUESTS] == 60
    assert outcome.cells[0, Cell.WAITING] == 5
    notes = load(tmp_path / "shop.yaml").notes
    assert any("time.requests: 1,000 are more than the 60 expected" in note for note in notes)


@ENGINES
def test_customers_are_there_until_the_end(tmp_path: Path, engine: Engine) -> None:
    """Twenty customers who never leave are there for as long as the run lasts, all of them together."""
    text = SHOP.replace("every: 1, first: 0", "rate: 0.1 per day").replace(
        "CUSTOMERS", "count: 20, loyalty: {broken: 1}"
    )
    (tmp_path / "shop.yaml").write_text(
        text.replace("SHOP", "back_orders: open").replace("FIRST", "10").replace("LEAD", "5")
    )
    outcome = played(load(tmp_path / "shop.yaml").world(), engine)
    assert 0 < outcome.end < 60 * DAY
    assert outcome.crowds[0, Crowd.AT_RISK] == 20 * outcome.end
    assert outcome.cells[:, Cell.REQUESTS].sum() == 10


def test_a_run_without_a_length_has_no_buckets(tmp_path: Path) -> None:
    """The bullwhip is summed over buckets of the horizon; both together are refused."""
    world(tmp_path)
    text = (tmp_path / "shop.yaml").read_text() + "measures: {bullwhip: 3}\n"
    (tmp_path / "shop.yaml").write_text(text)
    with pytest.raises(ScenarioError, match="bullwhip: the run has no fixed length, .* or time.requests"):
        load(tmp_path / "shop.yaml")
