"""Segments of customers: their shops and items, when they ask, and every mark that chance gives a request.

All marks of a segment always exist, whatever the policies, so that changing a policy changes no number of chance.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from itertools import accumulate
from typing import Any

from ...policies.customer import inquiries, patience
from ..document import Path
from ..laws import Law, constant, law_from
from ..schema.chance import Chance
from ..schema.customers import LearnedBelief, SegmentBlock, TakesBlock
from ..world import Belief, Item, Kind, Segment
from .alternatives import TOLERANCE_OF_SHARES, Target, build_elsewhere, build_substitutes
from .choices import settings_of
from .draft import Draft
from .joins import check_listened
from .loyalty import build_loyalty, build_win_back
from .points import Point
from .presets import Behaviour, behaviour_of
from .requests import build_requests
from .sites import Chain

UNIFORM = law_from("uniform", [0.0, 1.0])


def build_segments(
    draft: Draft, chain: Chain, points: list[Point]
) -> tuple[tuple[Segment, ...], set[tuple[int, int]]]:
    """Return the segments, and the (site, item) pairs that customers may buy."""
    place = {(point.site, point.item): at for at, point in enumerate(points)}
    segments: list[Segment] = []
    sold: set[tuple[int, int]] = set()
    cell = 0
    for name, block in draft.root.customers.items():
        segment = _segment(draft, chain, place, name, block, cell)
        if segment is None:
            continue
        segments.append(segment)
        cell += segment.cells
        stocks = [stock for row in segment.stocks for stock in row]
        stocks += [other.stock for _, others in segment.substitutes for other in others]
        stocks += [other.stock for _, others in segment.also_orders_at for other in others]
        sold |= {(points[stock].site, points[stock].item) for stock in stocks}
    return tuple(segments), sold


def _segment(
    draft: Draft, chain: Chain, place: dict[tuple[int, int], int], name: str, block: SegmentBlock, cell: int
) -> Segment | None:
    path, entity = ("customers", name), f"customers.{block.key or name}"
    requesting = build_requests(draft, chain, path, entity, block)
    target = _target(draft, chain, path, block)
    if requesting is None or target is None:
        return None
    stocks = _stocks(draft, chain, place, path, target)
    if stocks is None:
        return None
    behaviour = behaviour_of(draft, path, block)
    law = behaviour.tolerance if block.tolerance is None else block.tolerance.law
    tolerance = None if law is None else draft.stream("tolerance/1", entity, law)
    natural, felt = build_loyalty(draft, path, block, requesting.kind)
    if requesting.word is not None:
        check_listened(draft, path, target.sites, chain.sites)
    return Segment(
        name=f"customers.{name}",
        klass=block.klass,
        value=-1.0 if block.value is None else block.value,
        sites=target.sites,
        site_up_to=target.site_up_to,
        items=target.items,
        item_up_to=target.item_up_to,
        stocks=stocks,
        first_cell=cell,
        quantity=_quantity(draft, chain, path, entity, block, target),
        tolerance=tolerance,
        patience=_patience(draft, path, entity, block, tolerance),
        temper=_temper(draft, path, block),
        belief=_belief(draft, path, block, behaviour.belief, requesting.kind),
        doubt=_doubt(draft, path, block),
        inquiries=_inquiries(draft, path, block),
        if_discounted=_if_discounted(draft, path, block, tolerance),
        substitutes=build_substitutes(
            draft, chain, place, path, _wishes(draft, path, block, behaviour), target
        ),
        also_orders_at=build_elsewhere(draft, chain, place, path, block, target),
        dropout=None if natural is None else draft.stream("dropout/1", entity, natural),
        loyalty=felt,
        elsewhere=behaviour.elsewhere if block.elsewhere is None else block.elsewhere,
        win_back=build_win_back(draft, entity, block),
        **{mark: draft.stream(f"{mark}/1", entity, UNIFORM) for mark in MARKS},
        **requesting.fields(),
    )


MARKS = (
    "site_choice",
    "item_choice",
    "thinning",
    "spread",
    "substitution",
    "luck",
    "offering",
    "inquiry",
    "duplication",
    "joining",
    "leaving_for",
)


def shares(draft: Draft, path: Path, given: dict[str, float]) -> tuple[float, ...]:
    """Return cumulated shares, the last exactly 1; a fault where they do not add up."""
    total = sum(given.values())
    if abs(total - 1) > TOLERANCE_OF_SHARES:
        draft.fault(path, f"the shares add up to {total:.10g}; they must add up to 1")
    return (*list(accumulate(given.values()))[:-1], 1.0)


def _target(draft: Draft, chain: Chain, path: Path, block: SegmentBlock) -> Target | None:
    shops = block.shop if isinstance(block.shop, dict) else {block.shop: 1.0}
    buys = block.buys if isinstance(block.buys, dict) else {block.buys: 1.0} if block.buys else {}
    if not shops or not buys:
        draft.fault((*path, "buys"), "who buys nothing, or nowhere, is no customer; give `shop` and `buys`")
        return None
    known = [draft.known(_at(path, "shop", block.shop, name), name, chain.site, "site") for name in shops]
    known += [draft.known(_at(path, "buys", block.buys, name), name, draft.items, "item") for name in buys]
    if not all(known):
        return None
    site_up_to = shares(draft, (*path, "shop"), shops)
    item_up_to = shares(draft, (*path, "buys"), buys)
    sites = tuple(chain.site[name] for name in shops)
    return Target(sites, site_up_to, tuple(chain.item[name] for name in buys), item_up_to)


def _at(path: Path, field: str, given: object, name: str) -> Path:
    return (*path, field, name) if isinstance(given, dict) else (*path, field)


def _stocks(
    draft: Draft, chain: Chain, place: dict[tuple[int, int], int], path: Path, target: Target
) -> tuple[tuple[int, ...], ...] | None:
    complete = True
    for site in target.sites:
        for item in target.items:
            if (site, item) not in place:
                where, what = chain.sites[site].name, chain.items[item].name
                draft.fault((*path, "buys"), f"{where} does not stock {what}; add it to {where}.stock")
                complete = False
    if not complete:
        return None
    return tuple(tuple(place[site, item] for item in target.items) for site in target.sites)


def _quantity(
    draft: Draft, chain: Chain, path: Path, entity: str, block: SegmentBlock, target: Target
) -> int:
    law = constant(1.0) if block.quantity is None else block.quantity.law
    quanta = {chain.items[item].quanta for item in target.items}
    if len(quanta) > 1:
        draft.fault(
            (*path, "buys"), "whole and divisible items do not share a law of quantities; make two segments"
        )
    if quanta == {1} and not _whole(law):
        draft.fault(
            (*path, "quantity"),
            f"{law.family} gives parts of whole items, and to round them up would raise its mean; "
            f"{_in_whole_items(law)}, or make the item divisible",
        )
    if law.mean() <= 0:
        draft.fault((*path, "quantity"), "is always 0; a request is for something")
    factor = max(quanta)
    return draft.stream("quantity/1", entity, law if factor == 1 else law.scaled(float(factor)))


def _whole(law: Law) -> bool:
    if law.family in ("constant", "discrete", "empirical"):
        return all(value == int(value) for value in (*law.parameters, *law.values))
    return law.family in ("poisson", "geometric", "negative_binomial")


def _in_whole_items(law: Law) -> str:
    """Name a law of whole numbers that is near to another: of its mean and, where there is one, of its cv."""
    if law.family == "constant":
        return f"give {math.ceil(law.parameters[0])}"
    mean, variance = law.mean(), law.variance()
    if law.values or not math.isfinite(variance):
        return "give whole values"
    if variance > mean:
        return f"use {{negative_binomial: {{mean: {mean:.4g}, cv: {math.sqrt(variance) / mean:.4g}}}}}"
    return f"use {{poisson: {{mean: {mean:.4g}}}}}, or discrete for less spread"


def _patience(
    draft: Draft, path: Path, entity: str, block: SegmentBlock, tolerance: int | None
) -> int | None:
    budget = None if block.patience is None else block.patience.budget
    default = "never" if tolerance is None else "same"
    draft.fill((*path, "patience", "budget"), default)
    if isinstance(budget, Chance):
        return draft.stream("patience/1", entity, budget.law)
    if budget == "never":
        return None
    if budget == "same" and tolerance is None:
        message = "same: there is no tolerance to share; give tolerance, or a law here"
        draft.fault((*path, "patience", "budget"), message)
    return tolerance


def _temper(draft: Draft, path: Path, block: SegmentBlock) -> patience.Settings:
    if block.patience is None:
        for name, value in patience.Settings()._asdict().items():
            draft.fill((*path, "patience", name), value)
        return patience.Settings()
    settings: Any = settings_of(draft, patience, block.patience, (*path, "patience"), Item(""))
    return settings


def _doubt(draft: Draft, path: Path, block: SegmentBlock) -> float:
    if not 0 <= block.doubt <= 100:
        draft.fault((*path, "doubt"), f"{block.doubt} must be from 0 to 100; 1 adds the shop's mean lateness")
    return block.doubt


def _inquiries(draft: Draft, path: Path, block: SegmentBlock) -> inquiries.Settings | None:
    at = (*path, "inquiries")
    if block.inquiries is None:
        for name in inquiries.Settings._fields:
            draft.fill((*at, name), "never")
        return None
    settings: inquiries.Settings = settings_of(draft, inquiries, block.inquiries, at, Item(""))
    if not block.inquiries.model_fields_set:
        draft.fault(at, "nobody asks; give silent or overdue, the time between two inquiries")
    return None if settings == inquiries.Settings() else settings


def _if_discounted(draft: Draft, path: Path, block: SegmentBlock, tolerance: int | None) -> float:
    at, factor = (*path, "tolerance_if_discounted"), block.tolerance_if_discounted
    if factor <= 0:
        draft.fault(at, f"{factor} must be above 0; 1.5 lets customers wait half as long again")
    elif factor != 1 and tolerance is None:
        draft.fault(at, "there is no tolerance to raise; give tolerance, or remove this")
    return factor


def _belief(draft: Draft, path: Path, block: SegmentBlock, preset: int, kind: Kind) -> Belief:
    if block.belief is None:
        draft.fill((*path, "belief"), draft.time.text(preset))
        return Belief(preset)
    if isinstance(block.belief, LearnedBelief):
        if kind is Kind.STREAM:
            known = "the record a column `customer`" if block.history is not None else "`count`"
            draft.fault(
                (*path, "belief", "learned"),
                f"strangers ask once, and have nothing to learn from; give the wait they expect, or {known}",
            )
        return Belief(int(block.belief.learned.start), block.belief.learned.weight)
    return Belief(int(block.belief))


def _wishes(
    draft: Draft, path: Path, block: SegmentBlock, behaviour: Behaviour
) -> Mapping[str, Mapping[str, TakesBlock | float]]:
    """Return what is taken instead of each item: as given, else by the preset, else nothing."""
    if block.substitutes or not behaviour.takes:
        return block.substitutes
    items = block.buys if isinstance(block.buys, dict) else [block.buys or ""]
    found = {item: {name: share for name, share in behaviour.takes.items() if name != item} for item in items}
    for item, others in found.items():
        draft.fill((*path, "substitutes", item), others)
    return found
