"""The parts put together: one World, or the faults that stand in its way."""

from __future__ import annotations

from ..world import Clock, World
from .dates import start_date
from .demand import build_segments
from .draft import Draft
from .fits import check_size
from .lanes import build_lanes
from .money import build_prices
from .points import build_points
from .sites import build_chain
from .stocks import build_stocks

DEFAULT_WAITS = {
    **dict.fromkeys(("second", "minute"), (0, 10, 60)),
    "hour": (0, 24, 72),
    "day": (0, 7, 14),
    "month": (0, 1, 3),
    **dict.fromkeys(("week", "year", "period"), (0, 1, 2)),
}
"""Waits d whose served_within(d) is told where the scenario does not say, in time units."""


def build_world(draft: Draft) -> World | None:
    """Return the World of a draft; None, with the faults on the draft, where there is none."""
    clock = _clock(draft)
    chain = build_chain(draft)
    start_date(draft)
    points = build_points(draft, chain)
    segments, sold = build_segments(draft, chain, points)
    lanes = build_lanes(draft, chain, points)
    stocks = build_stocks(draft, chain, points, lanes, sold)
    prices = build_prices(draft, chain, stocks)
    world = World(
        clock=clock,
        items=chain.items,
        suppliers=chain.suppliers,
        sites=chain.sites,
        stocks=stocks,
        lanes=lanes,
        segments=segments,
        streams=tuple(draft.streams),
        classes=max((segment.klass for segment in segments), default=1),
        served_within=_waits(draft),
        prices=prices,
    )
    if not draft.faults:
        check_size(draft, world)
    return None if draft.faults else world


def _clock(draft: Draft) -> Clock:
    time = draft.root.time
    if time.horizon < 1:
        draft.fault(("time", "horizon"), "0 is no time to measure; give a duration, as in 1 year")
    if time.warm_up > time.horizon:
        draft.fault(
            ("time", "warm_up"),
            f"{time.warm_up.written} is longer than the horizon ({time.horizon.written}); "
            "lengthen the horizon, or shorten the warm-up",
        )
    return Clock(time.unit, draft.time.ticks_per_unit, -int(time.warm_up), int(time.horizon))


def _waits(draft: Draft) -> tuple[int, ...]:
    given = draft.root.measures.served_within
    if given is not None:
        return tuple(int(wait) for wait in given)
    waits = DEFAULT_WAITS[draft.time.unit]
    draft.fill(
        ("measures", "served_within"), [draft.time.text(wait * draft.time.ticks_per_unit) for wait in waits]
    )
    return tuple(wait * draft.time.ticks_per_unit for wait in waits)
