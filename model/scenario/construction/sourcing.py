"""Several sources of one stock point: which gets an order, what lateness costs it, and when it is passed over."""

from __future__ import annotations

from typing import Any

from ...policies.registry import Choice, choose, rules
from ...policies.supply import expedite, inflation, trust
from ...policies.units import NEVER
from ..world import Item, Sourcing
from .choices import chosen, settings_of
from .draft import Draft
from .points import Point

GIVEN = ("sourcing", "trust", "expedite", "cancel_after")


def build_sourcing(draft: Draft, point: Point, item: Item) -> Sourcing | None:
    """Return what decides among the sources; None where there are not several."""
    if len(point.sources) < 2:
        for name in GIVEN:
            if (
                name == "sourcing"
                and point.block.sourcing is not None
                and point.block.sourcing.rule == "single"
            ):
                continue  # it says what is so, and another alternative of a lever may say more
            if name in point.block.model_fields_set and getattr(point.block, name) not in (None, NEVER):
                draft.fault(
                    (*point.path, name), "there is one source; give several under `from`, or remove it"
                )
        return None
    rule = _rule(draft, point, item)
    _check_shares(draft, point, rule)
    block = point.block
    if block.cancel_after < 1:
        draft.fault(
            (*point.path, "cancel_after"), "0 leaves a source no time to ship; give a time, as in 2 weeks"
        )
    return Sourcing(
        rule=rule,
        trust=None
        if block.trust is None
        else settings_of(draft, trust, block.trust, (*point.path, "trust"), item),
        expedite=_expedite(draft, point, item),
        cancel_after=int(block.cancel_after),
    )


def build_inflation(draft: Draft, point: Point, item: Item) -> inflation.Settings | None:
    """Return by how much orders are inflated in a shortage; None where they are not."""
    given, path = point.block.inflate, (*point.path, "inflate")
    if given is None:
        return None
    if point.made:
        draft.fault(path, "own lines ration nobody; remove it")
    elif len(point.sources) > 1:
        draft.fault(path, "only where there is one source; remove it, or the others")
    name, block = next(iter(point.block.rules()))
    if block.withdraw != "none":
        draft.fault(
            (*point.path, name, "withdraw"),
            f"{block.withdraw}: who inflates orders takes back what it never wanted by itself; use none",
        )
    return settings_of(draft, inflation, given, path, item)


def keeps_dates(sourcing: Sourcing) -> bool:
    """Tell whether orders have due dates, kept one by one."""
    return sourcing.rule.traits.dates or sourcing.trust is not None or sourcing.cancel_after < NEVER


def _plain(point: Point) -> list[str]:
    """Return the names of the sources among which the rule chooses."""
    fast = None if point.block.expedite is None else point.block.expedite.source
    return [source.name for source in point.sources if source.name != fast]


def _rule(draft: Draft, point: Point, item: Item) -> Choice:
    given: Any = point.block.sourcing
    names = _plain(point)
    elsewhere = [
        name for name, used in (("trust", point.block.trust is not None),
                                ("cancel_after", point.block.cancel_after < NEVER)) if used
    ]  # fmt: skip
    for name in elsewhere:
        if len(names) < 2:
            draft.fault(
                (*point.path, name), f"{names[0]} has no alternative; give another source under `from`"
            )
    if given is None or given.rule == "single":
        if len(names) > 1 and not elsewhere:
            others = ", ".join(rule for rule in rules("sourcing") if rule != "single")
            never, then = f"{' or '.join(names[1:])} gets an order", "trust or cancel_after"
            draft.fault(
                (*point.path, "from" if given is None else "sourcing"),
                f"nothing says when {never}; give `sourcing`, one of {others}"
                if given is None
                else f"single: nothing says when {never}; give {then}, another rule, or {names[0]} alone under `from`",
            )
        draft.fill((*point.path, "sourcing"), {"rule": "single"})
        return choose("sourcing", "single")
    if len(names) < 2:
        draft.fault((*point.path, "sourcing"), f"there is {names[0]} alone to choose from; remove it")
    rule = chosen(draft, "sourcing", given.rule, given, (*point.path, "sourcing"), item)
    if rule.traits.copies:
        _check_copies(draft, point, rule)
    return rule


def _check_copies(draft: Draft, point: Point, rule: Choice) -> None:
    """Refuse what has no meaning where every source is asked, and keeps the order until another has brought it."""
    block = point.block
    for name in ("trust", "expedite", "cancel_after"):
        if name in block.model_fields_set and getattr(block, name) not in (None, NEVER):
            draft.fault(
                (*point.path, name), f"{rule.rule} asks every source, and diverts nothing; remove {name}"
            )
    for name, replenishment in block.rules():
        if replenishment.withdraw != "none":
            draft.fault(
                (*point.path, name, "withdraw"),
                f"{replenishment.withdraw}: {rule.rule} calls off what others have brought, and nothing else; use none",
            )
    seen: dict[str, str] = {}
    for source in point.sources:
        other = seen.setdefault(source.who, source.name)
        if other != source.name:
            draft.fault(
                (*point.path, "from", source.name),
                f"{source.who} is asked already, as {other}, and would owe one order twice; remove one of them",
            )


def _check_shares(draft: Draft, point: Point, rule: Choice) -> None:
    shares = {source.name: source.block.share for source in point.sources}
    path = (*point.path, "from")
    if not rule.traits.portions:
        for name, share in shares.items():
            if share is not None:
                draft.fault(
                    (*path, name, "share"), f"{rule.rule} knows no shares; remove it, or split the orders"
                )
        return
    total = sum(shares[name] or 0.0 for name in _plain(point))
    if abs(total - 1) > 1e-9:
        draft.fault(path, f"the shares add up to {total:.10g}; they must add up to 1")


def _expedite(draft: Draft, point: Point, item: Item) -> expedite.Settings | None:
    given = point.block.expedite
    if given is None:
        return None
    names = [source.name for source in point.sources]
    draft.known((*point.path, "expedite", "from"), given.source, names, "source here called")
    return expedite.Settings(
        draft.quanta((*point.path, "expedite", "backlog_over"), item, given.backlog_over)
    )
