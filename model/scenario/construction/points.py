"""Stock points and where each one's orders go: the network, in the order in which a sweep upstream meets it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from ..document import Path
from ..schema.chain import SourceBlock, StockBlock
from ..world import SourceKind
from .draft import Draft
from .sites import Chain, short

OUTSIDE = "outside"
"""A source that is not in the model: it has what is wanted, at its lead time and price."""


@dataclass(slots=True)
class Upstream:
    """One source of a stock point: a supplier's place, or the stock point that supplies."""

    kind: SourceKind
    name: str
    """As written under `from`."""
    who: str
    """The supplier or site it means."""
    block: SourceBlock
    supplier: int = 0
    point: Point | None = None
    outside: bool = False
    """Somebody who is not in the model; a supplier or site of that name is meant before."""


@dataclass(slots=True)
class Point:
    """A stock point before it has its place."""

    site: int
    item: int
    block: StockBlock
    path: Path
    name: str
    entity: str
    made: bool = False
    """Whether the item is made here."""
    sources: list[Upstream] = field(default_factory=list[Upstream])
    """Where it comes from otherwise."""
    components: tuple[tuple[Any, int], ...] = ()
    set_up_after: tuple[tuple[Any, Any], ...] = ()
    """(point made before, time) where the change from it has a time of its own."""


def build_points(draft: Draft, chain: Chain) -> list[Point]:
    """Return every stock point with its source, downstream first; faults where a source is missing or chains circle."""
    points = list(_points(draft, chain))
    by_place = {(point.site, point.item): point for point in points}
    for point in points:
        _find_source(draft, chain, point, by_place)
        _unused(draft, point)
    return _downstream_first(draft, points)


def _points(draft: Draft, chain: Chain) -> Iterable[Point]:
    for place, (site, block) in enumerate(zip(chain.sites, chain.blocks, strict=True)):
        for name, entry in block.stock.items():
            path = (site.role, short(site.name), "stock", name)
            item = chain.item.get(name)
            if item is None:
                draft.known(path, name, chain.item, "item")
                continue
            key = entry.key or draft.items[name].key or name
            yield Point(place, item, entry, path, f"{site.name}/{name}", f"{chain.keys[place]}/{key}")


def _find_source(draft: Draft, chain: Chain, point: Point, by_place: dict[tuple[int, int], Point]) -> None:
    given = point.block.source
    path = (*point.path, "from")
    if given is None:
        _find_production(draft, chain, point, by_place)
        return
    sources = {given: SourceBlock()} if isinstance(given, str) else given
    if not sources:
        draft.fault(path, "names nobody; give at least one source, or leave it out")
    for name, block in sources.items():
        at = path if isinstance(given, str) else (*path, name)
        _find_one(draft, chain, point, by_place, name, block, at)
    _check_transport(draft, point)


def _find_one(
    draft: Draft,
    chain: Chain,
    point: Point,
    by_place: dict[tuple[int, int], Point],
    name: str,
    block: SourceBlock,
    path: Path,
) -> None:
    who = block.source or name
    item = chain.items[point.item].name
    supplier, site = chain.supplier.get(who), chain.site.get(who)
    outside = who == OUTSIDE and supplier is None and site is None
    if block.lead_time is not None and not outside:
        draft.fault(
            (*path, "lead_time"), f"{who} is in the model; remove lead_time, or make the source {OUTSIDE}"
        )
    if outside:
        if block.lead_time is None:
            draft.fault(path, f"{OUTSIDE} is not in the model; give its lead_time")
        beyond = len(chain.supplier)
        point.sources.append(Upstream(SourceKind.SUPPLIER, name, who, block, supplier=beyond, outside=True))
    elif supplier is not None:
        supplies = draft.root.suppliers[who].supplies
        point.sources.append(Upstream(SourceKind.SUPPLIER, name, who, block, supplier=supplier))
        if item not in supplies:
            draft.fault(path, f"{who} does not supply {item}; add it under suppliers.{who}.supplies")
    elif site is not None:
        giver = by_place.get((site, point.item))
        if giver is not None:
            point.sources.append(Upstream(SourceKind.SITE, name, who, block, point=giver))
        else:
            draft.fault(path, f"{who} does not stock {item}; add it under {chain.sites[site].name}.stock")
    else:
        every = [*chain.supplier, *chain.site]
        draft.known(path, who, every, "supplier or site")


def _check_transport(draft: Draft, point: Point) -> None:
    """Refuse a transport time from a supplier, whose lead time says it all."""
    for source in point.sources:
        if source.kind is SourceKind.SUPPLIER and source.block.transport is not None:
            draft.fault(
                (*point.path, "from", source.name, "transport"),
                f"{source.who} is a supplier, whose lead_time says it all; remove transport",
            )
    suppliers = [source.kind is SourceKind.SUPPLIER for source in point.sources]
    if point.block.transport is not None and point.sources and all(suppliers):
        draft.fault(
            (*point.path, "transport"),
            f"{point.sources[0].who} is a supplier, whose lead_time says it all; remove transport",
        )


def _unused(draft: Draft, point: Point) -> None:
    """Refuse fields that this stock point's source leaves without a meaning, rather than pass over them."""
    made = point.made
    for name in ("transport",) if made else ("unit_time", "batch_time", "set_up", "set_up_after"):
        if getattr(point.block, name) not in (None, {}):
            why = "this is made here and not moved" if made else "this is bought and not made here"
            draft.fault((*point.path, name), f"{why}; remove {name}")
    if not made and point.block.lot != 1:
        draft.fault(
            (*point.path, "lot"), "this is bought and not made here; give `multiple` to the rule instead"
        )
    if not made and point.block.transfer != "lot":
        draft.fault((*point.path, "transfer"), "this is bought and not made here; remove transfer")


def _find_production(
    draft: Draft, chain: Chain, point: Point, by_place: dict[tuple[int, int], Point]
) -> None:
    site, item = chain.sites[point.site], chain.items[point.item]
    point.made = True
    if site.nominal_lines == 0:
        remedy = "give `from`, or lines to make it on" if site.role == "manufacturers" else "give `from`"
        draft.fault(point.path, f"nobody supplies {item.name} here; {remedy}")
        return
    found: list[tuple[Any, int]] = []
    for name, units in draft.items[item.name].made_of.items():
        component = chain.item.get(name)
        if component is None:
            continue
        other = by_place.get((point.site, component))
        if other is None:
            draft.fault(
                point.path,
                f"{item.name} is made of {name}, which {site.name} does not stock; add {name} to its stock",
            )
        else:
            found.append((other, round(units * chain.items[component].quanta / item.quanta)))
    point.components = tuple(found)
    point.set_up_after = tuple(_changes(draft, chain, point, by_place))


def _changes(
    draft: Draft, chain: Chain, point: Point, by_place: dict[tuple[int, int], Point]
) -> Iterable[tuple[Point, Any]]:
    """Yield the items made here from which a line is changed to this one in a time of its own."""
    for name, law in point.block.set_up_after.items():
        other = by_place.get((point.site, chain.item.get(name, -1)))
        if other is None or other is point or other.block.source is not None:
            draft.fault(
                (*point.path, "set_up_after", name),
                f"{name} is not another item made here; name one, or remove it",
            )
        else:
            yield other, law


def _downstream_first(draft: Draft, points: list[Point]) -> list[Point]:
    """Order stock points so that each comes after all it supplies, else as written (Kahn 1962)."""
    waiting = {id(point): 0 for point in points}
    for point in points:
        for source in _upstream(point):
            waiting[id(source)] += 1
    ordered: list[Point] = []
    left = list(points)
    while left:
        free = next((point for point in left if waiting[id(point)] == 0), None)
        if free is None:
            around = _circle(left)
            draft.fault(
                around[0].path,
                f"supplies itself: {' from '.join(point.name for point in (*around, around[0]))}; break the circle",
            )
            return ordered + left
        left.remove(free)
        ordered.append(free)
        for source in _upstream(free):
            waiting[id(source)] -= 1
    _check_bills(draft)
    return ordered


def _check_bills(draft: Draft) -> None:
    """Refuse an item that is made of itself in the end, though nobody makes it."""
    left = {name: list(block.made_of) for name, block in draft.items.items()}
    while whole := [name for name, parts in left.items() if not any(part in left for part in parts)]:
        for name in whole:
            del left[name]
    if not left:
        return
    way = [next(iter(left))]
    while way[-1] not in way[:-1]:
        way.append(next(part for part in left[way[-1]] if part in left))
    circle = way[way.index(way[-1]) :]
    draft.fault(
        ("items", circle[0], "made_of", circle[1]),
        f"is made of itself: {' from '.join(circle)}; break the circle",
    )


def _upstream(point: Point) -> list[Point]:
    sources = [source.point for source in point.sources if source.point is not None]
    return sources + [component for component, _ in point.components]


def _circle(left: list[Point]) -> list[Point]:
    """Return one circle among points that all supply another of them."""
    consumer = {id(source): point for point in left for source in _upstream(point)}
    seen: list[Point] = []
    point = left[0]
    while all(point is not other for other in seen):
        seen.append(point)
        point = consumer[id(point)]
    start = next(place for place, other in enumerate(seen) if other is point)
    return seen[start:][::-1]
