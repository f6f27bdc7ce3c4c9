"""Every measure there is, in the order in which results list them."""

from __future__ import annotations

from collections.abc import Sequence

from ..scenario.world import World
from . import (
    churn,
    disruptions,
    lost,
    money,
    production,
    promises,
    satisfaction,
    service,
    sources,
    stock,
    waits,
)
from .measure import Measure

GROUPS: dict[str, tuple[Measure, ...]] = {
    "Lost sales": lost.MEASURES,
    "Where demand went": lost.COLUMNS,
    "Churn": churn.MEASURES,
    "Service": service.MEASURES,
    "Waits": waits.MEASURES,
    "Satisfaction": satisfaction.MEASURES,
    "Promises": promises.MEASURES,
    "Stock": stock.MEASURES,
    "Sources": sources.MEASURES,
    "Production": production.MEASURES,
    "Disruptions": disruptions.MEASURES,
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


def compared(worlds: Sequence[World]) -> tuple[str, ...]:
    """Return the measures for which combinations are judged: the headlines, then what explains them, then money.

    A measure is judged where any of the combinations gives cause to: one that costs something is judged by costs.
    """
    explaining = (promises.promise_kept.name, waits.wait_back_ordered.name)
    asked = {name: None for world in worlds for name in _asked_of(world)}
    return (*headlines(worlds[0]), *explaining, *asked, *money_of(worlds))


def _asked_of(world: World) -> tuple[str, ...]:
    """Return what else tells combinations apart in a world: how long recovery takes, where a disruption comes at a time
    of the scenario's choosing; how many customers there are, where they join by what is said of a shop; the business
    that lateness loses; orders of which nobody wants all."""
    planted = any(one.windows for one in world.disruptions)
    joining = any(segment.word is not None for segment in world.segments)
    trusts = any(one.sourcing is not None and one.sourcing.trust is not None for one in world.stocks)
    phantom = any(one.orders_phantoms for one in world.stocks)
    several = any(segment.also_orders_at for segment in world.segments)
    return (
        *((disruptions.time_to_recover.name,) if planted else ()),
        *((churn.customers_end.name,) if joining else ()),
        *((sources.lost_business.name,) if trusts else ()),
        *((sources.phantom_orders.name,) if phantom else ()),
        *((stock.phantom_backlog.name, stock.units_ordered.name) if several else ()),
    )


def money_of(worlds: Sequence[World]) -> tuple[str, ...]:
    """Return what a policy earns, with the customers it keeps where these are valued, or costs where nothing is sold
    for money; nothing where nothing costs."""
    if not any(_costs(world) for world in worlds):
        return ()
    if not any(item.price for world in worlds for item in world.items):
        return (money.cost.name,)
    valued = any(
        world.discount > 0 and any(segment.rate is not None for segment in world.segments) for world in worlds
    )
    return (money.profit.name, money.profit_with_equity.name) if valued else (money.profit.name,)


def _costs(world: World) -> bool:
    steps = [step for site in world.sites for step in (site.ramp_up, site.ramp_down) if step is not None]
    return bool(world.prices.given) or any(step.cost for step in steps)
