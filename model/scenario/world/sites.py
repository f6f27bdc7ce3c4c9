"""Places that hold stock, and how items are made there."""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum


class BreakdownClock(IntEnum):
    """When a line ages towards its next breakdown."""

    CALENDAR = 0
    WORKING = 1


@dataclass(frozen=True, slots=True)
class Breakdowns:
    """Failures of each line of a site, numbers addressed by (member: line within the site, ordinal: k-th failure)."""

    up: int
    """Stream of times to failure."""
    repair: int
    """Stream of repair times; work resumes where it stopped."""
    clock: BreakdownClock


@dataclass(frozen=True, slots=True)
class RampUp:
    """More lines when the backlog persists, once in a run."""

    backlog_over: int
    """Quanta owed by the site, all its produced items together, above which it feels pressure."""
    lasting: int
    """Ticks the pressure must last without a break."""
    lines: int
    """Lines added."""
    after: int
    """Ticks from the decision until they work."""
    cost: float = 0.0
    """Money, once; engines do not see it."""


@dataclass(frozen=True, slots=True)
class Site:
    """A place that holds stock: retailer, distributor or manufacturer."""

    name: str
    """As in the file, e.g. `retailers.north`."""
    role: str
    lines: int = 0
    """Parallel lines that make this site's items; 0 where it makes none."""
    breakdowns: Breakdowns | None = None
    ramp_up: RampUp | None = None

    @property
    def most_lines(self) -> int:
        """Lines there may be, those of a ramp-up included."""
        return self.lines + (self.ramp_up.lines if self.ramp_up is not None else 0)


@dataclass(frozen=True, slots=True)
class Production:
    """How a stock point's item is made on its site's lines."""

    unit_time: int
    """Stream of times for one unit, ordinal the k-th job released here; a job takes lot x it."""
    mean_unit_time: float
    """Ticks."""
    rate: float
    """Nominal quanta per tick if the lines made nothing else: lines x availability / mean unit time."""
    lot: int = 1
    """Quanta a job makes; they come out together."""
    components: tuple[tuple[int, int], ...] = ()
    """(stock point of the component at this site, quanta of it in one quantum of the item)."""
