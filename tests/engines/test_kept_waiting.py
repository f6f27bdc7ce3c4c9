"""What those who are kept waiting are paid, come to believe, and ask: every number worked out by hand."""

from __future__ import annotations

from pathlib import Path

import pytest

from model.engines import Engine, run
from model.metrics import Key, Meter
from model.outcome.outcome import Outcome
from model.outcome.tallies import Cell, Point
from model.outcome.trace import Row
from model.sample_path import draw
from model.scenario import load
from model.scenario.world import World

SHOP = """
schema: 1
time: {unit: day, horizon: 20}
items: {lamp: {price: 50}}
suppliers: {works: {supplies: {lamp: {lead_time: LEAD}}}}
retailers:
  corner:
    stock: {lamp: {base_stock: 0, from: works}}
    back_orders: {window: WINDOW}
    communication: {COMMUNICATION}
customers:
  all: {shop: corner, buys: lamp, requests: {every: 1}, CUSTOMER}
costs: {compensation: 8, inquiry: 3, cancellation: 2}
"""
ENGINES: list[Engine] = ["reference", "compiled"]
FIXED = "promise: fixed, days: 3"


def played(
    folder: Path,
    engine: Engine,
    communication: str,
    customer: str = "class: 1",
    *,
    lead: int = 5,
    window: str = "never",
) -> tuple[World, Outcome]:
    """Return a shop that orders for each customer, one a day from day 1 on, and what happened."""
    text = SHOP.replace("COMMUNICATION", communication).replace("CUSTOMER", customer)
    file = folder / "shop.yaml"
    file.write_text(text.replace("LEAD", str(lead)).replace("WINDOW", window))
    world = load(file).world()
    return world, run(world, draw(world.streams, 1, 0), engine=engine, trace=True, verify=True)


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize(
    ("rule", "payments"),
    [
        ("none", 0),
        ("broken", 1),
        ("{when: broken, after: 2 days}", 0),
        ("{when: late, every: 1 day}", 2),
        ("{when: late, every: 36 h}", 2),
        ("{when: late, every: 1 day, most: 1}", 1),
    ],
)
def test_goods_that_come_late_are_paid_for(tmp_path: Path, engine: Engine, rule: str, payments: int) -> None:
    """Told three days, received after five: two days late. Requests of days 1 to 14 are received by day 19, so the
    payments are 14 times those of one order, and cost 8 each over 20 days."""
    world, outcome = played(tmp_path, engine, f"{FIXED}, compensation: {rule}")
    assert outcome.cells[0, Cell.BROKEN] == 14
    assert outcome.cells[0, Cell.COMPENSATIONS] == 14 * payments
    numbers = Meter(world).mapping(outcome)
    assert numbers[Key("cost_compensation", "total")] == pytest.approx(14 * payments * 8 / 20, abs=1e-12)
    assert numbers[Key("compensations", "total")] == 14 * payments / 19


@pytest.mark.parametrize("engine", ENGINES)
def test_a_message_that_moves_the_date_is_paid_for_once(tmp_path: Path, engine: Engine) -> None:
    """Written to every two days: on day 2 the date, 3, stands; on day 4 it has passed and becomes 4 + 3. That is paid
    for, and only the first time. Orders of days 1 to 15 have a fourth day before day 20."""
    communication = f"{FIXED}, updates: {{every: 2}}, compensation: {{when: moved}}"
    _, outcome = played(tmp_path, engine, communication, lead=9)
    assert outcome.cells[0, Cell.COMPENSATIONS] == 15
    assert outcome.trace is not None
    [first, *_] = outcome.trace[outcome.trace[:, 1] == Row.COMPENSATED].tolist()
    day = 86_400_000
    assert first == [5 * day, Row.COMPENSATED, 0, 0, 1, 0, 4 * day, 1]


@pytest.mark.parametrize("engine", ENGINES)
def test_who_doubts_reckons_with_the_lateness_so_far(tmp_path: Path, engine: Engine) -> None:
    """Told three days, received after six: lateness 1, smoothed by 1/2. Until the first receipt, on day 7, customers
    reckon with 3 days; on day 7 (goods come first) with 3 x 1.5 = 4.5, as much as they tolerate; on day 8 with
    3 x 1.75 = 5.25, and refuse, as do all after them. Accepted on days 1 to 7, refused on days 8 to 19."""
    customer = "tolerance: 4.5, patience: {budget: never}, doubt: 1"
    _, outcome = played(tmp_path, engine, f"{FIXED}, lateness_weight: 0.5", customer, lead=6)
    assert (outcome.cells[0, Cell.ACCEPTED], outcome.cells[0, Cell.REFUSED]) == (7, 12)
    _, trusting = played(
        tmp_path, engine, f"{FIXED}, lateness_weight: 0.5", customer.replace("1", "0"), lead=6
    )
    assert trusting.cells[0, Cell.REFUSED] == 0


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize(("doubt", "changes"), [(0, 16), (1, 6)])
def test_patience_watches_the_date_reckoned_with(
    tmp_path: Path, engine: Engine, doubt: int, changes: int
) -> None:
    """Told three days, received after six. Who takes the date at its word is worse off from the third day on: 16 orders
    (of days 1 to 16) by day 19. With a lateness of 1, known from day 7 on (weight 1), who doubts reckons with six days,
    on which the goods are there first: only the orders of days 1 to 6 see their date pass."""
    customer = f"tolerance: 100, patience: {{budget: 100, before: 0, after: 4}}, doubt: {doubt}"
    _, outcome = played(tmp_path, engine, f"{FIXED}, lateness_weight: 1", customer, lead=6)
    assert outcome.trace is not None
    assert (outcome.trace[:, 1] == Row.TEMPER).sum() == changes


@pytest.mark.parametrize("engine", ENGINES)
def test_those_who_are_told_nothing_ask(tmp_path: Path, engine: Engine) -> None:
    """Five silent days at one inquiry in two: 2 or 3 each by its own number; the 14 received ask 28 to 42 times, and
    the five that still wait on day 20 (for 1 to 5 days) 2 to 3, 2, 1 to 2, 1, 0 to 1 times at most 9 together."""
    _, outcome = played(tmp_path, engine, "promise: none", "inquiries: {silent: 2 days}")
    assert outcome.trace is not None
    rows = outcome.trace[outcome.trace[:, 1] == Row.INQUIRED]
    assert set(rows[:, 4].tolist()) == {2, 3}
    received = int(rows[:, 4].sum())
    waiting = int(outcome.cells[0, Cell.INQUIRIES]) - received
    assert len(rows) == 14
    assert 6 <= waiting <= 9  # floor(u + k / 2) for k = 1 to 5


@pytest.mark.parametrize("engine", ENGINES)
def test_those_whose_date_has_passed_ask(tmp_path: Path, engine: Engine) -> None:
    """Told three days and received after five: two overdue days at one inquiry a day are two inquiries, whatever the
    number. 14 received; of those waiting on day 20 one of day 15 is two days over, one of day 16 one: 28 + 3, at 3."""
    world, outcome = played(tmp_path, engine, FIXED, "inquiries: {overdue: 1 day}")
    assert outcome.cells[0, Cell.INQUIRIES] == 31
    numbers = Meter(world).mapping(outcome)
    assert numbers[Key("inquiries", "total")] == 31 / 19
    assert numbers[Key("cost_inquiry", "total")] == pytest.approx(31 * 3 / 20)


@pytest.mark.parametrize("engine", ENGINES)
def test_orders_called_off_have_a_price(tmp_path: Path, engine: Engine) -> None:
    """The shop cancels after three days what takes thirty: the orders of days 1 to 16, at 2 each over 20 days."""
    world, outcome = played(tmp_path, engine, "promise: none", window="3", lead=30)
    assert outcome.cells[0, Cell.CANCELLED] == outcome.points[0, Point.CALLED_OFF] == 16
    assert Meter(world).mapping(outcome)[Key("cost_cancellation", "total")] == pytest.approx(1.6)


BORED = "patience: {budget: 4, fresh: 0.5, fresh_for: 4}, requests: {every: 1, first: 0, limit: 1}"


def first_left(world: World, outcome: Outcome) -> float:
    """Return the days after which the first customer left."""
    assert outcome.trace is not None
    [tick, *_] = outcome.trace[outcome.trace[:, 1] == Row.RENEGED][:, 0]
    return float(tick / world.clock.ticks_per_unit)


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize(
    ("communication", "days"),
    [
        ("promise: none", 4.0),
        ("promise: fixed, days: 1", 6.0),
        ("promise: none, updates: {every: 3 days}", 5.0),
        ("promise: none, updates: {every: 1 day}", 7.0),
    ],
)
def test_patience_is_refreshed_by_messages_and_by_them_alone(
    tmp_path: Path, engine: Engine, communication: str, days: float
) -> None:
    """A budget of 4 days, drained at half speed for 4 days after a message; goods take 50.

    Silent: day 4. A date at the request: 4 days use up 2, and 2 are left: day 6. Written to without a date on day 3,
    when 3 are used up: 3 + 1 / .5 = 5. Written to every day from day 1 on: 1 + 3 / .5 = 7.
    """
    customer = BORED
    text = SHOP.replace("requests: {every: 1}, ", "")
    file = tmp_path / "shop.yaml"
    text = text.replace("COMMUNICATION", communication).replace("CUSTOMER", customer)
    file.write_text(text.replace("LEAD", "50").replace("WINDOW", "never"))
    world = load(file).world()
    outcome = run(world, draw(world.streams, 1, 0), engine=engine, trace=True, verify=True)
    assert first_left(world, outcome) == days


@pytest.mark.parametrize("engine", ENGINES)
def test_what_is_learned_in_the_warm_up_does_not_count(tmp_path: Path, engine: Engine) -> None:
    """Ten customers believe in 1 day and bear 5; goods take 10, and one such wait teaches them to refuse.

    Had those of the warm-up of 40 days learned, they would refuse from its eleventh day on. As it is nobody does before
    the first request from time 0 on is received, ten days later; then that customer does, and in the end all do.
    """
    file = tmp_path / "shop.yaml"
    file.write_text("""
schema: 1
time: {unit: day, horizon: 60, warm_up: 40}
items: {lamp: {}}
suppliers: {works: {supplies: {lamp: {lead_time: 10}}}}
retailers: {corner: {stock: {lamp: {base_stock: 0, from: works}}}}
customers:
  all: {count: 10, shop: corner, buys: lamp, requests: {rate: 0.4 per day}, tolerance: 5, patience: {budget: never},
        belief: {learned: {start: 1, weight: 1}}}
""")
    world = load(file).world()
    outcome = run(world, draw(world.streams, 1, 0), engine=engine, trace=True, verify=True)
    assert outcome.trace is not None
    day = world.clock.ticks_per_unit
    taken = outcome.trace[outcome.trace[:, 1] == Row.BACK_ORDERED][:, 0]
    refused = outcome.trace[outcome.trace[:, 1] == Row.REFUSED][:, 0]
    assert (taken < 0).sum() > 100
    assert refused[0] >= taken[taken >= 0][0] + 10 * day
    assert (taken < 50 * day).all()
    assert (refused > 50 * day).any()
