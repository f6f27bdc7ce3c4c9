"""The book-keeper of customers can fail: it finds a row left out, and a tally that is off by one."""

from __future__ import annotations

from dataclasses import replace

import pytest

from model.engines import run
from model.outcome.outcome import Outcome
from model.outcome.tallies import Crowd
from model.outcome.trace import Row
from model.sample_path import draw
from model.scenario import load
from model.scenario.world import World

from .attendance import absence_of

PEOPLE = """
schema: 1
time: {unit: day, horizon: 200}
items: {lamp: {}}
suppliers: {works: {supplies: {lamp: {lead_time: 5}}}}
retailers:
  corner:
    stock: {lamp: {base_stock: 2, from: works}}
    back_orders: none
    reputation: {memory: 20}
customers:
  people:
    shop: corner
    buys: lamp
    count: 30
    requests: {rate: 0.05 per day}
    joins: {rate: 0.2 per day, gain: 5}
    loyalty: {natural: 0.1, not_offered: 0.5, win_back: 20}
"""


@pytest.fixture(scope="module")
def played(tmp_path_factory: pytest.TempPathFactory) -> tuple[World, Outcome]:
    """Return a shop whose customers leave, come back, drop out and join, and its run."""
    file = tmp_path_factory.mktemp("people") / "people.yaml"
    file.write_text(PEOPLE)
    world = load(file).world()
    return world, run(world, draw(world.streams, 1, 0), engine="reference", trace=True)


def test_everybody_is_accounted_for(played: tuple[World, Outcome]) -> None:
    """Those there at the end are those at the start and joined, less those gone for good or for a while."""
    world, outcome = played
    assert absence_of(world, outcome) is None
    assert (outcome.crowds[0, [Crowd.CHURNED, Crowd.RETURNED, Crowd.DROPPED_OUT, Crowd.JOINS_LOST]] > 0).all()


@pytest.mark.parametrize(
    ("kind", "message"),
    [(Row.CHURNED, "came back after"), (Row.RETURNED, "left, and was not there"), (Row.DROPPED_OUT, "DROPPED_OUT is"),
     (Row.STAYED_AWAY, "more joins lost")],
)  # fmt: skip
def test_a_row_left_out_is_found(played: tuple[World, Outcome], kind: Row, message: str) -> None:
    """Without the rows of one kind the sums are others than the tallies, or a customer is where it cannot be."""
    world, outcome = played
    assert outcome.trace is not None
    less = replace(outcome, trace=outcome.trace[outcome.trace[:, 1] != kind])
    assert message in (absence_of(world, less) or "")


@pytest.mark.parametrize("column", [Crowd.AT_RISK, Crowd.AWAY, Crowd.STAYING, Crowd.CUSTOMERS])
def test_a_tally_off_by_one_is_found(played: tuple[World, Outcome], column: Crowd) -> None:
    """One tick or customer more than the rows come to is named."""
    world, outcome = played
    crowds = outcome.crowds.copy()
    crowds[0, column] += 1
    assert f"{column.name} is {crowds[0, column]}" in (
        absence_of(world, replace(outcome, crowds=crowds)) or ""
    )
