"""Disruptions: how long they last, and how long what they did is felt."""

from __future__ import annotations

import numpy as np

from ..outcome.tallies import Outage, Point
from .measure import DISRUPTION, STOCK, Unit, Values, measure, ratio
from .sums import Sums


@measure("Disruptions", Unit.TIMES, None, DISRUPTION)
def disruptions(of: Sums) -> Values:
    """Times a disruption ended, or lasted at the horizon; losses of stock count one each."""
    return _where_any(of, of.outage(Outage.TIMES))


@measure("Time disrupted", Unit.TIME, None, DISRUPTION)
def downtime(of: Sums) -> Values:
    """Time that disruptions lasted, one added to another where they overlap."""
    return _where_any(of, of.outage(Outage.DOWN) / of.frame.unit)


@measure("Time to recover", Unit.TIME, "lower", DISRUPTION)
def time_to_recover(of: Sums) -> Values:
    """Time from the end of a disruption until what is owed downstream is back at its level before / disruptions; those
    not recovered from count until the horizon, so this is then a lower bound.
    """
    ended = of.outage(Outage.RECOVERIES) + of.outage(Outage.UNRECOVERED)
    return ratio(of.outage(Outage.RECOVERY_TIME) / of.frame.unit, ended)


@measure("Not recovered at the horizon", Unit.TIMES, "lower", DISRUPTION)
def not_recovered(of: Sums) -> Values:
    """Disruptions that were over and not recovered from at the horizon."""
    return _where_any(of, of.outage(Outage.UNRECOVERED))


@measure("Units destroyed", Unit.UNITS, "lower", STOCK)
def destroyed(of: Sums) -> Values:
    """Units on hand destroyed by disruptions; absent where none destroys stock."""
    return _where_destroyed(of)


def _where_any(of: Sums, amount: Values) -> Values:
    """Return an amount, absent where there is no disruption."""
    scopes = of.frame.scopes
    there = scopes.add_up(np.ones((len(of.frame.world.disruptions), 1)), scopes.outages)[:, 0]
    return ratio(amount, (there > 0).astype(float))


def _where_destroyed(of: Sums) -> Values:
    """Return units destroyed, absent at stock points that no disruption empties."""
    world = of.frame.world
    struck = np.zeros(len(world.stocks))
    for one in world.disruptions:
        if one.share > 0:
            struck[list(one.targets)] = 1.0
    return ratio(of.point(Point.DESTROYED), (of.by_point(struck) > 0).astype(float))


MEASURES = (disruptions, downtime, time_to_recover, not_recovered, destroyed)
