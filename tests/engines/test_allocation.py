"""Who is served first: worked out by hand, the same in both engines; and books long enough to turn their pages."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from model.engines import Engine, run
from model.engines.reference.book import PAGE, Book, Entry
from model.outcome.trace import Row
from model.policies.registry import choose
from model.sample_path import draw
from model.scenario import load

UNIT = 1_000_000
BOTH = pytest.mark.parametrize("engine", ["reference", "compiled"])

SHOP = """
schema: 1
title: Who is served first
time: {unit: period, horizon: 60}
items: {part: {price: 10}}
suppliers: {works: {supplies: {part: {lead_time: 20}}}}
retailers:
  shop:
    stock: {part: {base_stock: {S: 0, every: 10, first: 9}, from: works, ALLOCATION}}
    back_orders: {partial: PARTIAL}
    communication: PROMISE
customers:
  regular: {shop: shop, buys: part, quantity: 3, requests: {every: 100, first: 1}, patience: {budget: never}}
  small: {shop: shop, buys: part, quantity: 1, requests: {every: 100, first: 2}, patience: {budget: never}}
  dear: {shop: shop, buys: part, quantity: 2, value: 500, requests: {every: 100, first: 3}, patience: {budget: never}}
  early: {shop: shop, buys: part, quantity: 2, requests: {every: 100, first: 12}, patience: {budget: never}}
"""
NAMES = {0: "regular", 1: "small", 2: "dear", 3: "early"}


def served(
    tmp_path: Path, engine: Engine, allocation: str, promise: str, extra: str = ""
) -> list[tuple[str, float]]:
    """Return who was served and when, in the order of serving."""
    file = tmp_path / "hand.yaml"
    text = SHOP.replace("ALLOCATION", f"allocation: {allocation}{extra}").replace("PROMISE", promise)
    file.write_text(text.replace("PARTIAL", "yes"))
    world = load(file).world()
    trace = run(world, draw(world.streams, 1, 0), engine=engine, trace=True).trace
    assert trace is not None
    rows = trace.tolist()
    asked = {row[3]: row[0] // UNIT for row in rows if row[1] == Row.BACK_ORDERED}
    name = {1: "regular", 2: "small", 3: "dear", 12: "early"}
    return [(name[asked[row[3]]], row[0] / UNIT) for row in rows if row[1] == Row.SERVED_LATE]


# Six units are asked for before the review of 9, ordered then and there at 29; two more come at 39.
FIRST = [("regular", 29), ("small", 29), ("dear", 29), ("early", 39)]


@BOTH
@pytest.mark.parametrize(
    ("allocation", "promise", "order"),
    [
        ("first_come", "none", FIRST),
        (
            "smallest-order",
            "none",
            [("small", 29), ("dear", 29), ("early", 29), ("regular", 29), ("regular", 39)],
        ),
        (
            "customer-value",
            "none",
            [("dear", 29), ("regular", 29), ("early", 29), ("early", 39), ("small", 39)],
        ),
        ("earliest-promise", "{promise: fixed, days: 30}", FIRST),
    ],
)
def test_goods_go_by_rank(
    tmp_path: Path, engine: Engine, allocation: str, promise: str, order: list[tuple[str, float]]
) -> None:
    """Orders of 3 (at 1), 1 (at 2), 2 (at 3) and 2 (at 12); 6 units come at 29, 2 at 39; a part costs 10.

    By size: 1, then both of 2 by placing, then 1 of the 3; the other two of it at 39. By value: 500, then 30, then 1 of
    the 20 and at 39 the other, then 10. With a fixed wait the dates stand in the order of the requests.
    """
    assert served(tmp_path, engine, allocation, promise) == order


ESTIMATED = """
schema: 1
title: By estimate
time: {unit: period, horizon: 60}
items: {part: {}}
manufacturers:
  plant:
    lines: {count: 1, unit_time: 10}
    stock: {part: {base_stock: 0}}
    allocation: ALLOCATION
    communication: {promise: fixed, days: 3}
retailers:
  shop: {stock: {part: {base_stock: 1, from: plant, transport: 1}}}
customers:
  far: {shop: shop, buys: part, requests: {every: 4, limit: 3, first: 0}, patience: {budget: never}}
  near: {shop: plant, buys: part, requests: {every: 100, first: 9}, patience: {budget: never}}
"""


@BOTH
@pytest.mark.parametrize(
    ("allocation", "own", "shop"),
    [("first_come", [40], [10, 20, 30]), ("earliest-promise", [20], [10, 30, 40])],
)
def test_an_estimate_is_the_due_date_where_nothing_is_told(
    tmp_path: Path, engine: Engine, allocation: str, own: list[float], shop: list[float]
) -> None:
    """The shop orders one at 0, 4 and 8; the plant, which tells sites nothing, makes one in 10 and expects 10, 20, 30.

    A customer at its own door is told 3 at 9: due at 12, before the orders expected at 20 and 30, after that of 10.
    """
    file = tmp_path / "hand.yaml"
    file.write_text(ESTIMATED.replace("ALLOCATION", allocation))
    world = load(file).world()
    trace = run(world, draw(world.streams, 1, 0), engine=engine, trace=True).trace
    assert trace is not None
    rows = trace.tolist()
    plant = next(place for place, stock in enumerate(world.stocks) if stock.production is not None)
    assert [row[0] / UNIT for row in rows if row[1] == Row.SERVED_LATE and row[2] == plant] == own
    assert [row[0] / UNIT for row in rows if row[1] == Row.SITE_SERVED and row[2] == plant] == shop


@pytest.mark.parametrize("allocation", ["first_come", "smallest-order"])
def test_a_long_book_keeps_its_order_and_its_sums(allocation: str) -> None:
    """Over four pages' worth of entries come and go at random; order, sums and size are those of a plain list."""
    book = Book(choose("allocation", allocation), 1)
    chance, plain = random.Random(1), list[Entry]()
    for serial in range(8 * PAGE):
        entry = Entry(serial, 1, chance.randint(1, 9), 0)
        entry.rank = entry.left if allocation == "smallest-order" else 0
        book.add(entry)
        plain.append(entry)
        if serial % 2:
            gone = plain.pop(chance.randrange(len(plain)))
            book.strike(gone)
    plain.sort(key=lambda entry: (entry.rank, entry.serial))
    assert list(book) == plain and len(book) == len(plain) == 4 * PAGE
    for place in (0, 1, PAGE, 3 * PAGE, len(plain) - 1):
        assert book.owed_before(plain[place]) == sum(entry.left for entry in plain[:place])
    assert book.owed_up_to(5) == sum(entry.left for entry in plain if entry.rank <= 5)
    book.pay_off(plain[3], plain[3].left)
    assert book.owed_before(plain[4]) == sum(entry.left for entry in plain[:3])


def test_who_is_struck_out_on_the_way_is_not_met() -> None:
    """Going through a book while entries leave it meets those that are left, each once, in order."""
    book = Book(choose("allocation", "first_come"), 1)
    entries = [Entry(serial, 1, 1, 0) for serial in range(2 * PAGE)]
    for entry in entries:
        book.add(entry)
    met = 0
    for entry in book:
        met += 1
        book.strike(entry)
        if met == 1:
            book.strike(entries[1])
            book.strike(entries[-1])
    assert met == 2 * PAGE - 2 and len(book) == 0
