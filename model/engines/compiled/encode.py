"""From a world and a sample path to tables: every field of every row, and room to begin with."""

from __future__ import annotations

from typing import Any

import numpy as np

from ...outcome.histogram import BUCKETS
from ...outcome.tallies import Cell, Crowd, Outage, Place, Point
from ...outcome.trace import WIDTH
from ...policies.promise.pipeline import ORDERS
from ...policies.registry import Choice, rules
from ...policies.units import NEVER
from ...sample_path import SamplePath, mean_residual
from ...sample_path.profile import ceiling
from ...scenario.world import BreakdownClock, Kind, Segment, Shop, Source, SourceKind, Stock, World
from .rules import code_of, encode
from .tables import NO_ROW, RECORDS, dtype_of

Tables = dict[str, Any]


class Columns:
    """Plain columns that grow while rows that point into them are written."""

    def __init__(self) -> None:
        self.lists: dict[str, list[Any]] = {}

    def add(self, name: str, values: Any) -> int:
        """Append values to a column; return the place of the first."""
        column = self.lists.setdefault(name, [])
        first = len(column)
        column.extend(values)
        return first

    def settings(self, choice: Choice) -> int:
        """Append a rule's settings."""
        return self.add("setting", encode(choice.settings))


def table(name: str, rows: list[dict[str, Any]], *, least: int = 0) -> Any:
    """Return a table of records with these rows, and zero rows up to a least number."""
    made = np.zeros(max(len(rows), least), dtype_of(RECORDS[name]))
    for place, row in enumerate(rows):
        for field, value in row.items():
            made[place][field] = value
    return made


def place(stream: int | None) -> int:
    """Return a place in the table of streams, NO_ROW for none."""
    return NO_ROW if stream is None else stream


def encode_world(world: World, path: SamplePath, *, trace: bool) -> Tables:
    """Write every table."""
    columns = Columns()
    lines = [(site, member) for site, spec in enumerate(world.sites) for member in range(spec.most_lines)]
    tables: Tables = {
        "stream": np.array([tuple(row) for row in path.rows], dtype_of(RECORDS["stream"])),
        "stock": table("stock", [stock_row(world, spec, columns) for spec in world.stocks]),
        "shelf": table("shelf", shelf_rows(world)),
        "supplier": table("supplier", [
            {"up": 1, "up_stream": place(u.up), "down_stream": place(u.down), "mean_down": u.mean_down,
             "held_head": NO_ROW, "held_tail": NO_ROW, "since": world.clock.start} for u in world.suppliers
        ]),
        "site": table("site", site_rows(world)),
        "line": table("line", [
            {"site": site, "member": member, "installed": member < world.sites[site].lines, "up": 1, "stock": NO_ROW,
             "since": world.clock.start, "age_left": NEVER}
            for site, member in lines
        ]),
        "component": table("component", [
            {"stock": stock, "needed": needed}
            for spec in world.stocks if spec.production for stock, needed in spec.production.components
        ]),
        "segment": table("segment", [segment_row(spec, columns) for spec in world.segments]),
        "substitute": table("substitute", [
            {"asked": asked, "stock": option.stock, "up_to": option.up_to}
            for spec in world.segments for asked, options in spec.substitutes for option in options
        ]),
        "history": table("history", [
            {"day": day, "item": item, "quantity": quantity}
            for spec in world.segments if spec.history
            for day, item, quantity in zip(spec.history.day, spec.history.item, spec.history.quantity, strict=True)
        ]),
        "value": path.values,
        "cumulative": path.cumulative,
        "limit": np.array(world.served_within, np.int64),
        "changed": np.zeros(len(world.stocks) + 1, np.int64),
    }  # fmt: skip
    number_components(world, tables)
    number_substitutes(world, tables)
    number_histories(world, tables, columns)
    write_residuals(world, tables, columns)
    for name, kind in COLUMN_TYPES.items():
        tables[name] = np.array(columns.lists.get(name, []), kind)
    tables["ring"] = np.zeros(int(tables["stock"]["averages"].sum()) + 1, np.int64)
    tables.update(count_tables(world))
    tables.update(working_tables(world, tables, trace=trace))
    return tables


COLUMN_TYPES: dict[str, Any] = {
    "history_of": np.int64, "stock_of": np.int64, "setting": np.float64, "share": np.float64, "season": np.float64,
    "residual": np.float64,
}  # fmt: skip


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
        "shares": bool(getattr(rules("allocation")[spec.allocation.rule].module, "SHARES", False)),
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
    averages = getattr(shop.promise.settings, "over", 0)
    return {
        "sells": 1,
        "offer": code_of(shop.offer), "offer_first": columns.settings(shop.offer), "offer_looks": looks(shop.offer),
        "promise": code_of(shop.promise), "promise_first": columns.settings(shop.promise),
        "promise_looks": looks(shop.promise), "sees_up": getattr(shop.promise.settings, "sees", ORDERS),
        "updates": code_of(shop.updates), "updates_first": columns.settings(shop.updates),
        "update_every": shop.update_every, "firm": shop.firm, "window": shop.window, "partial": shop.partial,
        "delivery": shop.delivery, "averages": averages, "wait_first": columns.add("ring", [0] * averages),
    }  # fmt: skip


def looks(choice: Choice) -> bool:
    """Return whether a rule asks for the shop's estimate."""
    return bool(getattr(rules(choice.decision)[choice.rule].module, "USES_ESTIMATE", False))


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


def site_rows(world: World) -> list[dict[str, Any]]:
    """Write the sites, lines numbered through."""
    rows: list[dict[str, Any]] = []
    first = 0
    for spec in world.sites:
        failures, ramp = spec.breakdowns, spec.ramp_up
        rows.append(
            {
                "line_first": first, "line_count": spec.lines, "head": NO_ROW, "tail": NO_ROW,
                "fails": failures is not None,
                "up_stream": NO_ROW if failures is None else failures.up,
                "repair_stream": NO_ROW if failures is None else failures.repair,
                "working_clock": failures is not None and failures.clock == BreakdownClock.WORKING,
            }
        )  # fmt: skip
        if ramp is not None:
            rows[-1].update(
                ramps=1, backlog_over=ramp.backlog_over, lasting=ramp.lasting, more_lines=ramp.lines,
                ready_after=ramp.after,
            )  # fmt: skip
        first += spec.most_lines
    return rows


def segment_row(spec: Segment, columns: Columns) -> dict[str, Any]:
    """Write a segment."""
    profile = spec.profile
    row: dict[str, Any] = {
        "kind": spec.kind, "klass": spec.klass, "count": 0 if spec.kind == Kind.STREAM else spec.count,
        "site_first": columns.add("share", spec.site_up_to), "site_count": len(spec.sites),
        "item_first": columns.add("share", spec.item_up_to), "item_count": len(spec.items),
        "stock_first": columns.add("stock_of", [stock for row in spec.stocks for stock in row]),
        "cell_first": spec.first_cell, "joins": place(spec.joins), "join_gap": spec.join_gap, "gap": spec.gap,
        "rate": place(spec.rate), "limit": spec.limit, "until": spec.until, "site_choice": spec.site_choice,
        "item_choice": spec.item_choice, "thinning": spec.thinning, "spread": spec.spread, "quantity": spec.quantity,
        "tolerance": place(spec.tolerance), "patience": place(spec.patience),
        "temper_first": columns.add("setting", encode(spec.temper)), "belief": spec.belief.start,
        "belief_weight": spec.belief.weight, "substitution": spec.substitution, "dropout": place(spec.dropout),
        "loyal": spec.loyalty is not None, "luck": spec.luck, "shaped": profile is not None, "ceiling": 1.0,
        "first": NEVER if spec.first is None else spec.first,
    }  # fmt: skip
    if spec.loyalty is not None:
        row["loyalty_first"] = columns.add("setting", encode(spec.loyalty))
    if profile is not None:
        row.update(
            season_first=columns.add("season", profile.season), season_count=len(profile.season), cycle=profile.cycle,
            offset=profile.offset, peak=profile.peak, decay=profile.decay,
            ceiling=ceiling(profile.season, profile.peak),
        )  # fmt: skip
    return row


def number_components(world: World, tables: Tables) -> None:
    """Write where each product's components begin."""
    first = 0
    for row, spec in zip(tables["stock"], world.stocks, strict=True):
        row["component_first"] = first
        first += len(spec.production.components) if spec.production is not None else 0


def number_substitutes(world: World, tables: Tables) -> None:
    """Write where each segment's substitutes begin."""
    first = 0
    for row, spec in zip(tables["segment"], world.segments, strict=True):
        row["substitute_first"] = first
        row["substitute_count"] = sum(len(options) for _, options in spec.substitutes)
        first += row["substitute_count"]


def number_histories(world: World, tables: Tables, columns: Columns) -> None:
    """Write where each recorded customer's rows begin."""
    base = 0
    for row, spec in zip(tables["segment"], world.segments, strict=True):
        if spec.history is not None:
            row["history_first"] = columns.add(
                "history_of", [base + first for first in spec.history.first_row]
            )
            row["history_spread"] = spec.history.spread
            base += len(spec.history.day)


def write_residuals(world: World, tables: Tables, columns: Columns) -> None:
    """Tabulate the mean residual lead time where a shop may look at what is on its way."""
    if not (tables["stock"]["offer_looks"].any() or tables["stock"]["promise_looks"].any()):
        return
    for row, spec in zip(tables["stock"], world.stocks, strict=True):
        if spec.source.transit is not None:
            row["residual_first"] = columns.add(
                "residual", mean_residual(world.streams[spec.source.transit].law)
            )


def count_tables(world: World) -> Tables:
    """Make the tables of counts; row 0 of the cells takes the warm-up."""
    stocks = len(world.stocks)
    return {
        "cells": np.zeros((world.cells + 1, len(Cell)), np.int64),
        "points": np.zeros((stocks, len(Point)), np.int64),
        "places": np.zeros((len(world.sites), len(Place)), np.int64),
        "crowds": np.zeros((len(world.segments), len(Crowd)), np.int64),
        "outages": np.zeros((len(world.suppliers), len(Outage)), np.int64),
        "fill_times": np.zeros((stocks, BUCKETS), np.int64),
        "left_times": np.zeros((stocks, BUCKETS), np.int64),
        "firm_waits": np.zeros((stocks, BUCKETS), np.int64),
        "series": np.zeros((world.samples, 2 * stocks), np.int64),
        "marks": np.zeros((64, 1), np.int64),
    }


def working_tables(world: World, tables: Tables, *, trace: bool) -> Tables:
    """Make the tables that grow, with room to begin, and the one row of the run."""
    people = sum(spec.count for spec in world.segments if spec.kind != Kind.STREAM)
    most = max((len(spec.production.components) for spec in world.stocks if spec.production), default=1)
    lines, stocks = len(tables["line"]), len(world.stocks)
    spare = 2 * (stocks + len(tables["component"]) + lines + len(world.segments) + len(world.suppliers)) + 16
    room = 2 * spare + 64
    working: Tables = {
        "calendar": table("calendar", [], least=people + 4 * room),
        "order": free_rows("order", room),
        "shipment": free_rows("shipment", room),
        "batch": free_rows("batch", room),
        "make": free_rows("make", room),
        "person": free_rows("person", people + 2),
        "given": np.zeros(room * max(1, most), np.int64),
        "trace": np.zeros((16 * spare if trace else 0, WIDTH), np.int64),
    }
    clock = world.clock
    working["run"] = table(
        "run",
        [
            {
                "now": clock.start, "start": clock.start, "horizon": clock.horizon, "trace_on": trace,
                "samples": world.samples, "limits": len(world.served_within), "classes": world.classes,
                "free_orders": room, "free_shipments": room, "free_batches": room, "free_makes": room,
                "free_persons": people + 2, "spare": spare, "components": max(1, most),
                "ramps": sum(spec.ramp_up is not None for spec in world.sites),
            }
        ],
    )  # fmt: skip
    return working


UNUSED = {"order": "serial", "shipment": "stock", "person": "segment"}
"""The field by which a free row is known."""


def free_rows(name: str, count: int, first: int = 0) -> Any:
    """Return free rows that hang together, the last pointing beyond."""
    rows = table(name, [], least=count)
    rows["next"] = np.arange(first + 1, first + count + 1)
    if name in UNUSED:
        rows[UNUSED[name]] = NO_ROW
    return rows


__all__ = ["Columns", "SourceKind", "encode_world", "free_rows", "table"]
