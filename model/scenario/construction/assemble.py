"""The parts put together: one World, or the faults that stand in its way."""

from __future__ import annotations

from dataclasses import replace

from ...policies.units import NO_LIMIT
from ...quantities.time_base import PERIOD
from ..world import Clock, Lane, Stock, World
from .dates import start_date
from .demand import build_segments
from .disruptions import build_disruptions
from .draft import Draft
from .fits import check_size, farthest, note_requests
from .lanes import build_lanes, with_outside
from .money import build_prices, period_of_accrual
from .points import build_points
from .sites import build_chain
from .sourcing import keeps_dates
from .stocks import build_stocks
from .unused import note_unused

OLIST_DAYS, OLIST_SCORES = (0, 3, 7), (4.1, 3.5, 2.2, 1.6)
"""Mean review by days late on the date told, an own estimate from the orders of Olist 2016-2018."""
DEFAULT_WAITS = {
    **dict.fromkeys(("second", "minute"), (0, 10, 60)),
    "hour": (0, 24, 72),
    "day": (0, 7, 14),
    "month": (0, 1, 3),
    **dict.fromkeys(("week", "year", "period"), (0, 1, 2)),
}
"""Waits d whose served_within(d) is told where the scenario does not say, in time units."""
BUCKETS = 100_000
"""Buckets at most: a row each for every stock point."""


def build_world(draft: Draft) -> World | None:
    """Return the World of a draft; None, with the faults on the draft, where there is none."""
    clock = _clock(draft)
    chain = build_chain(draft)
    start_date(draft)
    points = build_points(draft, chain)
    segments, sold = build_segments(draft, chain, points)
    lanes = build_lanes(draft, chain, points)
    stocks = build_stocks(draft, chain, points, lanes, sold)
    lanes = tuple(_dated(lane, stocks[lane.to]) for lane in lanes)
    prices = build_prices(draft, chain, points, stocks)
    lateness, scores = _satisfaction(draft)
    disruptions = build_disruptions(draft, chain, stocks, lanes)
    world = World(
        clock=clock,
        items=chain.items,
        suppliers=with_outside(chain.suppliers, points),
        sites=chain.sites,
        stocks=stocks,
        lanes=lanes,
        disruptions=disruptions,
        segments=segments,
        streams=tuple(draft.streams),
        classes=max((segment.klass for segment in segments), default=1),
        served_within=_waits(draft),
        bucket=_bucket(draft),
        lateness=lateness,
        scores=scores,
        discount=float(draft.root.costs.discount),
        accrual=period_of_accrual(draft, prices),
        prices=prices,
    )
    _note_free_items(draft, world)
    _note_worthless(draft, world)
    if not draft.faults:
        check_size(draft, world)
        note_requests(draft, world)
        note_unused(draft, world)
    return None if draft.faults else replace(world, farthest=farthest(world))


def _note_free_items(draft: Draft, world: World) -> None:
    """Tell of items that customers buy for nothing because no entry gives them a price, where money is asked about."""
    root = draft.root
    if not root.costs.model_fields_set and not any(item.price for item in root.items.values()):
        return
    sold = dict.fromkeys(world.items[stock.item].name for stock in world.stocks if stock.shop is not None)
    for name in sold:
        if name not in root.items:
            draft.notes.append(
                f"items.{name} has no entry, so what customers pay for it is 0; give it a price"
            )


def _note_worthless(draft: Draft, world: World) -> None:
    """Tell whose value at the end a discount does not measure: that of customers without a rate of their own."""
    if world.discount == 0:
        return
    without = [segment.name.partition(".")[2] for segment in world.segments if segment.rate is None]
    if without:
        every = len(without) == len(world.segments)
        missing = "is absent; give `count` and `requests`" if every else f"leaves out {', '.join(without)}"
        draft.notes.append(
            "costs.discount: strangers and customers of a record have no rate of their own, by which to tell what they "
            f"are still worth: customer_equity {missing}"
        )


def _dated(lane: Lane, to: Stock) -> Lane:
    """Return a lane whose orders have due dates if its stock point asks for them."""
    return lane if to.sourcing is None else replace(lane, dated=keeps_dates(to.sourcing))


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
    requests = NO_LIMIT if time.requests is None else time.requests
    return Clock(time.unit, draft.time.ticks_per_unit, -int(time.warm_up), int(time.horizon), requests)


def _waits(draft: Draft) -> tuple[int, ...]:
    given = draft.root.measures.served_within
    if given is not None:
        for place, wait in enumerate(given):
            if wait >= draft.root.time.horizon:
                draft.notes.append(
                    f"measures.served_within.{place} is {wait.written}, not below the horizon: no request has that "
                    "long to go, and it is not told"
                )
        return tuple(int(wait) for wait in given)
    waits = DEFAULT_WAITS[draft.time.unit]
    draft.fill(
        ("measures", "served_within"), [draft.time.text(wait * draft.time.ticks_per_unit) for wait in waits]
    )
    return tuple(wait * draft.time.ticks_per_unit for wait in waits)


def _bucket(draft: Draft) -> int:
    """Return the bucket over which orders and demand are summed; 0 where the bullwhip is not measured."""
    given, at = draft.root.measures.bullwhip, ("measures", "bullwhip")
    if given is None:
        return 0
    horizon = int(draft.root.time.horizon)
    if given < 1:
        draft.fault(at, "0 is no time to sum over; give a bucket, as in 1 week")
        return 0
    if draft.root.time.requests is not None:
        draft.fault(
            at, "the run has no fixed length, and so no number of buckets; remove this, or time.requests"
        )
        return 0
    if horizon // int(given) < 2:
        draft.fault(
            at, f"{given.written} fits into the horizon once, and one number does not vary; shorten it"
        )
    if horizon // int(given) > BUCKETS:
        draft.fault(at, f"{given.written} makes more than {BUCKETS:,} buckets; lengthen it")
    return int(given)


def _satisfaction(draft: Draft) -> tuple[tuple[int, ...], tuple[float, ...]]:
    """Return where classes of lateness begin, and the scores; none in a time without days unless given."""
    given, at = draft.root.measures.satisfaction, ("measures", "satisfaction")
    if given is None:
        if draft.time.unit == PERIOD:
            return (), ()
        draft.fill((*at, "late"), [draft.time.text(days * draft.time.day) for days in OLIST_DAYS])
        draft.fill((*at, "scores"), list(OLIST_SCORES))
        return tuple(days * draft.time.day for days in OLIST_DAYS), OLIST_SCORES
    late = [int(time) for time in given.late]
    if not 1 <= len(late) <= 3 or late != sorted(set(late)):
        draft.fault((*at, "late"), "give one to three times, in rising order, as in [0, 3 days, 1 week]")
    if len(given.scores) != len(late) + 1:
        draft.fault(
            (*at, "scores"), f"{len(given.scores)} for {len(late)} times; give one more than there are times"
        )
    return tuple(late), tuple(given.scores)
