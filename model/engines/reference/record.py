"""What the reference engine writes down: rows of the trace, folded into a hash, and the tables of counts."""

from __future__ import annotations

from collections import defaultdict
from struct import Struct

import numpy as np

from ...outcome.histogram import BUCKETS
from ...outcome.outcome import Outcome, Table
from ...outcome.tallies import Cell, Crowd, Outage, Place, Point, Way
from ...outcome.trace import BLOCK, WIDTH, fold
from ...scenario.world import World
from .calendar import Calendar

Histogram = defaultdict[int, int]
"""Quantity by bucket of a wait."""
ROW = 8 * WIDTH
"""Bytes of a row of the trace."""
FULL = BLOCK * ROW
"""Bytes of a block of it."""
write = Struct(f"{WIDTH}q").pack_into


class Record:
    """Counts as plain lists, one row an entity and one column a tally, made into tables at the end."""

    def __init__(self, world: World, calendar: Calendar, *, trace: bool) -> None:
        self.calendar = calendar
        self.cells = [[0] * len(Cell) for _ in range(world.cells)]
        self.unmeasured = [0] * len(Cell)
        """Where requests of the warm-up are counted, to be thrown away."""
        self.points = [[0] * len(Point) for _ in world.stocks]
        self.places = [[0] * len(Place) for _ in world.sites]
        self.crowds = [[0] * len(Crowd) for _ in world.segments]
        self.outages = [[0] * len(Outage) for _ in world.disruptions]
        self.ways = [[0] * len(Way) for _ in world.lanes]
        self.fill_times = [Histogram(int) for _ in world.stocks]
        self.left_times = [Histogram(int) for _ in world.stocks]
        self.cancelled_times = [Histogram(int) for _ in world.stocks]
        self.under_way_times = [Histogram(int) for _ in world.stocks]
        self.waiting_ages = [Histogram(int) for _ in world.stocks]
        self.firm_waits = [Histogram(int) for _ in world.stocks]
        self.series: list[list[tuple[int, int]]] = []
        self.flows: list[list[tuple[int, int]]] = []
        self.sample_ticks: list[int] = []
        self.end = 0
        self.block = bytearray(FULL)
        """The latest rows of the trace, one behind the other."""
        self.filled = 0
        """Bytes of it."""
        self.fingerprint = 0
        self.folded = 0
        self.marks: list[int] = []
        self.kept: list[Table] | None = [] if trace else None

    def note(
        self, kind: int, entity: int, subject: int, quantity: int, x: int = 0, y: int = 0, z: int = 0
    ) -> None:
        """Add a row of the present tick to the trace."""
        write(self.block, self.filled, self.calendar.now, kind, entity, subject, quantity, x, y, z)
        self.filled += ROW
        if self.filled == FULL:
            self.fold_rows()
            self.marks.append(self.fingerprint)

    def fold_rows(self) -> None:
        """Fold the rows at hand into the hash, and keep them if the trace is wanted."""
        block = np.frombuffer(self.block, np.int64, self.filled // 8).reshape(-1, WIDTH)
        self.fingerprint = fold(self.fingerprint, block)
        self.folded += len(block)
        if self.kept is not None:
            self.kept.append(block.copy())
        self.filled = 0

    def go_on_sampling(self, world: World, levels: list[tuple[int, int]]) -> None:
        """Have the levels at an early end stand for the rest of the grid."""
        for number in range(len(self.series), world.samples):
            self.sample_ticks.append(world.clock.horizon * number // world.samples)
            self.series.append(levels)

    def outcome(self) -> Outcome:
        """Return everything as tables."""
        self.fold_rows()
        return Outcome(
            cells=_table(self.cells, len(Cell)),
            points=_table(self.points, len(Point)),
            places=_table(self.places, len(Place)),
            crowds=_table(self.crowds, len(Crowd)),
            outages=_table(self.outages, len(Outage)),
            ways=_table(self.ways, len(Way)),
            fill_times=_spread(self.fill_times),
            left_times=_spread(self.left_times),
            cancelled_times=_spread(self.cancelled_times),
            under_way_times=_spread(self.under_way_times),
            waiting_ages=_spread(self.waiting_ages),
            firm_waits=_spread(self.firm_waits),
            flows=np.array(self.flows, np.int64).reshape(len(self.flows), len(self.points), 2),
            series=np.array(self.series, np.int64).reshape(len(self.series), len(self.points), 2),
            sample_ticks=np.array(self.sample_ticks, np.int64),
            end=self.end,
            fingerprint=self.fingerprint,
            marks=np.array(self.marks, np.uint64).astype(np.int64),
            rows=self.folded,
            requests=sum(cell[Cell.REQUESTS] for cell in (*self.cells, self.unmeasured)),
            trace=None if self.kept is None else np.concatenate([np.zeros((0, WIDTH), np.int64), *self.kept]),
        )


def _table(rows: list[list[int]], width: int) -> Table:
    return np.array(rows, np.int64).reshape(len(rows), width)


def _spread(histograms: list[Histogram]) -> Table:
    table = np.zeros((len(histograms), BUCKETS), np.int64)
    for row, histogram in zip(table, histograms, strict=True):
        for place, quantity in histogram.items():
            row[place] = quantity
    return table
