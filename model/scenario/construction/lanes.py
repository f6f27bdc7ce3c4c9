"""Lanes: the ways by which stock points get what they order."""

from __future__ import annotations

from dataclasses import replace

from ..laws import Law, constant
from ..world import Lane, SourceKind, Supplier
from .draft import Draft
from .points import OUTSIDE, Point, Upstream
from .sites import Chain, mean_ticks


def build_lanes(draft: Draft, chain: Chain, points: list[Point]) -> tuple[Lane, ...]:
    """Return the lanes of the World, in the order of the stock points they lead to, then as written."""
    place = {id(point): at for at, point in enumerate(points)}
    return tuple(
        lane for to, point in enumerate(points) for lane in _lanes_to(draft, chain, point, to, place)
    )


def with_outside(suppliers: tuple[Supplier, ...], points: list[Point]) -> tuple[Supplier, ...]:
    """Return the suppliers, and the one outside the model where somebody orders there; it never fails."""
    used = any(source.outside for point in points for source in point.sources)
    return (*suppliers, Supplier(OUTSIDE)) if used else suppliers


def _lanes_to(draft: Draft, chain: Chain, point: Point, to: int, place: dict[int, int]) -> list[Lane]:
    prices = [source.block.unit_cost for source in point.sources]
    fast = None if point.block.expedite is None else point.block.expedite.source
    return [
        replace(
            _lane(draft, chain, point, to, source, place, first=at == 0),
            share=source.block.share or 0.0,
            dearer_than=sum(price < source.block.unit_cost for price in prices),
            fast=source.name == fast,
        )
        for at, source in enumerate(point.sources)
    ]


def _lane(
    draft: Draft, chain: Chain, point: Point, to: int, source: Upstream, place: dict[int, int], *, first: bool
) -> Lane:
    if source.kind is SourceKind.SUPPLIER:
        law, overtaking = _lead_time(draft, chain, point, source)
        index = source.supplier
    else:
        given = source.block.transport or point.block.transport
        law = constant(0.0) if given is None else given.law
        overtaking, index = point.block.overtaking, place[id(source.point)]
        draft.fill((*point.path, "transport"), 0)
    if source.block.overtaking is not None:
        overtaking = source.block.overtaking
    entity = point.entity if first else f"{point.entity} from {source.name}"
    transit = draft.stream("lead_time/1", entity, law)
    name = f"{point.name} from {source.name}"
    return Lane(name, source.kind, index, to, transit, mean_ticks(law), overtaking)


def _lead_time(draft: Draft, chain: Chain, point: Point, source: Upstream) -> tuple[Law, bool]:
    if source.outside:
        given = source.block.lead_time
        return constant(0.0) if given is None else given.law, point.block.overtaking
    supply = draft.root.suppliers[source.who].supplies.get(chain.items[point.item].name)
    return (constant(0.0), False) if supply is None else (supply.lead_time.law, supply.overtaking)
