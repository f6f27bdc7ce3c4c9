"""The promise `exact` comes true, whatever is drawn, where chance has decided the pegged unit's date."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import HealthCheck, given, note, settings
from hypothesis import strategies as st

from model.engines import Engine, run
from model.outcome.tallies import Cell
from model.sample_path import draw as drawn_path
from model.scenario import load

from .drawn.laws import Document, Draw, durations

ASKED = settings(
    max_examples=60, deadline=None, derandomize=True, database=None, suppress_health_check=list(HealthCheck)
)
LEVEL = 5


@st.composite
def shops(draw: Draw, lattice: bool) -> Document:
    """A shop or a plant that orders one for one, so that each unit owed has one under way; nobody is served first.

    It holds up to 5 (or 1), orders are of 1 to 5 units at most (or 1): position = on hand + on order - owed = 5 before
    a request of q <= 5, so at least as many units are on order as are owed after it.
    """
    level = draw(st.sampled_from([1, LEVEL]))
    made = draw(st.booleans())
    entry: Document = {"base_stock": {"S": level, "withdraw": draw(st.sampled_from(["none", "not-begun"]))}}
    document: Document = {
        "schema": 1, "title": "Exact", "seed": draw(st.integers(0, 1000)),
        "time": {"unit": "day", "horizon": 200, "warm_up": draw(st.sampled_from([0, 20]))}, "items": {"part": {}},
    }  # fmt: skip
    shop: Document = {
        "stock": {"part": entry},
        "back_orders": {"partial": draw(st.sampled_from(["yes", "no"]))},
        "communication": {
            "promise": "exact",
            "firm": draw(st.sampled_from(["receipt", "shipped"] + ["work-begins"] * made)),
            **draw(st.sampled_from([{}, {"updates": {"every": 2}}])),
        },
        "delivery": {"time": draw(st.sampled_from([0, 2]))},
    }
    if made:
        time = durations(draw, lattice, 1) or {"discrete": {0: 0.5, 1: 0.5}}
        document["manufacturers"] = {
            "shop": {**shop, "lines": {"count": draw(st.integers(1, 3)), "unit_time": time}}
        }
    else:
        entry["from"] = "works"
        supply = {
            "lead_time": durations(draw, lattice, 6),
            "overtaking": draw(st.sampled_from(["yes", "no"])),
        }
        document["suppliers"] = {"works": {"supplies": {"part": supply}}}
        document["retailers"] = {"shop": shop}
    every = {"discrete": {0: 0.3, 1: 0.4, 2: 0.3}} if lattice else {"exponential": {"mean": 1.2}}
    document["customers"] = {
        "all": {
            "shop": "shop", "buys": "part", "requests": {"every": every},
            "quantity": 1 if level == 1 else draw(st.sampled_from([1, {"discrete": {1: 0.6, 2: 0.3, 5: 0.1}}])),
            "tolerance": durations(draw, lattice, 8),
            "patience": {"budget": draw(st.sampled_from(["never", 6]))},
        }
    }  # fmt: skip
    return document


def in_order(document: Document) -> bool:
    """Tell whether what is ordered first comes, or is begun, first."""
    if "suppliers" in document:
        return document["suppliers"]["works"]["supplies"]["part"]["overtaking"] == "no"
    plant = document["manufacturers"]["shop"]
    return plant["lines"]["count"] == 1 or plant["communication"]["firm"] == "work-begins"


def promised_and_kept(document: dict[str, Any], engine: Engine) -> tuple[int, int, int, int]:
    """Return the promises settled and kept, those received, and the sum of their errors in ticks."""
    text = yaml.safe_dump(document, sort_keys=False)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "exact.yaml"
        path.write_text(text)
        world = load(path).world()
    cells = run(world, drawn_path(world.streams, document["seed"], 0), engine=engine).cells.sum(axis=0)
    promised, kept, received, error = (
        int(cells[column])
        for column in (Cell.PROMISED, Cell.PROMISED_KEPT, Cell.PROMISED_RECEIVED, Cell.PROMISE_ERROR)
    )
    return promised, kept, received, error


@pytest.mark.parametrize("engine", ["reference", "compiled"])
@pytest.mark.parametrize("lattice", [False, True])
@given(data=st.data())
@ASKED
def test_an_exact_promise_is_always_kept(lattice: bool, engine: Engine, data: st.DataObject) -> None:
    """In 60 worlds with constant and random times no date is broken, and none is early unless someone makes room.

    Who leaves makes room for those behind. So does what is ordered later and comes sooner: on a lane with overtaking,
    or from another line.
    """
    document = data.draw(shops(lattice))
    note(yaml.safe_dump(document, sort_keys=False))
    promised, kept, _, error = promised_and_kept(document, engine)
    assert promised == kept
    if document["customers"]["all"]["patience"]["budget"] == "never" and in_order(document):
        assert error == 0


WORLD = """
schema: 1
title: Breakdowns to come
seed: 3
time: {unit: day, horizon: 400}
items: {part: {}}
manufacturers:
  shop:
    lines: {count: 1, unit_time: 1, breakdowns: {up: {exponential: {mean: 5}}, repair: 3}}
    stock: {part: {base_stock: 2}}
    communication: {promise: exact}
customers:
  all: {shop: shop, buys: part, requests: {rate: 0.4}, patience: {budget: never}}
"""


@pytest.mark.parametrize("engine", ["reference", "compiled"])
def test_a_breakdown_to_come_breaks_the_promise(engine: Engine) -> None:
    """What chance has not decided when the date is told makes a forecast of it: the test above could fail."""
    document = yaml.safe_load(WORLD)
    promised, kept, received, error = promised_and_kept(document, engine)
    assert 0 < kept < promised
    assert error > 0 and received > 0
