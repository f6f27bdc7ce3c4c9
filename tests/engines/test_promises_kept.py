"""A date is kept when the instant it speaks of is on or before it: receipt, dispatch, or the beginning of work."""

from __future__ import annotations

from pathlib import Path

import pytest

from model.engines import Engine, run
from model.outcome.tallies import Cell
from model.sample_path import draw
from model.scenario import load

ORDER_FOR_ORDER = """
schema: 1
time: {unit: day, horizon: 100}
items: {lamp: {price: 1}}
suppliers: {works: {supplies: {lamp: {lead_time: 5}}}}
retailers:
  corner:
    stock: {lamp: {base_stock: 0, from: works}}
    communication: {promise: fixed, days: DAYS, firm: FIRM}
    delivery: {time: 2}
customers:
  all: {shop: corner, buys: lamp, requests: {every: 1}}
"""


@pytest.mark.parametrize("engine", ["reference", "compiled"])
@pytest.mark.parametrize(
    ("firm", "days", "kept", "error"),
    [
        ("receipt", 7, 1, 0),
        ("receipt", 6, 0, 1),
        ("shipped", 5, 1, 0),
        ("shipped", 4, 0, 1),
        ("shipped", 7, 1, 2),
    ],
)
def test_a_date_is_judged_by_the_instant_it_speaks_of(
    tmp_path: Path, firm: str, days: int, kept: int, error: int, engine: Engine
) -> None:
    """Ordered for each customer, five days on the way and two to the door: received after 7, dispatched after 5."""
    file = tmp_path / "order.yaml"
    file.write_text(ORDER_FOR_ORDER.replace("DAYS", str(days)).replace("FIRM", firm))
    world = load(file).world()
    cell = run(world, draw(world.streams, 1, 0), engine=engine).cells[0]
    received = int(cell[Cell.PROMISED_RECEIVED])
    assert received == 94  # requests on days 1 to 99, received by day 100 where dispatched before it: 1 to 94
    assert cell[Cell.PROMISED_KEPT] == kept * received
    assert cell[Cell.PROMISE_ERROR] == error * received * world.clock.ticks_per_unit
