"""Costs by stock point, from one number or from patterns of item and site."""

from __future__ import annotations

from fnmatch import fnmatchcase

from ..document import Path
from ..world import Prices, Stock
from .draft import Draft
from .sites import Chain, short


def build_prices(draft: Draft, chain: Chain, stocks: tuple[Stock, ...]) -> Prices:
    """Return all prices; a pattern that no stock point matches is a fault."""
    costs = draft.root.costs
    names = [(short(chain.sites[stock.site].name), chain.items[stock.item].name) for stock in stocks]

    def table(name: str, given: float | dict[str, float]) -> tuple[float, ...]:
        return _table(draft, ("costs", name), given, names)

    return Prices(
        hold=table("hold", costs.hold),
        back_order=table("back_order", costs.back_order),
        order=table("order", costs.order),
        unit=table("unit", costs.unit),
        lost=table("lost", costs.lost),
        destroyed=table("destroyed", costs.destroyed),
        delivery=tuple(_delivery(chain, stock) for stock in stocks),
        discount=tuple(_discount(chain, stock) for stock in stocks),
        compensation=table("compensation", costs.compensation),
        cancellation=table("cancellation", costs.cancellation),
        inquiry=costs.inquiry,
        message=costs.message,
        line=costs.line,
    )


def _delivery(chain: Chain, stock: Stock) -> float:
    site = chain.blocks[stock.site]
    block = site.stock[chain.items[stock.item].name].delivery or site.delivery
    return 0.0 if block is None else block.cost


def _discount(chain: Chain, stock: Stock) -> float:
    site = chain.blocks[stock.site]
    block = site.stock[chain.items[stock.item].name].back_orders or site.back_orders
    return 0.0 if block is None else block.discount * chain.items[stock.item].price


def _table(
    draft: Draft, path: Path, given: float | dict[str, float], names: list[tuple[str, str]]
) -> tuple[float, ...]:
    if not isinstance(given, dict):
        return (given,) * len(names)
    for pattern in given:
        if pattern != "*" and not any(_matches(pattern, site, item) for site, item in names):
            known = sorted({item for _, item in names} | {f"{site}/{item}" for site, item in names})
            draft.known((*path, pattern), pattern, known, "item or site/item")
    return tuple(_price(given, site, item) for site, item in names)


def _price(given: dict[str, float], site: str, item: str) -> float:
    """Return the price by the pattern that says most: the one with the most letters that are not `*`."""
    matching = [pattern for pattern in given if _matches(pattern, site, item)]
    return (
        given[max(matching, key=lambda pattern: ("/" in pattern, len(pattern.replace("*", ""))))]
        if matching
        else 0.0
    )


def _matches(pattern: str, site: str, item: str) -> bool:
    return fnmatchcase(f"{site}/{item}" if "/" in pattern else item, pattern)
