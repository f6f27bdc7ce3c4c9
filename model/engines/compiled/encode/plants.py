"""Sites, lines and components."""

from __future__ import annotations

from typing import Any

from ....scenario.world import BreakdownClock, World
from ..tables import NO_ROW
from .columns import Tables


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


def number_components(world: World, tables: Tables) -> None:
    """Write where each product's components begin."""
    first = 0
    for row, spec in zip(tables["stock"], world.stocks, strict=True):
        row["component_first"] = first
        first += len(spec.production.components) if spec.production is not None else 0
