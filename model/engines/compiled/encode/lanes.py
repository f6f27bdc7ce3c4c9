"""Lanes and suppliers."""

from __future__ import annotations

from typing import Any

from ....sample_path import mean_residual
from ....scenario.world import World
from ..tables import NO_ROW
from .columns import Columns, Tables, place


def lane_rows(world: World) -> list[dict[str, Any]]:
    """Write the lanes, nothing under way."""
    return [
        {
            "kind": spec.kind, "source": spec.source, "to": spec.to, "transit": spec.transit,
            "mean_transit": spec.mean_transit, "residual_first": NO_ROW, "overtaking": spec.overtaking,
            "last_arrival": world.clock.start, "head": NO_ROW, "tail": NO_ROW,
        }
        for spec in world.lanes
    ]  # fmt: skip


def supplier_rows(world: World) -> list[dict[str, Any]]:
    """Write the suppliers, all up and holding nothing."""
    return [
        {
            "up": 1, "up_stream": place(spec.up), "down_stream": place(spec.down), "mean_down": spec.mean_down,
            "held_head": NO_ROW, "held_tail": NO_ROW, "since": world.clock.start,
        }
        for spec in world.suppliers
    ]  # fmt: skip


def write_residuals(world: World, tables: Tables, columns: Columns) -> None:
    """Tabulate the mean residual times of lanes and of jobs where a shop may look at them."""
    desks = tables["desk"]
    looked_at = (desks["offer_looks"], desks["promise_looks"], tables["stock"]["ranked_by_due"])
    if not any(each.any() for each in looked_at):
        return
    for row, spec in zip(tables["lane"], world.lanes, strict=True):
        row["residual_first"] = columns.add("residual", mean_residual(world.streams[spec.transit].law))
    for row, spec in zip(tables["stock"], world.stocks, strict=True):
        if spec.production is not None:
            law = world.streams[spec.production.unit_time].law
            row["residual_first"] = columns.add("residual", mean_residual(law))
