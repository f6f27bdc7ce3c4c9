"""Every measure against a number worked out by hand from a small outcome."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import numpy as np
import numpy.typing as npt
import pytest

from model.errors import ImpossibleState
from model.metrics import FIXED, Key, Meter, compared, headlines, measures
from model.metrics.sums import Spreads
from model.metrics.waits import quantiles
from model.outcome import histogram
from model.outcome.outcome import Outcome
from model.outcome.tallies import AGE_UNIT, Cell, Crowd, Outage, Place, Point, Way
from model.policies.customer import reputation
from model.policies.supply import inflation
from model.scenario.laws import constant
from model.scenario.world import (
    Disruption,
    Effect,
    Prices,
    Production,
    RampDown,
    RampUp,
    Reputation,
    Stream,
    World,
)
from tests.metrics.small_world import DAY, HORIZON, blank_outcome, small_world

NORTH_WIDGET, NORTH_POWDER, SOUTH_WIDGET = 0, 1, 2
PRICES = Prices(
    hold=(0.5, 0.5, 0.5),
    hold_components=(0.25, 0.0, 0.0),
    in_transit=(0.5, 0.0, 2.0),
    back_order=(2.0, 2.0, 2.0),
    order=(3.0, 0.0, 1.0),
    unit=(4.0, 0.0, 4.0),
    lost=(5.0, 0.0, 7.0),
    destroyed=(0.5, 0.0, 0.0),
    delivery=(1.0, 1.0, 6.0),
    discount=(2.5, 0.0, 0.0),
    compensation=(4.0, 0.0, 0.0),
    cancellation=(10.0, 0.0, 0.0),
    inquiry=(1.5, 0.0, 9.0),
    lane=(0.5, 0.0, 2.0),
    lane_order=(2.0, 0.0, 7.0),
    message=(0.5, 0.0, 9.0),
    line=(20.0, 0.0),
)


def fill(outcome: Outcome) -> None:
    """Let something happen in every column; fans at north carry most of it."""
    fill_cells(outcome)
    fill_points(outcome)
    fill_ways(outcome)
    fill_places(outcome)
    fill_crowds(outcome)
    outcome.fill_times[NORTH_WIDGET, [0, 10, 60]] = [50, 40, 10]
    outcome.firm_waits[NORTH_WIDGET, [0, 20, 50]] = [10, 8, 2]


def put(row: npt.NDArray[Any], counts: Mapping[int, int]) -> None:
    """Put counts into columns of a row."""
    for column, count in counts.items():
        row[column] = count


def fill_cells(outcome: Outcome) -> None:
    """What became of requests."""
    put(outcome.cells[0], {
        Cell.REQUESTED: 100, Cell.AT_ONCE: 40, Cell.KEPT: 8, Cell.BROKEN: 6, Cell.UNTOLD: 6, Cell.SUBSTITUTED: 3,
        Cell.BRIDGED: 1, Cell.NOT_OFFERED: 5, Cell.REFUSED: 4, Cell.RENEGED: 2, Cell.CANCELLED: 1, Cell.FORGONE: 20,
        Cell.WAITING: 4, Cell.REQUESTS: 50, Cell.REQUESTS_FORGONE: 10, Cell.REQUESTS_AT_ONCE: 16, Cell.ACCEPTED: 10,
        Cell.ACCEPTED_UNITS: 27, Cell.FILL_SUM: 128 * DAY, Cell.LATE_SUM: 60 * DAY, Cell.FIRM_ORDERS: 20,
        Cell.FIRM_SUM: 30 * DAY, Cell.FIRM_AT_ONCE: 5, Cell.PROMISED: 8, Cell.PROMISED_KEPT: 6,
        Cell.PROMISE_ERROR: 14 * DAY, Cell.LAST_ERROR: 7 * DAY, Cell.PROMISED_RECEIVED: 7, Cell.MESSAGES: 15,
        Cell.REDATED: 4, Cell.SLIP: 12 * DAY, Cell.ELIGIBLE_0: 60, Cell.WITHIN_0: 45, Cell.HANDED_OVER: 25,
        Cell.COMPENSATIONS: 5, Cell.INQUIRIES: 12, Cell.SERVED_ELSEWHERE: 4,
        Cell.LATER_0: 3, Cell.LATER_1: 2, Cell.LATER_2: 1, Cell.ELSEWHERE: 4,
    })  # fmt: skip
    put(outcome.cells[3], {
        Cell.REQUESTED: 10_000_000, Cell.AT_ONCE: 7_500_000, Cell.NOT_OFFERED: 2_500_000, Cell.REQUESTS: 10,
        Cell.REQUESTS_AT_ONCE: 6,
    })  # fmt: skip


def fill_points(outcome: Outcome) -> None:
    """What happened at stock points."""
    put(outcome.points[NORTH_WIDGET], {
        Point.ON_HAND_TIME: 30 * HORIZON * DAY, Point.BACKLOG_TIME: 2 * HORIZON * DAY,
        Point.ON_ORDER_TIME: 8 * HORIZON * DAY, Point.STOCKED_TIME: 9 * DAY, Point.PEAK_BACKLOG: 11, Point.ORDERS: 5,
        Point.INFLATED: 15, Point.UNITS_ORDERED: 60, Point.SITE_UNITS: 20, Point.SITE_UNITS_AT_ONCE: 15, Point.JOBS: 4,
        Point.JOB_WAIT: 6 * DAY, Point.DISCOUNTED: 4, Point.CALLED_OFF: 3, Point.DESTROYED: 6,
        Point.SITE_TURNED_AWAY: 3, Point.SITE_PROMISED: 8, Point.SITE_PROMISED_KEPT: 6,
        Point.PHANTOM_UNITS: 6, Point.PHANTOM_TIME: 5 * DAY, Point.WITHDRAWN: 4, Point.INFLATED_BACK: 2,
        Point.IN_JOBS_TIME: 12 * HORIZON * DAY, Point.ON_HAND_CHARGED: 250, Point.BACKLOG_CHARGED: 30,
        Point.IN_JOBS_CHARGED: 100,
        Point.UNITS_RECEIVED: 16, Point.LEAD_TIME: 56 * DAY,
        Point.AGE_HIGH: 3, Point.AGE_LOW: 30 * DAY * DAY - 3 * AGE_UNIT, Point.SPELLS: 4, Point.SPELL_TIME: 10 * DAY,
    })  # fmt: skip
    outcome.points[NORTH_POWDER, Point.ON_HAND_TIME] = 4_000_000 * HORIZON * DAY
    outcome.flows[:, NORTH_WIDGET, 0] = [0, 2, 2, 4, 4]
    outcome.flows[:, NORTH_WIDGET, 1] = [5, 5, 9, 9, 13]


def fill_ways(outcome: Outcome) -> None:
    """What happened to disruptions and on lanes."""
    for first in outcome.outages[:1]:  # not every world has a disruption
        put(first, {
            Outage.DOWN: 4 * DAY, Outage.TIMES: 4, Outage.RECOVERIES: 2, Outage.UNRECOVERED: 1,
            Outage.RECOVERY_TIME: 6 * DAY,
        })  # fmt: skip
    outcome.outages[1:, Outage.TIMES] = 1
    put(outcome.ways[2], {
        Way.ORDERS: 5, Way.UNITS: 40, Way.SETTLED: 4, Way.ON_TIME: 3, Way.DIVERTED: 10, Way.TAKEN_BACK: 5,
        Way.EXPEDITED: 8, Way.ASKED: 50, Way.IN_TRANSIT_TIME: 3 * HORIZON * DAY, Way.IN_TRANSIT_CHARGED: 25,
    })  # fmt: skip
    outcome.ways[0, Way.IN_TRANSIT_TIME] = 4 * HORIZON * DAY


def fill_places(outcome: Outcome) -> None:
    """What happened at sites."""
    put(outcome.places[0], {
        Place.BUSY: 12 * DAY, Place.DOWN: 3 * DAY, Place.AVAILABLE: 20 * DAY, Place.RAMP_UPS: 2,
        Place.SET_UP: 4 * DAY, Place.SET_UPS: 6, Place.RAMP_DOWNS: 3,
        Place.REPUTATION_TIME: 850_000 * HORIZON * DAY, Place.REPUTATION_END: 800_000,
    })  # fmt: skip


def fill_crowds(outcome: Outcome) -> None:
    """What became of customers."""
    put(outcome.crowds[0], {
        Crowd.CUSTOMERS: 40, Crowd.CHURNED: 6, Crowd.DROPPED_OUT: 2, Crowd.AT_RISK: 365 * DAY,
        Crowd.RETURNED: 3, Crowd.AWAY: 35 * DAY, Crowd.STAYING: 31, Crowd.TO_COME: 1_500_000, Crowd.JOINS_LOST: 7,
        Crowd.JOINS_WON: 2,
    })  # fmt: skip
    outcome.crowds[1, [Crowd.CUSTOMERS, Crowd.CHURNED, Crowd.DROPPED_OUT, Crowd.AT_RISK]] = [10, 10, 10, 10]


FANS = "segment:customers.fans"
COST = 17 + 3 + 8 + 4 + 6 + 21.6 + 9.7 + 6 + 2.5 + 0.75 + 40 + 3 + 1 + 2 + 3 + 1.8 + 2.7 + 0.3
PROFIT = 66.25 - COST
EXPECTED: list[tuple[str, str, float]] = [
    ("served_within(2)", FANS, 45 / 60),
    ("lost_total", FANS, (5 + 4 + 2 + 1 + 20) / 100),
    ("lost_total", "total", (32 + 2.5) / 110),
    ("lost_total", "item:powder", 0.25),
    ("lost_share", FANS, 12 / 80),
    ("not_offered", FANS, 5 / 80),
    ("not_offered", "stock:retailers.north/powder", 0.25),
    ("balked", FANS, 4 / 80),
    ("reneged", FANS, 2 / 80),
    ("cancelled", FANS, 1 / 80),
    ("forgone", FANS, 20 / 100),
    ("lost_elsewhere", FANS, 4 / 80),
    ("ledger(at_once)", FANS, 0.40),
    ("ledger(kept)", FANS, 0.08),
    ("ledger(broken)", FANS, 0.06),
    ("ledger(untold)", FANS, 0.06),
    ("ledger(substituted)", FANS, 0.03),
    ("ledger(bridged)", FANS, 0.01),
    ("ledger(not_offered)", FANS, 0.05),
    ("ledger(refused)", FANS, 0.04),
    ("ledger(reneged)", FANS, 0.02),
    ("ledger(cancelled)", FANS, 0.01),
    ("ledger(forgone)", FANS, 0.20),
    ("ledger(waiting)", FANS, 0.04),
    ("churned_by_service", "total", 6.0),
    ("churned_share", FANS, 6 / 40),
    ("churn_rate", FANS, 6.0),
    ("dropout_rate", FANS, 2.0),
    ("customers", "total", 40.0),
    ("customers_end", FANS, 31.0),
    ("won_back", "total", 3.0),
    ("away_share", FANS, 35 / (365 + 35)),
    ("joins_lost", FANS, 7.0),
    ("joins_won", "total", 2.0),
    ("reputation", "total", 0.85),
    ("reputation_end", "site:retailers.north", 0.8),
    ("satisfaction", FANS, (19 * 4.1 + 3 * 3.5 + 2 * 2.2 + 1 * 1.6) / 25),
    ("customer_equity", FANS, 1500 * (10 - 4 - (0.5 + 2.0) / 2)),
    ("profit_with_equity", "total", PROFIT + 1500 * (6 - (0.5 + 2.0) / 2) / 10),
    ("fill_rate", FANS, 40 / 80),
    ("fill_rate", "site:retailers.north", 47.5 / 90),
    ("order_fill_rate", FANS, 16 / 40),
    ("requests", "total", 50.0),
    ("demand", "total", 11.0),
    ("throughput", FANS, 6.4),
    ("fill_time", FANS, 128 / 64),
    ("fill_time_p50", "stock:retailers.north/widget", 0.0),
    ("fill_time_p95", "total", 0.060),
    ("wait_back_ordered", FANS, 60 / 20),
    ("queue_wait", FANS, 30 / 20),
    ("queue_immediate", FANS, 5 / 20),
    ("queue_wait_p50", "total", 0.0),
    ("queue_wait_p95", "total", 0.050),
    ("promise_kept", FANS, 6 / 8),
    ("promise_error", FANS, 2.0),
    ("last_promise_error", FANS, 1.0),
    ("redated", FANS, 0.4),
    ("slip", FANS, 1.2),
    ("messages", FANS, 1.5),
    ("served_elsewhere", FANS, 4 / 80),
    ("phantom_backlog", "total", 5 / 20),
    ("duplicates", "total", 0.6),
    ("inquiries", FANS, 1.2),
    ("compensations", FANS, 0.5),
    ("on_hand", "total", 34.0),
    ("on_hand", "item:powder", 4.0),
    ("backlog", "site:retailers.north", 2.0),
    ("on_order", "item:widget", 8.0),
    ("in_transit", "site:retailers.south", 3.0),
    ("in_jobs", "total", 12.0),
    ("lead_time", "stock:retailers.north/widget", 56 / 16),
    ("backlog_age", "total", 30 / 2 / 20),
    ("time_to_clear", "stock:retailers.north/widget", 10 / 4),
    ("peak_backlog", "stock:retailers.north/widget", 11.0),
    ("bullwhip", "stock:retailers.north/widget", 4.0 / 1.0),
    ("ready_rate", "stock:retailers.north/widget", 0.9),
    ("ready_rate", "total", 0.3),
    ("orders", "total", 0.5),
    ("units_ordered", "total", 6.0),
    ("site_fill", "total", 0.75),
    ("site_turned_away", "total", 3 / 20),
    ("site_promise_kept", "total", 6 / 8),
    ("on_time_in_full", "stock:retailers.south/widget", 0.75),
    ("lost_business", "site:retailers.north", 10 / 50),
    ("taken_back", "site:retailers.north", 0.5),
    ("expedited", "site:retailers.south", 8 / 50),
    ("phantom_orders", "total", 15 / 60),
    ("utilisation", "site:retailers.north", 0.6),
    ("lines_down", "total", 0.15),
    ("job_wait", "total", 1.5),
    ("ramp_ups", "total", 2.0),
    ("ramp_downs", "total", 3.0),
    ("lines", "total", 20 / HORIZON),
    ("set_up_time", "total", 0.2),
    ("set_ups", "total", 6 / HORIZON),
    ("cost_hold", "total", 17.0),
    ("cost_back_order", "total", 4.0),
    ("cost_hold_components", "total", 12 * 0.25),
    ("cost_in_transit", "total", 4 * 0.5 + 3 * 2),
    ("cost_in_transit", "site:retailers.north", 2.0),
    ("cost_order", "total", 5 * (3 + 2) / 10 + 5 * 7 / 10),
    ("cost_order", "site:retailers.south", 3.5),
    ("cost_unit", "total", (60 - 4 - 2) * 4 / 10),
    ("cost_sources", "total", (40 - 5) * 2 / 10 + (60 - 4 - 2) * 0.5 / 10),
    ("cost_lost", "total", 12 * 5 / 10),
    ("cost_delivery", "total", 2.5),
    ("cost_compensation", "total", 5 * 4 / 10),
    ("cost_cancellation", "total", 3 * 10 / 10),
    ("cost_inquiry", "total", 12 * 1.5 / 10),
    ("cost_discount", "total", 4 * 2.5 / 10),
    ("cost_message", "total", 0.75),
    ("cost_line", "total", 40.0),
    ("cost_ramp_up", "total", 3.0),
    ("disruptions", "total", 5),
    ("disruptions", "disruption:mill freeze", 4),
    ("downtime", "disruption:mill freeze", 4.0),
    ("time_to_recover", "disruption:mill freeze", 6 / 3),
    ("not_recovered", "total", 1),
    ("destroyed", "stock:retailers.north/widget", 6),
    ("cost_destroyed", "total", 0.3),
    ("cost_ramp_down", "total", 2.7),
    ("cost", "total", COST),
    ("revenue", "total", (64 * 10 + 7.5 * 3) / 10),
    ("profit", "total", PROFIT),
]


@pytest.fixture(scope="module")
def world() -> World:
    """Return the small world with a price on everything."""
    priced = small_world(PRICES)
    north = replace(
        priced.sites[0], ramp_up=RampUp(1, 1, 1, 1, cost=15.0), ramp_down=RampDown(1, 1, 1, cost=9.0)
    )
    trouble = (
        Disruption("mill freeze", Effect.FREEZE_LANES, (0, 1)),
        Disruption("retailers.north destroy-stock", Effect.DESTROY_STOCK, (0,), share=0.5),
    )
    north = replace(north, reputation=Reputation(200, 0.9))
    fans = replace(
        priced.segments[0], word=reputation.Settings(2.0), win_back=0, rate=0, quantity=1, elsewhere=0.5
    )
    made = replace(priced.stocks[1], production=Production(0, 1.0, 1.0, components=((0, 1),)))
    inflating = replace(priced.stocks[0], inflation=inflation.Settings(1.0))
    return replace(
        priced, sites=(north, *priced.sites[1:]), segments=(fans, *priced.segments[1:]), discount=0.1,
        streams=(*priced.streams, Stream("quantity/1", "customers.fans", constant(1.0))),
        lateness=(0, 3 * DAY, 7 * DAY), scores=(4.1, 3.5, 2.2, 1.6), disruptions=trouble,
        stocks=(inflating, made, priced.stocks[2]),
    )  # fmt: skip


@pytest.fixture(scope="module")
def read(world: World) -> dict[Key, float]:
    """Return every measure of the outcome above."""
    outcome = blank_outcome(world)
    fill(outcome)
    return Meter(world).mapping(outcome)


@pytest.mark.parametrize(("name", "scope", "expected"), EXPECTED)
def test_a_measure_has_the_value_worked_out(
    read: dict[Key, float], name: str, scope: str, expected: float
) -> None:
    """Each formula, on the outcome above, gives the number in the table, up to rounding of floats."""
    assert read[Key(name, scope)] == pytest.approx(expected, rel=1e-12)


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("cost_hold", (250 * 0.5) * 2 / HORIZON),
        ("cost_back_order", 30 * 2 * 2 / HORIZON),
        ("cost_hold_components", 100 * 0.25 * 2 / HORIZON),
        ("cost_in_transit", 25 * 2 * 2 / HORIZON),
        ("on_hand", 34.0),
    ],
)
def test_levels_are_priced_at_the_ends_of_periods(world: World, name: str, expected: float) -> None:
    """With periods of two days: what was there at their ends, two days each; levels are told as ever."""
    by_period = replace(world, accrual=2 * DAY)
    outcome = blank_outcome(by_period)
    fill(outcome)
    assert Meter(by_period).mapping(outcome)[Key(name, "total")] == pytest.approx(expected, rel=1e-12)


def test_every_measure_has_a_row_and_a_definition(world: World) -> None:
    """A measure without a row in the table above, or without a formula in words, is found out."""
    told = {name for name, _, _ in EXPECTED}
    assert [one.name for one in measures(world) if one.name not in told] == []
    assert [one.name for one in measures(world) if len(one.definition) < 20] == []


def test_measures_are_named_once(world: World) -> None:
    """No two measures share a name, and no key appears twice."""
    names = [one.name for one in measures(world)]
    keys = Meter(world).keys
    assert len(set(names)) == len(names)
    assert len(set(keys)) == len(keys)


def test_a_ratio_without_demand_is_absent() -> None:
    """Where nothing was asked or made, ratios are not there at all, neither 0 nor NaN; amounts are 0."""
    world = small_world()
    read = Meter(world).mapping(blank_outcome(world))
    names = {key.name for key in read}
    assert names == {
        "on_hand",
        "backlog",
        "on_order",
        "in_transit",
        "peak_backlog",
        "ready_rate",
        "orders",
        "units_ordered",
        "duplicates",
        "revenue",
        "profit",
    }


def test_orders_elsewhere_are_absent_where_nobody_places_any() -> None:
    """Duplicates and phantom backlog are told only where a customer may order at several shops."""
    world = small_world()
    alone = replace(world, segments=tuple(replace(one, also_orders_at=()) for one in world.segments))
    outcome = blank_outcome(world)
    fill(outcome)
    told = {key.name for key in Meter(world).mapping(outcome)}
    assert told - {key.name for key in Meter(alone).mapping(outcome)} == {"duplicates", "phantom_backlog"}


def test_a_price_of_nothing_is_absent_everywhere() -> None:
    """Without prices, cost and its parts are told at no scope, not even where there is no demand."""
    world = small_world()
    outcome = blank_outcome(world)
    fill(outcome)
    read = Meter(world).mapping(outcome)
    assert [key for key in read if key.name.startswith("cost")] == []
    assert read[Key("profit", "total")] == read[Key("revenue", "total")]


def test_the_ledger_adds_up_to_one(read: dict[Key, float]) -> None:
    """The twelve columns, as shares of potential demand, are all of it."""
    columns = [number for key, number in read.items() if key.name.startswith("ledger(") and key.scope == FANS]
    assert len(columns) == 12
    assert sum(columns) == pytest.approx(1.0, rel=1e-12)


@pytest.mark.parametrize("cell", range(4))
def test_a_unit_that_ended_nowhere_voids_the_run(world: World, cell: int) -> None:
    """One quantum missing from one cell's columns is an impossible state that names the cell."""
    outcome = blank_outcome(world)
    fill(outcome)
    outcome.cells[cell, Cell.REQUESTED] += 1
    asked = int(outcome.cells[cell, Cell.REQUESTED])
    with pytest.raises(
        ImpossibleState, match=rf"customers\.\w+ at retailers\.\w+/\w+: {asked} quanta were requested"
    ):
        Meter(world).read(outcome)


def test_a_negative_column_voids_the_run(world: World) -> None:
    """Columns that add up only because one is negative are found."""
    outcome = blank_outcome(world)
    outcome.cells[1, Cell.AT_ONCE], outcome.cells[1, Cell.WAITING] = 3, -3
    with pytest.raises(ImpossibleState, match="the least of them -3"):
        Meter(world).read(outcome)


def test_headlines_follow_the_times_asked_about() -> None:
    """The first time of `served_within` is the headline of fill time; without any, the fill rate stands in."""
    assert headlines(small_world())[0] == "served_within(2)"
    assert headlines(small_world(served_within=(DAY // 2, DAY)))[0] == "served_within(0.5)"
    assert headlines(small_world(served_within=()))[0] == "fill_rate"
    assert set(compared([small_world()])) <= {one.name for one in measures(small_world())}


def test_churn_is_told_per_year_only_in_a_calendar(world: World) -> None:
    """In an abstract time unit churn is per customer and unit, since there is no year."""
    periods = dataclasses.replace(world, clock=dataclasses.replace(world.clock, unit="period"))
    outcome = blank_outcome(periods)
    fill(outcome)
    meter = Meter(periods)
    assert meter.mapping(outcome)[Key("churn_rate", "total")] == 6 / 365
    assert meter.unit("churn_rate") == "per customer and period"
    assert Meter(world).unit("churn_rate") == "per customer and year"


def test_the_fast_quantile_is_the_stated_one() -> None:
    """Quantiles by scope equal `outcome.histogram.quantile` of the summed counts, for 100 pairs of random histograms.

    The first scope has both stock points, the second one the latter alone, which counts threefold.
    """
    chance = np.random.default_rng(7)
    pairs = np.array([0, 1, 1]), np.array([0, 0, 1])
    for _ in range(100):
        table = np.zeros((2, histogram.BUCKETS), np.int64)
        for row in table:
            row[chance.integers(0, histogram.BUCKETS - 1, 20)] = chance.integers(1, 50, 20)
        share = float(chance.uniform(0.01, 1.0))
        spreads = Spreads.of(table, np.array([1, 3]), pairs)
        stated = [table[0] + 3 * table[1], 3 * table[1]]
        assert spreads.scopes.tolist() == [0, 1]
        assert quantiles(spreads, share).tolist() == [
            histogram.quantile(counts.tolist(), share) for counts in stated
        ]


def test_stock_points_without_waits_have_no_quantile() -> None:
    """Only scopes of which something is counted are told."""
    table = np.zeros((2, histogram.BUCKETS), np.int64)
    table[1, 5] = 2
    spreads = Spreads.of(table, np.array([1, 1]), (np.array([0, 1, 1]), np.array([3, 3, 7])))
    assert (spreads.scopes.tolist(), quantiles(spreads, 0.5).tolist()) == ([3, 7], [5.0, 5.0])
    none = Spreads.of(0 * table, np.array([1, 1]), (np.array([0, 1, 1]), np.array([3, 3, 7])))
    assert (none.scopes.tolist(), quantiles(none, 0.5).tolist()) == ([], [])


def test_fixed_measures_have_scopes() -> None:
    """Every measure is told for the whole, or is one that makes no sense as a sum: the highest backlog."""
    assert [one.name for one in FIXED if "total" not in one.kinds] == ["peak_backlog", "bullwhip"]
