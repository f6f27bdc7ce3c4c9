"""Stock points as the engines see them: rule, lane, production and shop, in ticks and quanta."""

from __future__ import annotations

from typing import Any

from ...policies.own import OWN
from ...policies.registry import Choice, choose, rules
from ...quantities.numbers import exact
from ..document import Path
from ..schema.rules import OwnFields, Replenishing
from ..world import (
    Item,
    Lane,
    Replenishment,
    Sees,
    SourceKind,
    Stock,
    Withdraw,
)
from .choices import chosen, given_in, only
from .draft import Draft
from .own_rules import OWN_FIELDS, own_choice
from .points import Point
from .production import build_production
from .reserves import build_reserve, note_reserve
from .service import build_shop, build_to_sites
from .sites import Chain, short
from .sourcing import build_inflation, build_sourcing


def build_stocks(
    draft: Draft, chain: Chain, points: list[Point], lanes: tuple[Lane, ...], sold: set[tuple[int, int]]
) -> tuple[Stock, ...]:
    """Return the stock points of the World; `sold` tells the (site, item) pairs that customers may buy."""
    place = {id(point): at for at, point in enumerate(points)}
    classes = max((segment.klass for segment in draft.root.customers.values()), default=1)
    supplying = {lane.source for lane in lanes if lane.kind is SourceKind.SITE}
    _check_to_sites(draft, chain, points, supplying)
    leading: list[list[int]] = [[] for _ in points]
    for at, lane in enumerate(lanes):
        leading[lane.to].append(at)
    return tuple(
        _stock(
            draft,
            chain,
            point,
            place,
            tuple(leading[to]),
            classes,
            (point.site, point.item) in sold,
            to in supplying,
        )
        for to, point in enumerate(points)
    )


def _stock(
    draft: Draft,
    chain: Chain,
    point: Point,
    place: dict[int, int],
    lanes: tuple[int, ...],
    classes: int,
    sells: bool,
    supplies: bool,
) -> Stock:
    item = chain.items[point.item]
    rule, block = next(iter(point.block.rules()))
    production = build_production(draft, chain, point, place) if point.made else None
    replenishment = _replenishment(draft, point, rule, block, item)
    shop = build_shop(draft, chain.blocks[point.site], point, item, production, sells=sells)
    site = chain.blocks[point.site]
    stock = Stock(
        name=point.name,
        site=point.site,
        item=point.item,
        on_hand=_on_hand(draft, point, item, replenishment.rule.settings, rule),
        replenishment=replenishment,
        lanes=lanes,
        production=production,
        allocation=_allocation(draft, chain, point),
        price=item.price / item.quanta,
        reserve=build_reserve(draft, point, item, classes),
        shop=shop if sells else None,
        to_sites=build_to_sites(draft, site, point, item, production, supplies=supplies),
        inflation=build_inflation(draft, point, item),
        sourcing=build_sourcing(draft, point, item),
    )
    note_reserve(draft, point, item, stock, supplies=supplies)
    return stock


def _check_to_sites(draft: Draft, chain: Chain, points: list[Point], supplying: set[int]) -> None:
    """Refuse `to_sites` at a site that no other orders from."""
    asked = {points[place].site for place in supplying}
    for place, (site, block) in enumerate(zip(chain.sites, chain.blocks, strict=True)):
        if block.to_sites is not None and place not in asked:
            draft.fault((site.role, short(site.name), "to_sites"), "no site orders here; remove it")


def _replenishment(draft: Draft, point: Point, rule: str, block: Replenishing, item: Item) -> Replenishment:
    path = (*point.path, rule)
    every = 0 if block.every is None else int(block.every)
    if block.every is not None and every < 1:
        draft.fault(
            (*path, "every"), "0 is no time between reviews; leave `every` out to review continuously"
        )
    choice = _rule(draft, rule, block, path, item)
    unread = rule == OWN and choice.own is None
    forecast = _forecast(draft, path, block, item)
    if unread:
        pass
    elif choice.traits.forecast and (block.forecast is None or every == 0):
        missing = "`forecast`, as in {smoothing: 0.2}" if block.forecast is None else "`every`, as in 1 week"
        draft.fault(path, f"{rule} follows a forecast made at its reviews; give {missing}")
    elif forecast is not None and not choice.traits.forecast:
        draft.fault((*path, "forecast"), f"{rule} follows no forecast; remove it, or use order_up_to")
    if block.first is not None and every == 0:
        draft.fault((*path, "first"), "there is no review without `every`; give it, or remove first")
    lot = point.block.lot if point.made else 0
    if lot and block.multiple is not None and (exact(block.multiple) / exact(lot or 1)).denominator != 1:
        draft.fault(
            (*path, "multiple"),
            f"{block.multiple:g} is not a multiple of the lot ({lot:g}); change one of them",
        )
    multiple = draft.quanta((*path, "multiple"), item, block.multiple if block.multiple is not None else lot)
    if not unread:
        _check_withdraw(draft, path, block, point, choice)
    _check_idle(draft, path, block)
    if every:
        draft.fill((*path, "first"), 0)
    return Replenishment(
        rule=choice,
        every=every,
        first=int(block.first or 0),
        after_requests=block.review == "after-requests",
        forecast=forecast,
        initial_forecast=float(block.forecast.initial) * item.quanta if block.forecast is not None else 0.0,
        sees=Sees[block.sees.upper()],
        minimum=draft.quanta((*path, "minimum"), item, block.minimum),
        multiple=max(multiple, 1),
        withdraw=Withdraw[block.withdraw.upper().replace("-", "_")],
    )


def _check_idle(draft: Draft, path: Path, block: Replenishing) -> None:
    """Refuse settings that would have no effect."""
    if block.every is None and block.review == "after-requests":
        draft.fault(
            (*path, "review"),
            "after-requests: without `every` nothing is reviewed by the clock; give it, or leave out",
        )
    if block.forecast is None and block.sees != "accepted":
        draft.fault(
            (*path, "sees"),
            f"{block.sees}: without `forecast` no demand is looked at; give it, or leave this out",
        )


def _rule(draft: Draft, rule: str, block: Replenishing, path: Path, item: Item) -> Choice:
    if isinstance(block, OwnFields):
        return own_choice(draft, "replenishment", "base_stock", block, path, item)
    return chosen(draft, "replenishment", rule, block, path, item)


def _forecast(draft: Draft, path: Path, block: Replenishing, item: Item) -> Choice | None:
    if block.forecast is None:
        return None
    given = given_in(block.forecast, "initial")
    if given & OWN_FIELDS and given <= OWN_FIELDS:
        return own_choice(draft, "forecast", "smoothing", block.forecast, (*path, "forecast"), item)
    found = only("forecast", given)
    if len(found) != 1:
        said = f"{' and '.join(sorted(given))} do not go together" if given else "how to forecast is not said"
        draft.fault((*path, "forecast"), f"{said}; give one of {', '.join(_settings('forecast'))}, or a file")
        return None
    return chosen(draft, "forecast", found[0], block.forecast, (*path, "forecast"), item)


def _settings(decision: str) -> list[str]:
    return [name for rule in rules(decision).values() for name in rule.settings._fields]


def _check_withdraw(draft: Draft, path: Path, block: Replenishing, point: Point, choice: Choice) -> None:
    if block.withdraw == "none":
        return
    if not choice.traits.surplus:
        draft.fault(
            (*path, "withdraw"),
            f"{block.withdraw}: {path[-1]} never says what is too much; withdraw with base_stock, or use none",
        )
    elif block.minimum > (block.multiple or point.block.lot or 1):
        draft.fault(
            (*path, "withdraw"),
            f"{block.withdraw}: a source that takes no order below {block.minimum:g} lets none be reduced below it; "
            "use none, or a multiple instead of the minimum",
        )
    elif block.withdraw == "any" and (
        point.made or any(source.kind is not SourceKind.SUPPLIER for source in point.sources)
    ):
        draft.fault(
            (*path, "withdraw"),
            "any: only what comes from a supplier can be called back on its way; use not-begun",
        )


def _on_hand(draft: Draft, point: Point, item: Item, settings: Any, rule: str) -> int:
    if point.block.on_hand is not None:
        return draft.quanta((*point.path, "on_hand"), item, point.block.on_hand)
    match rule:
        case "r_Q":
            start: int = settings.r + settings.Q
        case "order_up_to":
            start = settings.safety
        case _:
            start = getattr(settings, "S", 0)
    start = max(start, 0)
    draft.fill((*point.path, "on_hand"), start if item.quanta == 1 else start / item.quanta)
    return start


def _allocation(draft: Draft, chain: Chain, point: Point) -> Choice:
    site = chain.blocks[point.site].allocation
    name = point.block.allocation or site or "first_come"
    draft.fill((*point.path, "allocation"), name)
    return choose("allocation", name)
