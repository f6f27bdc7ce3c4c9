"""What ends a run that cannot go on, in the names and the time of the file: who asks for ever, or has too much."""

from __future__ import annotations

from itertools import accumulate

from ..errors import TooMuch
from ..outcome.events import Event
from ..quantities.time_base import TimeBase
from ..scenario.world import World

OF_SEGMENTS = frozenset((Event.RETURN, Event.JOIN, Event.REQUEST))
OF_LANES = frozenset((Event.ARRIVAL, Event.ORDER_DUE, Event.ORDER_STALE))
OF_LINES = frozenset((Event.LINE, Event.WORK))
OF_SITES = frozenset((Event.RAMP, Event.JUDGEMENT))
OF_NOBODY = frozenset((Event.SAMPLE, Event.BUCKET, Event.PERIOD_END))


def asking(world: World, kind: int, entity: int, tick: int) -> str:
    """Return what happens, of whom and when, as in `request of customers.fans at 3.5 days`."""
    clock = world.clock
    when = TimeBase(clock.unit, clock.ticks_per_unit).text(tick)
    return f"{Event(kind).name.lower().replace('_', ' ')} of {named(world, kind, entity)} at {when}"


def too_much(world: World, stock: int, quanta: int, tick: int) -> TooMuch:
    """Return the error for a level that cannot be summed over the ticks of the run."""
    clock, each = world.clock, world.items[world.stocks[stock].item].quanta
    when = TimeBase(clock.unit, clock.ticks_per_unit).text(tick)
    return TooMuch(
        f"{quanta / each:,.0f} units on hand, on order, owed or in jobs at {when} are too many to be summed over every "
        f"tick of the run, {clock.most_quanta / each:,.0f} at most; lower the quantities or set a coarser time.tick",
        tick=tick,
        entity=world.stocks[stock].name,
    )


def named(world: World, kind: int, entity: int) -> str:
    """Return the name of an event's entity."""
    if kind in OF_NOBODY:
        return "the measurement"
    if kind in OF_LINES:
        return _site_of_line(world, entity)
    if kind in OF_SEGMENTS:
        return world.segments[entity].name
    if kind in OF_LANES:
        return world.lanes[entity].name
    if kind in OF_SITES:
        return world.sites[entity].name
    return world.disruptions[entity].name if kind == Event.DISRUPTION else world.stocks[entity].name


def _site_of_line(world: World, line: int) -> str:
    """Return a line by its site; lines that were added as jobs needed them come after all others."""
    for site, end in zip(world.sites, accumulate(site.most_lines for site in world.sites), strict=True):
        if line < end:
            return f"a line of {site.name}"
    return "a line added for a job"
