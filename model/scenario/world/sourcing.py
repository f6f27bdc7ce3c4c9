"""How a stock point chooses among its sources."""

from __future__ import annotations

from dataclasses import dataclass

from ...policies.registry import Choice
from ...policies.supply import expedite, trust
from ...policies.units import NEVER


@dataclass(frozen=True, slots=True)
class Sourcing:
    """What decides where orders go, where there are several lanes."""

    rule: Choice
    trust: trust.Settings | None = None
    """None where punctuality costs a source nothing."""
    expedite: expedite.Settings | None = None
    """Used with the one lane that is `fast`."""
    cancel_after: int = NEVER
    """Ticks after which what has not been shipped is taken back and ordered elsewhere."""
