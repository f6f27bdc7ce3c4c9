"""What stock costs: noted at the end of each period where costs accrue so, and closed at the horizon."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ...outcome.tallies import Point, Way

if TYPE_CHECKING:
    from .chain import Chain


def charge(chain: Chain) -> None:
    """Note what is on hand, owed, with jobs and in transit at the end of a period."""
    for stock in chain.stocks:
        stock.counts[Point.ON_HAND_CHARGED] += stock.on_hand
        stock.counts[Point.BACKLOG_CHARGED] += stock.backlog
        stock.counts[Point.IN_JOBS_CHARGED] += stock.in_jobs
    for lane in chain.lanes:
        lane.counts[Way.IN_TRANSIT_CHARGED] += lane.in_transit


def close_accounts(chain: Chain) -> None:
    """Count what is in transit and with jobs until the horizon."""
    for lane in chain.lanes:
        lane.put_in_transit(0)
    for stock in chain.stocks:
        stock.give_to_jobs(0)
