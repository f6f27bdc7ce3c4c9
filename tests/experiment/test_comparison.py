"""Comparing combinations: pairs, families, what is the same, and what is best."""

from __future__ import annotations

import math
from pathlib import Path

import numpy as np
import pytest
from scipy import stats

from model import Comparison, compare, load, simulate
from model.errors import BackorderError
from model.experiment.estimates import Estimate, told
from model.metrics import Key
from model.statistics import mean_interval

LOST = Key("lost_total", "total")


def column(comparison: Comparison, name: str, key: Key) -> np.ndarray[tuple[int], np.dtype[np.float64]]:
    """Return a measure of a combination by replication."""
    one = comparison.combination(name)
    return one.gathered.values[:, one.meter.keys.index(key)]


def test_the_grid_is_simulated_whole_and_in_order(comparison: Comparison) -> None:
    """Two alternatives of one lever and three of the other make six combinations, the last lever fastest."""
    names = [one.name for one in comparison.combinations]
    assert names == [
        "lost-sales / silent",
        "lost-sales / fixed",
        "lost-sales / pipeline",
        "open / silent",
        "open / fixed",
        "open / pipeline",
    ]
    assert comparison.baseline == "lost-sales / silent"


def test_nobody_waits_under_lost_sales_whatever_is_said(comparison: Comparison) -> None:
    """Combinations in which the same happened are found by fingerprint; those with back-orders are all different."""
    same = {one.name: one.same_as for one in comparison.combinations}
    assert same["lost-sales / silent"] is None
    assert same["lost-sales / fixed"] == same["lost-sales / pipeline"] == "lost-sales / silent"
    assert [same[f"open / {said}"] for said in ("silent", "fixed", "pipeline")] == [None, None, None]


def test_differences_are_paired_and_hold_together(comparison: Comparison) -> None:
    """The half-width is that of paired differences at 1 - .05/18: three distinct rivals x six measures judged."""
    found = comparison.difference("open / fixed", "lost_total")
    paired = column(comparison, "open / fixed", LOST) - column(comparison, "lost-sales / silent", LOST)
    t = stats.t.ppf(1 - 0.05 / 18 / 2, 19)
    assert found is not None
    assert found.mean == pytest.approx(float(paired.mean()), rel=1e-12)
    assert found.half_width == pytest.approx(t * float(paired.std(ddof=1)) / math.sqrt(20), rel=1e-12)
    assert (found.n, found.unit) == (20, "share")


def test_verdicts_follow_the_intervals(comparison: Comparison) -> None:
    """Back-orders lose fewer sales than lost sales; what is the same is called the same."""
    open_silent = comparison.difference("open / silent", "lost_total")
    assert open_silent is not None and open_silent.verdict == "better" and open_silent.mean < 0
    same = comparison.difference("lost-sales / fixed", "lost_total")
    assert same is not None and (same.mean, same.half_width, same.verdict) == (0.0, 0.0, "same")


def test_wins_are_counted_pair_by_pair(comparison: Comparison) -> None:
    """`wins` is the share of the 20 pairs with fewer lost sales than the baseline; what is the same wins half."""
    found = comparison.difference("open / fixed", "lost_total")
    ours, theirs = column(comparison, "open / fixed", LOST), column(comparison, comparison.baseline, LOST)
    assert found is not None
    assert found.wins == ((ours < theirs).sum() + (ours == theirs).sum() / 2) / 20
    assert 0.5 < found.wins <= 1.0
    same = comparison.difference("lost-sales / fixed", "lost_total")
    assert same is not None and same.wins == 0.5
    rows = {(row.combination, row.measure): row.wins for row in comparison.record().comparisons}
    assert rows["open / fixed", "lost_total"] == found.wins


def test_an_estimate_tells_its_tails(comparison: Comparison) -> None:
    """Of 20 replications one lies below p5 and one above p95, as numpy interpolates."""
    one = next(
        item
        for item in comparison.combination("open / silent").measures
        if (item.name, item.scope) == ("fill_rate", "total")
    )
    values = column(comparison, "open / silent", Key("fill_rate", "total"))
    assert (one.p5, one.p95) == pytest.approx(tuple(np.percentile(values, [5, 95])))
    assert ((values < one.p5).sum(), (values > one.p95).sum()) == (1, 1)


def test_a_measure_that_one_side_lacks_has_no_difference(comparison: Comparison) -> None:
    """Lost sales make no promise, so nobody is compared with the baseline on keeping them."""
    assert comparison.difference("open / fixed", "promise_kept") is None
    assert any(one.name == "promise_kept" for one in comparison.combination("open / fixed").measures)


def test_best_and_marks_never_disagree(comparison: Comparison) -> None:
    """The baseline may be best on a headline exactly where no combination is marked better than it."""
    assert len(comparison.best) == 3
    for best in comparison.best:
        marked_better = any(
            one.measure == best.measure and one.verdict == "better" for one in comparison.differences
        )
        assert (comparison.baseline in best.names) == (not marked_better)


def test_the_scenario_as_it_stands_is_one_of_the_combinations(comparison: Comparison, shop: Path) -> None:
    """The file's own policies are open and silent: simulating it gives that combination's numbers to the bit."""
    result = simulate(shop, engine="reference", replications=20, workers=1)
    one = comparison.combination("open / silent")
    assert result.gathered.same_as(one.gathered)
    assert result.measures == one.measures


def test_an_estimate_is_the_interval_of_its_replications(comparison: Comparison) -> None:
    """Mean and half-width of a combination are those of its own replications, not of pairs."""
    measures = comparison.combination("open / pipeline").measures
    one = next(item for item in measures if (item.name, item.scope) == LOST)
    interval = mean_interval(column(comparison, "open / pipeline", LOST))
    assert interval is not None
    assert (one.mean, one.half_width, one.n) == pytest.approx((interval.mean, interval.half_width, 20))
    assert (one.unit, one.better) == ("share", "lower")


def test_a_scenario_without_levers_has_nothing_to_compare(tmp_path: Path, shop: Path) -> None:
    """The message names the file and says what to write."""
    text = "\n".join(line for line in shop.read_text().splitlines() if not line.startswith("compare:"))
    path = tmp_path / "alone.yaml"
    path.write_text(text)
    with pytest.raises(BackorderError, match=r"alone\.yaml: there is nothing to compare.*grid"):
        compare(path, engine="reference", replications=2)


def test_a_combination_that_is_not_there_is_refused(comparison: Comparison) -> None:
    """Asking for an unknown combination or number names what was asked."""
    with pytest.raises(KeyError, match="open / loud is not a combination"):
        comparison.combination("open / loud")
    result = simulate(load(comparison.scenario.path), engine="reference", replications=2, workers=1)
    with pytest.raises(KeyError, match="promise_kept at total: no replication had this number"):
        result.measure("promise_kept")
    assert result.measure("lost_total").n == 2


def test_what_is_kept_of_a_run_is_complete(comparison: Comparison) -> None:
    """The record holds every combination's numbers, chance and curves, and every difference."""
    record = comparison.record()
    assert [one.name for one in record.combinations] == [one.name for one in comparison.combinations]
    assert len(record.comparisons) == len(comparison.differences)
    assert len({one.chance for one in record.combinations}) == 1
    waits = next(c for c in record.combinations[3].curves if c.kind == "fill_times")
    served = comparison.combination("open / silent").gathered.histograms["fill_times", 0].sum()
    assert waits.y.sum() == served > 0
    stock = next(c for c in record.combinations[3].curves if c.kind == "on_hand")
    assert 0 < stock.y.mean() <= 12
    assert stock.x[0] >= 0 and stock.x[-1] < 60


def test_a_measure_that_is_not_there_is_told_with_what_was_meant() -> None:
    """A slip in the name, and one in the scope, are answered by the nearest there is."""
    one = Estimate("lost_total", "site:retailers.corner", 0.1, None, "%", "lower", 1, "Lost sales", 0.1, 0.1)
    assert told((one,), "lost_total", "site:retailers.corner") is one
    for name, scope, meant in (
        ("lost_totl", "site:retailers.corner", "lost_total"),
        ("lost_total", "site:retailers.korner", "site:retailers.corner"),
    ):
        with pytest.raises(KeyError, match=f"did you mean {meant}"):
            told((one,), name, scope)


RAMP = """
schema: 1
title: Lines that cost more than they bring
time: {unit: day, horizon: 60}
items: {lamp: {price: 10}}
manufacturers:
  plant:
    lines: {count: 1, unit_time: 2}
    stock: {lamp: {base_stock: 3}}
    back_orders: open
customers: {all: {shop: plant, buys: lamp, requests: {every: 1}, patience: {budget: never}}}
levers:
  capacity:
    as-is: {manufacturers.plant.ramp_up: none}
    more: {manufacturers.plant.ramp_up: {when: {backlog_over: 5, for: 1}, lines: 1, after: 1, cost: 600000}}
compare: {grid: [capacity], baseline: [as-is]}
"""


def test_what_costs_in_one_combination_alone_is_judged(tmp_path: Path) -> None:
    """Nothing costs but the ramp-up: 600,000 once in 60 days, 10,000 a day, for at most 10 more sold a day."""
    (tmp_path / "ramp.yaml").write_text(RAMP)
    found = compare(tmp_path / "ramp.yaml", engine="reference", replications=2, workers=1)
    assert "profit" in found.judged
    difference = found.difference("more", "profit")
    assert difference is not None and difference.verdict == "worse"
    assert -10_000 <= difference.mean < -9_990
    assert found.earning is not None and found.earning.names == ("as-is",)
