"""Waits: from request to receipt among the served, and until work begins where the item is made.

Means among the served flatter a policy that loses the impatient: the headline of fill time is `served_within`.
"""

from __future__ import annotations

import numpy as np

from ..outcome.histogram import BUCKETS, lower
from ..outcome.tallies import Cell
from .measure import DEMAND, STOCK, Unit, Values, measure, ratio
from .service import served
from .sums import Spreads, Sums

LOWER = np.array([lower(index) for index in range(BUCKETS + 1)], np.int64)
"""The least wait of every bucket."""


@measure("Fill time of the served, mean", Unit.TIME, "lower", DEMAND)
def fill_time(of: Sums) -> Values:
    """Time from request to receipt / units served, those served at once included."""
    return ratio(of.cell(Cell.FILL_SUM) / of.frame.unit, served(of))


@measure("Fill time of the served, median", Unit.TIME, "lower", STOCK)
def fill_time_p50(of: Sums) -> Values:
    """Time within which half of the units served were received."""
    return _quantiles(of, "fill_times", 0.5)


@measure("Fill time of the served, 95 %", Unit.TIME, "lower", STOCK)
def fill_time_p95(of: Sums) -> Values:
    """Time within which 95 % of the units served were received."""
    return _quantiles(of, "fill_times", 0.95)


@measure("Wait of back-ordered units", Unit.TIME, "lower", DEMAND)
def wait_back_ordered(of: Sums) -> Values:
    """Time from request to receipt / units served after a wait."""
    return ratio(of.cell(Cell.LATE_SUM) / of.frame.unit, of.cell(Cell.KEPT, Cell.BROKEN, Cell.UNTOLD))


@measure("Wait until work begins, mean", Unit.TIME, "lower", DEMAND)
def queue_wait(of: Sums) -> Values:
    """Time from request until work on the order's last unit begins, 0 from the shelf / orders of which it began.

    Absent where the item is not made at the site that sells it.
    """
    return ratio(of.cell(Cell.FIRM_SUM) / of.frame.unit, of.cell(Cell.FIRM_ORDERS))


@measure("Work begun at once", Unit.SHARE, "higher", DEMAND)
def queue_immediate(of: Sums) -> Values:
    """Orders on the shelf, or on which work began at once / orders of which work began."""
    return ratio(of.cell(Cell.FIRM_AT_ONCE), of.cell(Cell.FIRM_ORDERS))


@measure("Wait until work begins, median", Unit.TIME, "lower", STOCK)
def queue_wait_p50(of: Sums) -> Values:
    """Time within which work began on half of the orders of which it began."""
    return _quantiles(of, "firm_waits", 0.5)


@measure("Wait until work begins, 95 %", Unit.TIME, "lower", STOCK)
def queue_wait_p95(of: Sums) -> Values:
    """Time within which work began on 95 % of the orders of which it began."""
    return _quantiles(of, "firm_waits", 0.95)


def _quantiles(of: Sums, table: str, share: float) -> Values:
    """Read a quantile from the histogram of every scope, in the scenario's unit."""
    found = np.full(len(of.frame.scopes.scopes), np.nan)
    spreads = of.spreads(table)
    found[spreads.scopes] = quantiles(spreads, share) / of.frame.unit
    return found


def quantiles(spreads: Spreads, share: float) -> Values:
    """Return by scope the same as `outcome.histogram.quantile`, from the filled buckets of all of them."""
    upto = spreads.upto
    if not upto.size:
        return np.zeros(0)
    target = share * upto[:, -1]
    at, scopes = (upto < target[:, np.newaxis]).sum(axis=1), np.arange(len(upto))
    below = np.where(at > 0, upto[scopes, at - 1], 0)
    low, high = LOWER[spreads.filled[at]], LOWER[spreads.filled[at] + 1] - 1
    return low + (high - low) * (target - below) / (upto[scopes, at] - below)


MEASURES = (
    fill_time,
    fill_time_p50,
    fill_time_p95,
    wait_back_ordered,
    queue_wait,
    queue_immediate,
    queue_wait_p50,
    queue_wait_p95,
)
