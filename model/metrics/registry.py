"""Every measure there is, in the order in which results list them."""

from __future__ import annotations

from ..scenario.world import World
from . import churn, lost, money, production, promises, service, stock, waits
from .measure import Measure

GROUPS: dict[str, tuple[Measure, ...]] = {
    "Lost sales": lost.MEASURES,
    "Where demand went": lost.COLUMNS,
    "Churn": churn.MEASURES,
    "Service": service.MEASURES,
    "Waits": waits.MEASURES,
    "Promises": promises.MEASURES,
    "Stock": stock.MEASURES,
    "Production": production.MEASURES,
    "Money": money.MEASURES,
}
"""Measures whose names do not depend on the scenario, by what they are about."""
FIXED: tuple[Measure, ...] = tuple(one for group in GROUPS.values() for one in group)


def measures(world: World) -> tuple[Measure, ...]:
    """Return the measures of a world, those of service within its times first."""
    return (*service.served_within(world), *FIXED)


def headlines(world: World) -> tuple[str, ...]:
    """Return the three questions: fill time, lost sales, churn; `fill_rate` stands in where no time is asked about."""
    first = service.within_name(world, 0) if world.served_within else service.fill_rate.name
    return (first, lost.lost_total.name, churn.churned_by_service.name)


def compared(world: World) -> tuple[str, ...]:
    """Return the measures for which combinations are judged: the headlines, then what explains them."""
    return (*headlines(world), promises.promise_kept.name, waits.wait_back_ordered.name)
