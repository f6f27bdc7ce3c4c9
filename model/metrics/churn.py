"""Churn: customers who left, because of service or for reasons of their own."""

from __future__ import annotations

from ..outcome.tallies import Crowd
from ..quantities.time_base import MILLISECONDS
from ..scenario.world import World
from .measure import CROWD, Unit, Values, measure, ratio
from .sums import Sums


def year_of(world: World) -> tuple[str, float]:
    """Return the span churn is told per, and its units: a year, or the unit itself outside a calendar."""
    unit = world.clock.unit
    if unit not in MILLISECONDS:
        return unit, 1.0
    return "year", MILLISECONDS["year"] / MILLISECONDS[unit]


@measure("Customers lost to service", Unit.CUSTOMERS, "lower", CROWD)
def churned_by_service(of: Sums) -> Values:
    """Identified customers who left because of service, natural drop-outs not counted."""
    customers = of.crowd(Crowd.CUSTOMERS)
    return ratio(of.crowd(Crowd.CHURNED), (customers > 0).astype(float))


@measure("Share of customers lost to service", Unit.SHARE, "lower", CROWD)
def churned_share(of: Sums) -> Values:
    """Customers who left because of service / customers there at the start or joined since."""
    return ratio(of.crowd(Crowd.CHURNED), of.crowd(Crowd.CUSTOMERS))


@measure("Churn by service", Unit.PER_CUSTOMER_TIME, "lower", CROWD)
def churn_rate(of: Sums) -> Values:
    """Customers who left because of service / customer-years at risk (a year of 365 days)."""
    return ratio(of.crowd(Crowd.CHURNED), _years_at_risk(of))


@measure("Natural drop-out", Unit.PER_CUSTOMER_TIME, None, CROWD)
def dropout_rate(of: Sums) -> Values:
    """Customers who left for reasons of their own / customer-years at risk."""
    return ratio(of.crowd(Crowd.DROPPED_OUT), _years_at_risk(of))


@measure("Customers", Unit.CUSTOMERS, None, CROWD)
def customers(of: Sums) -> Values:
    """Identified customers there at the start or joined since."""
    count = of.crowd(Crowd.CUSTOMERS)
    return ratio(count, (count > 0).astype(float))


def _years_at_risk(of: Sums) -> Values:
    """Return customer-years (or customer-units) until leaving or the horizon."""
    return of.crowd(Crowd.AT_RISK) / of.frame.unit / year_of(of.frame.world)[1]


MEASURES = (churned_by_service, churned_share, churn_rate, dropout_rate, customers)
