"""What became of those who asked: the curves against every single wait of the traces, and what is stored of them."""

from __future__ import annotations

import math
from pathlib import Path

import numpy as np
import pytest

from model import Result, load, simulate
from model.engines import Engine, run
from model.experiment.incidence import Shares
from model.outcome.histogram import bucket, lower
from model.outcome.trace import Row
from model.sample_path import draw
from model.storage import read_run, write_run

SHOP = """
schema: 1
title: A shop where a wait ends in each way there is
time: {unit: day, horizon: 40, warm_up: 5}
seed: 3
items: {lamp: {price: 5}}
suppliers: {works: {supplies: {lamp: {lead_time: {gamma: {mean: 6, cv: 0.5}}}}}}
retailers:
  corner:
    stock: {lamp: {base_stock: 9, from: works}}
    back_orders: {offer: capped, units: 12, window: 8 days}
    delivery: {time: 36 h}
customers:
  passers-by: {shop: corner, buys: lamp, requests: {rate: 2}, tolerance: {gamma: {mean: 9, cv: 0.9}}}
measures: {served_within: [2, 6]}
"""
REPLICATIONS = 5
ENGINES: list[Engine] = ["reference", "compiled"]
ENDS = {
    Row.SERVED_AT_ONCE: 0,
    Row.SERVED_LATE: 0,
    Row.NOT_OFFERED: 1,
    Row.REFUSED: 1,
    Row.RENEGED: 1,
    Row.CANCELLED: 2,
}
CUT = 3


@pytest.fixture(scope="module")
def shop(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the scenario's file."""
    path = tmp_path_factory.mktemp("shop") / "shop.yaml"
    path.write_text(SHOP)
    return path


@pytest.fixture(scope="module", params=ENGINES)
def result(shop: Path, request: pytest.FixtureRequest) -> Result:
    """Return what came of it in either engine."""
    return simulate(shop, engine=request.param, replications=REPLICATIONS, workers=1)


def single_waits(shop: Path) -> list[tuple[int, int]]:
    """Return how long each unit asked for in the measured time waited and how that ended, from the rows alone."""
    world = load(shop).world()
    horizon, delivery, found = world.clock.horizon, 36 * 3600 * 1000, list[tuple[int, int]]()
    for replication in range(REPLICATIONS):
        outcome = run(world, draw(world.streams, 3, replication), engine="reference", trace=True)
        assert outcome.trace is not None
        waiting: dict[int, int] = {}
        for tick, kind, _, subject, quantity, _, receipt, _ in outcome.trace.tolist():
            assert quantity <= 1 or kind not in (*ENDS, Row.BACK_ORDERED)
            if kind == Row.BACK_ORDERED:
                waiting[subject] = tick
            elif kind in ENDS:
                asked = (
                    tick
                    if kind in (Row.SERVED_AT_ONCE, Row.NOT_OFFERED, Row.REFUSED)
                    else waiting.pop(subject)
                )
                ended = (
                    tick + delivery
                    if kind == Row.SERVED_AT_ONCE
                    else receipt
                    if kind == Row.SERVED_LATE
                    else tick
                )
                if asked >= 0:
                    end = (ended - asked, ENDS[Row(kind)]) if ended < horizon else (horizon - asked, CUT)
                    found.append(end)
        found += [(horizon - asked, CUT) for asked in waiting.values() if asked >= 0]
    return found


def estimated(waits: list[tuple[int, int]], time: int) -> list[float]:
    """Return the shares ended in each way by a time, one wait after the other: the estimator as it is defined."""
    shares, waits_on = [0.0, 0.0, 0.0], 1.0
    for at in sorted({wait for wait, end in waits if end != CUT and wait <= time}):
        at_risk = sum(wait >= at for wait, _ in waits)
        ended = [sum((wait, end) == (at, cause) for wait, end in waits) for cause in range(3)]
        shares = [share + waits_on * one / at_risk for share, one in zip(shares, ended, strict=True)]
        waits_on *= 1 - sum(ended) / at_risk
    return [*shares, waits_on]


def test_the_curves_are_those_of_the_single_waits(result: Result, shop: Path) -> None:
    """Rounded down to buckets as the histograms do, the waits of all units give the same shares at five times."""
    waits = [(lower(bucket(wait)), end) for wait, end in single_waits(shop)]
    assert {end for _, end in waits} == {0, 1, 2, CUT}
    found, day = result.incidence(), 86_400_000
    for time in (0.0, 1.0, 2.0, 6.0, 12.0):
        shares = found.at(time)
        assert shares is not None
        assert tuple(shares) == pytest.approx(estimated(waits, int(time * day)), abs=1e-9)
        assert sum(shares) == pytest.approx(1.0, abs=1e-12)


def test_what_is_under_way_at_the_horizon_still_waits(result: Result) -> None:
    """Sold from the shelf is received 36 hours later: some of it after the horizon, where it is waited for."""
    under_way = result.gathered.histograms["under_way_times", 0].sum()
    waiting = result.measure("ledger(waiting)").mean * result.measure("demand").mean * 40 * REPLICATIONS
    assert under_way > 0
    assert result.gathered.histograms["waiting_ages", 0].sum() > under_way
    assert waiting > 0
    before, after = result.incidence().at(1.4), result.incidence().at(1.5)
    assert before is not None and after is not None
    assert before.received == 0.0 < after.received


def test_scopes_have_curves_and_segments_have_none(result: Result) -> None:
    """One shop and one item are all there is; waits are not kept by segment, which is told."""
    total = result.incidence()
    for scope in ("site:retailers.corner", "item:lamp", "stock:retailers.corner/lamp"):
        assert np.array_equal(result.incidence(scope).waiting, total.waiting)
    with pytest.raises(KeyError, match="not for segment:customers.passers-by"):
        result.incidence("segment:customers.passers-by")


def test_beyond_the_longest_wait_nothing_is_known(shop: Path) -> None:
    """Where the last who is seen still waits, later shares are not told; where all have ended, they stay. Nothing is
    delivered here, and nobody leaves: at 20 days nobody has been seen for longer."""
    changes = ["time.horizon=20", "suppliers.works.supplies.lamp.lead_time=100"]
    waiting = ["customers.passers-by.tolerance=1000", "retailers.corner.back_orders={offer: open}"]
    found = simulate(load(shop, [*changes, *waiting]), replications=1).incidence()
    assert found.at(20.5) is None
    turned_away = simulate(
        load(shop, [*changes, "retailers.corner.back_orders={offer: none}"]), replications=1
    )
    assert found.at(-1.0) == Shares(0.0, 0.0, 0.0, 1.0)
    late = turned_away.incidence().at(1000.0)
    assert late is not None and late.waiting == 0.0


def test_what_is_no_time_is_refused(result: Result) -> None:
    """Nothing is known at a time that is none."""
    with pytest.raises(ValueError, match="nan is no time since a request"):
        result.incidence().at(math.nan)


def test_the_curves_are_kept_in_the_folder(result: Result, tmp_path: Path) -> None:
    """Of all and of each stock point that sells, what is read back is what was estimated."""
    stored = read_run(write_run(tmp_path, result.record()))
    found = result.incidence()
    for kind in ("received", "left", "cancelled", "waiting"):
        for stock in ("total", "retailers.corner/lamp"):
            x, y = stored.curve(stored.combinations[0], f"incidence({kind})", stock)
            assert np.array_equal(x, found.times) and np.array_equal(y, getattr(found, kind))
