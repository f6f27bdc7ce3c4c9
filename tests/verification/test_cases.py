"""The simulator agrees with exact values, case by case: the proof that does not ask the simulator itself."""

from __future__ import annotations

import pytest

from model.execution import EngineName
from model.scenario.world import World
from model.verification import CASES, EXACT, FAMILY, NOT_YET
from model.verification.case import Case, Figure
from model.verification.expectations import HERE, expectations, leaves
from model.verification.judge import Judged, Precision, Verdict, judge_case
from model.verification.lengths import LONGER
from model.verification.play import Player

TESTS, PROOFS = Precision(3), Precision(1)
PLAYER = Player(workers=1)

Figures = tuple[Figure, ...]


def by_id(case: Case) -> str:
    """Name a test by its case."""
    return case.id


def quick(case: Case) -> Figures:
    """Return the figures that do not take too many customers for a test."""
    return tuple(figure for figure in case.figures if figure.longer <= 1)


def wrong(case: Case, figures: Figures, precision: Precision, times: int) -> dict[str, Judged]:
    """Return the figures of a case that do not pass, or whose run would let a value two resolutions higher pass."""
    found: dict[str, Judged] = {}
    for system in case.systems:
        mine = tuple(figure for figure in figures if figure.system == system)
        if mine:
            runs = round(case.replications * max(figure.longer for figure in mine) * times)
            verdicts = judge_case(
                lambda replications, mine=mine: PLAYER.play(case, mine, replications, "compiled").numbers,
                case.sought(mine, precision), runs, FAMILY,
            )  # fmt: skip
            found |= {
                figure.name: one
                for figure, one in zip(mine, verdicts, strict=True)
                if (one.verdict, one.shifted().verdict) != (Verdict.PASS, Verdict.FAIL)
            }
    return found


@pytest.mark.parametrize("case", CASES, ids=by_id)
def test_a_case_agrees_with_its_exact_values(case: Case) -> None:
    """Every figure passes at 3 %, and the same run rejects a value two resolutions higher."""
    assert wrong(case, quick(case), TESTS, 1) == {}


@pytest.mark.proof
@pytest.mark.parametrize("case", CASES, ids=by_id)
def test_a_case_agrees_with_its_exact_values_to_a_percent(case: Case) -> None:
    """Every figure passes at 1 %, and the same run rejects a value two resolutions higher."""
    assert wrong(case, case.figures, PROOFS, LONGER) == {}


@pytest.mark.parametrize("engine", ["reference", "compiled"])
@pytest.mark.parametrize("case", EXACT, ids=by_id)
def test_a_case_without_chance_is_exact_to_the_figure(case: Case, engine: EngineName) -> None:
    """Where nothing is left to chance both engines yield the expected numbers, to all the eight digits given."""
    [numbers] = PLAYER.play(case, case.figures, range(1), engine).numbers
    expected = [case.told.value(figure.expected) for figure in case.figures]
    assert [round(number, 8) for number in numbers.tolist()] == expected


def differences(case: Case, replications: int, *sets: str, later: int = 0) -> list[str]:
    """Return the systems and replications in which the engines tell different stories, one perhaps of later luck."""
    found: list[str] = []
    for system in case.systems:
        figures = tuple(figure for figure in case.figures if figure.system == system)
        compiled = PLAYER.play(case, figures, range(replications), "compiled", sets).fingerprints
        luck = range(later, later + replications)
        reference = PLAYER.play(case, figures, luck, "reference", sets).fingerprints
        found += [
            f"{system} {at}"
            for at, (one, other) in enumerate(zip(compiled, reference, strict=True))
            if one != other
        ]
    return found


@pytest.mark.parametrize("case", CASES, ids=by_id)
def test_the_reference_engine_tells_the_same_story(case: Case) -> None:
    """What is proved of the compiled engine holds for the reference: the same trace on the same replications."""
    assert differences(case, 3, "time.horizon=100", "time.warm_up=20") == []


@pytest.mark.proof
@pytest.mark.parametrize("case", CASES, ids=by_id)
def test_the_reference_engine_tells_the_same_long_story(case: Case) -> None:
    """The same trace on a tenth of the replications, a dozen at most, each of 1,000 time units.

    A case that begins with nobody waiting keeps its beginning: its first customers are those it asks about.
    """
    sets = ["time.horizon=1000"]
    if case.worlds()[case.systems[0]].clock.start < 0:
        sets.append("time.warm_up=100")
    assert differences(case, min(max(3, case.replications // 10), 12), *sets) == []


class OneMoreInStock(Case):
    """A case whose system is not the one it should be: base-stock 5 instead of 4."""

    def worlds(self, *sets: str) -> dict[str, World]:
        """Return the systems with one more unit in stock."""
        return super().worlds("retailers.shop.stock.part.base_stock=5", *sets)


def test_a_wrong_system_is_found() -> None:
    """With one unit more in stock no figure of Erlang's loss system is right, on the first run and once more."""
    [case] = [case for case in CASES if case.id == "erlang-b"]
    constant = tuple(figure for figure in case.figures if figure.system == "constant")
    found = wrong(OneMoreInStock(case.id, constant), constant, TESTS, 1)
    assert [one.verdict for one in found.values()] == [Verdict.FAIL, Verdict.FAIL]


def test_different_stories_are_found() -> None:
    """Engines that meet different customers are told apart in every replication."""
    [case] = [case for case in CASES if case.id == "rQ"]
    assert differences(case, 3, "time.horizon=100", later=3) == [" 0", " 1", " 2"]


def test_every_expected_number_is_judged_or_says_what_is_missing() -> None:
    """No number of the file is forgotten, and none is excused that is judged; every scenario has its case."""
    expected = {(case, place) for case, told in expectations().items() for place in leaves(told.expect)}
    judged = {(case.id, figure.expected) for case in (*CASES, *EXACT) for figure in case.figures}
    assert expected - judged == set(NOT_YET)
    assert judged <= expected
    scenarios = {file.stem for file in (HERE / "scenarios").glob("*.yaml")}
    assert scenarios == {case.id for case in (*CASES, *EXACT)}
