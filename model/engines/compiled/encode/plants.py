"""Sites, lines and components."""

from __future__ import annotations

from typing import Any

from ....scenario.world import BreakdownClock, Site, World
from ..rules import code_of
from ..tables import NO_ROW
from .columns import Columns, Tables


def site_rows(world: World, columns: Columns) -> list[dict[str, Any]]:
    """Write the sites, lines numbered through."""
    rows: list[dict[str, Any]] = []
    first = 0
    for spec in world.sites:
        failures = spec.breakdowns
        rows.append(
            {
                "line_first": first, "line_count": spec.most_lines, "lines": spec.lines, "head": NO_ROW, "tail": NO_ROW,
                "speed": 1.0, "ramped": 1.0, "reduced": 1.0,
                "fails": failures is not None,
                "unlimited": spec.unlimited, "pool_first": NO_ROW, "pool_last": NO_ROW, "idle": NO_ROW,
                "up_stream": NO_ROW if failures is None else failures.up,
                "nominal_lines": spec.nominal_lines, "first_made": NO_ROW,
                "mean_repair": 0.0 if failures is None else world.streams[failures.repair].law.mean(),
                "repair_stream": NO_ROW if failures is None else failures.repair,
                "dispatch": NO_ROW if spec.dispatch.traits.alike else code_of(spec.dispatch),
                "dispatch_first": columns.settings(spec.dispatch),
                "working_clock": failures is not None and failures.clock == BreakdownClock.WORKING,
            }
        )  # fmt: skip
        rows[-1].update(ramp_fields(spec))
        if spec.reputation is not None:
            rows[-1].update(listened=1, reputation=spec.reputation.start)
        first += spec.most_lines
    columns.add("ramping", [place for place, spec in enumerate(world.sites) if spec.ramp_up is not None])
    return rows


def ramp_fields(spec: Site) -> dict[str, Any]:
    """Write how a site's capacity follows what it owes."""
    up, down = spec.ramp_up, spec.ramp_down
    if up is None:
        return {}
    row: dict[str, Any] = {
        "workable": up.workable, "weak": down is None or down.judging is None,
        "backlog_over": up.backlog_over, "lasting": up.lasting, "ready_after": up.after,
        "step_lines": up.lines, "step_speed": up.speed, "most_steps": up.at_most,
    }  # fmt: skip
    if down is not None:
        row.update(
            backlog_under=down.backlog_under, lasting_down=down.lasting, gone_after=down.after,
            least_steps=-down.below_start,
        )  # fmt: skip
    return row


def signal_rows(world: World) -> list[dict[str, Any]]:
    """Write how sites judge the demand for what they make."""
    made = {s.site: s.item for s in reversed(world.stocks) if s.production is not None}
    return [
        {
            "site": site, "way": judging.way, "every": judging.every, "next": world.clock.start + judging.every,
            **judging.rule._asdict(), "quanta": world.items[made[site]].quanta,
        }
        for site, spec in enumerate(world.sites) for judging in spec.judgings
    ]  # fmt: skip


def number_components(world: World, tables: Tables) -> None:
    """Write where each product's components begin, and the changes to it that have a time of their own."""
    first = set_ups = 0
    for row, spec in zip(tables["stock"], world.stocks, strict=True):
        row["component_first"] = first
        row["set_up_first"] = set_ups
        if spec.production is not None:
            first += len(spec.production.components)
            set_ups += len(spec.production.set_up_after)


def number_made(world: World, tables: Tables) -> None:
    """Write which stock points' items each site makes, in the order of the stock points."""
    tables["stock"]["next_made"] = NO_ROW
    for stock in range(len(world.stocks) - 1, -1, -1):
        spec = world.stocks[stock]
        if spec.production is not None:
            site = tables["site"][spec.site]
            tables["stock"][stock]["next_made"], site["first_made"] = site["first_made"], stock
