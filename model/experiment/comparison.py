"""Compare every combination of levers on the same luck: paired differences, families, and what can be said.

A verdict holds together with all others of the comparison (Bonferroni over distinct combinations x measures judged).
Combinations in which the same happened are found by fingerprint and judged once.
"""

from __future__ import annotations

import threading
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from ..errors import BackorderError
from ..execution import EngineName, Gathered, Job, Progress, execute
from ..metrics import Better, Key, Meter, compared, headlines, money_of
from ..scenario import Combination, Scenario, load
from ..statistics import Array, Verdict, paired_interval, survivors, verdict, wins
from ..storage import ComparisonRow, Record, command_line, now
from .engine_choice import chosen_engine
from .estimates import CONFIDENCE, Estimate, by_key, estimates, told
from .incidence import Incidence, incidence
from .recording import own_rules, stored


@dataclass(frozen=True, slots=True)
class Compared:
    """One combination of alternatives, simulated."""

    name: str
    """Its alternatives, e.g. `open / silent`."""
    labels: tuple[str, ...]
    """One alternative of each lever of the grid."""
    same_as: str | None
    """The combination in which exactly the same happened, None for the first of its kind."""
    measures: tuple[Estimate, ...]
    gathered: Gathered
    meter: Meter

    def measure(self, name: str, scope: str = "total") -> Estimate:
        """Return one estimate; raises KeyError where no replication had the number."""
        return told(self.measures, name, scope)

    def incidence(self, scope: str = "total") -> Incidence:
        """Return what became of those who asked, by time since the request, at total, a site, an item or a stock."""
        return incidence(self.meter, self.gathered, scope)


@dataclass(frozen=True, slots=True)
class Difference:
    """A measure of a combination minus the baseline's, replication by replication."""

    measure: str
    scope: str
    combination: str
    mean: float
    half_width: float | None
    """Of an interval that holds together with all others, at 95 %."""
    n: int
    unit: str
    verdict: Verdict
    wins: float
    """Share of the pairs in which the combination does better than the baseline, ties counted half."""


@dataclass(frozen=True, slots=True)
class Best:
    """The combinations that no other is shown to beat on one measure, best mean first."""

    measure: str
    title: str
    names: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Comparison:
    """What a comparison comes to."""

    scenario: Scenario
    engine: EngineName
    seed: int
    replications: int
    levers: tuple[str, ...]
    baseline: str
    headlines: tuple[str, ...]
    judged: tuple[str, ...]
    """Measures on which combinations are judged, the headlines first."""
    combinations: tuple[Compared, ...]
    differences: tuple[Difference, ...]
    best: tuple[Best, ...]
    """On each headline."""
    earning: Best | None
    """The same for profit, or for cost where nothing is sold for money; None where nothing costs."""
    started: datetime
    ended: datetime

    def combination(self, name: str) -> Compared:
        """Return a combination by name; raises KeyError where there is none."""
        for one in self.combinations:
            if one.name == name:
                return one
        raise KeyError(
            f"{name} is not a combination; there are {', '.join(one.name for one in self.combinations)}"
        )

    def difference(self, name: str, measure: str) -> Difference | None:
        """Return a combination's difference to the baseline, None where there is none to tell."""
        for one in self.differences:
            if (one.combination, one.measure) == (name, measure):
                return one
        return None

    def record(self) -> Record:
        """Return what a run folder keeps."""
        rows = tuple(
            ComparisonRow(
                one.measure,
                one.scope,
                one.combination,
                self.baseline,
                one.mean,
                one.half_width,
                one.n,
                one.verdict,
                one.wins,
            )
            for one in self.differences
        )
        return Record(
            scenario=self.scenario.name,
            text=self.scenario.text,
            resolved=self.scenario.resolved,
            seed=self.seed,
            replications=self.replications,
            engine=self.engine,
            command=command_line(),
            started=self.started,
            ended=self.ended,
            requests=sum(sum(one.gathered.requests) for one in self.combinations),
            rows=sum(one.gathered.rows for one in self.combinations),
            combinations=tuple(
                stored(one.name, one.labels, one.meter, one.gathered) for one in self.combinations
            ),
            comparisons=rows,
            levers=self.levers,
            extra={
                "baseline": self.baseline,
                **own_rules([one.world for one in self.scenario.combinations()]),
            },
        )


def compare(
    scenario: Scenario | str | Path,
    *,
    engine: EngineName | None = None,
    replications: int | None = None,
    seed: int | None = None,
    workers: int | None = None,
    progress: Progress | None = None,
    cancelled: threading.Event | None = None,
    allow_plugins: bool = False,
) -> Comparison:
    """Simulate every combination of the scenario's grid on common random numbers and judge each against the baseline.

    Arguments and errors are those of `simulate`; a scenario without `compare` raises BackorderError.
    """
    loaded = scenario if isinstance(scenario, Scenario) else load(scenario, allow_plugins=allow_plugins)
    grid = loaded.combinations()
    if not loaded.grid or not grid:
        raise BackorderError(
            f"{loaded.path}: there is nothing to compare; name levers and add compare: {{grid: [...]}}, or use run"
        )
    used = chosen_engine(engine, [one.world for one in grid])
    root = loaded.seed if seed is None else seed
    count = loaded.replications if replications is None else replications
    started = now()
    job = Job(tuple(one.world for one in grid), root, used)
    gathered = execute(job, count, workers=workers, progress=progress, cancelled=cancelled)
    baseline = combination_name(loaded.baseline)
    combinations = _compared(grid, gathered, baseline)
    worlds = [one.world for one in grid]
    judged, first = compared(worlds), headlines(worlds[0])
    return Comparison(
        scenario=loaded,
        engine=used,
        seed=root,
        replications=count,
        levers=tuple(loaded.grid),
        baseline=baseline,
        headlines=first,
        judged=judged,
        combinations=combinations,
        differences=_differences(combinations, baseline, judged),
        best=_best(combinations, first, len(judged)),
        earning=next(iter(_best(combinations, money_of(worlds), len(judged))), None),
        started=started,
        ended=now(),
    )


def combination_name(labels: Sequence[str]) -> str:
    """Return the name of a combination."""
    return " / ".join(labels)


def _compared(
    grid: Sequence[Combination], gathered: Sequence[Gathered], baseline: str
) -> tuple[Compared, ...]:
    """Return the combinations in the grid's order, those in which the same happened pointing at one of them."""
    names = [combination_name(one.labels) for one in grid]
    meters = [Meter(one.world) for one in grid]
    first = sorted(range(len(grid)), key=lambda place: names[place] != baseline)
    found: list[Compared] = []
    for place, one in enumerate(grid):
        alike = next(
            other
            for other in first
            if meters[other].keys == meters[place].keys and gathered[other].same_as(gathered[place])
        )
        found.append(
            Compared(
                names[place],
                tuple(one.labels),
                None if alike == place else names[alike],
                estimates(meters[place], gathered[place]),
                gathered[place],
                meters[place],
            )
        )
    return tuple(found)


def _differences(
    combinations: Sequence[Compared], baseline: str, names: Sequence[str]
) -> tuple[Difference, ...]:
    """Judge every combination but the baseline on every one of some measures at scope total."""
    base = next(one for one in combinations if one.name == baseline)
    rivals = sum(one.same_as is None for one in combinations) - 1
    family = max(1, rivals * len(names))
    found: list[Difference] = []
    for one in combinations:
        for name in names if one is not base else ():
            key = Key(name, "total")
            if key not in one.meter.keys or key not in base.meter.keys:
                continue
            ours, theirs = _column(one, key), _column(base, key)
            better = _better(one, name)
            interval = paired_interval(ours, theirs, confidence=CONFIDENCE, family=family)
            judged, won = verdict(interval, better), wins(ours, theirs, better)
            if interval is None or judged is None or won is None:
                continue
            mean, half_width, n, unit = interval.mean, interval.half_width, interval.n, one.meter.unit(name)
            found.append(Difference(name, "total", one.name, mean, half_width, n, unit, judged, won))
    return tuple(found)


def _best(combinations: Sequence[Compared], names: Sequence[str], judged: int) -> tuple[Best, ...]:
    """Say, for every one of some measures that exists, which combinations may be the best; so many are judged in all.

    A rival is ruled out at the level of the marks (half of it on each side), so that marks and best never disagree.
    """
    distinct = [one for one in combinations if one.same_as is None]
    found: list[Best] = []
    for name in names:
        key, better = Key(name, "total"), _better(distinct[0], name)
        if better is None or not all(key in one.meter.keys for one in distinct):
            continue
        systems = [_column(one, key) for one in distinct]
        left = survivors(systems, better, confidence=CONFIDENCE, family=2 * judged)
        if left:
            title = distinct[0].meter.measure(name).title
            found.append(Best(name, title, tuple(distinct[place].name for place in left)))
    return tuple(found)


def _column(one: Compared, key: Key) -> Array:
    """Return a measure by replication."""
    return one.gathered.values[:, one.meter.keys.index(key)]


def _better(one: Compared, name: str) -> Better | None:
    """Return which way of a measure is better."""
    return one.meter.measure(name).better


def estimate(one: Compared, name: str, scope: str = "total") -> Estimate | None:
    """Return a combination's estimate, None where no replication had the number."""
    return by_key(one.measures).get(Key(name, scope))
