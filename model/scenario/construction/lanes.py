"""Lanes: the ways by which stock points get what they order."""

from __future__ import annotations

from ..laws import Law, constant
from ..world import Lane, SourceKind
from .draft import Draft
from .points import Point, Upstream
from .sites import Chain, mean_ticks


def build_lanes(draft: Draft, chain: Chain, points: list[Point]) -> tuple[Lane, ...]:
    """Return the lanes of the World, in the order of the stock points they lead to, then as written."""
    place = {id(point): at for at, point in enumerate(points)}
    return tuple(
        _lane(draft, chain, point, to, source, place)
        for to, point in enumerate(points)
        for source in point.sources
    )


def _lane(draft: Draft, chain: Chain, point: Point, to: int, source: Upstream, place: dict[int, int]) -> Lane:
    if source.kind is SourceKind.SUPPLIER:
        law, overtaking = _lead_time(draft, chain, point, source)
        index = source.supplier
    else:
        law = constant(0.0) if point.block.transport is None else point.block.transport.law
        overtaking, index = point.block.overtaking, place[id(source.point)]
        draft.fill((*point.path, "transport"), 0)
    transit = draft.stream("lead_time/1", point.entity, law)
    name = f"{point.name} from {source.name}"
    return Lane(name, source.kind, index, to, transit, mean_ticks(law), overtaking)


def _lead_time(draft: Draft, chain: Chain, point: Point, source: Upstream) -> tuple[Law, bool]:
    supply = draft.root.suppliers[source.name].supplies.get(chain.items[point.item].name)
    return (constant(0.0), False) if supply is None else (supply.lead_time.law, supply.overtaking)
