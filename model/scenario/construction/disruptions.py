"""Disruptions: when each comes, what it strikes, and where its effect on customers is watched."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass, replace

from ...policies.units import NEVER
from ..document import Path
from ..schema.chain import StockBlock
from ..schema.disruptions import DisruptionBlock
from ..world import ON_LINES, ON_STOCKS, Disruption, Effect, Lane, SourceKind, Stock
from .draft import Draft
from .effects import EFFECTS, MAKES_SENSE, Place, check_block, windows_of
from .sites import Chain, mean_ticks, short


@dataclass(frozen=True, slots=True)
class Network:
    """What is struck, and what is downstream of it."""

    chain: Chain
    stocks: tuple[Stock, ...]
    lanes: tuple[Lane, ...]


def build_disruptions(
    draft: Draft, chain: Chain, stocks: tuple[Stock, ...], lanes: tuple[Lane, ...]
) -> tuple[Disruption, ...]:
    """Return the disruptions of the World, in order: suppliers, then each site, its entries and their lanes."""
    network = Network(chain, stocks, lanes)
    found: list[Disruption] = []
    for place in _places(draft, network):
        laws = 0
        for number, block in enumerate(place.blocks):
            path = place.path if len(place.blocks) == 1 else (*place.path, str(number))
            check_block(draft, path, place, block)
            if block.effect in MAKES_SENSE[place.kind]:
                made = list(_disruptions(draft, network, place, path, block, laws))
                laws += block.up is not None
                found += made
    return tuple(_named(found))


def _places(draft: Draft, network: Network) -> Iterator[Place]:
    """Yield every place at which disruptions may be written, in the order of results."""
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
            known = draft.root.items.get(item)
            key = entry.key or (None if known is None else known.key)
            entity = f"{chain.keys[index]}/{key or item}"
            own = (*path, "stock", item)
            name = f"{site.name}/{item}"
            yield Place("entry", name, entity, (*own, "disruptions"), entry.disruptions, to)
            yield from _ways(network, entry, Place("lane", name, entity, (*own, "from"), [], to))


def _ways(network: Network, entry: StockBlock, to: Place) -> Iterator[Place]:
    """Yield the lanes to an entry, each written at its source; a source that is at fault has none."""
    lanes = {lane.name: at for at, lane in enumerate(network.lanes)}
    sources = entry.source if isinstance(entry.source, dict) else {}
    for source, block in sources.items():
        name, path = f"{to.name} from {source}", (*to.path, source, "disruptions")
        if name in lanes:
            entity = f"{to.entity} from {source}"
            yield Place("lane", name, entity, path, block.disruptions, lanes[name])


def _named(found: list[Disruption]) -> Iterator[Disruption]:
    """Number those that would have the same name."""
    seen: dict[str, int] = {}
    for one in found:
        seen[one.name] = seen.get(one.name, 0) + 1
        count = seen[one.name]
        yield one if count == 1 else replace(one, name=f"{one.name} {count}")


def _disruptions(
    draft: Draft, network: Network, place: Place, path: Path, block: DisruptionBlock, laws: int
) -> Iterator[Disruption]:
    """Yield the part of a block that laws govern, and the part that windows tell."""
    effect = EFFECTS[block.effect]
    if place.kind == "site" and effect == Effect.FREEZE_LANES:
        effect = Effect.FREEZE_LINES
    if place.kind in ("supplier", "lane") and effect == Effect.PAUSE_ORDERS:
        effect = Effect.REFUSE_ORDERS
    named = _named_right(draft, path, network.chain, block)
    targets = tuple(_targets(network, place, effect, block))
    if named and not targets:
        draft.fault(
            path,
            f"{block.effect} strikes nothing: {_nothing(place, effect, block)}; remove it, or give another effect",
        )
    name = f"{place.name} {block.effect}" + ("" if block.to is None else f" to {block.to}")
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
        windows = windows_of(block, int(draft.root.time.horizon))
        reckoned = 0 if block.expected is None else int(block.expected)
        yield Disruption(
            name, effect, targets, watched, reach, windows=windows, share=share, factor=factor,
            announced=block.announced, expected=min(reckoned, NEVER),
        )  # fmt: skip


def _named_right(draft: Draft, path: Path, chain: Chain, block: DisruptionBlock) -> bool:
    """Tell whether the item and the site that a block names exist; faults where they do not."""
    item = block.item is None or draft.known((*path, "item"), block.item, chain.item, "item")
    return (block.to is None or draft.known((*path, "to"), block.to, chain.site, "site")) and item


def _targets(network: Network, place: Place, effect: Effect, block: DisruptionBlock) -> Iterator[int]:
    """Yield the places of what a disruption strikes."""
    stocks = network.stocks
    if place.kind == "lane":
        yield place.index
        return
    if effect in ON_LINES:
        if any(stock.site == place.index and stock.production is not None for stock in stocks):
            yield place.index
        return
    item = None if block.item is None else network.chain.item.get(block.item, -1)
    sends = place.kind == "supplier" or effect == Effect.PAUSE_SHIPMENTS
    site = None if block.to is None or not sends else network.chain.site.get(block.to, -1)
    chosen = [
        at for at, stock in enumerate(stocks) if item in (None, stock.item) and site in (None, stock.site)
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
    if place.kind == "entry":
        return lane.to == place.index
    if effect == Effect.PAUSE_RECEIPTS:
        return network.stocks[lane.to].site == place.index
    return lane.kind is SourceKind.SITE and network.stocks[lane.source].site == place.index


def _nothing(place: Place, effect: Effect, block: DisruptionBlock) -> str:
    if place.kind == "supplier":
        return f"{block.to or 'nobody'} buys {'this' if block.to is None else 'nothing of this'} from it"
    if place.kind == "entry":
        return "this is made here and not moved"
    if effect in ON_LINES:
        return "it has no lines that make anything"
    supplied = "no other site" if block.to is None else f"nothing of this to {block.to}"
    return "nothing is brought here" if effect != Effect.PAUSE_SHIPMENTS else f"it supplies {supplied}"


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
