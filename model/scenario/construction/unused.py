"""Settings that nobody uses, neither as the scenario stands nor under any of its levers."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, cast

from ..world import SourceKind, World
from .draft import Draft


def note_unused(draft: Draft, world: World) -> None:
    """Tell of what could only matter beside another setting, which is nowhere."""
    shops = [stock.shop for stock in world.stocks if stock.shop is not None]
    if not any(shop.discounted for shop in shops) and not _in_levers(draft, "discount"):
        for name, block in draft.root.customers.items():
            if block.tolerance_if_discounted != 1:
                draft.notes.append(
                    f"customers.{name}.tolerance_if_discounted has no effect: no shop gives a discount for waiting"
                )
    if all(shop.promise.rule == "none" for shop in shops) and not _in_levers(draft, "promise"):
        for name, block in draft.root.customers.items():
            if block.doubt > 0:
                draft.notes.append(f"customers.{name}.doubt has no effect: no shop tells a date")
    _note_fair_share(draft, world)


def _note_fair_share(draft: Draft, world: World) -> None:
    """Tell of sites that divide fairly between the sites they supply, and supply none."""
    if _in_levers(draft, "allocation", "from"):
        return
    wanted = {lane.source for lane in world.lanes if lane.kind is SourceKind.SITE}
    for stock in world.stocks:
        wanted |= set() if stock.production is None else {part for part, _ in stock.production.components}
    giving = {world.stocks[at].site for at in wanted}
    fair = {stock.site for stock in world.stocks if stock.allocation.rule == "fair-share"}
    for site in sorted(fair - giving):
        draft.notes.append(
            f"{world.sites[site].name}: allocation: fair-share divides between sites supplied, and none is supplied "
            "from here: it is first come, first served"
        )


def _in_levers(draft: Draft, *words: str) -> bool:
    """Tell whether an alternative of a lever names one of some settings, in its paths or what it puts there."""
    return any(
        part in words
        for alternatives in draft.root.levers.values()
        for changes in alternatives.values()
        for path, value in changes.items()
        for part in (*(one.strip() for one in path.split(".")), *_names(value))
    )


def _names(value: object) -> Iterator[str]:
    """Yield the names in a value and all that is below it."""
    if isinstance(value, dict):
        for name, below in cast("dict[str, Any]", value).items():
            yield name
            yield from _names(below)
    elif isinstance(value, list):
        for below in cast("list[Any]", value):
            yield from _names(below)
