"""Places that hold stock, and how items are made there."""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum
from typing import NamedTuple

from ...policies.registry import Choice, choose
from ...policies.signal import demand


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


class Judging(NamedTuple):
    """How a site judges the demand for what it makes."""

    every: int
    """Ticks from one judgement to the next, the first so long after the start."""
    way: int
    """1 to look for strong demand, -1 for weak."""
    rule: demand.Settings


@dataclass(frozen=True, slots=True)
class RampUp:
    """More capacity when the backlog persists or demand is strong, by steps of lines or of speed."""

    backlog_over: int
    """Quanta owed by the site, all its produced items together, above which it feels pressure; NO_LIMIT where it
    follows a signal."""
    lasting: int
    """Ticks the pressure must last without a break."""
    lines: int
    """Lines added a step; 0 where it changes the speed."""
    after: int
    """Ticks from the decision until it takes effect."""
    cost: float = 0.0
    """Money a step; engines do not see it."""
    speed: float = 1.0
    """Factor on the speed of every line a step; 1 where it adds lines."""
    at_most: int = 1
    """Steps above what there is at the start."""
    judging: Judging | None = None
    """The signal of strong demand it follows, if any."""
    workable: bool = False
    """Whether what waits for components is left out of what is owed."""


@dataclass(frozen=True, slots=True)
class RampDown:
    """The steps taken back when little is owed for a while, or demand is weak."""

    backlog_under: int
    """Quanta owed by the site below which it feels the pressure to go down; NO_LIMIT where a signal alone decides."""
    lasting: int
    after: int
    cost: float = 0.0
    below_start: int = 0
    """Steps below what there is at the start."""
    judging: Judging | None = None
    """The signal of weak demand that must be on too, if any."""


class Reputation(NamedTuple):
    """What is said of a shop."""

    memory: float
    """Units after which what was said before counts 37 %."""
    start: float
    """Share of units said to be served well, until time 0."""


@dataclass(frozen=True, slots=True)
class Site:
    """A place that holds stock: retailer, distributor or manufacturer."""

    name: str
    """As in the file, e.g. `retailers.north`."""
    role: str
    lines: int = 0
    """Parallel lines that make this site's items; 0 where it makes none, or their number is unlimited."""
    unlimited: bool = False
    """Whether every job has a line of its own."""
    breakdowns: Breakdowns | None = None
    dispatch: Choice = choose("dispatch", "first_come")
    """Which of the released jobs a free line takes."""
    ramp_up: RampUp | None = None
    ramp_down: RampDown | None = None
    reputation: Reputation | None = None

    @property
    def judgings(self) -> tuple[Judging, ...]:
        """Return the signals of demand that its capacity follows."""
        ramps = (self.ramp_up, self.ramp_down)
        return tuple(ramp.judging for ramp in ramps if ramp is not None and ramp.judging is not None)

    @property
    def nominal_lines(self) -> int:
        """Lines that the nominal rates of its items reckon with: one job's own where there are as many as jobs."""
        return 1 if self.unlimited else self.lines

    @property
    def most_lines(self) -> int:
        """Lines there may be, those of all steps up included."""
        return self.lines + (self.ramp_up.lines * self.ramp_up.at_most if self.ramp_up is not None else 0)


@dataclass(frozen=True, slots=True)
class Production:
    """How a stock point's item is made on its site's lines."""

    unit_time: int
    """Stream of times for one unit, or for one job, ordinal the k-th job released here."""
    mean_unit_time: float
    """Mean of those times in ticks."""
    rate: float
    """Nominal quanta per tick if the lines made nothing else and were never set up: lines x availability / mean unit
    time; of one line where every job has its own."""
    apart: bool = False
    """Whether every job has a line of its own."""
    lot: int = 1
    """Quanta a job makes."""
    times: float = 1.0
    """What a drawn time is multiplied by: the units of a lot, 1 where the time is a job's own."""
    piece: int = 0
    """Quanta handed on together as they are finished; the lot where it comes out as a whole."""
    set_up: int | None = None
    """Stream of times to change a line to this item, ordinal the job that follows; None for no set-up."""
    set_up_after: tuple[tuple[int, int], ...] = ()
    """(stock point made before, stream) where the change from it has a time of its own."""
    components: tuple[tuple[int, int], ...] = ()
    """(stock point of the component at this site, quanta of it in one quantum of the item)."""

    @property
    def pieces(self) -> int:
        """Pieces in which a job's lot is handed on."""
        return self.lot // self.piece if self.piece else 1
