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
    any_line = (of.place(Place.AVAILABLE) > 0).astype(float)
    return ratio(of.place(Place.SET_UPS), any_line) / of.frame.horizon


@measure("Lines down", Unit.SHARE, "lower", SITE)
def lines_down(of: Sums) -> Values:
    """Line-time down / line-time installed."""
    return ratio(of.place(Place.DOWN), of.place(Place.AVAILABLE))


@measure("Wait of a job for a line", Unit.TIME, "lower", STOCK)
def job_wait(of: Sums) -> Values:
    """Time from release to start / jobs begun."""
    return ratio(of.point(Point.JOB_WAIT) / of.frame.unit, of.point(Point.JOBS))


@measure("Lines installed, mean", Unit.LINES, None, SITE)
def lines(of: Sums) -> Values:
    """Line-time installed / time; absent where there is no line."""
    installed = of.place(Place.AVAILABLE)
    return ratio(installed, (installed > 0).astype(float)) / of.frame.unit / of.frame.horizon


@measure("Ramp-downs", Unit.DECISIONS, None, SITE)
def ramp_downs(of: Sums) -> Values:
    """Decisions to take a step of capacity back; absent where there is no line."""
    return ratio(of.place(Place.RAMP_DOWNS), (of.place(Place.AVAILABLE) > 0).astype(float))


@measure("Ramp-ups", Unit.DECISIONS, None, SITE)
def ramp_ups(of: Sums) -> Values:
    """Decisions to add lines or speed; absent where there is no line."""
    return ratio(of.place(Place.RAMP_UPS), (of.place(Place.AVAILABLE) > 0).astype(float))


MEASURES = (utilisation, set_up_time, set_ups, lines_down, job_wait, lines, ramp_ups, ramp_downs)
