"""Units kept from less important classes, and reserves so large that nothing is left."""

from __future__ import annotations

from ...policies.replenishment import base_stock, r_q, s_s
from ..world import Item, Stock
from .draft import Draft
from .points import Point


def build_reserve(draft: Draft, point: Point, item: Item, classes: int) -> tuple[int, ...]:
    """Return what is kept from each class."""
    kept = [0] * classes
    for name, units in point.block.reserve.items():
        path = (*point.path, "reserve", name)
        if not name.isdigit() or not 1 <= int(name) <= classes:
            draft.fault(path, f"there is no class {name}; the customers' classes go from 1 to {classes}")
        else:
            kept[int(name) - 1] = draft.quanta(path, item, units)
    return tuple(kept)


def note_reserve(draft: Draft, point: Point, item: Item, stock: Stock, *, supplies: bool) -> None:
    """Tell of classes from which all of the stock is kept.

    What is owed counts against the inventory position: where anything may be owed, what was ordered for it raises the
    stock above its levels when somebody leaves.
    """
    most = most_on_hand(stock)
    if most is None or stock.shop is None:
        return
    owes = stock.shop.offer.rule != "none" or supplies or _is_component(draft, item)
    for klass, kept in enumerate(stock.reserve, start=1):
        if kept < most or kept == 0:
            continue
        units = f"{kept / item.quanta:g} of at most {most / item.quanta:g} on hand"
        then = (
            "it finds nothing on the shelf, and is served by what is ordered because somebody waits"
            if owes
            else "it is never served"
        )
        draft.notes.append(
            f"{'.'.join(point.path)}.reserve: {units} are kept from class {klass}: {then}; lower it, or raise the stock"
        )


def most_on_hand(stock: Stock) -> int | None:
    """Return the most quanta that can be on hand where nothing is owed; None where the rule has no level for it."""
    if stock.orders_phantoms:
        return None
    rule = stock.replenishment
    match rule.rule.settings:
        case base_stock.Settings() as levels:
            top = levels.S
        case s_s.Settings() as levels:
            top = levels.S
        case r_q.Settings() as levels:
            top = levels.r + levels.Q
        case _:
            return None
    return max(top + max(rule.minimum, rule.multiple, 1) - 1, stock.on_hand)


def _is_component(draft: Draft, item: Item) -> bool:
    """Tell whether jobs may ask for the item."""
    return any(item.name in block.made_of for block in draft.items.values())
