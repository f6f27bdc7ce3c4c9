"""The tallies of one replication summed by scope, units instead of quanta, ready for formulas."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable
from copy import copy
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from ..outcome.outcome import Outcome, Table
from ..outcome.tallies import LEDGER, Cell, Crowd, Outage, Place, Point, Way
from ..scenario.world import World
from .scopes import Pairs, Scopes, cell_places

Values = npt.NDArray[np.float64]

CELL_QUANTA = (
    Cell.REQUESTED,
    *LEDGER,
    Cell.ACCEPTED_UNITS,
    Cell.FILL_SUM,
    Cell.LATE_SUM,
    Cell.SERVED_ELSEWHERE,
    Cell.ELSEWHERE,
    *(Cell(column) for column in range(Cell.ELIGIBLE_0, Cell.WITHIN_3 + 1)),
)
"""Columns of a cell that count quanta."""
WAY_QUANTA = (
    Way.UNITS,
    Way.DIVERTED,
    Way.TAKEN_BACK,
    Way.EXPEDITED,
    Way.IN_TRANSIT_TIME,
    Way.IN_TRANSIT_CHARGED,
)
"""Columns of a lane that count quanta."""
POINT_QUANTA = (
    Point.ON_HAND_TIME,
    Point.BACKLOG_TIME,
    Point.ON_ORDER_TIME,
    Point.PEAK_BACKLOG,
    Point.UNITS_ORDERED,
    Point.UNITS_RECEIVED,
    Point.WITHDRAWN,
    Point.SITE_UNITS,
    Point.SITE_UNITS_AT_ONCE,
    Point.SITE_TURNED_AWAY,
    Point.AGE_HIGH,
    Point.AGE_LOW,
    Point.LEAD_TIME,
    Point.INFLATED,
    Point.INFLATED_BACK,
    Point.ON_HAND_END,
    Point.BACKLOG_END,
    Point.ON_ORDER_END,
    Point.DESTROYED,
    Point.DISCOUNTED,
    Point.PHANTOM_UNITS,
    Point.PHANTOM_TIME,
    Point.IN_JOBS_TIME,
    Point.ON_HAND_CHARGED,
    Point.BACKLOG_CHARGED,
    Point.IN_JOBS_CHARGED,
)
"""Columns of a stock point that count quanta."""


class Frame:
    """What stays the same from one replication of a world to the next."""

    def __init__(self, world: World) -> None:
        self.world = world
        self.scopes = Scopes(world)
        self.ticks: float = world.clock.horizon
        """Measured time: until the horizon, or an earlier end; NaN where that is at time 0, and nothing per time is
        known."""
        self.horizon = self.ticks / world.clock.ticks_per_unit
        self.unit = float(world.clock.ticks_per_unit)
        self.cell_stock = np.array([cell.stock for cell in cell_places(world)], np.intp)
        quanta = [world.items[stock.item].quanta for stock in world.stocks]
        self.quanta = np.array(quanta, np.float64)
        common = math.lcm(*quanta) if quanta else 1
        self.weights = np.array([common // one for one in quanta], np.int64)
        """Histogram counts times these are in one common quantum."""
        self.cell_scale = _scale(self.quanta[self.cell_stock], len(Cell), CELL_QUANTA)
        self.point_scale = _scale(self.quanta, len(Point), POINT_QUANTA)
        self.lane_stock = np.array([lane.to for lane in world.lanes], np.intp)
        self.way_scale = _scale(self.quanta[self.lane_stock], len(Way), WAY_QUANTA)
        self.absent = np.full(len(self.scopes.scopes), np.nan)
        """A measure that no scope has."""
        self.absent.flags.writeable = False
        self._fixed: dict[str, Values] = {}

    def until(self, end: int) -> Frame:
        """Return the same for a run that ended at a tick."""
        if end == self.ticks:
            return self
        other = copy(self)
        other.ticks = end if end > 0 else math.nan
        other.horizon = other.ticks / self.world.clock.ticks_per_unit
        return other

    def fixed(self, name: str, make: Callable[[], Iterable[float]]) -> Values:
        """Return numbers of the world by name, made once: prices by stock point, who knows other shops."""
        found = self._fixed.get(name)
        if found is None:
            found = self._fixed[name] = np.array(list(make()), np.float64)
        return found

    def prices(self, name: str) -> Values | None:
        """Return the prices of a kind by stock point, lane or site, None where the scenario gives none."""
        found = self.fixed(f"price of {name}", lambda: getattr(self.world.prices, name))
        return found if found.any() else None


class Spreads(NamedTuple):
    """The histograms of waits of a table, by scope, those that hold something."""

    scopes: npt.NDArray[np.intp]
    filled: npt.NDArray[np.intp]
    """Buckets in which any scope has a count."""
    upto: npt.NDArray[np.int64]
    """(scopes, filled): counts in each bucket and all before."""

    @classmethod
    def of(cls, table: Table, weights: npt.NDArray[np.int64], pairs: Pairs) -> Spreads:
        """Sum the rows of a table up by scope, each times its weight."""
        filled = np.flatnonzero(table.any(axis=0))
        counts = table[:, filled] * weights[:, np.newaxis]
        rows, scopes = pairs
        used = np.asarray(counts.any(axis=1), np.bool_)[rows]
        held, places = np.unique(scopes[used], return_inverse=True)
        upto = np.zeros((len(held), len(filled)), np.int64)
        np.add.at(upto, places, counts[rows[used]])
        return cls(held, filled, np.cumsum(upto, axis=1, out=upto))


class Sums:
    """Sums by scope: a column read from it is an array over scopes, in units, ticks or counts."""

    def __init__(self, frame: Frame, outcome: Outcome) -> None:
        scopes = frame.scopes
        self.frame = frame.until(outcome.end)
        self.outcome = outcome
        self.cells_by_stock = outcome.cells / frame.cell_scale
        self.points_by_stock = outcome.points / frame.point_scale
        self._cells = scopes.add_up(self.cells_by_stock, scopes.cells)
        self._points = scopes.add_up(self.points_by_stock, scopes.points)
        self.ways_by_lane = outcome.ways / frame.way_scale
        self._bought = scopes.add_up(self.ways_by_lane, scopes.ways)
        self._sold = scopes.add_up(self.ways_by_lane, scopes.givers)
        self._places = scopes.add_up(outcome.places.astype(np.float64), scopes.places)
        self._crowds = scopes.add_up(outcome.crowds.astype(np.float64), scopes.crowds)
        self._spreads: dict[str, Spreads] = {}
        self._summed: dict[tuple[Cell, ...], Values] = {}
        self.known: dict[str, Values] = {}
        """Measures read already, by name: some are part of others."""
        self._people = scopes.add_up(outcome.crowds.astype(np.float64), scopes.people)
        self._outages = scopes.add_up(outcome.outages.astype(np.float64), scopes.outages)
        self.stock_points = scopes.add_up(np.ones((len(frame.world.stocks), 1)), scopes.points)[:, 0]

    def cell(self, *columns: Cell) -> Values:
        """Return the sum of some columns of the cells of demand."""
        if len(columns) == 1:
            return self._cells[:, columns[0]]
        found = self._summed.get(columns)
        if found is None:
            found = self._summed[columns] = self._cells[:, list(columns)].sum(axis=1)
        return found

    def point(self, column: Point) -> Values:
        """Return a column of the stock points."""
        return self._points[:, column]

    def bought(self, column: Way) -> Values:
        """Return a column of the lanes, added to those who buy by them."""
        return self._bought[:, column]

    def sold(self, column: Way) -> Values:
        """Return a column of the lanes, added to those who sell by them."""
        return self._sold[:, column]

    def place(self, column: Place) -> Values:
        """Return a column of the sites with lines."""
        return self._places[:, column]

    def crowd(self, column: Crowd) -> Values:
        """Return a column of the segments that service can drive away."""
        return self._crowds[:, column]

    def people(self, column: Crowd) -> Values:
        """Return a column of the segments of identified customers, whether or not service can drive them away."""
        return self._people[:, column]

    def by_segment(self, amounts: Values) -> Values:
        """Sum numbers given for every segment by scope, those of strangers left out."""
        return self.frame.scopes.add_up(amounts[:, np.newaxis], self.frame.scopes.people)[:, 0]

    def outage(self, column: Outage) -> Values:
        """Return a column of the disruptions."""
        return self._outages[:, column]

    def by_cell(self, amounts: Values) -> Values:
        """Sum numbers given for every cell of demand by scope."""
        return self.frame.scopes.add_up(amounts[:, np.newaxis], self.frame.scopes.cells)[:, 0]

    def by_point(self, amounts: Values) -> Values:
        """Sum numbers given for every stock point by scope."""
        return self.frame.scopes.add_up(amounts[:, np.newaxis], self.frame.scopes.points)[:, 0]

    def by_lane(self, amounts: Values) -> Values:
        """Sum numbers given for every lane by the scope of who buys by it."""
        return self.frame.scopes.add_up(amounts[:, np.newaxis], self.frame.scopes.ways)[:, 0]

    def by_site(self, amounts: Values) -> Values:
        """Sum numbers given for every site by scope."""
        return self.frame.scopes.add_up(amounts[:, np.newaxis], self.frame.scopes.places)[:, 0]

    def spreads(self, table: str) -> Spreads:
        """Return the histograms of a table by scope, in a quantum common to all items."""
        found = self._spreads.get(table)
        if found is None:
            counts: Table = getattr(self.outcome, table)
            found = Spreads.of(counts, self.frame.weights, self.frame.scopes.points)
            self._spreads[table] = found
        return found


def _scale(quanta: Values, columns: int, in_quanta: tuple[int, ...]) -> Values:
    """Return what to divide a table by, so that quanta become units and counts stay counts."""
    scale = np.ones((quanta.shape[0], columns))
    scale[:, list(in_quanta)] = quanta[:, np.newaxis]
    return scale
