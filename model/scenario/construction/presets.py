"""Published findings as settings: what each preset sets, from what, and under which assumptions.

A preset is data. What is given beside it in the file takes its place; the resolved form shows what it set.
"""

from __future__ import annotations

import math
from typing import Any, NamedTuple

from ..document import Path
from ..laws import Law, law_from
from ..schema.customers import LoyaltyBlock, SegmentBlock
from .draft import Draft

SHORT_AND_LONG, LONG, LONG_AFTER = 0.021, 0.061, 10
"""Bhan & Anderson 2023 (Marketing Science, abstract): orders of the next year, 2.1 % fewer after a delayed back-order,
6.1 % where it was delayed by over ten days; what date had been promised had little measurable effect."""
SHARE_OVER_TEN_DAYS = 0.3
"""Of delays; assumed, the abstract does not say it."""
OTHER_BRAND, SAME_BRAND, LATER, OTHER_STORE, NOT_AT_ALL = 0.26, 0.19, 0.15, 0.31, 0.09
"""Gruen, Corsten & Bharadwaj 2002, retail out-of-stocks worldwide: what shoppers do who find the shelf empty (from
secondary sources)."""
FASTER, SLOWER = 0.0073, 0.0051
"""Cui, Lu, Sun & Golden 2024 (M&SOM, abstract): a promise one day faster, .73 % more sales; one day slower, .51 %
fewer."""
FOR_EVER = 3650
"""Days: the tolerance of those who will wait."""


class Behaviour(NamedTuple):
    """What a preset says of customers who find nothing."""

    tolerance: Law | None = None
    """In ticks."""
    belief: int = 0
    elsewhere: float = 0.0
    takes: dict[str, float] = {}
    """Shares by item taken instead."""


def harms(draft: Draft, path: Path, given: LoyaltyBlock) -> dict[str, Any]:
    """Return the coefficients of a preset of loyalty, times in ticks.

    Orders lost in the first year are read as customers lost: h = -log(1 - share). With w the share of delays over ten
    days, a shorter one costs (2.1 - 6.1 w) / (1 - w) %.
    """
    if given.preset == "none":
        if given.over_ten_days is not None:
            draft.fault((*path, "over_ten_days"), "is for bhan-anderson-2023; remove it, or give that preset")
        return {}
    w = SHARE_OVER_TEN_DAYS if given.over_ten_days is None else given.over_ten_days
    draft.fill((*path, "over_ten_days"), SHARE_OVER_TEN_DAYS)
    if w * LONG > SHORT_AND_LONG:
        draft.fault(
            (*path, "over_ten_days"), f"{w:g} leaves short delays no harm; give a share of at most 0.344"
        )
        return {}
    short = (SHORT_AND_LONG - LONG * w) / (1 - w)
    return {
        "delayed": round(-math.log1p(-short), 4), "long_delayed": round(-math.log1p(-LONG), 4),
        "long": LONG_AFTER * draft.time.day, "kept": 0.0, "broken": 0.0,
    }  # fmt: skip


def behaviour_of(draft: Draft, path: Path, block: SegmentBlock) -> Behaviour:
    """Return what a segment's preset says, and note it for the resolved form."""
    given, at = block.behaviour, (*path, "behaviour")
    if given is None:
        return Behaviour()
    if given.preset == "cui-2024":
        for name in ("same_brand", "other_brand"):
            if getattr(given, name) is not None:
                draft.fault((*at, name), f"cui-2024 knows no substitutes; remove {name}")
        if given.around is None:
            draft.fault((*at, "around"), "is missing; give the wait that most are told, as in 5 days")
            return Behaviour()
        return _told_waits(draft, path, at, int(given.around))
    if given.around is not None:
        draft.fault((*at, "around"), "is for cui-2024; remove it")
    return _empty_shelf(draft, path, {given.other_brand: OTHER_BRAND, given.same_brand: SAME_BRAND})


def _empty_shelf(draft: Draft, path: Path, takes: dict[str | None, float]) -> Behaviour:
    """45 % take something else if it is there; of the rest 15 in 55 wait, and 31 in 40 of the others go elsewhere."""
    waits = LATER / (1 - OTHER_BRAND - SAME_BRAND)
    forever = FOR_EVER * draft.time.day / draft.time.ticks_per_unit
    elsewhere = OTHER_STORE / (OTHER_STORE + NOT_AT_ALL)
    tolerance = _by_days(draft, path, [0.0, forever], [1 - waits, waits])
    draft.fill((*path, "elsewhere"), elsewhere)
    return Behaviour(
        tolerance,
        draft.time.day,
        elsewhere,
        {name: share for name, share in takes.items() if name is not None},
    )


def _told_waits(draft: Draft, path: Path, at: Path, around: int) -> Behaviour:
    """Acceptance falls by .73 % of its value at `around` a day before it and by .51 % beyond; at once all accept."""
    days, rest = divmod(around, draft.time.day)
    if rest or days > 1000:
        draft.fault((*at, "around"), "must be a whole number of days, at most 1,000")
        return Behaviour()
    accepted = 1 / (1 + FASTER * days)
    beyond = int(1 / SLOWER)
    shares = [FASTER * accepted] * days + [SLOWER * accepted] * beyond
    shares.append(1 - sum(shares))
    unit = draft.time.day / draft.time.ticks_per_unit
    return Behaviour(_by_days(draft, path, [day * unit for day in range(len(shares))], shares))


def _by_days(draft: Draft, path: Path, values: list[float], shares: list[float]) -> Law:
    law = {"values": values, "shares": shares}
    draft.fill((*path, "tolerance"), {"discrete": law})
    return law_from("discrete", law).scaled(float(draft.time.ticks_per_unit))
