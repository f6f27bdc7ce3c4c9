"""A world's tables are written once and copied for every replication: only the keys of the streams differ."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable
from typing import Any

import numpy as np

from ....outcome.trace import WIDTH
from ....sample_path import SamplePath
from ....scenario.world import World
from ..tables import RECORDS, dtype_of
from .columns import Tables
from .counts import count_tables
from .world import write_world

READ_ONLY = frozenset(
    {
        "set_up",
        "substitute", "history", "history_of", "stock_of", "limit", "value", "cumulative",
        "share", "ramping", "season", "residual", "target", "watched", "window",
    }
)  # fmt: skip
"""Tables that the kernel never writes, which all replications share."""
GROWING = frozenset(
    {"calendar", "later", "order", "shipment", "batch", "production_order", "given", "node", "person", "purchase"}
)  # fmt: skip
"""Tables of which a run may need more than it begins with."""
KEPT = 64
"""Worlds whose tables are kept: the combinations of a comparison take turns."""

MOST_ROOM = 1 << 24
"""Bytes of a table of a run; where there are more, to copy them for every replication costs more than to grow."""

_written: OrderedDict[int, tuple[World, Tables]] = OrderedDict()
_writing = threading.Lock()


def encode_world(world: World, path: SamplePath, *, trace: bool) -> Tables:
    """Return fresh tables for one replication."""
    template = _template(world, path)
    counted = count_tables(world)
    tables: Tables = {
        name: table if name in READ_ONLY else _copied(table)
        for name, table in template.items()
        if name not in counted
    }
    tables.update(counted)
    tables["stream"] = np.array([tuple(row) for row in path.rows], dtype_of(RECORDS["stream"]))
    if trace:
        run = tables["run"][0]
        run["trace_on"] = 1
        tables["trace"] = np.zeros((16 * int(run["spare"]), WIDTH), np.int64)
    return tables


def _copied(table: Any) -> Any:
    """Return a copy; records go as the whole numbers they consist of, since numpy copies a record field by field."""
    return table.view(np.int64).copy().view(table.dtype) if hasattr(table, "dtype") else table.copy()


def remember_room(world: World, tables: Tables, roomier: Callable[[Tables, Tables], Tables]) -> None:
    """Let the next replications begin with the room that this one came to need, as `roomier` makes it."""
    if max(table.nbytes for name, table in tables.items() if name in GROWING) > MOST_ROOM:
        return
    with _writing:
        if id(world) in _written:
            _written[id(world)] = (world, roomier(_written[id(world)][1], tables))


def _template(world: World, path: SamplePath) -> Tables:
    """Write a world's tables, or find those written before; worlds are frozen, and known by identity."""
    with _writing:
        known = _written.pop(id(world), None)
        if known is None:
            known = (world, write_world(world, path))
        _written[id(world)] = known
        if len(_written) > KEPT:
            _written.popitem(last=False)
    return known[1]
