"""Segments, their substitutes and their histories."""

from __future__ import annotations

from typing import Any

from ....policies.units import NEVER
from ....sample_path.profile import column_of, shape_of
from ....scenario.world import Kind, Segment, World
from ..rules import encode
from .columns import Columns, Tables, place


def segment_row(spec: Segment, columns: Columns) -> dict[str, Any]:
    """Write a segment."""
    profile = spec.profile
    row: dict[str, Any] = {
        "kind": spec.kind, "klass": spec.klass, "value": spec.value,
        "count": 0 if spec.kind == Kind.STREAM else spec.count,
        "site_first": columns.add("share", spec.site_up_to), "site_count": len(spec.sites),
        "item_first": columns.add("share", spec.item_up_to), "item_count": len(spec.items),
        "stock_first": columns.add("stock_of", [stock for row in spec.stocks for stock in row]),
        "cell_first": spec.first_cell, "joins": place(spec.joins), "join_gap": spec.join_gap, "gap": spec.gap,
        "rate": place(spec.rate), "limit": spec.limit, "until": spec.until, "site_choice": spec.site_choice,
        "item_choice": spec.item_choice, "thinning": spec.thinning, "spread": spec.spread, "quantity": spec.quantity,
        "tolerance": place(spec.tolerance), "patience": place(spec.patience),
        "temper_first": columns.add("setting", encode(spec.temper)), "belief": spec.belief.start,
        "belief_weight": spec.belief.weight, "substitution": spec.substitution, "offering": spec.offering,
        "if_discounted": spec.if_discounted,
        "duplication": spec.duplication,
        "doubt": spec.doubt, "inquires": spec.inquiries is not None, "inquiry": spec.inquiry,
        "dropout": place(spec.dropout),
        "loyal": spec.loyalty is not None, "luck": spec.luck, "shaped": profile is not None, "ceiling": 1.0,
        "first": NEVER if spec.first is None else spec.first,
    }  # fmt: skip
    if spec.inquiries is not None:
        row["inquiries_first"] = columns.add("setting", encode(spec.inquiries))
    row.update(
        win_back=place(spec.win_back),
        joining=spec.joining,
        elsewhere=spec.elsewhere,
        leaving_for=spec.leaving_for,
        listens=spec.word is not None,
    )
    if spec.word is not None:
        row["word_first"] = columns.add("setting", encode(spec.word))
    if spec.loyalty is not None:
        row["loyalty_first"] = columns.add("setting", encode(spec.loyalty))
    if profile is not None:
        shape = shape_of(profile, columns.add("season", column_of(profile)))
        row.update(shape._asdict(), ceiling=profile.ceiling)
    return row


def number_substitutes(world: World, tables: Tables) -> None:
    """Write where each segment's substitutes begin, and the shops where it orders as well."""
    first = 0
    for row, spec in zip(tables["segment"], world.segments, strict=True):
        row["substitute_first"] = first
        row["substitute_count"] = sum(len(options) for _, options in spec.substitutes)
        first += row["substitute_count"]
        row["elsewhere_first"] = first
        row["elsewhere_count"] = sum(len(options) for _, options in spec.also_orders_at)
        first += row["elsewhere_count"]


def substitute_rows(spec: Segment) -> list[dict[str, Any]]:
    """Write what a segment's customers take instead, then where they order as well."""
    rows: list[dict[str, Any]] = [
        {"asked": asked, "stock": option.stock, "up_to": option.up_to, "keeps_order": option.keeps_order}
        for asked, options in spec.substitutes
        for option in options
    ]
    rows.extend(
        {"asked": asked, "stock": option.stock, "up_to": option.up_to}
        for asked, options in spec.also_orders_at
        for option in options
    )
    return rows


def number_histories(world: World, tables: Tables, columns: Columns) -> None:
    """Write where each recorded customer's rows begin."""
    base = 0
    for row, spec in zip(tables["segment"], world.segments, strict=True):
        if spec.history is not None:
            row["history_first"] = columns.add(
                "history_of", [base + first for first in spec.history.first_row]
            )
            row["recorded"] = 1
            row["history_spread"] = spec.history.spread
            base += len(spec.history.day)
