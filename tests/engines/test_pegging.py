"""Which unit a customer is pegged to, and when it is expected: worked out by hand, the same in both engines."""

from __future__ import annotations

from pathlib import Path

import pytest

from model.engines import Engine, run
from model.outcome.trace import Row
from model.sample_path import draw
from model.scenario import load

UNIT = 1_000_000
BOTH = pytest.mark.parametrize("engine", ["reference", "compiled"])

ONE_LINE = """
schema: 1
title: Jobs by hand
time: {unit: period, horizon: 40}
items: {a: {}, b: {}}
manufacturers:
  plant:
    lines: {count: 1, unit_time: 10}
    stock: {a: {base_stock: 0}, b: {base_stock: 0, unit_time: 6, communication: none}}
    communication: PROMISE
customers:
  first: {shop: plant, buys: b, requests: {every: 100, first: 1}, patience: {budget: never}}
  second: {shop: plant, buys: a, requests: {every: 4, limit: 3, first: 0}, patience: {budget: never}}
"""

TWO_LEVELS = """
schema: 1
title: Two levels by hand
time: {unit: period, horizon: 60}
items: {a: {}}
manufacturers:
  plant:
    lines: {count: 1, unit_time: 10}
    stock: {a: {base_stock: 0}}
retailers:
  shop:
    stock: {a: {base_stock: 1, from: plant, transport: 3}}
    communication: PROMISE
customers:
  all: {shop: shop, buys: a, requests: {every: 4, limit: 4, first: 0}, patience: {budget: never}}
"""

TWO_LINES = """
schema: 1
title: Two lines by hand
time: {unit: period, horizon: 60}
items: {a: {}}
manufacturers:
  plant:
    lines: {count: 2, unit_time: 10}
    stock: {a: {base_stock: 0, lot: 2}}
    communication: PROMISE
customers:
  all: {shop: plant, buys: a, requests: {every: 1, limit: 5, first: 0}, patience: {budget: never}}
"""

LATE = """
schema: 1
title: An overdue shipment
time: {unit: period, horizon: 40}
items: {a: {}}
suppliers:
  works: {supplies: {a: {lead_time: {discrete: {2: 0.5, 18: 0.5}}}}}
retailers:
  shop:
    stock: {a: {base_stock: 0, from: works}}
    communication: {promise: pipeline, updates: {every: 4}}
customers:
  all: {shop: shop, buys: a, requests: {every: 100, first: 0}, patience: {budget: never}}
"""


def told(tmp_path: Path, text: str, promise: str, engine: Engine, seed: int = 1) -> dict[int, float]:
    """Return the dates told in back-orders of the item `a`, and later in updates, by the time they were told."""
    file = tmp_path / "hand.yaml"
    file.write_text(text.replace("PROMISE", promise))
    world = load(file).world()
    trace = run(world, draw(world.streams, seed, 0), engine=engine, trace=True).trace
    assert trace is not None
    [item] = [
        place
        for place, stock in enumerate(world.stocks)
        if stock.name in ("manufacturers.plant/a", "retailers.shop/a") and stock.shop
    ]
    return {
        row[0] // UNIT: row[5] / UNIT
        for row in trace.tolist()
        if row[1] in (Row.BACK_ORDERED, Row.UPDATED) and row[2] == item
    }


@BOTH
@pytest.mark.parametrize("promise", ["{promise: pipeline}", "{promise: exact}"])
def test_jobs_at_work_and_in_the_line_are_counted(tmp_path: Path, promise: str, engine: Engine) -> None:
    """One line, ten periods a unit of a, six of b, made to order; a is asked for at 0, 4 and 8, b at 1.

    At 0 nothing is under way: what would be ordered now takes 10. At 4 the job at work has 6 left and b waits with 6:
    begun in 12, done in 22, at 26. At 8: 2 left, 6 of b and 10 of the second a, then 10 of its own: 28, at 36.
    """
    assert told(tmp_path, ONE_LINE, promise, engine) == {0: 10, 4: 26, 8: 36}


@BOTH
@pytest.mark.parametrize("promise", ["{promise: pipeline, sees: orders}", "{promise: exact}"])
def test_a_place_in_the_source_is_pegged_to_its_jobs(tmp_path: Path, promise: str, engine: Engine) -> None:
    """The shop has one and orders one for one from a plant that makes to order in 10; goods travel 3.

    The request at 0 is served, and the plant begins. At 4 its unit is pegged to that job: 10 + 3. At 8 to the second,
    which begins at 10: 20 + 3. At 12 the first is on the road, due at 13, and owed to another; the second is done at
    20; its own is the third: 30 + 3.
    """
    assert told(tmp_path, TWO_LEVELS, promise, engine) == {4: 13, 8: 23, 12: 33}


@BOTH
def test_who_sees_shipments_alone_counts_on_none_that_has_not_left(tmp_path: Path, engine: Engine) -> None:
    """As above; at 12 the first unit is on the road for the request of 4, and others would take the transport of 3."""
    assert told(tmp_path, TWO_LEVELS, "{promise: pipeline, sees: shipments}", engine) == {4: 7, 8: 11, 12: 15}


@BOTH
@pytest.mark.parametrize("promise", ["{promise: pipeline}", "{promise: exact}"])
def test_two_lines_make_lots_of_two(tmp_path: Path, promise: str, engine: Engine) -> None:
    """Lots of two take 20 on each of two lines; an order of one is made two at a time, the second left on the shelf.

    At 0 and 2 a lot is begun on either line: told 20 and 22. At 1 and 3 the second unit of a lot is pegged: 20 and 22.
    At 4 both lines are busy for 16 and 18 more: the third lot begins at 20 on the first line and is done at 40;
    the pipeline spreads 16 + 18 over two lines: begun in 17, done in 37, at 41.
    """
    expected = {0: 20, 1: 20, 2: 22, 3: 22, 4: 40 if "exact" in promise else 41}
    assert told(tmp_path, TWO_LINES, promise, engine) == expected


@BOTH
def test_a_shipment_that_is_overdue_has_its_mean_residual_time(tmp_path: Path, engine: Engine) -> None:
    """Lead times are 2 or 18, 10 on average; this one takes 18. The date is 10, and 18 once 10 has passed.

    The order is placed as it is asked for, at 0: what would be ordered now takes 10. At 4 and 8 it is due at 10. At 12
    and 16 only the 18 is left: 6 and 2 to go, which the table of quarters of the mean tells exactly, being linear.
    """
    seed = next(
        seed for seed in range(20) if 20 > max(told(tmp_path, LATE, "", "reference", seed).values()) > 10
    )
    assert told(tmp_path, LATE, "", engine, seed) == {0: 10, 4: 10, 8: 10, 12: 18, 16: 18}


TWO_BOOKS = """
schema: 1
title: The books of two depots by hand
time: {unit: period, horizon: 60}
items: {a: {}}
suppliers: {quick: {supplies: {a: {lead_time: 7}}}, slow: {supplies: {a: {lead_time: 9}}}}
distributors:
  near: {stock: {a: {base_stock: 0, from: quick}}}
  far: {stock: {a: {base_stock: 0, from: slow}}}
retailers:
  shop:
    stock: {a: {base_stock: 4, from: {near: {share: 0.5}, far: {share: 0.5}}, sourcing: split, transport: 1}}
    communication: PROMISE
customers:
  all: {shop: shop, buys: a, requests: {every: 1, limit: 8, first: 0}, patience: {budget: never}}
"""

TWO_DOORS = """
schema: 1
title: Two suppliers by hand
time: {unit: period, horizon: 60}
items: {a: {}}
suppliers:
  quick: {supplies: {a: {lead_time: 4}}}
  slow: {supplies: {a: {lead_time: 6}}, disruptions: {windows: [{from: 0, to: 20}], announced: yes}}
retailers:
  shop:
    stock: {a: {base_stock: 2, from: {quick: {share: 0.5}, slow: {share: 0.5}}, sourcing: split}}
    communication: PROMISE
customers:
  all: {shop: shop, buys: a, requests: {every: 1, limit: 5, first: 0}, patience: {budget: never}}
"""


@BOTH
@pytest.mark.parametrize("promise", ["{promise: pipeline, sees: orders}", "{promise: exact}"])
def test_what_two_sources_owe_comes_in_turns(tmp_path: Path, promise: str, engine: Engine) -> None:
    """The shop's four units go at 0 to 3; it orders one for one, near and far in turns, which order anew.

    Near's orders of 0, 2, 4 and 6 come at 8, 10, 12 and 14, far's of 1, 3 and 5 at 11, 13 and 15. So the requests of 4
    to 7 are pegged to units of 8, 10, 11 and 12, and those come true.
    """
    assert told(tmp_path, TWO_BOOKS, promise, engine) == {4: 8, 5: 10, 6: 11, 7: 12}


@BOTH
def test_what_would_be_ordered_now_comes_from_where_it_would_go(tmp_path: Path, engine: Engine) -> None:
    """Made to order, with nothing on the shelf: the order of 0 would go near, that of 1 far, and so on.

    Each comes 8 or 10 later, as the one thing that could: those on order are owed to others.
    """
    text = TWO_BOOKS.replace("base_stock: 4", "base_stock: 0").replace("limit: 8", "limit: 4")
    dates = told(tmp_path, text, "{promise: pipeline, sees: orders}", engine)
    assert dates == {0: 8, 1: 11, 2: 10, 3: 13}


@BOTH
def test_goods_at_the_door_of_the_second_source_are_counted(tmp_path: Path, engine: Engine) -> None:
    """The orders of 0 and 2 are shipped at once and come at 4 and 6; those of 1 and 3 wait for 20 and come at 26.

    The requests of 2 and 3 are pegged to the shipments. At 4 the first has come; of what is on order the request of 4
    is owed the second to come: at 6 the last shipment, then the goods at the door of the slow source.
    """
    expected = {2: 4, 3: 6, 4: 26}
    assert told(tmp_path, TWO_DOORS, "{promise: pipeline, sees: causes}", engine) == expected


KEPT = """
schema: 1
title: What is kept from walk-ins, by hand
time: {unit: period, horizon: 40}
items: {a: {}}
suppliers: {works: {supplies: {a: {lead_time: 10}}}}
retailers:
  shop:
    stock: {a: {base_stock: 4, from: works, reserve: {2: 4}}}
    communication: PROMISE
customers:
  loyal: {shop: shop, buys: a, requests: {every: 100, first: LOYAL}, patience: {budget: never}}
  walk-ins: {shop: shop, buys: a, class: 2, requests: {every: 100, first: 1}, patience: {budget: never}}
"""


@BOTH
@pytest.mark.parametrize("promise", ["pipeline", "exact"])
def test_what_is_kept_from_a_class_is_not_promised_to_it(
    tmp_path: Path, promise: str, engine: Engine
) -> None:
    """Four lie on the shelf at 1 and are kept from the walk-in: the fifth is ordered now, comes at 11 and is its own.

    Where a loyal customer takes one of the four at 3, one ordered then, which comes at 13, takes its place. At 5 and 9
    the walk-in is told so.
    """
    spoken = f"{{promise: {promise}, updates: {{every: 4}}}}"
    assert told(tmp_path, KEPT.replace("LOYAL", "30"), spoken, engine) == {1: 11, 5: 11, 9: 11}
    assert told(tmp_path, KEPT.replace("LOYAL", "3"), spoken, engine) == {1: 11, 5: 13, 9: 13}


KEPT_AT_THE_SOURCE = """
schema: 1
title: What a depot keeps for its own customers, by hand
time: {unit: period, horizon: 40}
items: {a: {}}
suppliers: {works: {supplies: {a: {lead_time: 10}}}}
distributors:
  depot: {stock: {a: {base_stock: 3, from: works, reserve: {1: 3}}}}
retailers:
  shop:
    stock: {a: {base_stock: 0, from: depot, transport: 2}}
    communication: PROMISE
customers:
  all: {shop: shop, buys: a, requests: {every: 1, limit: 2, first: 0}, patience: {budget: never}}
"""


@BOTH
@pytest.mark.parametrize("promise", ["{promise: pipeline, sees: orders}", "{promise: exact}"])
def test_what_is_kept_from_sites_is_not_counted_on_by_them(
    tmp_path: Path, promise: str, engine: Engine
) -> None:
    """The depot has 3 and keeps them; what the shop orders at 0 and 1 leaves as 10 and 11 come in, two on the way.

    At 0 the depot has not ordered yet: its next unit takes 10. At 1 one is on order for the first, and the second takes
    10 from then.
    """
    assert told(tmp_path, KEPT_AT_THE_SOURCE, promise, engine) == {0: 12, 1: 13}


KEPT_AT_THE_PLANT = """
schema: 1
title: Whose work has begun, by hand
time: {unit: period, horizon: 40}
items: {a: {}}
manufacturers:
  plant:
    lines: {count: 1, unit_time: 10}
    stock: {a: {base_stock: 4, reserve: {2: 4}}}
    communication: {promise: none, firm: work-begins}
customers:
  loyal: {shop: plant, buys: a, requests: {every: 100, first: 0}, patience: {budget: never}}
  walk-ins: {shop: plant, buys: a, class: 2, requests: {every: 100, first: 1}, patience: {budget: never}}
"""


@BOTH
def test_work_on_what_is_kept_from_a_class_makes_its_orders_not_firm(tmp_path: Path, engine: Engine) -> None:
    """The loyal takes one of four at 0, and the line makes one more until 10; the walk-in's is begun then, not at 1."""
    (tmp_path / "hand.yaml").write_text(KEPT_AT_THE_PLANT)
    world = load(tmp_path / "hand.yaml").world()
    trace = run(world, draw(world.streams, 1, 0), engine=engine, trace=True).trace
    assert trace is not None
    assert [row[0] // UNIT for row in trace.tolist() if row[1] == Row.FIRM] == [10]
