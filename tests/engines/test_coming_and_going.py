"""Customers who lapse and return, and who join because of what is said: both engines against closed forms."""

from __future__ import annotations

import math
from pathlib import Path

import numpy as np
import pytest
import yaml

from model.engines import Engine, run
from model.outcome.outcome import Outcome
from model.outcome.tallies import Cell, Crowd, Place
from model.outcome.trace import Row
from model.sample_path import draw
from model.scenario import load
from model.scenario.world import World

ENGINES = pytest.mark.parametrize("engine", ["reference", "compiled"])
DAY = 86_400_000


def world(tmp_path: Path, horizon: int, shop: str, customers: str, *more: str) -> World:
    """Return a shop of one item, 1,000 days away from its supplier."""
    text = f"""
schema: 1
time: {{unit: day, horizon: {horizon}}}
items: {{lamp: {{price: 10}}}}
suppliers: {{works: {{supplies: {{lamp: {{lead_time: 1000}}}}}}}}
retailers: {{corner: {shop}}}
customers: {{people: {{shop: corner, buys: lamp, {customers}}}}}
"""
    path = tmp_path / "shop.yaml"
    path.write_text(text)
    assert yaml.safe_load(text)
    return load(path, more).world()


def played(one: World, engine: Engine, seed: int = 3) -> Outcome:
    """Run with a trace and every balance checked."""
    return run(one, draw(one.streams, seed, 0), engine=engine, trace=True)


EMPTY = "{stock: {lamp: {base_stock: 0, from: works}}, back_orders: none}"


@ENGINES
def test_lapses_are_an_alternating_renewal_process(engine: Engine, tmp_path: Path) -> None:
    """Requests at .1 a day, each refused and driving away with q = 1/2: 20 days there, then 20 days away on average.

    Both are exponential, so P(away at t) = (1 - exp(-t / 10)) / 2, and its mean over T = 1,000 days is
    (1 - (1 - exp(-100)) / 100) / 2 = .495. The share of one customer has a variance of about 2 pi (1 - pi) / (T / 10)
    = .005, that of 400 together a standard deviation of .0035; four of them are .014. The number of lapses is that of
    requests made, times 1/2.
    """
    law = f"loyalty: {{not_offered: {math.log(2)}, win_back: {{exponential: {{mean: 20}}}}}}"
    one = world(tmp_path, 1000, EMPTY, f"count: 400, requests: {{rate: 0.1 per day}}, {law}")
    outcome = played(one, engine)
    crowd = outcome.crowds[0]
    away, there = int(crowd[Crowd.AWAY]), int(crowd[Crowd.AT_RISK])
    assert away + there == 400 * 1000 * DAY
    assert abs(away / (away + there) - 0.495) < 0.014
    assert crowd[Crowd.CHURNED] - crowd[Crowd.RETURNED] == 400 - crowd[Crowd.STAYING]
    asked = int(outcome.cells[0, Cell.REQUESTS] - outcome.cells[0, Cell.REQUESTS_FORGONE])
    assert abs(crowd[Crowd.CHURNED] - asked / 2) < 4 * math.sqrt(asked / 4)


@ENGINES
def test_a_customer_forgoes_only_while_it_is_away(engine: Engine, tmp_path: Path) -> None:
    """By the trace: every forgone request lies between the same customer's leaving and its return, none outside."""
    law = "loyalty: {not_offered: 0.5, natural: 0.05, win_back: {gamma: {mean: 15, cv: 0.5}}}"
    one = world(tmp_path, 500, EMPTY, f"count: 60, requests: {{rate: 0.1 per day}}, {law}")
    outcome = played(one, engine)
    assert outcome.trace is not None
    away: set[int] = set()
    dropped: set[int] = set()
    seen = dict.fromkeys((Row.CHURNED, Row.RETURNED, Row.FORGONE, Row.NOT_OFFERED), 0)
    for _, kind, _, customer, *_ in outcome.trace.tolist():
        if kind in seen:
            seen[kind] += 1
        if kind == Row.DROPPED_OUT:
            dropped.add(customer)
        if kind == Row.CHURNED:
            assert customer not in away
            away.add(customer)
        elif kind == Row.RETURNED:
            assert customer not in dropped
            away.remove(customer)
        elif kind == Row.FORGONE:
            assert customer in away
        elif kind == Row.NOT_OFFERED:
            assert customer not in away
    assert min(seen.values()) > 100
    assert outcome.crowds[0, Crowd.RETURNED] == seen[Row.RETURNED]
    assert outcome.crowds[0, Crowd.STAYING] == 60 - len(away | dropped)


@ENGINES
def test_a_reputation_is_the_recursion_by_hand(engine: Engine, tmp_path: Path) -> None:
    """Three lamps and a request a day from day 1: three good units, then six bad ones, with a memory of four.

    From .5: after the k-th good one 1 - .5 exp(-k / 4), and from there times exp(-1 / 4) for each lost. Over ten days
    it is .5 for one day and each of the nine values for one.
    """
    shop = "{stock: {lamp: {base_stock: 3, from: works}}, back_orders: none, reputation: {memory: 4, start: 0.5}}"
    one = world(tmp_path, 10, shop, "requests: {every: 1, first: 1}")
    outcome = played(one, engine)
    values = [0.5] + [1 - 0.5 * math.exp(-k / 4) for k in (1, 2, 3)]
    values += [values[3] * math.exp(-k / 4) for k in range(1, 7)]
    assert outcome.places[0, Place.REPUTATION_END] == round(values[-1] * 1e6)
    assert outcome.places[0, Place.REPUTATION_TIME] == pytest.approx(sum(values) * 1e6 * DAY, rel=1e-6)


def joined(outcome: Outcome) -> set[tuple[int, int]]:
    """Return when which customer joined."""
    assert outcome.trace is not None
    return {(row[0], row[3]) for row in outcome.trace.tolist() if row[1] == Row.JOINED}


@ENGINES
def test_a_better_reputation_only_adds_joins(engine: Engine, tmp_path: Path) -> None:
    """A shop with ample stock and one without meet the same candidates: who joins the poor one joins the rich one, at
    the same instant; the joins of neither are those of the other."""
    word = "count: 20, joins: {rate: 0.5 per day, gain: 4, reference: 0.5}, requests: {rate: 0.2 per day}"
    sets: list[set[tuple[int, int]]] = []
    for stock in (0, 20_000):
        shop = EMPTY.replace("base_stock: 0", f"base_stock: {stock}")
        shop = shop.replace("none}", "none, reputation: {start: 0.5}}")
        outcome = played(world(tmp_path, 400, shop, word), engine)
        sets.append(joined(outcome))
        crowd = outcome.crowds[0]
        assert crowd[Crowd.CUSTOMERS] == 20 + len(sets[-1])
        stayed = int((outcome.trace[:, 1] == Row.STAYED_AWAY).sum()) if outcome.trace is not None else -1
        assert crowd[Crowd.JOINS_LOST] == stayed
    poor, rich = sets
    assert poor < rich
    assert len(rich) > 300 and len(poor) < 60


@ENGINES
def test_candidates_join_at_the_rate_of_the_reputation(engine: Engine, tmp_path: Path) -> None:
    """With nothing to sell and a start of .4, nobody asking, the rate is 1 + 2 (.4 - .9) = 0 times one a day: none.

    At .8 it is .8 a day: over 1,000 days 800 join and 200 are lost, both Poisson, within four standard deviations.
    """
    word = "count: 1, joins: {rate: 1 per day, gain: 2}, requests: {rate: 0.000001 per year}"
    for start, expected in ((0.4, 0), (0.8, 800)):
        shop = EMPTY.replace("none}", f"none, reputation: {{start: {start}, memory: 1e15}}}}")
        outcome = played(world(tmp_path, 1000, shop, word), engine)
        assert abs(len(joined(outcome)) - expected) <= 4 * math.sqrt(expected)
        lost = 1000 - expected
        assert abs(outcome.crowds[0, Crowd.JOINS_LOST] - lost) <= 4 * math.sqrt(lost)
        assert outcome.crowds[0, Crowd.JOINS_WON] == 0


@ENGINES
def test_orders_are_rated_by_how_late_they_come(engine: Engine, tmp_path: Path) -> None:
    """One request a day, nothing on the shelf, a promise of two days and goods after 1, 2, 3, 5, 6, 9, 10 days.

    Overtaking lanes give order k its own wait: on time up to two; late by 1 and 3 is the first class, by 4 and 7 the
    second (a bound belongs to the class before it), by 8 the third.
    """
    for wait, place in ((1, None), (2, None), (3, 0), (5, 0), (6, 1), (9, 1), (10, 2)):
        shop = "{stock: {lamp: {base_stock: 0, from: works}}, communication: {promise: fixed, days: 2}}"
        one = world(
            tmp_path,
            60,
            shop,
            "requests: {every: 1, limit: 20}",
            f"suppliers.works.supplies.lamp.lead_time={wait}",
        )
        cell = played(one, engine).cells[0]
        assert cell[Cell.HANDED_OVER] == 20
        expected = [20 if column == place else 0 for column in range(3)]
        assert cell[[Cell.LATER_0, Cell.LATER_1, Cell.LATER_2]].tolist() == expected


@ENGINES
def test_customers_at_the_end_are_valued_one_by_one(engine: Engine, tmp_path: Path) -> None:
    """Ten requests a year at 10 % a year: 100 to come of each of 40 customers who never drop out."""
    one = world(
        tmp_path, 30, EMPTY, "count: 40, requests: {rate: 10 per year}", "costs={discount: 0.1 per year}"
    )
    crowd = played(one, engine).crowds[0]
    assert crowd[Crowd.STAYING] == 40
    assert np.abs(crowd[Crowd.TO_COME] - 40 * 100_000) <= 40
