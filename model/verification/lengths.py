"""How long a case is run: for a resolution of 3 % as its scenario says, for 1 % on eight times the replications.

The reference engine has a tenth of the compiled engine's runs. Where that would be too few replications to judge by,
it has thirty shorter ones.
"""

from __future__ import annotations

from dataclasses import dataclass

from ..execution import EngineName
from .case import Case
from .judge import Precision

FINE, QUICK = 1.0, 3.0
"""Resolutions in percent of the value: what `verify` seeks, and with --quick."""
LONGER = 8
"""Times the replications at 1 %: nine times at 3 %, less what few replications lose by Student's wider intervals."""
TENTH = 10
COARSER = 4
"""Times the resolution of a tenth of the runs: the root of ten, and wider intervals from fewer replications."""
FEWEST = 30
"""Replications of which an interval is made at least."""


@dataclass(frozen=True, slots=True)
class Plan:
    """How one engine plays one system of a case."""

    engine: EngineName
    replications: int
    precision: Precision
    sets: tuple[str, ...] = ()
    """Overrides of the case's scenario."""


def plan(case: Case, longer: float, engine: EngineName, percent: float) -> Plan:
    """Return how an engine plays a system that takes so many times the case's replications."""
    if case.exact:
        return Plan(engine, 1, Precision(percent))
    runs = round(case.replications * longer * (LONGER if percent < QUICK else 1))
    if engine == "compiled":
        return Plan(engine, runs, Precision(percent))
    precision = Precision(percent * COARSER)
    if case.whole or runs >= TENTH * FEWEST:
        return Plan(engine, max(runs // TENTH, FEWEST), precision)
    clock = case.worlds()[case.systems[0]].clock
    shorter = clock.horizon * runs // (clock.ticks_per_unit * TENTH * FEWEST)
    return Plan(engine, FEWEST, precision, (f"time.horizon={max(shorter, 1)}",))
