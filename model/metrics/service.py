"""Service: how much is served at once, how much within a time, and how much was asked for."""

from __future__ import annotations

from ..outcome.tallies import SERVED, Cell
from ..scenario.world import World
from .lost import requested
from .measure import DEMAND, Measure, Unit, Values, measure, ratio
from .sums import Sums


@measure("Served at once", Unit.SHARE, "higher", DEMAND)
def fill_rate(of: Sums) -> Values:
    """Units served from the shelf at once / units requested."""
    return ratio(of.cell(Cell.AT_ONCE), requested(of))


@measure("Orders served at once in full", Unit.SHARE, "higher", DEMAND)
def order_fill_rate(of: Sums) -> Values:
    """Requests of which every unit was served at once / requests."""
    return ratio(of.cell(Cell.REQUESTS_AT_ONCE), of.cell(Cell.REQUESTS) - of.cell(Cell.REQUESTS_FORGONE))


@measure("Requests", Unit.REQUESTS, None, DEMAND)
def requests(of: Sums) -> Values:
    """Requests made in the measured time, those of churned customers left out."""
    return _where_asked(of, of.cell(Cell.REQUESTS) - of.cell(Cell.REQUESTS_FORGONE))


@measure("Potential demand", Unit.UNITS_PER_TIME, None, DEMAND)
def demand(of: Sums) -> Values:
    """Units of potential demand, forgone ones included / time."""
    return _where_asked(of, of.cell(Cell.REQUESTED) / of.frame.horizon)


@measure("Units served", Unit.UNITS_PER_TIME, "higher", DEMAND)
def throughput(of: Sums) -> Values:
    """Units requested in the measured time and served within it, substitutes included / time."""
    return _where_asked(of, served(of) / of.frame.horizon)


def served(of: Sums) -> Values:
    """Return units served, at once, late or by a substitute."""
    return of.cell(*SERVED)


def _where_asked(of: Sums, amount: Values) -> Values:
    """Return an amount, absent at scopes where nobody asks: a plant's stock of components has no requests."""
    return ratio(amount, (of.cell(Cell.REQUESTED) > 0).astype(float))


def served_within(world: World) -> tuple[Measure, ...]:
    """Return the measure of every time that the scenario asks about, the headline of fill time first."""
    return tuple(_served_within(world, place) for place in range(len(world.served_within)))


def within_name(world: World, place: int) -> str:
    """Return the name of a measure of service within a time, e.g. `served_within(3)` in the scenario's unit."""
    return f"served_within({world.served_within[place] / world.clock.ticks_per_unit:g})"


def _served_within(world: World, place: int) -> Measure:
    """Make the measure of one of the scenario's times."""
    time = world.served_within[place] / world.clock.ticks_per_unit
    title = f"Served within {time:g} {world.clock.unit}{'' if time == 1 else 's'}"

    @measure(title, Unit.SHARE, "higher", DEMAND, within_name(world, place))
    def within(of: Sums) -> Values:
        """Units received within the time / units requested that long before the horizon or longer, lost or not."""
        return ratio(of.cell(Cell(Cell.WITHIN_0 + place)), of.cell(Cell(Cell.ELIGIBLE_0 + place)))

    return within


MEASURES = (fill_rate, order_fill_rate, requests, demand, throughput)
