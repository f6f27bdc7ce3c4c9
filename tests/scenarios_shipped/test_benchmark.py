"""What is timed tells the same story, and the judges of the benchmarks let equal ones pass and stop different ones."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
import yaml

from benchmarks import agreement, bare_simpy, bench_disguise, bench_simple, documented_simpy, registry
from benchmarks.__main__ import main
from benchmarks.figures import Figure, in_turns, ratios
from model import load
from model.scenario.world import World

PROGRAMS = [bare_simpy.simulate, documented_simpy.simulate]
Program = Callable[[float, int], bare_simpy.Counts]


def world(*changes: str) -> World:
    """Return the world that is timed, changed or not."""
    return load(bench_simple.SCENARIO, changes).world()


@pytest.mark.parametrize("program", PROGRAMS)
def test_simpy_and_ours_agree_in_distribution(program: Program) -> None:
    """Shares served at once, late and reneged, and orders a day, differ by less than four standard errors."""
    found = agreement.agreement(world(), program, seed=3, replications=8)
    assert set(found) == {"served at once", "served late", "reneged", "orders a day"}


@pytest.mark.parametrize("program", PROGRAMS)
def test_another_patience_is_noticed(program: Program) -> None:
    """Customers who wait 12 days instead of 8 are another story, and nothing is timed."""
    changed = world("customers.passers-by.patience.budget={exponential: {mean: 12}}")
    with pytest.raises(AssertionError, match="bare SimPy 0."):
        agreement.agreement(changed, program, seed=3, replications=8)


@pytest.mark.parametrize("program", PROGRAMS)
def test_every_request_of_a_program_ends_in_one_count(program: Program) -> None:
    """Poisson demand of 1 a day for 2,000 days gives 2,000 requests within four standard deviations (179)."""
    counts = program(2000, 1)
    assert counts.requests == counts.at_once + counts.late + counts.reneged + counts.waiting
    assert counts.requests == pytest.approx(2000, abs=179)


@pytest.mark.parametrize(
    ("better", "must", "aim", "verdicts"),
    [
        ("higher", 50.0, 120.0, ["aim reached", "reached", "missed"]),
        ("lower", 120.0, 50.0, ["reached", "aim reached", "aim reached"]),
        ("lower", 60.0, None, ["missed", "reached", "reached"]),
        ("lower", None, None, ["", "", ""]),
    ],
)
def test_a_figure_knows_what_it_must_be(better: str, must: float, aim: float, verdicts: list[str]) -> None:
    """A median of 120, 50 or 49.9 between wider extremes is judged by itself, and by which way is better."""
    found = [
        Figure("a", "x", (19.0, median, 130.0), better, must, aim).verdict  # pyright: ignore[reportArgumentType]
        for median in (120.0, 50.0, 49.9)
    ]
    assert found == verdicts


def test_turns_alternate_and_ratios_are_taken_within_a_round() -> None:
    """Everybody has a turn in every round, the first of which does not count: 1/10, 2/20."""
    heard: list[str] = []

    def turn(name: str, factor: int) -> Callable[[int], float]:
        return lambda number: heard.append(name) or number * factor

    found = in_turns({"one": turn("one", 1), "other": turn("other", 10)}, rounds=2)
    assert heard == ["one", "other"] * 3
    assert ratios(found["one"], found["other"]) == (0.1, 0.1)


def test_every_benchmark_on_disk_is_in_the_registry() -> None:
    """`make bench` forgets none, and each says what it times."""
    folder = Path(registry.__file__).parent
    assert sorted(registry.NAMES) == sorted(
        file.stem.removeprefix("bench_") for file in folder.glob("bench_*.py")
    )
    assert all(registry.about(name).endswith(".") for name in registry.NAMES)


def test_a_benchmark_that_does_not_exist_is_named(capsys: pytest.CaptureFixture[str]) -> None:
    """Nothing is run, and the command says what there is."""
    assert main(["console", "nothing"]) == 2
    assert "nothing: no such benchmark; there are simple, console" in capsys.readouterr().err


@pytest.mark.parametrize("name", bench_disguise.CASES)
def test_a_disguise_changes_every_name_and_adds_an_item(name: str) -> None:
    """No item, site or segment keeps its name; there are as many of each, and one item more."""
    file = bench_disguise.CASES[name]
    hidden = yaml.safe_load(yaml.safe_dump(bench_disguise.disguised(yaml.safe_load(file.read_text()))))
    assert hidden["items"].keys() & yaml.safe_load(file.read_text())["items"].keys() == set()
    written, other = bench_disguise.worlds(file).values()
    assert {one.name for one in written.stocks} & {one.name for one in other.stocks} == set()
    assert {one.name for one in written.segments} & {one.name for one in other.segments} == set()
    assert len(other.stocks) == len(written.stocks)
    assert len(other.items) == len(written.items) + 1
