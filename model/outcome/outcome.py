"""One replication's outcome: tables of counts, the series, the histograms, and the hash of the whole trace."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

Table = npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Outcome:
    """What an engine returns for one world on one sample path; both engines return the same."""

    cells: Table
    """(cells, Cell)."""
    points: Table
    """(stock points, Point)."""
    places: Table
    """(sites, Place)."""
    crowds: Table
    """(segments, Crowd)."""
    outages: Table
    """(disruptions, Outage)."""
    ways: Table
    """(lanes, Way)."""
    fill_times: Table
    """(stock points, BUCKETS): units by ticks from request to receipt, at the stock point asked; zeros where no
    customer buys."""
    left_times: Table
    """(stock points, BUCKETS): units by ticks from request to leaving, the lost sale at the door 0."""
    cancelled_times: Table
    """(stock points, BUCKETS): units by ticks from request to the shop's cancelling."""
    under_way_times: Table
    """(stock points, BUCKETS): of `fill_times`, units whose receipt is not before the horizon."""
    waiting_ages: Table
    """(stock points, BUCKETS): units not received, left or cancelled before the horizon, by their age there."""
    firm_waits: Table
    """(stock points, BUCKETS): orders by ticks until work on them begins, where the item is made."""
    series: Table
    """(samples, stock points, 2): on hand and backlog on the grid."""
    flows: Table
    """(buckets + 1, stock points, 2): asked and ordered before the first bucket and up to the end of each, less what
    was taken back; no row where the bullwhip is not measured."""
    sample_ticks: Table
    """(samples,)."""
    end: int
    """Tick at which the run ended: the horizon, or when the last request that was to be measured was settled."""
    fingerprint: int
    """Rolling hash of every row of the trace."""
    marks: Table
    """Hash kept at every 65,536th row, as int64 bits."""
    rows: int
    """Rows of the trace, kept or not."""
    requests: int
    """Requests handled, warm-up and forgone included."""
    trace: Table | None = None
    """(rows, 8) where it was asked for."""
