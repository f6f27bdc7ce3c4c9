"""Demand that varies with the clock: as many requests as the integral of its profile says, in either engine."""

from __future__ import annotations

import math
from pathlib import Path

import pytest

from model.engines import Engine, run
from model.outcome.tallies import Cell
from model.outcome.trace import Row
from model.sample_path import draw
from model.scenario import load
from model.scenario.world import World

SHOP = Path(__file__).parents[1] / "scenarios" / "valid" / "one_shop.yaml"
REPLICATIONS = 12
SHAPES = {
    "linear": ("trend: {growth: 0.5, per: 50}", 150.0),
    "exponential": ("trend: {growth: 1, per: 50, shape: exponential}", 150 / math.log(2)),
    "decline": ("trend: {growth: -1, per: 50}", 25.0),
    "promotions": ("promotions: [{from: 10, for: 5, every: 20, factor: 3}, {from: 50, for: 8, factor: 0.5}]", 141.0),
    "all": ("season: {factors: [1, 3], cycle: 10}, trend: {growth: 0.5, per: 50}", 151.25),
}  # fmt: skip
"""By name: what is written, and the integral of the factor over the 100 days measured.

linear: 100 + .01 x 100^2 / 2. exponential: 2^(t/50) makes 50 / ln 2 x (2^2 - 1). decline: 50 / 2, and nothing after
day 50. promotions: 100, and five times five days at 3, which is 50 more; of [50, 58) half is lost, five days at 3 and
three at 1, which is 18 / 2 less. all: the factors are .5 and 1.5; the k-th cycle is 2.5 (1 + .1 k + .025) +
7.5 (1 + .1 k + .075) = 10 + k + .625, and ten of them 100 + 45 + 6.25.
"""


def shop(shape: str, *more: str) -> World:
    """Return a shop of 20 requests a day with such a shape, for 100 days."""
    requests = f"customers.passers-by.requests={{rate: 20 per day, {shape}}}"
    return load(SHOP, ["time.horizon=100", "time.warm_up=20", requests, *more]).world()


def asked(world: World, engine: Engine, replication: int) -> list[int]:
    """Return the ticks at which a unit was asked for."""
    outcome = run(world, draw(world.streams, 5, replication), engine=engine, trace=True)
    assert outcome.trace is not None
    kinds = [Row.SERVED_AT_ONCE, Row.BACK_ORDERED, Row.REFUSED, Row.NOT_OFFERED]
    return [int(tick) for tick, kind, *_ in outcome.trace.tolist() if kind in kinds]


@pytest.mark.parametrize("engine", ["reference", "compiled"])
@pytest.mark.parametrize("name", SHAPES)
def test_requests_number_what_the_integral_says(name: str, engine: Engine) -> None:
    """The total of 12 replications is Poisson with mean 12 x 20 x integral; it is within four standard deviations."""
    shape, integral = SHAPES[name]
    world = shop(shape)
    total = sum(
        int(run(world, draw(world.streams, 5, k), engine=engine).cells[:, Cell.REQUESTS].sum())
        for k in range(REPLICATIONS)
    )
    mean = REPLICATIONS * 20 * integral
    assert abs(total - mean) < 4 * math.sqrt(mean)


@pytest.mark.parametrize("engine", ["reference", "compiled"])
def test_less_growth_only_leaves_requests_out(engine: Engine) -> None:
    """Under one ceiling, the requests of a slower trend are among those of a faster one, at the same instants."""
    quick = asked(shop("trend: {growth: 0.5, per: 50, ceiling: 2}"), engine, 0)
    slow = asked(shop("trend: {growth: 0.1, per: 50, ceiling: 2}"), engine, 0)
    assert set(slow) < set(quick)
    assert len(slow) > 1500


def test_the_warm_up_knows_no_trend() -> None:
    """Before 0 neither trend nor promotion holds: 20 days of the warm-up have 400 requests, give or take 80."""
    world = shop("trend: {growth: 0.5, per: 50}, promotions: [{for: 9, factor: 3}]")
    early = [tick for tick in asked(world, "compiled", 0) if tick < 0]
    assert abs(len(early) - 400) < 80
