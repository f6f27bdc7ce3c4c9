"""What promises and forecasts remember, worked out by hand and run in both engines."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from model.engines import Engine, run
from model.outcome.trace import Row
from model.sample_path import draw
from model.scenario import load

BOTH = pytest.mark.parametrize("engine", ["reference", "compiled"])
SHOP = """
schema: 1
title: By hand
time: {{unit: period, horizon: {horizon}}}
items: {{part: {{}}}}
suppliers: {{works: {{supplies: {{part: {{lead_time: {lead}}}}}}}}}
retailers:
  shop:
    stock: {{part: {stock}}}
    communication: {promise}
customers:
  all: {{shop: shop, buys: part, requests: {requests}, quantity: {quantity}, patience: {{budget: never}}}}
"""
UNIT = 1_000_000


def rows(tmp_path: Path, engine: Engine, kind: Row, **told: Any) -> list[list[int]]:
    """Return the rows of one kind of a run."""
    values = {"lead": 5, "promise": "none", "requests": "{every: 1, first: 1}", "quantity": 1, **told}
    file = tmp_path / "hand.yaml"
    file.write_text(SHOP.format(**values))
    world = load(file).world()
    trace = run(world, draw(world.streams, 1, 0), engine=engine, trace=True).trace
    assert trace is not None
    return [row for row in trace.tolist() if row[1] == kind]


@BOTH
def test_a_quantile_is_told_of_the_latest_waits(tmp_path: Path, engine: Engine) -> None:
    """Made to order with lead times 5 at the first and then 1: waits 5, 5, 5, ... as lanes keep the order.

    Reviewed every 4 periods from 0, requests at 1, 2, 3, ...: orders placed at 4, 8, 12 come 5 later, at 9, 13, 17.
    So requests 1-4 come at 9 (waits 8, 7, 6, 5; the review of tick 4 comes before its request, which is ordered at 8
    and comes at 13: wait 9). In full: 1, 2, 3 wait 8, 7, 6; 4, 5, 6, 7 wait 9, 8, 7, 6; then 9, 8, 7, 6 again.
    Of the last three waits the two-thirds quantile is the second in rising order. Told from request 9 on (arrivals
    come before requests): at 9: of 8, 7, 6 it is 7. From 13: of 8, 7, 6 it is 7. Before any: the initial 2.
    """
    promise = "{promise: quantile, share: 0.66, over: 3, initial: 2}"
    told = rows(
        tmp_path, engine, Row.BACK_ORDERED, horizon=16, promise=promise,
        stock="{base_stock: {S: 0, every: 4}, from: works}",
    )  # fmt: skip
    assert [(row[0] // UNIT, (row[5] - row[0]) // UNIT) for row in told] == [
        *((at, 2) for at in range(1, 9)),
        *((at, 7) for at in range(9, 16)),
    ]


@BOTH
def test_a_place_in_the_line_is_reckoned_with_recent_receipts(tmp_path: Path, engine: Engine) -> None:
    """Two units are asked for at 1, 2, 3, ... and come 5 later; the rate is of the last two receipts.

    At 6 the first two units have come, nothing before them: 2 units in 6 periods. Four requests wait (2 to 5), so
    8 + 2 units at 1/3 a period: 30 periods. At 7, 4 units in 7: 10 x 7/4 = 17.5. At 8 the receipt of 6 drops out:
    4 units since 6, in 2 periods: 10 / 2 = 5. And so on: each time 4 units in 2 periods.
    """
    told = rows(
        tmp_path, engine, Row.BACK_ORDERED, horizon=11, promise="{promise: position, over: 2}", quantity=2,
        stock="{base_stock: 0, from: works}",
    )  # fmt: skip
    waits = {row[0] // UNIT: (row[5] - row[0]) / UNIT for row in told}
    assert [waits[at] for at in (6, 7, 8, 9, 10)] == [30, 17.5, 5, 5, 5]


@BOTH
def test_orders_follow_the_mean_of_the_last_periods(tmp_path: Path, engine: Engine) -> None:
    """Requests at 0, 1 and 2, then none; reviews every 2 periods, cover 4, three periods averaged, supply at once.

    Demand by period: 2 (0, 1), 1 (2), 0, 0, 0. At 2: 2 in 2 periods, level 4, position 6 - 2: nothing. At 4: 3 in 4,
    level 3, position 3: 0. At 6: 3 in 6, level 2. At 8 the 2 drops out: 1 in 6, level ceil(.67) = 1. At 10: 0.
    With 1 on hand and a safety of 0 the shop starts short: at 2 it has sold 1, lost 1, and orders 4 - 0.
    """
    ordered = rows(
        tmp_path, engine, Row.ORDERED, horizon=12, lead=0, requests="{every: 1, first: 0, limit: 3}",
        stock="{order_up_to: {cover: 4, every: 2, forecast: {moving_average: 3}, sees: requests}, from: works, "
        "on_hand: 1, back_orders: none}",
    )  # fmt: skip
    assert [(row[0] // UNIT, row[4]) for row in ordered] == [(2, 4)]
    reviewed = rows(
        tmp_path, engine, Row.REVIEWED, horizon=12, lead=0, requests="{every: 1, first: 0, limit: 3}",
        stock="{order_up_to: {cover: 4, every: 2, forecast: {moving_average: 3}, sees: requests}, from: works, "
        "on_hand: 1, back_orders: none}",
    )  # fmt: skip
    assert [row[4] for row in reviewed] == [0, 2, 1, 0, 0, 0]
