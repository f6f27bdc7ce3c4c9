"""Whether whole numbers hold: a level of stock or backlog, summed over the run's ticks, must stay within 62 bits."""

from __future__ import annotations

from ...policies.customer.reputation import MILLION
from ...policies.units import NEVER, NO_LIMIT
from ...quantities.numbers import QuantityFault
from ...quantities.time_base import PERIOD, TimeBase
from ..schema.root import TimeBlock
from ..world import Kind, Segment, World
from .draft import Draft

MOST = 1 << 62
MARGIN = 4
"""How far demand may exceed its mean before the bound is wrong."""
ENOUGH = 100
"""Requests after which a rate over the time they take is 1 % too high at most, where they come by chance."""
COARSER = ("10 ms", "100 ms", "1 s", "10 s", "1 min", "10 min", "1 h", "1 day")
COARSER_PERIODS = (1e-5, 1e-4, 1e-3, 0.01, 0.1, 1)


def most_of(time: TimeBlock) -> int:
    """Return the quanta that can be summed over every tick of a run."""
    return MOST // max(1, int(time.warm_up) + int(time.horizon))


def check_size(draft: Draft, world: World) -> None:
    """Note a fault, with the coarser tick that fits, where level x horizon could pass 2^62."""
    level, ticks = _level(world), world.clock.horizon - world.clock.start
    if level * ticks <= MOST:
        return
    units = level / max(item.quanta for item in world.items)
    remedy = _remedy(draft, level * ticks, divisible=any(item.quanta > 1 for item in world.items))
    draft.fault(
        ("time",), f"levels of up to {units:.3g} units do not fit a run of {ticks:.3g} ticks; {remedy}"
    )


def note_requests(draft: Draft, world: World) -> None:
    """Tell of a number of requests that is too small for rates, or hardly reached, and of money that does not match."""
    if world.clock.requests <= ENOUGH:
        draft.notes.append(
            f"time.requests: the time to settle {world.clock.requests} is chance, so what is told per time is too "
            f"high, and levels say little; look at waits and losses, or take more than {ENOUGH}"
        )
    if world.clock.requests < NO_LIMIT and any(item.price for item in world.items):
        draft.notes.append(
            "time.requests: revenue is of the first requests, and costs are of all that happens until these are "
            "settled; compare waits and losses by it, not profit"
        )
    span = world.clock.horizon - world.clock.start
    expected = sum(_requests(world, segment) for segment in world.segments) * world.clock.horizon / span
    if expected < world.clock.requests < NO_LIMIT:
        draft.notes.append(
            f"time.requests: {world.clock.requests:,} are more than the {expected:,.0f} expected before the horizon, "
            "which then ends the run; lengthen the horizon"
        )


def farthest(world: World) -> int:
    """Return the wait from which on no date is told: that much for every request would pass 2^62."""
    requests = MARGIN * sum(_requests(world, segment) for segment in world.segments)
    return min(NEVER >> 1, int(MOST / max(requests, 1.0)))


def _level(world: World) -> float:
    """Return the greatest number summed over time: quanta on hand or owed at once, or a reputation."""
    if any(site.reputation is not None for site in world.sites):
        return max(float(MILLION), _quanta(world))
    return _quanta(world)


def _quanta(world: World) -> float:
    """Return quanta that could be on hand or owed at once: all that is stocked, and all that is ever asked for."""
    stocked = max(
        (stock.on_hand + _target(stock.replenishment.rule.settings) for stock in world.stocks), default=0
    )
    return stocked + MARGIN * sum(_asked(world, segment) for segment in world.segments)


def _target(settings: object) -> int:
    return max(abs(int(getattr(settings, name, 0))) for name in ("S", "r", "Q", "safety"))


def _asked(world: World, segment: Segment) -> float:
    if segment.history is not None:
        return float(sum(segment.history.quantity))
    return min(world.streams[segment.quantity].law.mean(), 1e18) * _requests(world, segment)


def _requests(world: World, segment: Segment) -> float:
    """Return the requests that a segment makes on average, at its greatest rate."""
    span = world.clock.horizon - world.clock.start
    peak = 1.0 if segment.profile is None else segment.profile.ceiling
    if segment.history is not None:
        return float(len(segment.history.quantity))
    if segment.kind is Kind.STREAM or segment.rate is None:
        gaps = span / max(world.streams[segment.gap].law.mean(), 1.0)
        return min(gaps * peak, segment.limit)
    customers = segment.count + (span / segment.join_gap if segment.joins is not None else 0)
    return customers * world.streams[segment.rate].law.mean() * span * peak


def _remedy(draft: Draft, size: float, *, divisible: bool) -> str:
    unit = draft.time.unit
    for tick in COARSER_PERIODS if unit == PERIOD else COARSER:
        try:
            ticks = TimeBase.of(unit, tick).ticks_per_unit
        except QuantityFault:
            continue
        if size * ticks / draft.time.ticks_per_unit <= MOST:
            return f"set time.tick to {tick}"
    return "lower the quantities, or make the item whole" if divisible else "lower the quantities"
