"""How a stock point's item is made: times, lots, pieces and set-ups, in ticks and quanta."""

from __future__ import annotations

import math

from ..laws import Law
from ..schema.chain import LinesBlock, ManufacturerBlock
from ..world import Item, Production
from .draft import Draft
from .points import Point
from .ramps import makes
from .sites import Chain, above_zero

PIECES = 1 << 31
"""Pieces of one job whose times can be told apart without passing 64 bits."""


def build_production(draft: Draft, chain: Chain, point: Point, place: dict[int, int]) -> Production | None:
    """Return how an item is made; None, with a fault noted, where nothing says how long it takes."""
    site, item, block = chain.sites[point.site], chain.items[point.item], chain.blocks[point.site]
    lines = block.lines if isinstance(block, ManufacturerBlock) else None
    if lines is None:
        return None
    lot = max(draft.quanta((*point.path, "lot"), item, point.block.lot), 1)
    timed = _time(draft, point, lines, item)
    if timed is None:
        return None
    law, times = timed
    mean = max(law.mean(), 1.0)
    units = lot / item.quanta if point.block.batch_time is not None else 1.0
    set_up, after = _set_ups(draft, chain, point, lines, place)
    return Production(
        unit_time=draft.stream("unit_time/1", point.entity, law),
        mean_unit_time=mean,
        rate=site.nominal_lines * _availability(lines) / mean * item.quanta * units,
        apart=site.unlimited,
        lot=lot,
        times=times,
        piece=_piece(draft, point, item, lot),
        set_up=set_up,
        set_up_after=after,
        components=tuple((place[id(component)], quanta) for component, quanta in point.components),
    )


def _time(draft: Draft, point: Point, lines: LinesBlock, item: Item) -> tuple[Law, float] | None:
    """Return the law of a unit's or a job's time, and by what it is multiplied for a job."""
    unit, batch = point.block.unit_time, point.block.batch_time
    if unit is not None and batch is not None:
        draft.fault(
            (*point.path, "batch_time"),
            "the time of a job follows from unit_time already; give one of the two",
        )
    given = batch or unit or lines.unit_time
    if given is None:
        draft.fault(
            point.path,
            f"how long {item.name} takes to make is not said; give unit_time here or under lines, or batch_time",
        )
        return None
    above_zero(draft, (*point.path, "unit_time" if batch is None else "batch_time"), given.law)
    return given.law, 1.0 if batch is not None else float(point.block.lot or 1)


def _piece(draft: Draft, point: Point, item: Item, lot: int) -> int:
    """Return what is handed on together: one unit, or the lot."""
    path = (*point.path, "transfer")
    if point.block.transfer == "lot":
        return lot
    if lot == item.quanta:
        draft.fault(
            path, "each: a lot of one unit comes out in one piece anyway; give a lot, or leave this out"
        )
    elif lot % item.quanta or lot // item.quanta >= PIECES:
        draft.fault(
            path, f"each: a lot of {point.block.lot:g} does not come out unit by unit; change one of them"
        )
    return item.quanta


def _set_ups(
    draft: Draft, chain: Chain, point: Point, lines: LinesBlock, place: dict[int, int]
) -> tuple[int | None, tuple[tuple[int, int], ...]]:
    """Return the stream of set-ups to an item, and those of the changes that have a time of their own."""
    site = chain.blocks[point.site]
    given = point.block.set_up or lines.set_up
    made = makes(draft, site)
    if (point.block.set_up or point.block.set_up_after) and len(made) < 2:
        name = "set_up" if point.block.set_up else "set_up_after"
        draft.fault((*point.path, name), "nothing else is made here, so no line is ever changed; remove it")
    after = tuple(
        (place[id(other)], draft.stream("set_up/1", f"{point.entity} after {other.entity}", law.law))
        for other, law in point.set_up_after
    )
    stream = None if given is None else draft.stream("set_up/1", point.entity, given.law)
    return stream, after


def _availability(lines: LinesBlock) -> float:
    """Return the share of time that a line works, where it is never idle."""
    if lines.breakdowns is None:
        return 1.0
    up, repair = lines.breakdowns.up.law.mean(), lines.breakdowns.repair.law.mean()
    return up / (up + repair) if 0 < up < math.inf else 1.0
