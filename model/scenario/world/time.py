"""Time and chance: the clock of a run, and the streams its numbers come from."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from ...policies.units import NO_LIMIT
from ..laws import Law


class Stream(NamedTuple):
    """One kind of chance at one entity; its numbers have addresses (member, ordinal)."""

    name: str
    """What is drawn and in which version, e.g. `lead_time/1`."""
    entity: str
    """Whose luck it is, e.g. `retailers.north/console`; `key:` keeps an old name."""
    law: Law
    """In ticks for durations, in quanta for quantities."""


@dataclass(frozen=True, slots=True)
class Clock:
    """The run: warm-up over [start, 0), measurement over [0, horizon)."""

    unit: str
    ticks_per_unit: int
    start: int
    """First tick, minus the warm-up; at most 0."""
    horizon: int
    """What falls on it does not happen."""
    requests: int = NO_LIMIT
    """Requests from 0 on that are measured; the run ends as the last of them is settled, or at the horizon."""

    @property
    def most_quanta(self) -> int:
        """The greatest level whose sum over every tick of the run, doubled for ages, is a whole number of 64 bits."""
        return (1 << 61) // max(1, self.horizon - self.start)
