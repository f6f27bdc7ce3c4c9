"""Disruptions, their windows, targets, and where they are watched."""

from __future__ import annotations

from typing import Any

from ....scenario.world import World
from ..tables import NO_ROW
from .columns import Columns, place


def disruption_rows(world: World, columns: Columns) -> list[dict[str, Any]]:
    """Write the disruptions, none of which has begun."""
    return [
        {
            "effect": spec.effect, "up_stream": place(spec.up), "down_stream": place(spec.down),
            "target_first": columns.add("target", spec.targets), "target_count": len(spec.targets),
            "watch_first": columns.add("watched", [number for pair in spec.watched for number in pair]),
            "watch_count": len(spec.watched),
            "window_first": columns.add("window", [tick for window in spec.windows for tick in window]),
            "window_count": len(spec.windows), "share": spec.share, "factor": spec.factor,
            "announced": spec.announced, "expected": spec.expected, "reach": spec.reach,
            "residual_first": NO_ROW, "since": world.clock.start,
        }
        for spec in world.disruptions
    ]  # fmt: skip
