"""Chance is drawn before choice: what a policy, a neighbour or a bystander cannot change.

The promise ends where the docs say: the k-th shipment may carry another order under another policy, and a new name is
new luck.
"""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from model import compare, load, simulate
from model.engines import Engine, run
from model.experiment import Result
from model.outcome.trace import Row
from model.sample_path import draw, fingerprint, ticks
from tests.conftest import ROOT

SHOP = ROOT / "tests" / "experiment" / "shop.yaml"
ENGINES = pytest.mark.parametrize("engine", ["reference", "compiled"])

SOUTH = """
  south:
    stock:
      widget: {base_stock: 3, from: mill}
    back_orders: {offer: open}
    communication: {promise: fixed, days: 3}
customers:
  locals:
    count: 50
    buys: {widget: 1}
    shop: {south: 1}
    requests: {rate: {gamma: {mean: 9 per year, cv: 0.5}}}
    tolerance: {gamma: {mean: 6, cv: 0.7}}
"""


@ENGINES
def test_replications_are_as_many_distinct_runs(engine: Engine) -> None:
    """Sixty replications are sixty different runs, and another seed's are sixty others."""
    first = simulate(SHOP, engine=engine, replications=60, seed=1)
    second = simulate(SHOP, engine=engine, replications=60, seed=2)
    assert len({*first.gathered.fingerprints, *second.gathered.fingerprints}) == 120


@ENGINES
def test_a_policy_changes_no_number_of_chance(engine: Engine) -> None:
    """Under every combination the streams are the same, and so are the requests met, replication by replication."""
    found = compare(SHOP, engine=engine, replications=10)
    assert len({fingerprint(one.meter.world.streams) for one in found.combinations}) == 1
    assert len({tuple(one.gathered.requests) for one in found.combinations}) == 1
    assert min(found.combinations[0].gathered.requests) > 100
    assert len({tuple(one.gathered.fingerprints) for one in found.combinations}) > 1


def test_a_changed_law_is_seen_by_the_fingerprint() -> None:
    """The judge of the test above tells a scenario with another lead time apart, and not one with another policy."""
    streams = load(SHOP).world().streams
    assert fingerprint(streams) == fingerprint(
        load(SHOP, ["retailers.north.stock.widget.base_stock.S=3"]).world().streams
    )
    assert fingerprint(streams) != fingerprint(
        load(SHOP, ["suppliers.mill.supplies.widget.lead_time=6"]).world().streams
    )


def at_north(result: Result) -> np.ndarray[tuple[int, int], np.dtype[np.float64]]:
    """Return every measure of the shop in the north, by replication."""
    chosen = [place for place, key in enumerate(result.meter.keys) if key.scope == "site:retailers.north"]
    return result.gathered.values[:, chosen]


@ENGINES
def test_a_new_retailer_changes_no_number_of_another(engine: Engine, tmp_path: Path) -> None:
    """With a second shop and its customers beside it, all that happens in the north is the same to the bit."""
    head, tail = SHOP.read_text().split("customers:\n")
    assert head.endswith("communication: {promise: none}\n")
    together = tmp_path / "together.yaml"
    together.write_text(head.rstrip("\n") + SOUTH.rstrip("\n") + "\n" + tail)
    alone = simulate(SHOP, engine=engine, replications=6)
    beside = simulate(together, engine=engine, replications=6)
    assert at_north(alone).shape[1] > 20
    np.testing.assert_array_equal(at_north(alone), at_north(beside))
    assert beside.measure("lost_total", "site:retailers.south").mean > 0
    assert alone.gathered.fingerprints != beside.gathered.fingerprints


@ENGINES
def test_a_number_drawn_alone_is_the_number_of_the_run(engine: Engine) -> None:
    """The lead time of every shipment in a run equals the number at its address, asked for alone, last one first."""
    world = load(SHOP).world()
    outcome = run(world, draw(world.streams, 7, 3), engine=engine, trace=True)
    stream = world.lanes[world.stocks[0].lanes[0]].transit
    assert outcome.trace is not None and stream is not None
    shipped = outcome.trace[outcome.trace[:, 1] == Row.SHIPPED]
    assert shipped.shape[0] > 50
    for tick, _, _, ordinal, _, arrival, *_ in shipped[::-1].tolist():
        alone = draw(world.streams, 7, 3)
        assert arrival - tick == ticks(alone.value(stream, 0, ordinal))


@ENGINES
def test_seed_0_is_a_seed(engine: Engine, tmp_path: Path) -> None:
    """Seed 0 given to `simulate` is the seed 0 of a file, and not the scenario's 11."""
    zero = tmp_path / "zero.yaml"
    zero.write_text(SHOP.read_text().replace("seed: 11", "seed: 0"))
    given = simulate(SHOP, engine=engine, replications=3, seed=0)
    written = simulate(zero, engine=engine, replications=3)
    own = simulate(SHOP, engine=engine, replications=3)
    assert given.seed == written.seed == 0
    assert given.gathered.fingerprints == written.gathered.fingerprints
    assert not set(given.gathered.fingerprints) & set(own.gathered.fingerprints)
