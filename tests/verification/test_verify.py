"""`verify`: both engines judged and tied, every verdict with its exit code, and nothing left out in silence."""

from __future__ import annotations

import dataclasses
import json
import sys
import threading
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from model.cli import verify as module
from model.errors import Interrupted
from model.execution import EngineName
from model.scenario.world import World
from model.verification import CASES, EXACT, Verdict, Verification, verify
from model.verification.case import Case, Figure
from model.verification.judgement import missing
from model.verification.lengths import FEWEST, FINE, LONGER, QUICK, TENTH, plan
from model.verification.play import Played, Player
from tests.conftest import press_ctrl_c

SHORT = {case.id: case for case in (*CASES, *EXACT)}


def asked(*arguments: str, case: Case | None = None, monkeypatch: pytest.MonkeyPatch | None = None) -> Result:
    """Return `verify --quick --workers 1` with arguments, perhaps with a case of our own in place of all."""
    if case is not None and monkeypatch is not None:
        monkeypatch.setattr(module, "ALL", {case.id: case})
    return CliRunner().invoke(
        module.command,
        ["--quick", "--workers", "1", *arguments],
        standalone_mode=False,
        catch_exceptions=False,
    )


class OneMoreInStock(Case):
    """A case whose system is not the one it should be: r 4 instead of 3."""

    def worlds(self, *sets: str) -> dict[str, World]:
        """Return the system that orders a unit too early."""
        return super().worlds("retailers.shop.stock.part.r_Q.r=4", *sets)


def test_both_engines_pass_and_tell_the_same_story() -> None:
    """A case passes on the compiled engine and on the reference, whose traces are all equal; --json says so."""
    told = asked("--case", "sS-periodic", "--case", "back-order-waits-deterministic", "--json")
    form: dict[str, Any] = json.loads(told.stdout)
    assert (told.return_value, form["schema"], form["command"], form["verdict"]) == (0, 1, "verify", "pass")
    assert [(one["id"], one["engine"], one["verdict"]) for one in form["cases"]] == [
        ("sS-periodic", "compiled", "pass"),
        ("sS-periodic", "reference", "pass"),
        ("back-order-waits-deterministic", "compiled", "pass"),
        ("back-order-waits-deterministic", "reference", "pass"),
    ]
    assert [one["traces"] for one in form["cases"]] == [
        None, {"played": FEWEST, "equal": FEWEST}, None, {"played": 1, "equal": 1},
    ]  # fmt: skip
    [cost, fill] = form["cases"][0]["figures"]
    assert (cost["name"], cost["value"], cost["verdict"]) == ("cost", 8.0341116, "pass")
    assert abs(cost["simulated"] - cost["value"]) <= cost["half_width"] <= cost["resolution"]
    assert (fill["name"], fill["replications"]) == ("fill", 48)
    assert told.stderr.count("pass") == 4


def test_the_table_names_the_system_the_theory_and_the_source() -> None:
    """A reader finds the system in words, the exact value, the interval, the resolution, the verdict, the source."""
    told = asked("--case", "sS-periodic", "--engine", "compiled")
    assert told.return_value == 0
    assert "periodic (s,S)=(4,10), Poisson 6 a period" in told.stdout
    assert "Source: Snyder & Shen example 4.7" in told.stdout
    [row] = [line.split() for line in told.stdout.splitlines() if line.startswith("  cost ")]
    assert (row[1], row[-3], row[-2], row[-1]) == ("8.03411", "0.24", "48", "pass")
    assert "compiled engine: 1 case, 2 figures: 2 pass" in told.stdout


def test_a_wrong_system_fails_with_exit_code_1(monkeypatch: pytest.MonkeyPatch) -> None:
    """Ordering one unit too early is a fail, on the first run and on the four times as many after it."""
    wrong = OneMoreInStock("rQ", tuple(one for one in SHORT["rQ"].figures if one.expected == ("I",)))
    told = asked("--engine", "compiled", case=wrong, monkeypatch=monkeypatch)
    assert told.return_value == 1
    [row] = [line.split() for line in told.stdout.splitlines() if line.startswith("  I ")]
    assert row[-2:] == [str(4 * wrong.replications), "fail"]
    assert "fail: rQ, compiled engine" in told.stdout


def test_too_short_a_run_is_inconclusive_with_exit_code_4(monkeypatch: pytest.MonkeyPatch) -> None:
    """Half of the replications do not reach the resolution: no pass, no fail, exit code 4."""
    figures = tuple(
        dataclasses.replace(one, longer=0.5) for one in SHORT["rQ"].figures if one.expected == ("B",)
    )
    told = asked("--engine", "compiled", case=Case("rQ", figures), monkeypatch=monkeypatch)
    assert told.return_value == 4
    assert "inconclusive: rQ, compiled engine" in told.stdout


class OtherLuck(Player):
    """A player whose reference engine meets other customers."""

    def play(
        self,
        case: Case,
        figures: tuple[Figure, ...],
        replications: range,
        engine: EngineName,
        sets: tuple[str, ...] = (),
    ) -> Played:
        """Return the figures, on the reference engine those of replications further on."""
        later = 1000 if engine == "reference" else 0
        luck = range(replications.start + later, replications.stop + later)
        return Player.play(self, case, figures, luck, engine, sets)


def test_engines_that_tell_different_stories_fail() -> None:
    """Figures that pass are not enough: the reference fails where its traces are not the compiled engine's."""
    found = verify((SHORT["sS-periodic"],), percent=QUICK, player=OtherLuck(workers=1))
    compiled, reference = found.judgements
    assert (compiled.verdict, reference.verdict, found.verdict) == (Verdict.PASS, Verdict.FAIL, Verdict.FAIL)
    assert {told.judged.verdict for told in reference.figures} == {Verdict.PASS}
    assert (reference.traces, reference.equal) == (FEWEST, 0)


def test_a_digit_off_fails_where_nothing_is_left_to_chance() -> None:
    """The cost of the assembly is 1884 and no other number."""

    class Dearer(Case):
        def worlds(self, *sets: str) -> dict[str, World]:
            return super().worlds("costs.hold.product=2.0001", *sets)

    case = Dearer("assembly-trace", SHORT["assembly-trace"].figures, exact=True)
    assert verify((case,), percent=QUICK, engines="reference").verdict is Verdict.FAIL


def test_what_cannot_be_played_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    """A figure without a scenario stands below the table with what is missing; alone, it leaves no verdict."""
    monkeypatch.setattr("model.verification.judgement.NOT_YET", {("later", ("a", 1)): "no such rule"})
    told = asked("--case", "assembly-trace", "--engine", "compiled")
    assert told.return_value == 0 and "not played" not in told.stdout
    assert missing(()) == {"later": [("a 1", "no such rule")]}
    alone = module.summary(Verification(QUICK, ()), ())
    assert alone[-1] == "not played: later, a 1: no such rule"
    assert Verification(QUICK, ()).verdict is Verdict.INCONCLUSIVE


def test_a_stop_is_heard() -> None:
    """A verification that is asked to stop ends with Interrupted, which is exit code 130."""
    cancelled = threading.Event()
    cancelled.set()
    with pytest.raises(Interrupted, match="stopped"):
        verify((SHORT["palm"],), percent=QUICK, engines="compiled", player=Player(1, cancelled))


def test_ctrl_c_ends_a_verification_with_130() -> None:
    """Ctrl-C in the middle of a long verification ends it within seconds, in words."""
    command = [sys.executable, "simulate.py", "verify", "--case", "make-to-stock", "--engine", "reference"]
    code, out, said = press_ctrl_c(command, after=6.0)
    assert code == 130
    assert "exact values" in out
    assert "stopped by Ctrl-C" in said and "Traceback" not in said


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.id)
def test_the_reference_has_a_tenth_of_the_runs(case: Case) -> None:
    """A tenth of the time simulated, in thirty replications or more, unless the length belongs to the system."""
    compiled, reference = (plan(case, 1, engine, FINE) for engine in ("compiled", "reference"))
    assert compiled.replications == LONGER * case.replications
    assert reference.replications >= FEWEST
    if not reference.sets:
        assert reference.replications in (compiled.replications // TENTH, FEWEST)
    quick = plan(case, 1, "reference", QUICK)
    if quick.sets:
        [horizon] = [float(one.partition("=")[2]) for one in quick.sets]
        clock = case.worlds()[case.systems[0]].clock
        whole = case.replications * clock.horizon / clock.ticks_per_unit
        assert horizon * quick.replications == pytest.approx(whole / TENTH, rel=0.01)


def test_every_case_has_its_data_beside_it() -> None:
    """Scenario and expectations are package data, found where the package is."""
    folder = Path(module.__file__).parents[1] / "verification"
    assert (folder / "cases.json").is_file()
    assert {case.file.parent for case in SHORT.values()} == {folder / "scenarios"}
