"""Verify: play every case on the engines asked for, judge every figure, and tie the engines by equal traces."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Literal, TypeAlias

from ..execution import EngineName
from ..statistics import Array
from .case import Case, Figure
from .cases import CASES, EXACT, FAMILY, NOT_YET
from .judge import Judged, Verdict, judge_case
from .lengths import Plan, plan
from .play import Played, Player

Engines: TypeAlias = Literal["both", "compiled", "reference"]
DIGITS = 8
"""Decimals to which the figures of cases without chance are given."""


@dataclass(frozen=True, slots=True)
class Told:
    """A figure of a case and what became of it."""

    figure: Figure
    judged: Judged
    replications: int
    """On which it was judged; after a fail four times as many."""


@dataclass(frozen=True, slots=True)
class Judgement:
    """A case as one engine played it."""

    case: Case
    engine: EngineName
    figures: tuple[Told, ...]
    traces: int | None = None
    """Replications that both engines played; None where only one did."""
    equal: int = 0
    """Of these, replications in which both told the same story."""

    @property
    def verdict(self) -> Verdict:
        """The worst of its figures; a fail where the engines tell different stories."""
        verdicts = {told.judged.verdict for told in self.figures}
        if Verdict.FAIL in verdicts or (self.traces is not None and self.equal < self.traces):
            return Verdict.FAIL
        return Verdict.INCONCLUSIVE if Verdict.INCONCLUSIVE in verdicts else Verdict.PASS


@dataclass(frozen=True, slots=True)
class Verification:
    """All cases, and what could not be played."""

    percent: float
    judgements: tuple[Judgement, ...]

    @property
    def verdict(self) -> Verdict:
        """The worst of all cases; inconclusive where none was played."""
        verdicts = {one.verdict for one in self.judgements}
        return (
            Verdict.FAIL
            if Verdict.FAIL in verdicts
            else (Verdict.PASS if verdicts == {Verdict.PASS} else Verdict.INCONCLUSIVE)
        )


def verify(
    cases: tuple[Case, ...] = (*CASES, *EXACT),
    *,
    percent: float,
    engines: Engines = "both",
    player: Player | None = None,
    tell: Callable[[Judgement], None] = lambda one: None,
) -> Verification:
    """Play cases and judge them; `tell` hears of each case and engine as soon as it is judged.

    Raises Interrupted on Ctrl-C, ImpossibleState where an engine stops.
    """
    found: list[Judgement] = []
    for case in cases:
        for one in _judgements(case, percent, engines, player or Player()):
            found.append(one)
            tell(one)
    return Verification(percent, tuple(found))


def missing(ids: tuple[str, ...]) -> dict[str, list[tuple[str, str]]]:
    """Return the figures that the simulator cannot play yet: by case (figure, what is missing)."""
    found: dict[str, list[tuple[str, str]]] = {}
    for (case, place), words in NOT_YET.items():
        if not ids or case in ids:
            found.setdefault(case, []).append((" ".join(map(str, place)), words))
    return found


@dataclass(frozen=True, slots=True)
class _Run:
    """One system of a case on one engine: how it was played, and what its figures are."""

    plan: Plan
    figures: tuple[Figure, ...]
    told: tuple[Told, ...]
    story: tuple[int, ...]
    """Hashes of its replications, from replication 0."""


def _judgements(case: Case, percent: float, engines: Engines, player: Player) -> Iterator[Judgement]:
    """Judge a case on each engine, and where both play it hold their stories against each other."""
    compiled: list[_Run] = []
    if engines != "reference":
        compiled = [_run(case, system, "compiled", percent, player) for system in case.systems]
        yield Judgement(case, "compiled", _told(case, compiled))
    if engines == "compiled":
        return
    reference = [_run(case, system, "reference", percent, player) for system in case.systems]
    if engines == "reference":
        yield Judgement(case, "reference", _told(case, reference))
        return
    pairs = [
        pair
        for ours, theirs in zip(compiled, reference, strict=True)
        for pair in zip(_retold(case, ours, theirs, player), theirs.story, strict=True)
    ]
    equal = sum(one == other for one, other in pairs)
    yield Judgement(case, "reference", _told(case, reference), len(pairs), equal)


def _run(case: Case, system: str, engine: EngineName, percent: float, player: Player) -> _Run:
    """Play a system on an engine and judge its figures; what is played first is its story."""
    figures = tuple(figure for figure in case.figures if figure.system == system)
    chosen = plan(case, max(figure.longer for figure in figures), engine, percent)
    first: list[Played] = []
    lengths: list[int] = []

    def simulate(replications: range) -> Array:
        played = player.play(case, figures, replications, engine, chosen.sets)
        if not first:
            first.append(played)
        lengths.append(len(replications))
        return played.numbers

    if case.exact:
        judged = _equal(case, figures, simulate(range(1))[0].tolist())
    else:
        judged = judge_case(simulate, case.sought(figures, chosen.precision), chosen.replications, FAMILY)
    told = tuple(Told(figure, one, lengths[-1]) for figure, one in zip(figures, judged, strict=True))
    return _Run(chosen, figures, told, first[0].fingerprints)


def _equal(case: Case, figures: tuple[Figure, ...], numbers: list[float]) -> list[Judged]:
    """Judge a system without chance: equal to all the digits given, or wrong."""
    values = [case.told.value(figure.expected) for figure in figures]
    return [
        Judged(value, round(number, DIGITS), 0.0, 0.0) for value, number in zip(values, numbers, strict=True)
    ]


def _retold(case: Case, ours: _Run, theirs: _Run, player: Player) -> tuple[int, ...]:
    """Return the compiled engine's hashes of the replications of the reference, simulated where they are shorter."""
    count = len(theirs.story)
    if theirs.plan.sets == ours.plan.sets:
        return ours.story[:count]
    return player.play(case, ours.figures, range(count), "compiled", theirs.plan.sets).fingerprints


def _told(case: Case, runs: list[_Run]) -> tuple[Told, ...]:
    """Return the figures of all systems in the order of the case."""
    found = {told.figure: told for run in runs for told in run.told}
    return tuple(found[figure] for figure in case.figures)
