"""The whole world."""

from __future__ import annotations

import numpy as np

from ....policies.units import NEVER
from ....sample_path import SamplePath
from ....scenario.world import World
from ..tables import AHEAD, NO_ROW, RECORDS, dtype_of
from .columns import COLUMN_TYPES, Columns, Tables, table
from .counts import count_tables, working_tables
from .demand import number_histories, number_substitutes, segment_row, substitute_rows
from .disruptions import disruption_rows
from .lanes import lane_rows, number_sourcing, sourcing_rows, sum_books, write_residuals
from .plants import number_components, number_made, signal_rows, site_rows
from .stocks import desk_rows, number_desks, shelf_rows, stock_row


def write_world(world: World, path: SamplePath) -> Tables:
    """Write every table."""
    columns = Columns()
    lines = [(site, member) for site, spec in enumerate(world.sites) for member in range(spec.most_lines)]
    tables: Tables = {
        "stream": np.array([tuple(row) for row in path.rows], dtype_of(RECORDS["stream"])),
        "stock": table("stock", [stock_row(world, spec, columns) for spec in world.stocks]),
        "desk": table("desk", desk_rows(world, columns)),
        "shelf": table("shelf", shelf_rows(world)),
        "lane": table("lane", lane_rows(world)),
        "disruption": table("disruption", disruption_rows(world, columns)),
        "sourcing": table("sourcing", sourcing_rows(world, columns)),
        "site": table("site", site_rows(world, columns)),
        "signal": table("signal", signal_rows(world)),
        "line": table("line", [
            {"site": site, "member": member, "installed": member < world.sites[site].lines, "up": 1, "stock": NO_ROW,
             "made_last": NO_ROW, "since": world.clock.start, "age_left": NEVER}
            for site, member in lines
        ]),
        "component": table("component", [
            {"stock": stock, "needed": needed}
            for spec in world.stocks if spec.production for stock, needed in spec.production.components
        ]),
        "set_up": table("set_up", [
            {"before": before, "stream": stream}
            for spec in world.stocks if spec.production for before, stream in spec.production.set_up_after
        ]),
        "segment": table("segment", [segment_row(spec, columns) for spec in world.segments]),
        "substitute": table("substitute", [
            row for spec in world.segments for row in substitute_rows(spec)
        ]),
        "history": table("history", [
            {"day": day, "wanted": item, "quantity": quantity}
            for spec in world.segments if spec.history
            for day, item, quantity in zip(spec.history.day, spec.history.item, spec.history.quantity, strict=True)
        ]),
        "ahead": np.zeros(2 * AHEAD * len(path.rows), np.int64),
        "turned": np.full(len(path.rows), NO_ROW, np.int64),
        "value": path.values,
        "cumulative": path.cumulative,
        "limit": np.array(world.served_within + world.lateness, np.int64),
        "changed": np.zeros(len(world.stocks) + 1, np.int64),
    }  # fmt: skip
    number_desks(world, tables)
    number_sourcing(world, tables)
    number_components(world, tables)
    number_made(world, tables)
    number_substitutes(world, tables)
    number_histories(world, tables, columns)
    write_residuals(world, tables, columns)
    sum_books(world, tables)
    for name, kind in COLUMN_TYPES.items():
        tables[name] = np.array(columns.lists.get(name, []), kind)
    tables["own_rules"] = columns.own
    tables.update(count_tables(world))
    tables.update(working_tables(world, tables))
    return tables
