"""Stock points: rule, shop and shelves."""

from __future__ import annotations

from typing import Any

from ....policies.registry import Choice
from ....policies.views import AllocationView
from ....scenario.world import Firm, Shop, Stock, World
from ..rules import code_of
from ..tables import NO_ROW
from .columns import Columns, Tables, place


def stock_row(world: World, spec: Stock, columns: Columns) -> dict[str, Any]:
    """Write a stock point."""
    rule, clock = spec.replenishment, world.clock
    ranks = ranks_of_classes(spec.allocation, world.classes)
    updates = spec.shop is not None and spec.shop.update_every > 0
    row: dict[str, Any] = {
        "site": spec.site, "on_hand": spec.on_hand, "settled": clock.start,
        "rule": code_of(rule.rule), "rule_first": columns.settings(rule.rule), "every": rule.every,
        "after_requests": rule.after_requests, "next_review": clock.start + rule.first,
        "forecast_rule": NO_ROW if rule.forecast is None else code_of(rule.forecast),
        "forecast_first": 0 if rule.forecast is None else columns.settings(rule.forecast),
        "forecast": rule.initial_forecast, "sees": rule.sees, "minimum": rule.minimum, "multiple": rule.multiple,
        "withdraw": rule.withdraw, "lane_first": spec.lanes[0] if spec.lanes else 0, "lane_count": len(spec.lanes),
        "allocation": code_of(spec.allocation), "allocation_first": columns.settings(spec.allocation),
        "ranked": spec.allocation.traits.ranks, "ranked_by_due": spec.allocation.traits.due, "tree": NO_ROW,
        "summed": spec.allocation.traits.ranks or len(set(ranks)) > 1 or updates,
        "price": spec.price, "shares": spec.allocation.traits.shares, "sourcing": NO_ROW,
        "one_shelf": len(set(ranks)) == 1, "unit_time": NO_ROW, "rate": 1.0, "lot": 1, "set_up": NO_ROW,
        "came_in": spec.on_hand,
    }  # fmt: skip
    if spec.inflation is not None:
        row.update(inflates=1, inflate_factor=spec.inflation.factor, inflate_weight=spec.inflation.weight)
    if spec.production is not None:
        made = spec.production
        row.update(
            unit_time=made.unit_time, mean_unit_time=made.mean_unit_time, rate=made.rate, lot=made.lot,
            times=made.times, pieces=made.pieces, piece=made.piece or made.lot, set_up=place(made.set_up),
            set_up_count=len(made.set_up_after), component_count=len(made.components),
        )  # fmt: skip
    reputation = world.sites[spec.site].reputation
    row["memory"] = 0.0 if reputation is None else reputation.memory * world.items[spec.item].quanta
    if spec.shop is not None:
        row.update(shop_fields(spec.shop, columns))
    periods = rule.forecast.measure(rule.forecast.traits.periods, 0) if rule.forecast is not None else 0
    row["demand_first"] = columns.add("ring", [0] * periods) if periods else NO_ROW
    row["demand_kept"] = periods
    return row


def shop_fields(shop: Shop, columns: Columns) -> dict[str, Any]:
    """Write how a stock point treats customers who find it empty."""
    return {
        "sells": 1, "updates_first": columns.settings(shop.updates), "updates": code_of(shop.updates),
        "update_every": shop.update_every, "firm": shop.firm, "window": shop.window, "partial": shop.partial,
        "delivery": shop.delivery, "discounted": shop.discounted,
        "substitute_every": shop.substitute_every,
        "pays": shop.compensation.rule != "none", "compensation": code_of(shop.compensation),
        "compensation_first": columns.settings(shop.compensation), "lateness_weight": shop.lateness_weight,
    }  # fmt: skip


def desk_row(world: World, offer: Choice, promise: Choice, columns: Columns) -> dict[str, Any]:
    """Write what those who find a stock point empty are told; rings follow one another."""
    traits = promise.traits
    kept, receipts = promise.measure(traits.waits, 0), promise.measure(traits.receipts, 0)
    return {
        "offer": code_of(offer), "offer_first": columns.settings(offer), "offer_estimates": offer.traits.estimate,
        "offer_draws": offer.traits.number,
        "promise": code_of(promise), "promise_first": columns.settings(promise), "promise_estimates": traits.estimate,
        "sees_up": promise.looks, "own": 1,
        "kept": kept, "wait_first": columns.add("ring", [0] * kept), "share": promise.quantile,
        "sorted_first": columns.add("ring", [0] * kept), "receipts_kept": receipts,
        "receipt_first": columns.add("ring", [0] * 2 * receipts), "since": world.clock.start,
    }  # fmt: skip


def desk_rows(world: World, columns: Columns) -> list[dict[str, Any]]:
    """Write the desks in the order of the stock points: where customers are spoken to, then where sites are."""
    rows: list[dict[str, Any]] = []
    for spec in world.stocks:
        if spec.shop is not None:
            rows.append(desk_row(world, spec.shop.offer, spec.shop.promise, columns))
            rows[-1]["own"] = spec.shop.firm != Firm.WORK_BEGINS
            rows[-1]["delivery"] = spec.shop.delivery if spec.shop.firm == Firm.RECEIPT else 0
        if spec.to_sites is not None:
            rows.append(desk_row(world, spec.to_sites.offer, spec.to_sites.promise, columns))
    return rows


def number_desks(world: World, tables: Tables) -> None:
    """Write which desks each stock point has; nobody has been turned away."""
    desk = 0
    for row, spec in zip(tables["stock"], world.stocks, strict=True):
        row["desk"] = row["site_desk"] = row["first_away"] = NO_ROW
        if spec.shop is not None:
            row["desk"], desk = desk, desk + 1
        if spec.to_sites is not None:
            row["site_desk"], desk = desk, desk + 1


def ranks_of_classes(allocation: Choice, classes: int) -> list[int]:
    """Return the rank of each class; all alike where a rank belongs to the order."""
    if allocation.traits.ranks:
        return [0] * classes
    return [allocation.decide(AllocationView(klass, 0, 0, 0.0)) for klass in range(1, classes + 1)]


def shelf_rows(world: World) -> list[dict[str, Any]]:
    """Write the classes of every stock point: which list each stands in, and what is reserved from it."""
    rows: list[dict[str, Any]] = []
    for spec in world.stocks:
        ranks = ranks_of_classes(spec.allocation, world.classes)
        order = sorted(set(ranks))
        rows.extend(
            {"place": order.index(rank), "head": NO_ROW, "tail": NO_ROW, "reserve": spec.reserve[klass]}
            for klass, rank in enumerate(ranks)
        )
    return rows
