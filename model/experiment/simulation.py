"""Simulate one scenario: replications on independent luck, every measure with its interval."""

from __future__ import annotations

import threading
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from ..errors import BackorderError
from ..execution import EngineName, Gathered, Job, Progress, execute
from ..metrics import Meter
from ..outcome.outcome import Table
from ..sample_path import draw
from ..scenario import Scenario, load
from ..storage import Record, command_line, now
from .engine_choice import chosen_engine
from .estimates import Estimate, estimates, told
from .incidence import Incidence, incidence
from .recording import own_rules, stored


@dataclass(frozen=True, slots=True)
class Result:
    """What a simulated scenario comes to."""

    scenario: Scenario
    engine: EngineName
    seed: int
    replications: int
    measures: tuple[Estimate, ...]
    gathered: Gathered
    meter: Meter
    started: datetime
    ended: datetime

    def measure(self, name: str, scope: str = "total") -> Estimate:
        """Return one estimate; raises KeyError where no replication had the number."""
        return told(self.measures, name, scope)

    def incidence(self, scope: str = "total") -> Incidence:
        """Return what became of those who asked, by time since the request, at total, a site, an item or a stock."""
        return incidence(self.meter, self.gathered, scope)

    def record(self) -> Record:
        """Return what a run folder keeps."""
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
            requests=sum(self.gathered.requests),
            rows=self.gathered.rows,
            combinations=(stored(self.scenario.name, (), self.meter, self.gathered),),
            extra=own_rules((self.scenario.world(),)),
        )


def simulate(
    scenario: Scenario | str | Path,
    *,
    engine: EngineName | None = None,
    replications: int | None = None,
    seed: int | None = None,
    workers: int | None = None,
    progress: Progress | None = None,
    cancelled: threading.Event | None = None,
    allow_plugins: bool = False,
) -> Result:
    """Simulate a scenario as it stands, levers untouched.

    `replications` and `seed` are the scenario's unless given; `workers` the processors there are;
    `allow_plugins` lets a scenario name Python files of its own rules. Raises ScenarioError, ImpossibleState, and
    Interrupted when `cancelled` is set or Ctrl-C pressed.
    """
    loaded = scenario if isinstance(scenario, Scenario) else load(scenario, allow_plugins=allow_plugins)
    used = chosen_engine(engine, (loaded.world(),))
    root = loaded.seed if seed is None else seed
    count = loaded.replications if replications is None else replications
    started, world = now(), loaded.world()
    job = Job((world,), root, used)
    (gathered,) = execute(job, count, workers=workers, progress=progress, cancelled=cancelled)
    meter = Meter(world)
    return Result(loaded, used, root, count, estimates(meter, gathered), gathered, meter, started, now())


def traced(result: Result, replication: int) -> Table:
    """Simulate one replication of a result again and return its trace, shape (rows, 8)."""
    from ..engines import run

    world = result.scenario.world()
    outcome = run(world, draw(world.streams, result.seed, replication), engine=result.engine, trace=True)
    if outcome.trace is None or outcome.fingerprint != result.gathered.fingerprints[replication]:
        raise BackorderError(
            f"replication {replication} was simulated again with its trace and something else happened; "
            f"this is a fault of the {result.engine} engine: report it with the scenario and seed {result.seed}"
        )
    return outcome.trace
