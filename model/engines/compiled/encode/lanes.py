"""Lanes."""

from __future__ import annotations

from typing import Any

from ....policies.supply import trust
from ....sample_path import mean_residual
from ....scenario.world import SourceKind, World
from ..rules import code_of, encode
from ..tables import NO_ROW
from .columns import Columns, Tables


def lane_rows(world: World) -> list[dict[str, Any]]:
    """Write the lanes, nothing under way."""
    return [
        {
            "kind": spec.kind, "source": spec.source, "to": spec.to, "transit": spec.transit,
            "mean_transit": spec.mean_transit, "residual_first": NO_ROW, "overtaking": spec.overtaking,
            "last_arrival": world.clock.start, "head": NO_ROW, "tail": NO_ROW, "sourcing": NO_ROW,
            "held_head": NO_ROW, "held_tail": NO_ROW, "door_head": NO_ROW, "door_tail": NO_ROW,
            "dated": spec.dated, "share": spec.share, "dearer_than": spec.dearer_than, "oldest": NO_ROW,
            "newest": NO_ROW, "trust": 1.0, "tree": NO_ROW,
        }
        for spec in world.lanes
    ]  # fmt: skip


def sourcing_rows(world: World, columns: Columns) -> list[dict[str, Any]]:
    """Write what decides among several lanes, in the order of the stock points that have them."""
    return [
        {
            "rule": code_of(how.rule), "rule_first": columns.settings(how.rule), "estimates": how.rule.traits.estimate,
            "first": how.rule.traits.first, "copies": how.rule.traits.copies,
            "fast": next((lane for lane in spec.lanes if world.lanes[lane].fast), NO_ROW),
            "backlog_over": 0 if how.expedite is None else how.expedite.backlog_over,
            "trusts": how.trust is not None,
            "trust_first": 0 if how.trust is None else columns.add("setting", encode(how.trust)),
            "grace": 0 if how.trust is None else how.trust.grace, "cancel_after": how.cancel_after,
        }
        for spec in world.stocks
        if (how := spec.sourcing) is not None
    ]  # fmt: skip


def number_sourcing(world: World, tables: Tables) -> None:
    """Write which stock points and lanes have something that decides, and what trust begins with."""
    sourcing = 0
    for number, spec in enumerate(world.stocks):
        if spec.sourcing is None:
            continue
        tables["stock"]["sourcing"][number] = sourcing
        for lane in spec.lanes:
            row = tables["lane"][lane]
            row["sourcing"] = sourcing
            if spec.sourcing.trust is not None:
                row["trust"] = spec.sourcing.trust.initial
                row["away"] = trust.away(0, spec.sourcing.trust.initial, spec.sourcing.trust)
        sourcing += 1


def somebody_looks(tables: Tables) -> bool:
    """Return whether somebody is told, offered, given or sends orders by what is to come."""
    desks = tables["desk"]
    estimated = (
        desks["offer_estimates"], desks["promise_estimates"], tables["stock"]["ranked_by_due"],
        tables["sourcing"]["estimates"],
    )  # fmt: skip
    return any(bool(each.any()) for each in estimated)


def sum_books(world: World, tables: Tables) -> None:
    """Have the books of sites that others order from know what is owed before an order, where somebody looks."""
    if somebody_looks(tables):
        for spec in world.lanes:
            if spec.kind == SourceKind.SITE:
                tables["stock"]["summed"][spec.source] = 1


def write_residuals(world: World, tables: Tables, columns: Columns) -> None:
    """Tabulate the mean residual times of lanes, of jobs and of disruptions where somebody may look at them."""
    if not somebody_looks(tables):
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
