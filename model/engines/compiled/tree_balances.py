"""Recompute what the trees of books and lanes keep, in Python, between two events; slow, for tests."""

from __future__ import annotations

from typing import Any

from ...scenario.world import SourceKind
from .book import SITE
from .tables import NO_ROW


def tree_fault(tables: dict[str, Any], stock: int, mine: list[Any], ways: list[str]) -> str | None:
    """Return what does not hold of the trees of a stock point's book, whose entries come as they are served; `ways` are
    the names of the lanes."""
    row = tables["stock"][stock]
    if not row["summed"]:
        return None
    found = _fault_of_one(tables, int(row["tree"]), mine, "the tree of the book")
    lanes: dict[int, list[Any]] = {
        lane: []
        for lane, way in enumerate(tables["lane"])
        if way["kind"] == SourceKind.SITE and way["source"] == stock
    }
    for entry in mine:
        if entry["kind"] == SITE:
            lanes[int(entry["lane"])].append(entry)
    for lane, orders in lanes.items():
        found = found or _fault_of_one(
            tables, int(tables["lane"][lane]["tree"]), orders, f"the tree of {ways[lane]}"
        )
    return found


def _fault_of_one(tables: dict[str, Any], top: int, mine: list[Any], tree: str) -> str | None:
    nodes, orders = tables["node"], tables["order"]
    places = _left_to_right(nodes, top)
    if [int(orders[place // 2]["serial"]) for place in places] != [int(entry["serial"]) for entry in mine]:
        return f"{tree} is not in the order in which it is served"
    for place in places:
        node = nodes[place]
        below = [int(nodes[int(node[side])]["owed"]) for side in ("lower", "higher") if node[side] != NO_ROW]
        owed = int(orders[place // 2]["left"]) + sum(below)
        if node["owed"] != owed:
            return f"{tree} owes {node['owed']} below an entry, and {owed} are owed there"
    return None


def _left_to_right(nodes: Any, top: int) -> list[int]:
    """Return the rows of a tree in order."""
    found: list[int] = []
    above: list[int] = []
    at = top
    while above or at != NO_ROW:
        while at != NO_ROW:
            above.append(at)
            at = int(nodes[at]["lower"])
        at = above.pop()
        found.append(at)
        at = int(nodes[at]["higher"])
    return found
