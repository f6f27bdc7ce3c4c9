"""A lead time without a mean: nobody can tell when goods come, so no date is told; nor one that sums could not hold."""

from __future__ import annotations

from pathlib import Path

import pytest

from model.engines import Engine, run
from model.outcome.outcome import Outcome
from model.outcome.tallies import Cell
from model.outcome.trace import Row
from model.policies.units import NOTHING
from model.sample_path import draw
from model.scenario import load
from model.scenario.world import World

ENGINES = pytest.mark.parametrize("engine", ["reference", "compiled"])
NO_MEAN = "{pareto: {shape: 0.9, scale: 1}}"
BARELY_A_MEAN = "{pareto: {shape: 1.000000000001, scale: 1}}"
SHOP = """
schema: 1
time: {unit: day, horizon: 200}
items: {lamp: {price: 5}}
suppliers: {works: {supplies: {lamp: {lead_time: LAW, overtaking: yes}}}}
retailers:
  shop:
    stock: {lamp: {base_stock: LEVEL, from: works}}
    MORE
customers: {all: {shop: shop, buys: lamp, requests: {every: 1}, belief: 3}}
"""


def played(folder: Path, engine: Engine, law: str, more: str, level: int = 0) -> tuple[World, Outcome]:
    """Return a shop that orders for each customer, one a day from day 1 on, and what happened."""
    file = folder / "shop.yaml"
    file.write_text(SHOP.replace("LAW", law).replace("MORE", more).replace("LEVEL", str(level)))
    world = load(file).world()
    return world, run(world, draw(world.streams, 1, 0), engine=engine, trace=True, verify=True)


@ENGINES
@pytest.mark.parametrize("law", [NO_MEAN, BARELY_A_MEAN])
@pytest.mark.parametrize("margin", [1, 1e-3])
def test_a_date_that_nobody_can_tell_is_not_told(
    tmp_path: Path, engine: Engine, law: str, margin: float
) -> None:
    """All 199 customers of days 1 to 199 are told nothing, and wait; every unit is late with
    nothing promised, or still waited for. The second law has a mean of 1e12 days: 199 errors of such a size would not
    fit 64 bits, neither would a thousandth of it."""
    _, outcome = played(tmp_path, engine, law, f"communication: {{promise: pipeline, margin: {margin}}}")
    cell = outcome.cells[0]
    assert cell[Cell.ACCEPTED] == 199
    assert cell[Cell.PROMISED] == cell[Cell.PROMISE_ERROR] == cell[Cell.KEPT] == cell[Cell.BROKEN] == 0
    assert cell[Cell.UNTOLD] + cell[Cell.RENEGED] + cell[Cell.WAITING] == 199
    assert cell[Cell.UNTOLD] > 100


@ENGINES
def test_a_shipment_that_never_comes_has_no_exact_date(tmp_path: Path, engine: Engine) -> None:
    """Of shipments of shape .1 a tenth take longer than all time, 2^60 ticks: P(T > t) = (1 day / t)^.1 = .097 there.

    Five units are on hand or on order beyond what is owed. `exact` knows of those that never come, and says nothing to
    who is pegged to one; any date told is true, or goods that overtake make it early: none is broken.
    """
    world, outcome = played(
        tmp_path, engine, "{pareto: {shape: 0.1, scale: 1}}", "communication: {promise: exact}", level=5
    )
    cell = outcome.cells[0]
    assert outcome.trace is not None
    told = outcome.trace[outcome.trace[:, 1] == Row.BACK_ORDERED][:, 5]
    assert (told == NOTHING).sum() > 0
    assert (told != NOTHING).sum() > 5
    assert ((told == NOTHING) | (told < world.farthest + world.clock.horizon)).all()
    assert cell[Cell.BROKEN] == 0
    assert cell[Cell.PROMISE_ERROR] >= 0


@ENGINES
def test_who_cannot_tell_offers_nobody_to_wait_within_a_limit(tmp_path: Path, engine: Engine) -> None:
    """The shop's own estimate is no date, which is within no limit: 199 are not offered to wait."""
    _, outcome = played(tmp_path, engine, NO_MEAN, "back_orders: {offer: within, wait: 100000 days}")
    assert outcome.cells[0, Cell.NOT_OFFERED] == 199


@ENGINES
def test_orders_without_a_date_rank_alike_and_so_by_placing(tmp_path: Path, engine: Engine) -> None:
    """By earliest promise, with no date and no estimate, the first come is served first, as if nothing were ranked."""
    served = []
    for allocation in ("earliest-promise", "first_come"):
        _, outcome = played(tmp_path, engine, NO_MEAN, f"allocation: {allocation}")
        assert outcome.trace is not None
        rows = outcome.trace[outcome.trace[:, 1] == Row.SERVED_LATE]
        served.append(rows[:, 3].tolist())
    assert served[0] == served[1]
    assert served[0] == sorted(served[0])


@ENGINES
def test_a_time_of_jobs_without_a_mean_is_no_rate(tmp_path: Path, engine: Engine) -> None:
    """A line whose jobs have no mean time: what waits behind the job at work has no date, and the run goes on.

    Stock 0, one line: the customer of day 1 has a date, from the mean residual time of its job. Who asks while someone
    waits is told nothing.
    """
    file = tmp_path / "plant.yaml"
    file.write_text(f"""
schema: 1
time: {{unit: day, horizon: 100}}
items: {{lamp: {{price: 5}}}}
manufacturers:
  plant:
    lines: {{count: 1, unit_time: {NO_MEAN}}}
    stock: {{lamp: {{base_stock: 0}}}}
    communication: {{promise: pipeline}}
customers: {{all: {{shop: plant, buys: lamp, requests: {{every: 1, first: 0}}, tolerance: 1000000}}}}
""")
    world = load(file).world()
    outcome = run(world, draw(world.streams, 1, 0), engine=engine, trace=True, verify=True)
    assert outcome.trace is not None
    rows = outcome.trace[outcome.trace[:, 1] == Row.BACK_ORDERED]
    assert len(rows) == 100
    assert (rows[1:6, 5] == NOTHING).all()


def test_the_farthest_date_is_never_nearer_than_the_run_is_long(tmp_path: Path) -> None:
    """Within the size that is checked, level x ticks, requests x ticks are fewer, so a date within the run is told.

    Goods come after 5 days: promises to the customers of days 1 to 194 are kept before the horizon.
    """
    world, outcome = played(tmp_path, "compiled", "5", "communication: {promise: fixed, days: 199}")
    assert world.farthest > 200 * 86_400_000
    assert outcome.cells[0, Cell.PROMISED_KEPT] == 194
