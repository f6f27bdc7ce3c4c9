"""Lanes."""

from __future__ import annotations

from typing import Any

from ....sample_path import mean_residual
from ....scenario.world import World
from ..tables import NO_ROW
from .columns import Columns, Tables


def lane_rows(world: World) -> list[dict[str, Any]]:
    """Write the lanes, nothing under way."""
    return [
        {
            "kind": spec.kind, "source": spec.source, "to": spec.to, "transit": spec.transit,
            "mean_transit": spec.mean_transit, "residual_first": NO_ROW, "overtaking": spec.overtaking,
            "last_arrival": world.clock.start, "head": NO_ROW, "tail": NO_ROW,
            "held_head": NO_ROW, "held_tail": NO_ROW, "door_head": NO_ROW, "door_tail": NO_ROW,
        }
        for spec in world.lanes
    ]  # fmt: skip


def write_residuals(world: World, tables: Tables, columns: Columns) -> None:
    """Tabulate the mean residual times of lanes, of jobs and of disruptions where a shop may look at them."""
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
    for row, spec in zip(tables["disruption"], world.disruptions, strict=True):
        if spec.down is not None:
            row["residual_first"] = columns.add("residual", mean_residual(world.streams[spec.down].law))
