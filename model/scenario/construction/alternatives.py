"""What customers do besides waiting: take something else, or order at other shops as well."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import accumulate

from ..document import Path
from ..schema.customers import SegmentBlock, TakesBlock
from ..world import Elsewhere, Substitute
from .draft import Draft
from .sites import Chain

TOLERANCE_OF_SHARES = 1e-9


@dataclass(frozen=True, slots=True)
class Target:
    """Where a segment buys what."""

    sites: tuple[int, ...]
    site_up_to: tuple[float, ...]
    items: tuple[int, ...]
    item_up_to: tuple[float, ...]


def build_substitutes(
    draft: Draft,
    chain: Chain,
    place: dict[tuple[int, int], int],
    path: Path,
    wishes: Mapping[str, Mapping[str, TakesBlock | float]],
    target: Target,
) -> tuple[tuple[int, tuple[Substitute, ...]], ...]:
    """Return what customers take instead, by the stock point they find empty."""
    found: list[tuple[int, tuple[Substitute, ...]]] = []
    for asked, others in wishes.items():
        at = (*path, "substitutes", asked)
        if not draft.known(at, asked, [chain.items[item].name for item in target.items], "item bought here"):
            continue
        shares = {name: _share(takes) for name, takes in others.items()}
        if sum(shares.values()) > 1 + TOLERANCE_OF_SHARES:
            draft.fault(
                at, f"the shares add up to {sum(shares.values()):.10g}; together they must be at most 1"
            )
        before, another = len(draft.faults), set[str]()
        for site in target.sites:
            stock = place[site, chain.item[asked]]
            takes = [
                (there, part, name)
                for name, portion in shares.items()
                for there, part in _takes(draft, chain, place, (*at, name), name, portion, site, target)
                if there != stock
            ]
            another |= {name for _, _, name in takes}
            up_to = accumulate(part for _, part, _ in takes)
            options = tuple(
                Substitute(there, up, _keeps(others[name]))
                for (there, _, name), up in zip(takes, up_to, strict=True)
            )
            found.append((stock, options))
        for name in shares if len(draft.faults) == before else ():
            if name not in another:
                draft.fault((*at, name), _nothing_else(asked, name))
    return tuple((stock, others) for stock, others in found if others)


def _takes(
    draft: Draft,
    chain: Chain,
    place: dict[tuple[int, int], int],
    path: Path,
    name: str,
    portion: float,
    site: int,
    target: Target,
) -> list[tuple[int, float]]:
    """Return the stock points that one substitute means for those who ask at a site, with their shares."""
    what, _, where = name.partition("@")
    if not draft.known(path, what, draft.items, "item"):
        return []
    if where == "other":
        sites = [other for other in target.sites if other != site]
    elif not where:
        sites = [site]
    elif draft.known(path, where, chain.site, "site"):
        sites = [chain.site[where]]
    else:
        return []
    item = chain.item[what]
    for one in sites:
        if (one, item) not in place:
            draft.fault(
                path,
                f"{chain.sites[one].name} does not stock {what}; add it to {chain.sites[one].name}.stock",
            )
    return [(place[one, item], portion / len(sites)) for one in sites if (one, item) in place]


def _nothing_else(asked: str, name: str) -> str:
    """Say why a substitute is none, wherever its customers ask."""
    if name.endswith("@other"):
        return "these customers have no other shop; name another item or shop, or remove it"
    return f"is the {asked} that they did not find; name another item, or a shop, as in {asked}@shop"


def _share(takes: float | TakesBlock) -> float:
    return takes.share if isinstance(takes, TakesBlock) else takes


def _keeps(takes: float | TakesBlock) -> bool:
    return isinstance(takes, TakesBlock) and takes.keeps_order


def build_elsewhere(
    draft: Draft,
    chain: Chain,
    place: dict[tuple[int, int], int],
    path: Path,
    block: SegmentBlock,
    target: Target,
) -> tuple[tuple[int, tuple[Elsewhere, ...]], ...]:
    """Return where customers order as well, by the stock point they were asked to wait at."""
    given = block.also_orders_at
    if given is None:
        return ()
    shops: dict[str, float] = given if isinstance(given, dict) else {given: 1.0}
    at = (*path, "also_orders_at")
    if not shops:
        draft.fault(
            at, "names no shop; name one with the share of customers who order there too, or write none"
        )
        return ()
    known = [name for name in shops if name == "other" or draft.known((*at, name), name, chain.site, "site")]
    found: list[tuple[int, tuple[Elsewhere, ...]]] = []
    for site in target.sites:
        for item in target.items:
            others: dict[int, float] = {}
            for name in known:
                where = target.sites if name == "other" else (chain.site[name],)
                others.update({one: shops[name] for one in where if one != site})
            for one in others:
                if (one, item) not in place:
                    where, what = chain.sites[one].name, chain.items[item].name
                    draft.fault(at, f"{where} does not stock {what}; add it to {where}.stock")
            options = [
                Elsewhere(place[one, item], up_to) for one, up_to in others.items() if (one, item) in place
            ]
            if options:
                found.append((place[site, item], tuple(options)))
    if not found and len(known) == len(shops) and not draft.faults:
        draft.fault(
            at, f"{' and '.join(shops)}: there is no other shop than the one that was asked; name one"
        )
    _judge_firm(draft, chain, at, found)
    return tuple(found)


def _judge_firm(
    draft: Draft, chain: Chain, path: Path, found: list[tuple[int, tuple[Elsewhere, ...]]]
) -> None:
    """Note shops at which an order could not be called off."""
    if not found:
        return
    for site in chain.blocks:
        blocks = [site.communication, *(stock.communication for stock in site.stock.values())]
        if any(block is not None and block.firm == "work-begins" for block in blocks):
            draft.fault(
                path,
                "with firm: work-begins an order can no longer be called off; use receipt or shipped there",
            )
            return
