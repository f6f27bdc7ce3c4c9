"""Costs by stock point, lane or site, from one number or from patterns of item and site."""

from __future__ import annotations

from collections.abc import Sequence
from fnmatch import fnmatchcase
from typing import TypeAlias

from ..document import Path
from ..world import Prices, Stock
from .draft import Draft
from .points import Point
from .sites import Chain, short

Given: TypeAlias = "float | dict[str, float]"
Names: TypeAlias = tuple[str, ...]
"""What a place is called in a pattern: item and site/item of a stock point, or a site."""
PERIODS = 1_000_000
"""Periods at most: each is an event."""


def build_prices(draft: Draft, chain: Chain, points: list[Point], stocks: tuple[Stock, ...]) -> Prices:
    """Return all prices; a pattern that no place matches, or none where it would cost anything, is a fault."""
    costs = draft.root.costs
    names = [_names(chain, stock) for stock in stocks]

    def table(name: str, given: Given) -> tuple[float, ...]:
        return _table(draft, ("costs", name), given, names, "item or site/item")

    return Prices(
        hold=table("hold", costs.hold),
        hold_components=_components(draft, stocks, table("hold_components", costs.hold_components), names),
        in_transit=_in_transit(draft, points, table("in_transit", costs.in_transit), names),
        back_order=table("back_order", costs.back_order),
        order=table("order", costs.order),
        unit=table("unit", costs.unit),
        lost=table("lost", costs.lost),
        destroyed=table("destroyed", costs.destroyed),
        delivery=tuple(_delivery(chain, stock) for stock in stocks),
        discount=tuple(_discount(chain, stock) for stock in stocks),
        compensation=table("compensation", costs.compensation),
        cancellation=table("cancellation", costs.cancellation),
        inquiry=table("inquiry", costs.inquiry),
        lane=tuple(source.block.unit_cost for point in points for source in point.sources),
        lane_order=tuple(source.block.order_cost for point in points for source in point.sources),
        message=table("message", costs.message),
        line=_lines(draft, chain),
    )


def period_of_accrual(draft: Draft, prices: Prices) -> int:
    """Return the ticks of a period at whose end stock and backlog are charged; 0 where they are all the time."""
    given, at = draft.root.costs.accrue_every, ("costs", "accrue_every")
    if given is None:
        return 0
    horizon = int(draft.root.time.horizon)
    written = draft.time.units(given.written) * draft.time.ticks_per_unit
    if written == 0:
        draft.fault(at, "0 is no period; give one, as in 1 day, or remove it")
        return 0
    if written != int(given):
        draft.fault(at, f"{given.written} is no whole number of ticks; change it, or time.tick")
        return 0
    if draft.root.time.requests is not None:
        draft.fault(at, "the run ends within a period, which is never charged; remove this, or time.requests")
    if horizon % int(given) != 0:
        draft.fault(at, f"the horizon is no whole number of periods of {given.written}; change one of them")
    if horizon // int(given) > PERIODS:
        draft.fault(at, f"{given.written} makes more than {PERIODS:,} periods; lengthen it")
    accruing = (prices.hold, prices.hold_components, prices.in_transit, prices.back_order)
    if not any(map(any, accruing)):
        draft.fault(
            at, "nothing accrues: give hold, hold_components, in_transit or back_order a price, or remove it"
        )
    return int(given)


def _names(chain: Chain, stock: Stock) -> Names:
    item = chain.items[stock.item].name
    return (item, f"{short(chain.sites[stock.site].name)}/{item}")


def _components(
    draft: Draft, stocks: tuple[Stock, ...], prices: tuple[float, ...], names: list[Names]
) -> tuple[float, ...]:
    """Return the prices of what jobs have of a component, refused where nothing is made of it."""
    used = {
        place for stock in stocks if stock.production is not None for place, _ in stock.production.components
    }
    _check_effect(
        draft, ("costs", "hold_components"), draft.root.costs.hold_components, names,
        [place in used for place in range(len(stocks))],
        "nothing is made of what stands there; remove it",
    )  # fmt: skip
    return tuple(price if place in used else 0.0 for place, price in enumerate(prices))


def _in_transit(
    draft: Draft, points: list[Point], prices: tuple[float, ...], names: list[Names]
) -> tuple[float, ...]:
    """Return the prices of what is under way by lane, refused where nothing comes by a lane."""
    _check_effect(
        draft, ("costs", "in_transit"), draft.root.costs.in_transit, names,
        [bool(point.sources) for point in points],
        "what stands there is made there and not moved; remove it",
    )  # fmt: skip
    return tuple(
        price + source.block.transit_cost
        for point, price in zip(points, prices, strict=True)
        for source in point.sources
    )


def _lines(draft: Draft, chain: Chain) -> tuple[float, ...]:
    """Return the prices of a line by site, refused where there is none."""
    given, path = draft.root.costs.line, ("costs", "line")
    names = [(short(site.name),) for site in chain.sites]
    prices = _table(draft, path, given, names, "site")
    if isinstance(given, dict):
        numbered = [site.lines > 0 for site in chain.sites]
        _check_effect(draft, path, given, names, numbered, "there is no number of lines; remove it")
    else:
        there = [site.nominal_lines > 0 for site in chain.sites]  # of unlimited ones it is told by their site
        _check_effect(draft, path, given, names, there, "no site has lines; remove it")
    return prices


def _check_effect(
    draft: Draft, path: Path, given: Given, names: list[Names], felt: Sequence[bool], why: str
) -> None:
    """Refuse a price that is felt nowhere."""
    if not isinstance(given, dict):
        if given > 0 and not any(felt):
            draft.fault(path, f"{given:g}: {why}")
        return
    for pattern, price in given.items():
        matched = [here for here, called in zip(felt, names, strict=True) if _matches(pattern, called)]
        if price > 0 and matched and not any(matched):
            draft.fault((*path, pattern), f"{price:g}: {why}")


def _delivery(chain: Chain, stock: Stock) -> float:
    site = chain.blocks[stock.site]
    block = site.stock[chain.items[stock.item].name].delivery or site.delivery
    return 0.0 if block is None else block.cost


def _discount(chain: Chain, stock: Stock) -> float:
    site = chain.blocks[stock.site]
    block = site.stock[chain.items[stock.item].name].back_orders or site.back_orders
    return 0.0 if block is None else block.discount * chain.items[stock.item].price


def _table(draft: Draft, path: Path, given: Given, names: list[Names], what: str) -> tuple[float, ...]:
    """Return a price for every place; a pattern that matches none is a fault, one that never decides is told."""
    if not isinstance(given, dict):
        return (given,) * len(names)
    for pattern in given:
        if pattern != "*" and not any(_matches(pattern, called) for called in names):
            known = sorted({name for called in names for name in called})
            draft.known((*path, pattern), pattern, known, what)
    deciding = [_deciding(given, called) for called in names]
    for pattern in given:
        if pattern not in deciding and any(_matches(pattern, called) for called in names):
            draft.notes.append(
                f"{'.'.join(path)}.{pattern} has no effect: each place that it matches has another that says more"
            )
    return tuple(0.0 if pattern is None else given[pattern] for pattern in deciding)


def _deciding(given: dict[str, float], called: Names) -> str | None:
    """Return the pattern that says most of a place: the one with the most letters that are not `*`."""
    matching = [pattern for pattern in given if _matches(pattern, called)]
    return max(matching, key=lambda pattern: ("/" in pattern, len(pattern.replace("*", ""))), default=None)


def _matches(pattern: str, called: Names) -> bool:
    return fnmatchcase(called[-1] if "/" in pattern else called[0], pattern)
