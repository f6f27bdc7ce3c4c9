"""What stock costs: noted at the end of each period, and closed at the horizon; see the reference's `accrual`."""

from __future__ import annotations

from ...outcome.events import Event
from ...outcome.tallies import Point, Way
from .calendar import push
from .jit import step
from .lanes import put_in_transit
from .stock_points import give_to_jobs
from .tables import State


@step
def charge(w: State) -> None:
    """Note what is on hand, owed, with jobs and in transit at the end of a period."""
    for s in range(w.stock.size):
        x = w.stock[s]
        w.points[s, Point.ON_HAND_CHARGED] += x.on_hand
        w.points[s, Point.BACKLOG_CHARGED] += x.backlog
        w.points[s, Point.IN_JOBS_CHARGED] += x.in_jobs
    for lane in range(w.lane.size):
        w.ways[lane, Way.IN_TRANSIT_CHARGED] += w.lane[lane].in_transit


@step
def on_period_end(w: State, number: int) -> None:
    """Charge stock and backlog at the last tick of a period, and expect the next."""
    charge(w)
    push(w, (number + 2) * w.run[0].accrual - 1, Event.PERIOD_END, 0, number + 1, 0)


@step
def close_accounts(w: State) -> None:
    """Count what is in transit and with jobs until the horizon."""
    for lane in range(w.lane.size):
        put_in_transit(w, lane, 0)
    for s in range(w.stock.size):
        give_to_jobs(w, s, 0)
