"""Disruptions: when each comes, what it strikes, and where its effect on customers is watched."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass, replace

from ...policies.units import NEVER
from ..document import Path
from ..schema.disruptions import DisruptionBlock
from ..world import ON_LINES, ON_STOCKS, Disruption, Effect, Lane, SourceKind, Stock
from .draft import Draft
from .sites import Chain, above_zero, mean_ticks, short

EFFECTS = {
    "pause-orders": Effect.PAUSE_ORDERS,
    "pause-shipments": Effect.PAUSE_SHIPMENTS,
    "freeze": Effect.FREEZE_LANES,
    "pause-receipts": Effect.PAUSE_RECEIPTS,
    "destroy-stock": Effect.DESTROY_STOCK,
    "capacity-factor": Effect.REDUCE_CAPACITY,
}
MAKES_SENSE = {
    "supplier": ("pause-orders", "pause-shipments", "freeze"),
    "site": (
        "pause-orders",
        "pause-shipments",
        "pause-receipts",
        "destroy-stock",
        "freeze",
        "capacity-factor",
    ),
    "lane": ("pause-shipments", "freeze", "pause-receipts"),
}
"""Effects by what a disruption may be written under."""
ELSEWHERE = {
    (
        "supplier",
        "pause-receipts",
    ): "what arrives waits at the receiver's door; write it at the site, or at its entry",
    ("supplier", "destroy-stock"): "a supplier's stock is outside the model; use pause-shipments",
    ("supplier", "capacity-factor"): "a supplier's lines are outside the model; use pause-shipments",
    ("lane", "capacity-factor"): "lines are at a site; write it at the site that makes the item",
    ("lane", "pause-orders"): "a site places the orders; write it at the site, with `item`",
    ("lane", "destroy-stock"): "stock lies at a site; write it at the site, with `item`",
}


@dataclass(frozen=True, slots=True)
class Place:
    """Where a disruption is written."""

    kind: str
    name: str
    """As results name it."""
    entity: str
    """Whose luck it is."""
    path: Path
    blocks: list[DisruptionBlock]
    index: int
    """Supplier, site, or stock point at the end of the lane."""


@dataclass(frozen=True, slots=True)
class Network:
    """What is struck, and what is downstream of it."""

    chain: Chain
    stocks: tuple[Stock, ...]
    lanes: tuple[Lane, ...]


def build_disruptions(
    draft: Draft, chain: Chain, stocks: tuple[Stock, ...], lanes: tuple[Lane, ...]
) -> tuple[Disruption, ...]:
    """Return the disruptions of the World, in order of place: suppliers, then each site and its entries."""
    network = Network(chain, stocks, lanes)
    found: list[Disruption] = []
    for place in _places(draft, network):
        laws = 0
        for number, block in enumerate(place.blocks):
            path = place.path if len(place.blocks) == 1 else (*place.path, str(number))
            _check_block(draft, path, place, block)
            if block.effect in MAKES_SENSE[place.kind]:
                made = list(_disruptions(draft, network, place, path, block, laws))
                laws += block.up is not None
                found += made
    return tuple(_named(found))


def _places(draft: Draft, network: Network) -> Iterator[Place]:
    chain = network.chain
    stocks = {stock.name: at for at, stock in enumerate(network.stocks)}
    for index, (name, block) in enumerate(draft.root.suppliers.items()):
        entity = f"suppliers.{block.key or name}"
        path = ("suppliers", name, "disruptions")
        yield Place("supplier", f"suppliers.{name}", entity, path, block.disruptions, index)
    for index, (site, block) in enumerate(zip(chain.sites, chain.blocks, strict=True)):
        path = (site.role, short(site.name))
        yield Place("site", site.name, chain.keys[index], (*path, "disruptions"), block.disruptions, index)
        for item, entry in block.stock.items():
            to = stocks.get(f"{site.name}/{item}", 0)
            entity = f"{chain.keys[index]}/{entry.key or item}"
            own = (*path, "stock", item, "disruptions")
            yield Place("lane", f"{site.name}/{item}", entity, own, entry.disruptions, to)


def _named(found: list[Disruption]) -> Iterator[Disruption]:
    """Number those that would have the same name."""
    seen: dict[str, int] = {}
    for one in found:
        seen[one.name] = seen.get(one.name, 0) + 1
        count = seen[one.name]
        yield one if count == 1 else replace(one, name=f"{one.name} {count}")


def _check_block(draft: Draft, path: Path, place: Place, block: DisruptionBlock) -> None:
    """Refuse effects that make no sense at a place, and settings without an effect."""
    if block.effect not in MAKES_SENSE[place.kind]:
        why = ELSEWHERE[place.kind, block.effect]
        draft.fault((*path, "effect"), f"{block.effect}: not at a {place.kind}: {why}")
    at_once = block.effect == "destroy-stock"
    if block.up is None and not block.windows:
        draft.fault(path, "when it comes is not said; give up and down, or windows")
    if block.up is not None and block.down is None and not at_once:
        draft.fault((*path, "down"), "how long it lasts is not said; give down")
    if block.down is not None and (at_once or block.up is None):
        why = "stock is destroyed in an instant" if at_once else "there is no law of its beginnings, `up`"
        draft.fault((*path, "down"), f"{why}; remove down" + ("" if at_once else ", or give up"))
    if at_once and block.share is None:
        draft.fault((*path, "share"), "how much is destroyed is not said; give share, as in 30 %")
    if block.share is not None and not at_once:
        draft.fault((*path, "share"), f"{block.effect} destroys nothing; remove share")
    _check_lines(draft, path, place, block)
    if block.announced and not block.windows:
        draft.fault((*path, "announced"), "nobody knows the end of a time drawn from a law; remove announced")
    if block.announced and any(window.ends == NEVER for window in block.windows):
        draft.fault(
            (*path, "announced"), "a window that never ends has no date to announce; remove announced"
        )
    if block.expected is not None and (block.announced or not block.windows or at_once):
        why = "the end is announced" if block.announced else "the mean of `down` is what shops reckon with"
        why = "stock is destroyed in an instant" if at_once else why
        draft.fault((*path, "expected"), f"{why}; remove expected")
    if block.item is not None and place.kind == "lane":
        draft.fault((*path, "item"), "an entry is about one item; remove item")
    if block.up is not None:
        above_zero(draft, (*path, "up"), block.up.law)
    _check_windows(draft, path, block, at_once=at_once)


def _check_lines(draft: Draft, path: Path, place: Place, block: DisruptionBlock) -> None:
    """Refuse what makes no sense of lines, and a factor that is missing or without an effect."""
    reduced = block.effect == "capacity-factor"
    if reduced and block.factor is None:
        draft.fault((*path, "factor"), "how fast lines work is not said; give factor, as in 0.5")
    elif block.factor is not None and not reduced:
        draft.fault(
            (*path, "factor"), f"{block.effect} changes no speed; remove factor, or use capacity-factor"
        )
    elif block.factor is not None and block.factor <= 0:
        draft.fault(
            (*path, "factor"), f"{block.factor:g} is not above 0; use freeze for lines that stand still"
        )
    if place.kind != "site" or block.effect not in ("freeze", "capacity-factor"):
        return
    if block.item is not None:
        draft.fault((*path, "item"), f"{block.effect} strikes all lines of a site; remove item")
    for name, given in (("announced", block.announced), ("expected", block.expected is not None)):
        if given:
            draft.fault(
                (*path, name), f"nobody reckons with the end of {block.effect} at a site; remove {name}"
            )


def _check_windows(draft: Draft, path: Path, block: DisruptionBlock, *, at_once: bool) -> None:
    before = -1
    for number, window in enumerate(block.windows):
        at = (*path, "windows", str(number))
        if at_once and window.ends is not None:
            draft.fault((*at, "to"), "stock is destroyed in an instant; remove to")
        elif not at_once and window.ends is None:
            draft.fault((*at, "to"), "when it ends is not said; give to, or never")
        ends = int(window.begins if window.ends is None else window.ends)
        if not at_once and ends <= window.begins:
            draft.fault(
                at, f"it ends at {ends / draft.time.ticks_per_unit:g}, not after its beginning; raise `to`"
            )
        if window.begins >= draft.root.time.horizon:
            draft.notes.append(
                f"{'.'.join(at)} begins at {window.begins.written}, not before the horizon: it never strikes"
            )
        if window.begins <= before:
            draft.fault(
                (*at, "from"),
                f"{window.begins.written} is not after the window before; make one of both, or write them in order",
            )
        before = ends


def _disruptions(
    draft: Draft, network: Network, place: Place, path: Path, block: DisruptionBlock, laws: int
) -> Iterator[Disruption]:
    """Yield the part of a block that laws govern, and the part that windows tell."""
    effect = EFFECTS[block.effect]
    if place.kind == "site" and effect == Effect.FREEZE_LANES:
        effect = Effect.FREEZE_LINES
    if place.kind == "supplier" and effect == Effect.PAUSE_ORDERS:
        effect = Effect.REFUSE_ORDERS
    if block.item is not None:
        draft.known((*path, "item"), block.item, network.chain.item, "item")
    targets = tuple(_targets(network, place, effect, block.item))
    if not targets:
        draft.fault(
            path,
            f"{block.effect} strikes nothing: {_nothing(place, effect)}; remove it, or give another effect",
        )
    name = f"{place.name} {block.effect}"
    watched, reach = _watched(network, effect, targets)
    share, factor = block.share or 0.0, 1.0 if block.factor is None else block.factor
    if block.up is not None:
        old = place.kind == "supplier" and laws == 0 and block.key is None
        stream = "supplier" if old else "disruption"
        entity = place.entity if old else f"{place.entity}#{block.key or laws + 1}"
        up = draft.stream(f"{stream}_up/1", entity, block.up.law)
        down = None if block.down is None else draft.stream(f"{stream}_down/1", entity, block.down.law)
        mean = 0 if block.down is None else mean_ticks(block.down.law)
        yield Disruption(
            name, effect, targets, watched, reach, up, down, share=share, factor=factor, expected=mean
        )
    if block.windows:
        windows = tuple(
            (int(each.begins), int(each.begins if each.ends is None else each.ends)) for each in block.windows
        )
        reckoned = 0 if block.expected is None else int(block.expected)
        yield Disruption(
            name, effect, targets, watched, reach, windows=windows, share=share, factor=factor,
            announced=block.announced, expected=min(reckoned, NEVER),
        )  # fmt: skip


def _targets(network: Network, place: Place, effect: Effect, item: str | None) -> Iterator[int]:
    """Yield the places of what a disruption strikes."""
    stocks, items = network.stocks, network.chain.item
    if effect in ON_LINES:
        if any(stock.site == place.index and stock.production is not None for stock in stocks):
            yield place.index
        return
    chosen = [
        at for at, stock in enumerate(stocks) if item is None or (item in items and stock.item == items[item])
    ]
    if place.kind == "site" and effect in ON_STOCKS:
        yield from (at for at in chosen if stocks[at].site == place.index)
        return
    ways = ((at, lane) for at, lane in enumerate(network.lanes) if lane.to in chosen)
    yield from (at for at, lane in ways if _strikes(network, place, effect, lane))


def _strikes(network: Network, place: Place, effect: Effect, lane: Lane) -> bool:
    """Tell whether a disruption at a place strikes a lane."""
    if place.kind == "supplier":
        return lane.kind is SourceKind.SUPPLIER and lane.source == place.index
    if place.kind == "lane":
        return lane.to == place.index
    if effect == Effect.PAUSE_RECEIPTS:
        return network.stocks[lane.to].site == place.index
    return lane.kind is SourceKind.SITE and network.stocks[lane.source].site == place.index


def _nothing(place: Place, effect: Effect) -> str:
    if place.kind == "supplier":
        return "nobody buys this from it"
    if place.kind == "lane":
        return "this is made here and not moved"
    if effect in ON_LINES:
        return "it has no lines that make anything"
    return "nothing is brought here" if effect != Effect.PAUSE_SHIPMENTS else "it supplies no other site"


def _watched(
    network: Network, effect: Effect, targets: tuple[int, ...]
) -> tuple[tuple[tuple[int, int], ...], int]:
    """Return where customers buy what targets can make late, each with the weight of its quantum; and the mean ticks of
    the longest way there."""
    felt: dict[int, int] = {}
    for target in targets:
        for to in _struck(network, effect, target):
            felt[to] = max(felt.get(to, 0), _replenished_in(network, to))
    for at in range(len(network.stocks) - 1, -1, -1):  # sources come after those they supply
        for to, after in _supplied(network, at) if at in felt else ():
            felt[to] = max(felt.get(to, 0), felt[at] + after)
    shops = [at for at in sorted(felt) if network.stocks[at].shop is not None]
    quanta = [network.chain.items[network.stocks[at].item].quanta for at in shops]
    common = math.lcm(*quanta) if quanta else 1
    weights = tuple((at, common // one) for at, one in zip(shops, quanta, strict=True))
    return weights, min(max((felt[at] for at in shops), default=0), NEVER)


def _struck(network: Network, effect: Effect, target: int) -> list[int]:
    """Return the stock points whose replenishment a disruption of a target makes late."""
    if effect in ON_LINES:
        made = (at for at, stock in enumerate(network.stocks) if stock.production is not None)
        return [at for at in made if network.stocks[at].site == target]
    return [target if effect in ON_STOCKS else network.lanes[target].to]


def _replenished_in(network: Network, at: int) -> int:
    """Return the mean ticks from a stock point's order to its receipt, the longest of its sources."""
    production = network.stocks[at].production
    if production is not None:
        return round(min(production.mean_unit_time * production.times, NEVER))
    return max((lane.mean_transit for lane in network.lanes if lane.to == at), default=0)


def _supplied(network: Network, at: int) -> Iterator[tuple[int, int]]:
    """Yield the stock points that a stock point supplies, and the mean ticks until they have it."""
    for lane in network.lanes:
        if lane.kind is SourceKind.SITE and lane.source == at:
            yield lane.to, lane.mean_transit
    for to, stock in enumerate(network.stocks):
        if stock.production is not None and any(part == at for part, _ in stock.production.components):
            yield to, _replenished_in(network, to)
