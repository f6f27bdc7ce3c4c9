"""What a scenario says that it shows is what its comparison shows, on a part of its replications.

A claim is two combinations of which the first has less of a measure. It holds where the 95 % interval of the paired
difference lies below 0; the seeds are those of the files, so it always holds or never.
"""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

import pytest

from model.execution import Job, execute
from model.metrics import Key, Meter
from model.scenario import Scenario, load
from model.statistics import Array, paired_interval
from tests.conftest import ROOT

PART, FEWEST = 3, 20
"""A claim is judged on a third of a scenario's replications, and not on fewer than these."""


class Less(NamedTuple):
    """The first combination has less of a measure than the second."""

    measure: str
    less: str
    more: str
    scope: str = "total"


CLAIMS: dict[str, tuple[Less, ...]] = {
    "cdnow": (
        Less("lost_total", "open / silent", "capped / silent"),
        Less("lost_total", "capped / silent", "lost-sales / silent"),
        Less("lost_total", "open / silent", "open / two-weeks"),
        Less("churned_by_service", "open / silent", "lost-sales / silent"),
    ),
    "cdnow-fitted": (
        Less("lost_total", "open / silent", "lost-sales / silent"),
        Less("lost_total", "open / silent", "open / two-weeks"),
    ),
    "cdnow-promises-matter": (
        Less("churned_by_service", "two-weeks", "silent"),
        Less("lost_total", "silent", "two-weeks"),
    ),
    "chip-outage": (
        Less("lost_total", "two-more-weeks / open / nothing", "lean / open / true-date"),
        Less("lost_total", "lean / open / true-date", "lean / open / nothing"),
        Less("lost_total", "lean / open / nothing", "lean / capped / nothing"),
        Less("churned_by_service", "lean / capped / nothing", "lean / open / nothing"),
        Less("profit", "lean / open / nothing", "two-more-weeks / open / nothing"),
    ),
    "console-launch": (
        Less("lost_total", "open / pipeline", "lost-sales / silent"),
        Less("churned_by_service", "lost-sales / silent", "open / silent"),
        Less("churned_by_service", "open / pipeline+updates", "open / silent"),
        Less("profit", "lost-sales / silent", "open / pipeline"),
    ),
    "distributor-network": (
        Less("promise_kept", "first-come / silent", "first-come / quoted"),
        Less("promise_kept", "fair-share / quoted", "first-come / quoted"),
        Less("lost_total", "first-come / silent", "first-come / quoted"),
    ),
    "late-deliveries": (
        Less("lost_business", "as-is / kept", "as-is / hopeful"),
        Less("lost_business", "as-is / kept", "stock / hopeful"),
        Less("cost", "as-is / kept", "as-is / hopeful"),
        Less("lost_total", "as-is / hopeful", "as-is / kept"),
    ),
    "launch-surge": (
        Less("profit", "200-ready / silent", "700-ready / silent"),
        Less("profit", "1200-ready / silent", "700-ready / silent"),
        Less("lost_total", "1200-ready / silent", "700-ready / silent"),
        Less("churned_by_service", "200-ready / two-weeks", "200-ready / silent"),
        Less("lost_total", "200-ready / silent", "200-ready / two-weeks"),
    ),
    "loyal-and-casual": (
        Less("churned_by_service", "regulars / a-week", "nobody / silent"),
        Less("churned_by_service", "regulars / a-week", "everybody / a-week"),
        Less("profit", "everybody-a-tenth-off / a-week", "everybody / a-week"),
    ),
    "ordered-twice": (
        Less("lost_total", "quicker / usual", "own-only / usual"),
        Less("lost_total", "both / usual", "quicker / usual"),
        Less("lost_total", "quicker / more", "quicker / usual"),
        Less("on_hand", "quicker / usual", "both / usual", "site:distributors.east"),
        Less("bullwhip", "quicker / usual", "both / usual", "site:retailers.north"),
        Less("profit", "own-only / usual", "quicker / usual"),
        Less("profit", "quicker / more", "quicker / usual"),
    ),
    "ramp-for-ghosts": (
        Less("profit", "chips / by-backlog", "chips / by-signal"),
        Less("profit", "chips-and-phantoms / by-signal", "chips-and-phantoms / never"),
        Less("profit", "demand-up / never", "demand-up / by-signal"),
    ),
    "ramp-too-late": (
        Less("lost_total", "early / at-once", "steady / at-once"),
        Less("lost_total", "steady / at-once", "too-late / at-once"),
        Less("profit", "too-late / at-once", "never / stay"),
        Less("profit", "never / stay", "early / at-once"),
        Less("profit", "early / patient", "early / at-once"),
    ),
    "rationing-game": (
        Less("profit", "in-proportion / one-inflates", "in-proportion / honest"),
        Less(
            "lost_total", "in-proportion / one-inflates", "in-proportion / honest", "site:retailers.harbour"
        ),
        Less(
            "lost_total", "smallest-first / honest", "smallest-first / one-inflates", "site:retailers.harbour"
        ),
    ),
    "tutorial/10-a-canal-that-closes": (
        Less("lost_total", "train-when-closed / as-ever", "canal / two-more-weeks"),
        Less("lost_total", "canal / two-more-weeks", "canal / as-ever"),
        Less("lost_total", "train-always-some / as-ever", "canal / as-ever"),
        Less("profit", "canal / as-ever", "train-when-closed / as-ever"),
        Less("profit", "train-always-some / as-ever", "canal / as-ever"),
    ),
    "two-shops-one-scarce-item": (
        Less("lost_total", "everybody / never", "nobody / never"),
        Less("profit", "everybody / never", "nobody / never"),
        Less("units_ordered", "everybody / never", "everybody / not-yet-sent"),
    ),
}


@cache
def scenario_of(name: str) -> Scenario:
    """Load a shipped scenario once."""
    return load(ROOT / "scenarios" / f"{name}.yaml")


@cache
def values(name: str, combination: str, measure: str, scope: str) -> Array:
    """Return a measure of one combination, replication by replication."""
    meter, found = simulated(name, combination)
    return found[:, meter.keys.index(Key(measure, scope))]


@cache
def simulated(name: str, combination: str) -> tuple[Meter, Array]:
    """Simulate one combination."""
    scenario = scenario_of(name)
    world = next(one.world for one in scenario.combinations() if " / ".join(one.labels) == combination)
    count = max(scenario.replications // PART, min(FEWEST, scenario.replications))
    (gathered,) = execute(Job((world,), scenario.seed, "compiled"), count, workers=1)
    return Meter(world), gathered.values


def holds(name: str, claim: Less) -> bool:
    """Tell whether the interval of the difference lies below 0."""
    less, more = (values(name, one, claim.measure, claim.scope) for one in (claim.less, claim.more))
    difference = paired_interval(less, more)
    assert difference is not None
    assert difference.half_width is not None
    return difference.mean + difference.half_width < 0


@pytest.mark.parametrize("name", CLAIMS)
def test_a_scenario_shows_what_it_says(name: str) -> None:
    """Every claim holds, and none does the other way round."""
    for claim in CLAIMS[name]:
        assert holds(name, claim), claim
        assert not holds(name, claim._replace(less=claim.more, more=claim.less))


def test_every_scenario_says_what_it_shows_and_is_asked() -> None:
    """Each has its answer in its head, beside the question, and claims here; of the tutorials those that have one."""
    folder = ROOT / "scenarios"
    told = {
        file for file in folder.rglob("*.yaml") if "\n# What it shows" in file.read_text(encoding="utf-8")
    }
    assert {file.relative_to(folder).with_suffix("").as_posix() for file in told} == set(CLAIMS)
    assert set(folder.glob("*.yaml")) - told == set()
