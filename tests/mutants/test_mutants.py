"""For each policy one coefficient is changed by 5 %, and somebody notices: what passes everything is no check."""

from __future__ import annotations

import importlib
import shutil
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from model.policies.registry import DECISIONS, choose, rules
from model.verification import CASES, EXACT, FAMILY
from model.verification.case import Case
from model.verification.judge import Judged, Precision, Verdict, judge
from model.verification.lengths import LONGER
from model.verification.play import Player
from tests.policies.rows import Asked

from .case_table import CASE_MUTANTS, CaseMutant
from .table import MUTANTS, Mutant

BY_ID = {case.id: case for case in (*CASES, *EXACT)}
NEAR = 1e-9
"""Relative; a measure is a quotient of whole numbers."""
OFF = 0.05


def named(one: Mutant | CaseMutant) -> str:
    """Name a test by the policy and its mutant."""
    return f"{one.policy}-{one.mutation if isinstance(one, Mutant) else one.case}"


@pytest.mark.parametrize("mutant", MUTANTS, ids=named)
def test_a_world_on_an_edge_notices_five_percent(mutant: Mutant) -> None:
    """The world has the value worked out by hand, and the mutant has another by more than a thousandth."""
    edge = mutant.edge
    assert edge.measured() == pytest.approx(edge.value, rel=NEAR, abs=NEAR)
    assert abs(edge.measured(mutant.mutation) - edge.value) > 0.001


@dataclass(frozen=True)
class Mutated(Case):
    """A case whose scenario has one word changed."""

    place: Path | None = None

    @property
    def file(self) -> Path:
        """The changed scenario."""
        assert self.place is not None
        return self.place


def mutated(mutant: CaseMutant, folder: Path) -> Mutated:
    """Return the case with the changed scenario."""
    case = BY_ID[mutant.case]
    text = case.file.read_text()
    assert mutant.right in text, f"{mutant.case} does not have `{mutant.right}`"
    changed = folder / f"{mutant.case}.yaml"
    changed.write_text(text.replace(mutant.right, mutant.wrong))
    shutil.copytree(case.file.parent / "data", folder / "data")
    return Mutated(case.id, case.figures, case.whole, case.exact, changed)


def verdicts(case: Case, system: str, percent: float) -> list[Judged]:
    """Judge the figures of a system that do not take too many customers, as the verification does."""
    figures = tuple(one for one in case.figures if one.system == system and one.longer <= 1)
    runs = 1 if case.exact else case.replications * (1 if percent == 3 else LONGER)
    numbers = Player(workers=1).play(case, figures, range(runs), "compiled").numbers
    sought = case.sought(figures, Precision(percent))
    if case.exact:
        return [
            Judged(one.value, round(at, 8), 0, 0) for one, at in zip(sought, numbers[0].tolist(), strict=True)
        ]
    return [
        judge(column, one.value, one.resolution, FAMILY)
        for column, one in zip(numbers.T, sought, strict=True)
    ]


@pytest.mark.parametrize("mutant", [one for one in CASE_MUTANTS if one.percent == 3], ids=named)
def test_a_case_notices_at_three_percent(mutant: CaseMutant, tmp_path: Path) -> None:
    """A figure of the case fails with the mutant."""
    found = verdicts(mutated(mutant, tmp_path), mutant.system, 3)
    assert Verdict.FAIL in {one.verdict for one in found}, found


@pytest.mark.proof
@pytest.mark.parametrize("mutant", [one for one in CASE_MUTANTS if one.percent == 1], ids=named)
def test_a_case_notices_at_one_percent(mutant: CaseMutant, tmp_path: Path) -> None:
    """A figure of the case fails with the mutant, in the long run of the verification."""
    found = verdicts(mutated(mutant, tmp_path), mutant.system, 1)
    assert Verdict.FAIL in {one.verdict for one in found}, found


def unnoticed(table: Sequence[Mutant | CaseMutant]) -> list[str]:
    """Return the rules of the registry for which a table has no mutant."""
    have = {one.policy for one in table}
    names = [f"{decision}: {rule}" for decision in DECISIONS for rule in rules(decision)]
    return [name for name in names if name not in have]


def test_every_policy_has_a_mutant() -> None:
    """A new rule file fails here until a row of the table says who notices when it is wrong."""
    assert unnoticed((*MUTANTS, *CASE_MUTANTS)) == []


def test_every_case_has_a_mutant() -> None:
    """A case of the verification that nothing would fail checks nothing."""
    assert set(BY_ID) == {one.case for one in CASE_MUTANTS}


def test_a_policy_without_a_mutant_is_named() -> None:
    """The judge above knows the registry: a table without rows of promises lacks every promise."""
    rest = [one for one in (*MUTANTS, *CASE_MUTANTS) if not one.policy.startswith("promise")]
    assert unnoticed(rest) == [f"promise: {rule}" for rule in rules("promise")]


def insensitive(decision: str) -> list[str]:
    """Return the settings of a decision's rules that none of the worked rows of the rule notices when it is off."""
    rows: list[Asked] = importlib.import_module(f"tests.policies.test_{decision}").ASKED
    found: list[str] = []
    for name, rule in rules(decision).items():
        for setting in rule.settings._fields:
            mine = [row for row in rows if row.rule == name]
            if (
                not any(notices(decision, row, setting) for row in mine)
                and setting not in LOOKED_AT_BY_ENGINES
            ):
                found.append(f"{name}.{setting}")
    return found


def notices(decision: str, row: Asked, setting: str) -> bool:
    """Tell whether a worked row has another answer when a setting is 5 % more or less, a small whole number by one."""
    right: Any = choose(decision, row.rule, **row.settings)
    value = getattr(right.settings, setting)
    off = max(1, round(value * OFF)) if isinstance(value, int) else value * OFF
    wrong = [
        right._replace(settings=right.settings._replace(**{setting: value + way * off})) for way in (1, -1)
    ]
    return any(one.decide(row.view) != row.answer for one in wrong)


LOOKED_AT_BY_ENGINES = {"over", "sees", "share", "moving_average"}
"""Settings that say what the engines show a rule, which its answer to a given view does not depend on."""


@pytest.mark.parametrize("decision", DECISIONS)
def test_the_worked_rows_of_a_rule_notice_each_of_its_settings(decision: str) -> None:
    """Of the answers worked out by hand at least one is another when a setting is off by 5 %."""
    assert insensitive(decision) == []
