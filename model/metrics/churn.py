"""Customers: who left, because of service or for reasons of their own, who came back, and what draws new ones."""

from __future__ import annotations

import numpy as np

from ..outcome.tallies import Crowd, Place
from ..policies.customer.reputation import MILLION
from ..quantities.time_base import MILLISECONDS
from ..scenario.world import World
from .measure import CROWD, SITE, Unit, Values, measure, ratio
from .sums import Sums


def year_of(world: World) -> tuple[str, float]:
    """Return the span churn is told per, and its units: a year, or the unit itself outside a calendar."""
    unit = world.clock.unit
    if unit not in MILLISECONDS:
        return unit, 1.0
    return "year", MILLISECONDS["year"] / MILLISECONDS[unit]


@measure("Customers lost to service", Unit.CUSTOMERS, "lower", CROWD)
def churned_by_service(of: Sums) -> Values:
    """Times that an identified customer left because of service, natural drop-outs not counted."""
    customers = of.crowd(Crowd.CUSTOMERS)
    return ratio(of.crowd(Crowd.CHURNED), (customers > 0).astype(float))


@measure("Share of customers lost to service", Unit.SHARE, "lower", CROWD)
def churned_share(of: Sums) -> Values:
    """Times customers left because of service, each one for who comes back / customers there at the start or joined."""
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


@measure("Customers at the end", Unit.CUSTOMERS, "higher", CROWD)
def customers_end(of: Sums) -> Values:
    """Identified customers who are there at the horizon: neither away because of service nor dropped out."""
    count = of.crowd(Crowd.CUSTOMERS)
    return ratio(of.crowd(Crowd.STAYING), (count > 0).astype(float))


@measure("Customers won back", Unit.CUSTOMERS, None, CROWD)
def won_back(of: Sums) -> Values:
    """Times that a customer who had left because of service came back; absent where nobody does."""
    return ratio(
        of.crowd(Crowd.RETURNED), _with(of, [one.win_back is not None for one in of.frame.world.segments])
    )


@measure("Time away because of service", Unit.SHARE, "lower", CROWD)
def away_share(of: Sums) -> Values:
    """Customer-time away because of service / customer-time until natural drop-out or the horizon."""
    away = of.crowd(Crowd.AWAY)
    return ratio(away, away + of.crowd(Crowd.AT_RISK))


@measure("Joins lost to reputation", Unit.CUSTOMERS, "lower", CROWD)
def joins_lost(of: Sums) -> Values:
    """Candidates who would have joined at the reference reputation and did not; absent where nobody listens."""
    return ratio(of.people(Crowd.JOINS_LOST), _listening(of))


@measure("Joins won by reputation", Unit.CUSTOMERS, "higher", CROWD)
def joins_won(of: Sums) -> Values:
    """Candidates who joined and would not have at the reference reputation; absent where nobody listens."""
    return ratio(of.people(Crowd.JOINS_WON), _listening(of))


@measure("Reputation, mean", Unit.SHARE, "higher", SITE)
def reputation(of: Sums) -> Values:
    """Smoothed share of units served at once or by the first date told, over time, averaged over shops that keep it."""
    return ratio(of.place(Place.REPUTATION_TIME) / (MILLION * of.frame.ticks), _spoken_of(of))


@measure("Reputation at the end", Unit.SHARE, "higher", SITE)
def reputation_end(of: Sums) -> Values:
    """The same at the horizon."""
    return ratio(of.place(Place.REPUTATION_END) / MILLION, _spoken_of(of))


def _with(of: Sums, segments: list[bool]) -> Values:
    """Return 1 at scopes of which one of these segments is a part."""
    return (of.by_segment(np.array(segments, np.float64)) > 0).astype(float)


def _listening(of: Sums) -> Values:
    """Return 1 at scopes where joining follows a reputation."""
    return _with(of, [one.word is not None for one in of.frame.world.segments])


def _spoken_of(of: Sums) -> Values:
    """Return the number of shops of which something is said."""
    return of.by_site(np.array([site.reputation is not None for site in of.frame.world.sites], np.float64))


def _years_at_risk(of: Sums) -> Values:
    """Return customer-years (or customer-units) until leaving or the horizon."""
    return of.crowd(Crowd.AT_RISK) / of.frame.unit / year_of(of.frame.world)[1]


MEASURES = (
    churned_by_service, churned_share, churn_rate, dropout_rate, customers, customers_end, won_back, away_share,
    joins_lost, joins_won, reputation, reputation_end,
)  # fmt: skip
