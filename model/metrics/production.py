"""Production: how busy the lines are, and how long work waits for them."""

from __future__ import annotations

from ..outcome.tallies import Place, Point
from .measure import SITE, STOCK, Unit, Values, measure, ratio
from .sums import Sums


@measure("Utilisation of the lines", Unit.SHARE, None, SITE)
def utilisation(of: Sums) -> Values:
    """Line-time working / line-time installed."""
    return ratio(of.place(Place.BUSY), of.place(Place.AVAILABLE))


@measure("Lines being set up", Unit.SHARE, "lower", SITE)
def set_up_time(of: Sums) -> Values:
    """Line-time being set up for another item / line-time installed."""
    return ratio(of.place(Place.SET_UP), of.place(Place.AVAILABLE))


@measure("Set-ups", Unit.SET_UPS_PER_TIME, "lower", SITE)
def set_ups(of: Sums) -> Values:
    """Set-ups begun / time; absent where there is no line."""
    lines = (of.place(Place.AVAILABLE) > 0).astype(float)
    return ratio(of.place(Place.SET_UPS), lines) / of.frame.horizon


@measure("Lines down", Unit.SHARE, "lower", SITE)
def lines_down(of: Sums) -> Values:
    """Line-time down / line-time installed."""
    return ratio(of.place(Place.DOWN), of.place(Place.AVAILABLE))


@measure("Wait of a job for a line", Unit.TIME, "lower", STOCK)
def job_wait(of: Sums) -> Values:
    """Time from release to start / jobs begun."""
    return ratio(of.point(Point.JOB_WAIT) / of.frame.unit, of.point(Point.JOBS))


@measure("Ramp-ups", Unit.DECISIONS, None, SITE)
def ramp_ups(of: Sums) -> Values:
    """Decisions to add lines; absent where there is no line."""
    return ratio(of.place(Place.RAMP_UPS), (of.place(Place.AVAILABLE) > 0).astype(float))


MEASURES = (utilisation, set_up_time, set_ups, lines_down, job_wait, ramp_ups)
