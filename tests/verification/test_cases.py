"""The simulator agrees with exact values, case by case: the proof that does not ask the simulator itself."""

from __future__ import annotations

import pytest

from model.engines import Engine
from model.outcome.outcome import Outcome
from model.scenario.world import World

from .case import HERE, Case, Figure, Place, expectations, leaves
from .cases import CASES, EXACT, FAMILY
from .judge import Judged, Precision, Verdict, judge_case

TESTS, PROOFS = Precision(3), Precision(1)
LONGER = 10
"""Proofs take so many times the replications: at 1 % instead of 3 % nine times, and one to spare."""
NOT_YET: dict[tuple[str, Place], str] = {
    (
        "bullwhip",
        ("Var(orders)/Var(demand) p=5 L=2",),
    ): "no forecast by moving average, no variance of orders",
    ("three-information-levels", ("exact", "throughput")): "no promise `exact`",
    ("three-information-levels", ("exact", "balked")): "no promise `exact`",
    ("three-information-levels", ("exact", "wait_joiners")): "no promise `exact`",
    ("information-can-hurt", ("throughput exact",)): "no promise `exact`",
}
"""Figures that no scenario can have yet, and what is missing."""
ELSEWHERE = {"mser5", "batch-means", "paired-t", "replications-needed", "kim-nelson", "rinott", "ocba"}
"""Cases about the analysis of output, which need no simulator."""

Figures = tuple[Figure, ...]


def by_id(case: Case) -> str:
    """Name a test by its case."""
    return case.id


def quick(case: Case) -> Figures:
    """Return the figures that do not take too many customers for a test."""
    return tuple(figure for figure in case.figures if figure.longer == 0)


def slow(case: Case) -> Figures:
    """Return those that do."""
    return tuple(figure for figure in case.figures if figure.longer > 0)


def wrong(case: Case, figures: Figures, precision: Precision, times: int) -> dict[str, Judged]:
    """Return the figures of a case that do not pass, or whose run would let a value two resolutions higher pass."""
    verdicts = judge_case(
        lambda replications: case.simulate(figures, replications),
        case.sought(figures, precision),
        case.replications * times,
        FAMILY,
    )
    return {
        figure.name: one
        for figure, one in zip(figures, verdicts, strict=True)
        if (one.verdict, one.shifted().verdict) != (Verdict.PASS, Verdict.FAIL)
    }


@pytest.mark.parametrize("case", CASES, ids=by_id)
def test_a_case_agrees_with_its_exact_values(case: Case) -> None:
    """Every figure passes at 3 %, and the same run rejects a value two resolutions higher."""
    assert wrong(case, quick(case), TESTS, 1) == {}


@pytest.mark.proof
@pytest.mark.parametrize("case", CASES, ids=by_id)
def test_a_case_agrees_with_its_exact_values_to_a_percent(case: Case) -> None:
    """Every figure passes at 1 %, and the same run rejects a value two resolutions higher."""
    assert wrong(case, quick(case), PROOFS, LONGER) == {}


@pytest.mark.proof
@pytest.mark.parametrize("case", [case for case in CASES if slow(case)], ids=by_id)
def test_what_takes_many_customers_agrees_too(case: Case) -> None:
    """The figures that are too slow for a test pass at 3 %, and reject a value two resolutions higher."""
    assert wrong(case, slow(case), TESTS, max(figure.longer for figure in slow(case))) == {}


@pytest.mark.parametrize("engine", ["reference", "compiled"])
@pytest.mark.parametrize("case", EXACT, ids=by_id)
def test_a_case_without_chance_is_exact_to_the_figure(case: Case, engine: str) -> None:
    """Where nothing is left to chance both engines yield the expected numbers, to all the eight digits given."""
    chosen = "reference" if engine == "reference" else "compiled"
    [numbers] = case.simulate(case.figures, range(1), chosen)
    expected = [one.value for one in case.sought(case.figures, TESTS)]
    assert [round(number, 8) for number in numbers.tolist()] == expected


def differences(case: Case, replications: int, *sets: str) -> list[str]:
    """Return the systems and replications in which the engines tell different stories."""
    found: list[str] = []
    for system, world in case.worlds(*sets).items():
        for replication in range(replications):
            compiled = case.play(world, replication)
            reference = case.play(world, replication, "reference")
            if (compiled.rows, compiled.fingerprint) != (reference.rows, reference.fingerprint):
                found.append(f"{system} {replication}")
    return found


@pytest.mark.parametrize("case", CASES, ids=by_id)
def test_the_reference_engine_tells_the_same_story(case: Case) -> None:
    """What is proved of the compiled engine holds for the reference: the same trace on the same replications."""
    assert differences(case, 3, "time.horizon=100", "time.warm_up=20") == []


@pytest.mark.proof
@pytest.mark.parametrize("case", CASES, ids=by_id)
def test_the_reference_engine_tells_the_same_long_story(case: Case) -> None:
    """The same trace on a tenth of the replications, a dozen at most, each of 1,000 time units."""
    assert (
        differences(case, min(max(3, case.replications // 10), 12), "time.horizon=1000", "time.warm_up=100")
        == []
    )


class OneMoreInStock(Case):
    """A case whose system is not the one it should be: base-stock 5 instead of 4."""

    def worlds(self, *sets: str) -> dict[str, World]:
        """Return the systems with one more unit in stock."""
        return super().worlds("retailers.shop.stock.part.base_stock=5", *sets)


class AnotherPath(Case):
    """A case whose reference engine meets other customers."""

    def play(self, world: World, replication: int, engine: Engine = "compiled") -> Outcome:
        """Return one replication, on the reference engine the next one."""
        return super().play(world, replication + (engine == "reference"), engine)


def test_a_wrong_system_is_found() -> None:
    """With one unit more in stock no figure of Erlang's loss system is right, on the first run and once more."""
    [case] = [case for case in CASES if case.id == "erlang-b"]
    constant = tuple(figure for figure in case.figures if figure.system == "constant")
    found = wrong(OneMoreInStock(case.id, constant), constant, TESTS, 1)
    assert [one.verdict for one in found.values()] == [Verdict.FAIL, Verdict.FAIL]


def test_different_stories_are_found() -> None:
    """Engines that meet different customers are told apart in every replication."""
    assert differences(AnotherPath("rQ", ()), 3, "time.horizon=100") == [" 0", " 1", " 2"]


def test_every_expected_number_is_judged_or_says_what_is_missing() -> None:
    """No number of the file is forgotten, and none is excused that is judged; every scenario has its case."""
    expected = {
        (case, place)
        for case, numbers in expectations().items()
        if case not in ELSEWHERE
        for place in leaves(numbers)
    }
    judged = {(case.id, figure.expected) for case in (*CASES, *EXACT) for figure in case.figures}
    assert expected - judged == set(NOT_YET)
    assert judged <= expected
    scenarios = {file.stem for file in (HERE / "scenarios").glob("*.yaml")}
    assert scenarios == {case.id for case in (*CASES, *EXACT)}
