"""Room: when a table is nearly full, everything that can fill is doubled, and the kernel goes on."""

from __future__ import annotations

from typing import Any

import numpy as np

from .encode import free_rows, table
from .tables import NO_ROW

FREE_LISTS = {
    "order": ("free_order", "free_orders"),
    "shipment": ("free_shipment", "free_shipments"),
    "batch": ("free_batch", "free_batches"),
    "production_order": ("free_production_order", "free_production_orders"),
    "person": ("free_person", "free_persons"),
    "purchase": ("free_purchase", "free_purchases"),
    "later": ("free_later", "free_laters"),
}
"""Tables of rows that are used again, with the fields of the run that keep their free rows."""


def grow(tables: dict[str, Any]) -> None:
    """Double every table that is short of room for one more event."""
    run = tables["run"][0]
    chain = int(run["open_claims"] + run["held"] + run["spare"])
    entries = 2 * chain + int(run["open_orders"])
    least_later = entries if run["lists"] > 1 else 0
    for name, (head, count) in FREE_LISTS.items():
        least = least_later if name == "later" else chain
        if run[count] < least:
            lengthen(tables, name, head, count, least)
    if run["free_lines"] < run["unlimited"]:
        add_lines(tables)
    if run["calendar_size"] + run["later_size"] + entries > len(tables["calendar"]):
        tables["calendar"] = doubled(tables["calendar"], entries)
    rows = chain + int(run["open_orders"])
    if run["marks_size"] + 2 + rows // 1024 > len(tables["marks"]):
        tables["marks"] = doubled(tables["marks"], 2 + rows // 1024)
    if run["trace_on"] and run["trace_size"] + 6 * rows > len(tables["trace"]):
        tables["trace"] = doubled(tables["trace"], 6 * rows)


def add_lines(tables: dict[str, Any]) -> None:
    """Make room for as many lines again, where every job has its own."""
    more = max(len(tables["line"]), 16)
    tables["line"] = np.concatenate([tables["line"], spare_lines(more)])
    tables["run"][0]["free_lines"] += more


def spare_lines(count: int) -> Any:
    """Return rows for lines that are not there yet."""
    rows = table("line", [], least=count)
    rows["stock"] = NO_ROW
    return rows


def lengthen(tables: dict[str, Any], name: str, head: str, count: str, least: int) -> None:
    """Double a table of rows that hang together, the new rows before the free ones there were."""
    run, old = tables["run"][0], tables[name]
    more = free_rows(name, max(len(old), least), len(old))
    more["next"][-1] = run[head]
    tables[name] = np.concatenate([old, more])
    run[head] = len(old)
    run[count] += len(more)
    if name == "order":
        nodes = np.zeros(len(more) * int(run["nodes"]), tables["node"].dtype)
        tables["node"] = np.concatenate([tables["node"], nodes])
    if name == "production_order":
        tables["given"] = np.concatenate(
            [tables["given"], np.zeros(len(more) * int(run["components"]), np.int64)]
        )


def with_room_of(template: dict[str, Any], tables: dict[str, Any]) -> dict[str, Any]:
    """Return a world's template with as much room as the tables of a run came to need; the template stays as it is."""
    found = {**template, "run": template["run"].copy()}
    for name, (_, count) in FREE_LISTS.items():
        old = template[name]
        more = len(tables[name]) - len(old)
        if more > 0:  # the last free row of the template points to the first new one already
            found[name] = np.concatenate([old, free_rows(name, more, len(old))])
            found["run"][0][count] += more
    more = len(tables["line"]) - len(template["line"])
    if more > 0:
        found["line"] = np.concatenate([template["line"], spare_lines(more)])
        found["run"][0]["free_lines"] += more
    for name in ("calendar", "given", "node"):
        found[name] = np.zeros(max(len(tables[name]), len(template[name])), template[name].dtype)
    return found


def doubled(old: Any, least: int) -> Any:
    """Return a table at least twice as long."""
    more = np.zeros((max(len(old), least), *old.shape[1:]), old.dtype)
    return np.concatenate([old, more])
