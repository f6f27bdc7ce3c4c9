"""Faults of fields and faults of meaning come together, and none that the former cause."""

from __future__ import annotations

from pathlib import Path

import pytest

from model import ScenarioError
from model.scenario import load

FILE = """schema: 1
time: {unit: day, horizon: 1 year}
items: {lamp: {price: 20}}
suppliers: {works: {supplies: {lamp: {lead_time: 5}}}}
retailers:
  corner:
    stock: {lamp: {s_S: {s: 50, S: 30}, from: works}}
    back_orders: {ofer: open}
  market:
    stock: {lamp: {s_S: {s: 10, S: 30}, from: wroks}}
customers:
  people: {shop: corner, buys: lamp, requests: {rate: 2 per day}, doubt: much}
  others: {shop: market, buys: lamp, requests: {rate: 2 per day}, also_orders_at: {}}
"""


def told(folder: Path, *changes: tuple[str, str]) -> list[str]:
    """Return the faults of the file, changed, each as line, path and the beginning of its sentence."""
    text = FILE
    for old, new in changes:
        assert old in text
        text = text.replace(old, new)
    file = folder / "shops.yaml"
    file.write_text(text)
    with pytest.raises(ScenarioError, match="shops.yaml") as caught:
        load(file)
    return [f"{one.line} {one.path}" for one in caught.value.faults]


FIELDS = ["8 retailers.corner.back_orders.ofer", "12 customers.people.doubt"]
MEANING = [
    "7 retailers.corner.stock.lamp.s_S.s",
    "10 retailers.market.stock.lamp.from",
    "13 customers.others.also_orders_at",
]


def test_all_five_come_in_one_go(tmp_path: Path) -> None:
    """A misspelt field and a number that is none do not hide three faults of meaning."""
    assert sorted(told(tmp_path)) == sorted([*FIELDS, *MEANING])


def test_a_misspelt_field_counts_as_what_it_means(tmp_path: Path) -> None:
    """`frm: works` is a source that there is: nobody is told that the shop has none, or that nobody buys from it."""
    assert told(
        tmp_path, ("s: 50", "s: 5"), ("ofer", "offer"), ("doubt: much", "doubt: 1"), (", also_orders_at: {}", ""),
        ("from: wroks", "frm: works"),
    ) == ["10 retailers.market.stock.lamp.frm"]  # fmt: skip


@pytest.mark.parametrize(
    ("old", "new", "fault"),
    [
        ("ofer: open", "offer: within, wait: soon", "8 retailers.corner.back_orders.wait"),
        ("ofer: open", "blue: sky", "8 retailers.corner.back_orders.blue"),
        ("shop: corner, buys", "buys", "12 customers.people.shop"),
    ],
)
def test_what_cannot_be_mended_keeps_the_rest_for_later(
    tmp_path: Path, old: str, new: str, fault: str
) -> None:
    """A value that must be there, a field that means nothing, something missing: what the rest means is not guessed."""
    found = {fault} if "ofer" in old else {fault, FIELDS[0]}
    assert set(told(tmp_path, (old, new), ("doubt: much", "doubt: 1"))) == found


def test_a_block_that_was_mended_is_left_alone(tmp_path: Path) -> None:
    """The patience of nobody is told of no further in the block that says how much is doubted."""
    assert "12 customers.people.shop" not in told(tmp_path, ("shop: corner", "shop: cornr"))
