"""Demand by the clock: season, launch, trend and promotions as one profile, with the ceiling it is thinned under."""

from __future__ import annotations

import math
from typing import Any

from ..document import Path
from ..laws import Law
from ..schema.customers import Promotion as PromotionBlock
from ..schema.customers import Requests, Season, Trend
from ..world import Growth, Profile, Promotion
from .dates import offset_in
from .draft import Draft

MOST_CANDIDATES = 1000
"""Candidates drawn for each request, beyond which a profile is a slip of the pen."""
MOST_WINDOWS = 10_000
"""Times that one promotion may return within a run."""


def build_profile(draft: Draft, path: Path, requests: Requests) -> Profile | None:
    """Return season, launch, trend and promotions as one profile of demand, None where demand is level."""
    if not is_shaped(requests):
        return None
    horizon = int(draft.root.time.horizon)
    made: dict[str, Any] = {}
    ceiling = 1.0
    if requests.season is not None:
        made |= _season(draft, (*path, "season"), requests.season)
        ceiling = max(made.get("season", (1.0,)))
    if requests.launch is not None:
        made |= {"peak": requests.launch.peak, "decay": int(requests.launch.decay)}
        if requests.launch.peak < 1:
            draft.fault(
                (*path, "launch", "peak"), f"{requests.launch.peak:g} is below 1; a launch adds demand"
            )
        if requests.launch.decay < 1:
            draft.fault((*path, "launch", "decay"), "0 is no time to decay in; remove the launch")
        ceiling *= max(1.0, requests.launch.peak)
    if requests.trend is not None:
        trend, reach = _trend(draft, (*path, "trend"), requests.trend, horizon)
        made |= trend
        ceiling *= reach
    promotions = tuple(
        _promotion(draft, (*path, "promotions", str(number)), one, horizon)
        for number, one in enumerate(requests.promotions)
    )
    if not draft.faults:
        ceiling *= highest(promotions, horizon)
        if ceiling > MOST_CANDIDATES:
            draft.fault(
                path, f"demand of up to {ceiling:.3g} times its level; raise the rate and lower the factors"
            )
    return Profile(**made, promotions=promotions, ceiling=ceiling)


def is_shaped(requests: Requests) -> bool:
    """Tell whether demand varies with the clock."""
    shapes = (requests.season, requests.launch, requests.trend)
    return any(shape is not None for shape in shapes) or bool(requests.promotions)


def check_thinned(draft: Draft, path: Path, requests: Requests, law: Law) -> None:
    """Note a fault where gaps that are not exponential would be thinned: what is left would be another law's."""
    if is_shaped(requests) and law.family != "exponential":
        draft.fault(
            path,
            f"{law.family} gaps cannot follow a season, launch, trend or promotion, which leave requests out at "
            "random; give `rate`, or {exponential: ...}",
        )


def _trend(draft: Draft, path: Path, given: Trend, horizon: int) -> tuple[dict[str, Any], float]:
    """Return the trend's fields, and the factor that bounds it."""
    if given.per < 1:
        draft.fault((*path, "per"), "0 is no time to grow in; give a time, as in 1 year")
        return {}, 1.0
    if given.shape == "exponential" and given.growth <= -1:
        draft.fault(
            (*path, "growth"), f"{given.growth:g} leaves nothing; a share is lost above -1, as in -0.2"
        )
        return {}, 1.0
    exponential = given.shape == "exponential"
    growth = (math.log1p(given.growth) if exponential else given.growth) / int(given.per)
    over = growth * horizon
    if over > 2 * math.log(MOST_CANDIDATES) if exponential else over > MOST_CANDIDATES:
        draft.fault(
            (*path, "growth"),
            f"{given.growth:g} makes more than {MOST_CANDIDATES} of 1 by the horizon; lower it",
        )
        return {}, 1.0
    reached = max(1.0, math.exp(over) if exponential else 1.0 + over)
    ceiling = reached if given.ceiling is None else given.ceiling
    if ceiling < reached:
        draft.fault(
            (*path, "ceiling"),
            f"{ceiling:g} is passed: the trend reaches {reached:.4g} by the horizon; raise it, or remove it",
        )
    return {"trend": Growth.EXPONENTIAL if exponential else Growth.LINEAR, "growth": growth}, ceiling


def _promotion(draft: Draft, path: Path, given: PromotionBlock, horizon: int) -> Promotion:
    every = 0 if given.every is None else int(given.every)
    if given.lasts < 1:
        draft.fault((*path, "for"), "0 is no time; give a time, as in 1 week")
    if given.factor == 1:
        draft.fault((*path, "factor"), "1 changes nothing; give another factor, or remove the promotion")
    if given.every is not None and every < given.lasts:
        draft.fault(
            (*path, "every"), f"{given.every.written} is shorter than it lasts; raise every, or lower for"
        )
    elif every and horizon // every > MOST_WINDOWS:
        draft.fault((*path, "every"), f"returns more than {MOST_WINDOWS} times; a season says that better")
    if given.starts >= horizon:
        draft.notes.append(
            f"{'.'.join(path)} begins at {given.starts.written}, not before the horizon: it never comes"
        )
    return Promotion(int(given.starts), int(given.lasts), every, given.factor)


def highest(promotions: tuple[Promotion, ...], horizon: int) -> float:
    """Return the greatest product of promotions over [0, horizon); at least 1, what holds before 0."""
    begins: dict[int, list[float]] = {}
    ends: dict[int, list[float]] = {}
    for one in promotions:
        for start in range(one.starts, horizon, one.every or horizon):
            begins.setdefault(start, []).append(one.factor)
            ends.setdefault(start + one.lasts, []).append(one.factor)
    held: list[float] = []
    most = 1.0
    for tick in sorted({*begins, *ends}):
        for factor in ends.get(tick, ()):
            held.remove(factor)
        held += begins.get(tick, ())
        most = max(most, math.prod(held))
    return most


def _season(draft: Draft, path: Path, given: list[float] | Season) -> dict[str, Any]:
    season = given if isinstance(given, Season) else Season(factors=given)
    total = sum(season.factors)
    if total <= 0:
        draft.fault(path, "a season without demand; give at least one factor above 0")
        return {}
    if season.cycle is None and draft.time.unit == "period":
        draft.fault(path, "a season of periods needs its cycle; write {factors: [...], cycle: 12}")
        return {}
    cycle = draft.time.calendar("year") if season.cycle is None else int(season.cycle)
    if cycle < len(season.factors):
        draft.fault(
            (*path, "cycle"),
            f"shorter than {len(season.factors)} ticks; give the time in which the season returns",
        )
        return {}
    factors = tuple(factor * len(season.factors) / total for factor in season.factors)
    return {"season": factors, "cycle": cycle, "offset": offset_in(draft, cycle)}
