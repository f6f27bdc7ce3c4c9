"""Every scenario that is shipped: it says what it asks, has no faults, and both engines tell the same story of it."""

from __future__ import annotations

from pathlib import Path

import pytest

from model import load
from model.engines import run
from model.sample_path import draw

ROOT = Path(__file__).parents[2]
SHIPPED = sorted(path.relative_to(ROOT).as_posix() for path in (ROOT / "scenarios").rglob("*.yaml"))
FLAGSHIPS = [
    "scenarios/cdnow-fitted.yaml",
    "scenarios/cdnow.yaml",
    "scenarios/console-launch.yaml",
]
SHORT = ("time.warm_up=30", "time.horizon=60")
LONGER = {
    "scenarios/ramp-for-ghosts.yaml": ("time.horizon=400",),
    "scenarios/rationing-game.yaml": ("time.horizon=110",),
}
"""Scenarios in which nothing differs so soon."""
"""Enough for every shelf to be empty now and then, short enough for the reference."""


def test_the_shipped_scenarios_are_found() -> None:
    """The list that the tests below go through holds the flagships and the tutorials, so it is not empty by mistake."""
    assert set(FLAGSHIPS) <= set(SHIPPED)
    numbers = [Path(name).name[:2] for name in SHIPPED if "/tutorial/" in name]
    assert numbers == sorted(set(numbers))
    assert {"01", "02", "03", "04", "05", "06", "07", "08", "09"} <= set(numbers)


@pytest.mark.parametrize("name", SHIPPED)
def test_a_scenario_begins_with_the_question_it_answers(name: str) -> None:
    """The first line of every shipped file is a manager's question."""
    first, *rest = (ROOT / name).read_text(encoding="utf-8").splitlines()
    assert first.startswith("# question: ")
    comment = [first, *(line for line in rest[:3] if line.startswith("#"))]
    assert "?" in " ".join(comment)


@pytest.mark.parametrize("name", SHIPPED)
def test_a_scenario_has_no_faults_and_something_to_compare(name: str) -> None:
    """Every shipped file loads with all its levers, has a title, and compares at least two combinations."""
    scenario = load(ROOT / name)
    assert scenario.title
    assert len(scenario.combinations()) >= 2


@pytest.mark.parametrize("name", SHIPPED)
def test_both_engines_tell_the_same_story(name: str) -> None:
    """Under every combination a short run leaves the same trace in both engines, and not all combinations the same."""
    combinations = load(ROOT / name, (*SHORT, *LONGER.get(name, ()))).combinations()
    seen: set[int] = set()
    for one in combinations:
        path = draw(one.world.streams, 1, 0)
        reference = run(one.world, path, engine="reference")
        compiled = run(one.world, path, engine="compiled")
        assert (reference.fingerprint, reference.rows) == (compiled.fingerprint, compiled.rows), one.labels
        assert reference.requests > 0
        seen.add(reference.fingerprint)
    assert len(seen) > 1


@pytest.mark.parametrize("name", FLAGSHIPS)
def test_a_flagship_compares_three_offers_with_four_ways_to_speak(name: str) -> None:
    """A flagship has at least three back-order policies and four communication strategies, with nothing said and
    nothing offered as the baseline."""
    scenario = load(ROOT / name)
    offers, words = zip(*(one.labels for one in scenario.combinations()), strict=True)
    assert len(set(offers)) >= 3
    assert len(set(words)) >= 4
    assert scenario.baseline == ("lost-sales", "silent")


def test_the_record_drives_the_demand_of_cdnow() -> None:
    """Under the headline scenario every recorded row is a request, forgone or not: 6,696 of 2,357 customers."""
    world = load(ROOT / "scenarios/cdnow.yaml").world()
    outcome = run(world, draw(world.streams, 1, 0))
    assert outcome.requests == 6696
    assert world.segments[0].count == 2357
