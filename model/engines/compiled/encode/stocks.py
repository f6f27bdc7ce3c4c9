"""Stock points: rule, source, shop and shelves."""

from __future__ import annotations

from typing import Any

from ....policies.promise.pipeline import ORDERS
from ....sample_path import mean_residual
from ....scenario.world import Shop, Source, Stock, World
from ..rules import code_of
from ..tables import NO_ROW
from .columns import Columns, Tables, place


def stock_row(world: World, spec: Stock, columns: Columns) -> dict[str, Any]:
    """Write a stock point."""
    rule, clock = spec.replenishment, world.clock
    ranks = [spec.allocation.decide(klass) for klass in range(1, world.classes + 1)]
    row: dict[str, Any] = {
        "site": spec.site, "on_hand": spec.on_hand, "settled": clock.start,
        "rule": code_of(rule.rule), "rule_first": columns.settings(rule.rule), "every": rule.every,
        "after_requests": rule.after_requests, "next_review": clock.start + rule.first,
        "forecast_rule": NO_ROW if rule.forecast is None else code_of(rule.forecast),
        "forecast_first": 0 if rule.forecast is None else columns.settings(rule.forecast),
        "forecast": rule.initial_forecast, "sees": rule.sees, "minimum": rule.minimum, "multiple": rule.multiple,
        "withdraw": rule.withdraw, "last_arrival": clock.start, "transit_head": NO_ROW, "transit_tail": NO_ROW,
        "shares": spec.allocation.traits.shares,
        "one_shelf": len(set(ranks)) == 1, "unit_time": NO_ROW, "rate": 1.0, "lot": 1, "residual_first": NO_ROW,
    }  # fmt: skip
    row.update(source_fields(spec.source))
    if spec.production is not None:
        made = spec.production
        row.update(
            unit_time=made.unit_time, rate=made.rate, lot=made.lot, component_count=len(made.components)
        )
    if spec.shop is not None:
        row.update(shop_fields(spec.shop, columns))
    return row


def source_fields(source: Source) -> dict[str, Any]:
    """Write where a stock point's orders go."""
    return {
        "source_kind": source.kind, "source": source.index, "transit": place(source.transit),
        "mean_transit": source.mean_transit, "overtaking": source.overtaking,
    }  # fmt: skip


def shop_fields(shop: Shop, columns: Columns) -> dict[str, Any]:
    """Write how a stock point treats customers who find it empty; rings of waits follow one another."""
    averages = shop.promise.measure(shop.promise.traits.waits, 0)
    return {
        "sells": 1,
        "offer": code_of(shop.offer), "offer_first": columns.settings(shop.offer),
        "offer_looks": shop.offer.traits.estimate,
        "promise": code_of(shop.promise), "promise_first": columns.settings(shop.promise),
        "promise_looks": shop.promise.traits.estimate,
        "sees_up": shop.promise.measure(shop.promise.traits.looks, ORDERS),
        "updates": code_of(shop.updates), "updates_first": columns.settings(shop.updates),
        "update_every": shop.update_every, "firm": shop.firm, "window": shop.window, "partial": shop.partial,
        "delivery": shop.delivery, "averages": averages, "wait_first": columns.add("ring", [0] * averages),
    }  # fmt: skip


def shelf_rows(world: World) -> list[dict[str, Any]]:
    """Write the classes of every stock point: which list each stands in, and what is reserved from it."""
    rows: list[dict[str, Any]] = []
    for spec in world.stocks:
        ranks = [spec.allocation.decide(klass) for klass in range(1, world.classes + 1)]
        order = sorted(set(ranks))
        rows.extend(
            {"place": order.index(rank), "head": NO_ROW, "tail": NO_ROW, "reserve": spec.reserve[klass]}
            for klass, rank in enumerate(ranks)
        )
    return rows


def write_residuals(world: World, tables: Tables, columns: Columns) -> None:
    """Tabulate the mean residual lead time where a shop may look at what is on its way."""
    if not (tables["stock"]["offer_looks"].any() or tables["stock"]["promise_looks"].any()):
        return
    for row, spec in zip(tables["stock"], world.stocks, strict=True):
        if spec.source.transit is not None:
            row["residual_first"] = columns.add(
                "residual", mean_residual(world.streams[spec.source.transit].law)
            )
