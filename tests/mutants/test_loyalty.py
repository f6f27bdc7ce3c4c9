"""What an experience does to loyalty: the share of customers it makes leave, against the formula."""

from __future__ import annotations

import math
from pathlib import Path

import pytest

from model.engines import run
from model.outcome.tallies import Crowd
from model.sample_path import draw
from model.scenario import load

CUSTOMERS, RUNS, DEVIATIONS = 2000, 40, 4.5
SHOP = """
schema: 1
time: {unit: day, horizon: 60}
items: {lamp: {price: 1}}
suppliers: {works: {supplies: {lamp: {lead_time: 10}}}}
retailers:
  corner:
    stock: {lamp: {base_stock: {S: 0, every: 1}, from: works}}
    back_orders: ORDERS
    communication: TALK
customers:
  all: {shop: corner, buys: lamp, history: {file: once.csv, period: 0.01}, loyalty: LOYALTY, MORE}
"""
"""Each customer asks once, on the first day; ordered on the next, the goods come on day 11."""

OPEN, SILENT = "{offer: open}", "{promise: none}"
IN_TIME, TOO_LATE = "{promise: fixed, days: 12}", "{promise: fixed, days: 5}"
EXPERIENCES: list[tuple[str, str, str, str, str]] = [
    ("not_offered", "{offer: none}", SILENT, "", ""),
    ("refused", OPEN, TOO_LATE, "tolerance: 4", ""),
    ("reneged", OPEN, SILENT, "patience: {budget: 5}", ""),
    ("cancelled", "{offer: open, window: 5}", SILENT, "", ""),
    ("delayed", OPEN, SILENT, "", ""),
    ("long_delayed", OPEN, SILENT, "", ", long: 9"),
    ("untold", OPEN, SILENT, "", ""),
    ("kept", OPEN, IN_TIME, "", ""),
    ("broken", OPEN, TOO_LATE, "", ""),
]
"""Coefficient, back-orders, what is told, customers, other coefficients: only the coefficient's own harm is felt."""


def churned(folder: Path, orders: str, talk: str, more: str, loyalty: str) -> float:
    """Return the share of customers whose one purchase was their last because of it."""
    rows = "".join(f"0,c{number},1\n" for number in range(CUSTOMERS))
    (folder / "once.csv").write_text("time,customer,quantity\n" + rows)
    text = SHOP.replace("ORDERS", orders).replace("TALK", talk).replace("LOYALTY", loyalty)
    file = folder / "shop.yaml"
    file.write_text(text.replace(", MORE}", f", {more}}}" if more else "}"))
    world = load(file).world()
    left = [run(world, draw(world.streams, 1, one)).crowds[0, Crowd.CHURNED] for one in range(RUNS)]
    return float(sum(left)) / (RUNS * CUSTOMERS)


def near(share: float, harm: float) -> bool:
    """Tell whether a share of many customers agrees with 1 - exp(-harm), by 4.5 standard deviations."""
    expected = 1 - math.exp(-harm)
    return abs(share - expected) <= DEVIATIONS * math.sqrt(expected * (1 - expected) / (RUNS * CUSTOMERS))


@pytest.mark.parametrize(
    ("name", "orders", "talk", "more", "others"), EXPERIENCES, ids=[one[0] for one in EXPERIENCES]
)
def test_an_experience_does_its_harm_and_five_percent_more_are_noticed(
    tmp_path: Path, name: str, orders: str, talk: str, more: str, others: str
) -> None:
    """A harm of .5 makes 1 - exp(-.5) = 39.3 % leave; with .525 it is 40.8 %, which 80,000 customers tell apart."""
    right = churned(tmp_path, orders, talk, more, f"{{{name}: 0.5{others}}}")
    assert near(right, 0.5)
    wrong = churned(tmp_path, orders, talk, more, f"{{{name}: 0.525{others}}}")
    assert near(wrong, 0.525) and not near(wrong, 0.5)


def test_lateness_is_felt_by_degrees(tmp_path: Path) -> None:
    """Six days late: late (1 - exp(-6 / late_scale)), and a scale off by 5 % is noticed."""
    share = churned(tmp_path, OPEN, TOO_LATE, "", "{late: 2, late_scale: 6}")
    assert near(share, 2 * (1 - math.exp(-1)))
    assert not near(
        churned(tmp_path, OPEN, TOO_LATE, "", "{late: 2, late_scale: 6.3}"), 2 * (1 - math.exp(-1))
    )
