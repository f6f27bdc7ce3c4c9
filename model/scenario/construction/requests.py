"""When customers ask: a stream of strangers, a population of acquaintances, or a record."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Any

from ...policies.customer import reputation
from ...policies.units import NEVER, NO_LIMIT
from ...quantities.numbers import shown
from ..document import Path
from ..laws import Law, constant, law_from
from ..schema.customers import Requests, SegmentBlock
from ..world import History, Kind, Profile
from .dates import start_date
from .draft import Draft
from .histories import read_history
from .joins import build_word, rate_of
from .profile import build_profile, check_thinned
from .sites import Chain, above_zero

UNIT_EXPONENTIAL = law_from("exponential", {"mean": 1.0})


@dataclass(frozen=True)
class Requesting:
    """The fields of a segment that say when requests come."""

    kind: Kind
    count: int
    joins: int | None
    join_gap: float
    gap: int
    rate: int | None
    first: int | None
    limit: int
    until: int
    profile: Profile | None
    history: History | None
    word: reputation.Settings | None = None

    def fields(self) -> dict[str, Any]:
        """Return them by name."""
        return dict(vars(self))


def build_requests(
    draft: Draft, chain: Chain, path: Path, entity: str, block: SegmentBlock
) -> Requesting | None:
    """Return when a segment asks; None where that cannot be told, with the fault noted."""
    if (block.requests is None) == (block.history is None):
        given = "both are given" if block.history is not None else "neither is given"
        draft.fault(path, f"{given}; say when requests come by one of `requests` and `history`")
        return None
    if block.history is not None:
        return _recorded(draft, chain, path, entity, block)
    requests = block.requests
    if requests is None:
        return None
    if (requests.rate is None) == (requests.every is None):
        given = "both are given" if requests.rate is not None else "neither is given"
        draft.fault(
            (*path, "requests"), f"{given}; give one of `rate`, as in 10 per day, and `every`, as in 2 h"
        )
        return None
    if block.count is None:
        return _stream(draft, path, entity, block, requests)
    return _population(draft, path, entity, block, requests)


def _stream(draft: Draft, path: Path, entity: str, block: SegmentBlock, requests: Requests) -> Requesting:
    if block.joins is not None:
        draft.fault((*path, "joins"), "everyone here is new already; remove joins, or give `count`")
    at = (*path, "requests")
    if requests.every is not None:
        law = requests.every.law
        above_zero(draft, (*at, "every"), law)
        check_thinned(draft, (*at, "every"), requests, law)
    else:
        law = _poisson_gap(draft, (*at, "rate"), requests)
    first = None if requests.first is None else int(requests.first)
    limit = NO_LIMIT if requests.limit is None else requests.limit
    until = NEVER if requests.until is None else int(requests.until)
    profile = build_profile(draft, at, requests)
    _note_unmeasured(draft, at, requests)
    return Requesting(
        Kind.STREAM,
        1,
        None,
        0.0,
        draft.stream("gap/1", entity, law),
        None,
        first,
        limit,
        until,
        profile,
        None,
    )


def _note_unmeasured(draft: Draft, path: Path, requests: Requests) -> None:
    """Tell of requests none of which is measured, for they end before time 0 or begin at the horizon or later."""
    first, until = requests.first, requests.until
    if until is not None and until < 0:
        draft.notes.append(
            f"{'.'.join(path)}.until is {until.written}, before time 0: none of these requests is measured"
        )
    if first is not None and first >= draft.root.time.horizon:
        draft.notes.append(
            f"{'.'.join(path)}.first is {first.written}, not before the horizon: none of these requests comes"
        )
    elif first is not None and until is not None and until < first:
        draft.notes.append(
            f"{'.'.join(path)}: the first, at {first.written}, is after until ({until.written}): none of them comes"
        )


def _poisson_gap(draft: Draft, path: Path, requests: Requests) -> Law:
    law = constant(0.0) if requests.rate is None else requests.rate.law
    if law.family != "constant":
        draft.fault(
            path, f"{law.family}: a stream has one rate; give `count` for customers with rates of their own"
        )
    elif not 0 < law.parameters[0] <= 1:
        remedy = "remove the segment" if law.parameters[0] == 0 else "set a finer time.tick"
        draft.fault(
            path, f"{shown(requests.rate.written if requests.rate else 0)} is no rate of requests; {remedy}"
        )
    else:
        return law_from("exponential", {"mean": 1.0 / law.parameters[0]})
    return constant(1.0)


def _population(
    draft: Draft, path: Path, entity: str, block: SegmentBlock, requests: Requests
) -> Requesting | None:
    at = (*path, "requests")
    if requests.rate is None:
        draft.fault(
            (*at, "every"), "counted customers ask at rates of their own; give `rate`, or remove `count`"
        )
        return None
    for name in ("first", "limit"):
        if getattr(requests, name) is not None:
            draft.fault((*at, name), f"{name} is for a stream of strangers; remove it, or remove `count`")
    _note_unmeasured(draft, at, requests)
    joins, word = rate_of(block), build_word(draft, path, block)
    if joins is not None and joins <= 0:
        draft.fault((*path, "joins"), "0 join; remove joins")
        return None
    rate = requests.rate.law
    if math.isinf(rate.mean()):
        draft.fault(
            (*at, "rate"),
            f"{rate.family}: its mean is infinite, and so are the requests; give a law with a mean",
        )
    elif rate.mean() > 1:
        draft.fault(
            (*at, "rate"),
            f"{shown(requests.rate.written)} is above one request a tick; set a finer time.tick",
        )
    return Requesting(
        kind=Kind.POPULATION,
        count=block.count or 1,
        joins=None if joins is None else draft.stream("join/1", entity, UNIT_EXPONENTIAL),
        join_gap=0.0 if joins is None else 1.0 / (joins * (1.0 if word is None else word.most)),
        gap=draft.stream("gap/1", entity, UNIT_EXPONENTIAL),
        rate=draft.stream("rate/1", entity, rate),
        first=None,
        limit=NO_LIMIT,
        until=NEVER if requests.until is None else int(requests.until),
        profile=build_profile(draft, at, requests),
        history=None,
        word=word,
    )


def _recorded(draft: Draft, chain: Chain, path: Path, entity: str, block: SegmentBlock) -> Requesting | None:
    for name in ("count", "joins", "quantity"):
        if getattr(block, name) is not None:
            draft.fault((*path, name), f"the record says it; remove {name}")
    history = None if block.history is None else read_history(draft, chain, path, block, start_date(draft))
    if history is None:
        return None
    draft.notes.append(f"{path[1]}: demand is one record; only supply and tempers vary between replications")
    return Requesting(
        kind=Kind.HISTORY if history.named else Kind.STREAM,
        count=len(history.first_row) - 1,
        joins=None,
        join_gap=0.0,
        gap=draft.stream("gap/1", entity, UNIT_EXPONENTIAL),
        rate=None,
        first=None,
        limit=NO_LIMIT if history.named else 0,
        until=NEVER,
        profile=None,
        history=history,
    )
