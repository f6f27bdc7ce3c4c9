"""The word `none` switches an optional block off, so that a lever can; dates stand where an instant is asked for."""

from __future__ import annotations

from pathlib import Path

import pytest

from model.scenario import load
from model.scenario.schema.chain import LinesBlock, ManufacturerBlock, Service, SiteBlock, StockBlock
from model.scenario.schema.customers import Requests, SegmentBlock
from model.scenario.schema.fields import OFF
from model.scenario.schema.rules import Promising

FILE = """
schema: 1
time: {unit: day, horizon: 200, start: 2026-01-01}
items: {lamp: {price: 20, made_of: {bulb: 1}}, bulb: {}}
suppliers: {works: {supplies: {bulb: {lead_time: 5}}, disruptions: {windows: [{from: 1, to: 2}]}}}
manufacturers:
  plant:
    lines: {count: 2, unit_time: 0.1}
    stock: {lamp: {base_stock: 9}, bulb: {base_stock: 9, from: works}}
retailers:
  corner:
    stock: {lamp: {base_stock: 5, from: plant}}
    communication: {promise: fixed, days: 3}
customers:
  people: {shop: corner, buys: lamp, requests: {rate: 2 per day}}
"""
PLACES = {
    ManufacturerBlock: "manufacturers.plant",
    SiteBlock: "retailers.corner",
    Service: "retailers.corner",
    StockBlock: "retailers.corner.stock.lamp",
    LinesBlock: "manufacturers.plant.lines",
    Promising: "retailers.corner.communication",
    SegmentBlock: "customers.people",
    Requests: "customers.people.requests",
}
BLOCKS = {
    f"{place}.{field.alias or name}"
    for model, place in PLACES.items()
    for name, field in model.model_fields.items()
    if OFF in field.metadata
}


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """A plant, a shop, and no optional block."""
    path = tmp_path / "shop.yaml"
    path.write_text(FILE)
    return path


@pytest.mark.parametrize("block", sorted(BLOCKS))
def test_none_is_the_same_as_nothing(file: Path, block: str) -> None:
    """A block that is `none` is not there: the World is that of the file without it."""
    assert load(file, [f"{block}=none"]).world() == load(file).world()


def test_every_block_that_a_lever_may_switch_is_among_them() -> None:
    """What the docs name as blocks that may be `none` can be."""
    named = {
        "ramp_up",
        "ramp_down",
        "to_sites",
        "reputation",
        "compensation",
        "updates",
        "delivery",
        "breakdowns",
    }
    assert named <= {block.rpartition(".")[2] for block in BLOCKS}


def test_a_lever_switches_a_ramp_off_and_on(file: Path) -> None:
    """With `none` as one alternative, the other has the ramp-up and nothing else differs."""
    file.write_text(
        FILE
        + "levers:\n  ramp:\n    off: {manufacturers.plant.ramp_up: none}\n"
        + "    on: {manufacturers.plant.ramp_up: {when: {backlog_over: 9, for: 2}, lines: 1}}\n"
        + "compare: {grid: [ramp]}\n"
    )
    off, on = load(file).combinations()
    assert [any(site.ramp_up for site in one.world.sites) for one in (off, on)] == [False, True]
    assert off.world == load(file).world()


@pytest.mark.parametrize(
    ("dated", "counted"),
    [
        (
            "suppliers.works.disruptions.windows=[{from: 2026-03-01, to: 2026-03-15}, {from: 2026-06-01, to: never}]",
            "suppliers.works.disruptions.windows=[{from: 59, to: 73}, {from: 151, to: never}]",
        ),
        (
            "customers.people.requests={rate: 2 per day, first: 2026-01-11, until: 2026-06-30}",
            "customers.people.requests={rate: 2 per day, first: 10, until: 180}",
        ),
        (
            "customers.people.requests={rate: 2 per day, promotions: [{from: 2026-02-01, for: 7, factor: 2}]}",
            "customers.people.requests={rate: 2 per day, promotions: [{from: 31, for: 7, factor: 2}]}",
        ),
    ],
)
def test_a_date_is_days_after_time_start(file: Path, dated: str, counted: str) -> None:
    """March begins 31 + 28 days after New Year, June 151: a date and that number of days are the same World."""
    assert load(file, [dated]).world() == load(file, [counted]).world()


def test_one_source_may_be_called_single(file: Path) -> None:
    """`sourcing: single` says what is so where there is one source; a lever may then name more."""
    assert load(file, ["retailers.corner.stock.lamp.sourcing=single"]).world() == load(file).world()
