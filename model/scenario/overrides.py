"""Dotted overrides: `retailers.*.back_orders: {offer: none}` replaces what stands at a path, for levers and `--set`.

A path must exist in the schema, and the names in it in the scenario. A replenishment rule put into a stock entry takes
the place of the one that stood there, since an entry has exactly one.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from .document import Node, Path, sized
from .schema.chain import Named
from .schema.fields import Strict, nearest
from .schema.root import Root
from .schema.rules import REPLENISHING
from .schema.walk import fields_at, is_model, is_table, step


class PathFault(Exception):
    """A path that leads nowhere: how far it went, and the sentence that says so."""

    def __init__(self, path: Path, message: str) -> None:
        self.path, self.message = path, message
        super().__init__(message)


def override(document: Node, path: str, value: Node) -> Node:
    """Return the document with the value at a path, or at all paths that its `*` match; raise PathFault for none."""
    parts = tuple(part.strip() for part in path.split("."))
    if not all(parts):
        raise PathFault(
            (), f"'{path}' is not a path; write names with dots between, as in retailers.north.delivery.time"
        )
    return _put(document, [Root], parts, value, ())


def covers(path: str, other: str) -> bool:
    """Return whether an override of a path replaces what another path names."""
    ours, theirs = path.split("."), other.split(".")
    return len(ours) <= len(theirs) and all(
        one == two or "*" in (one, two) for one, two in zip(ours, theirs, strict=False)
    )


def wipes(path: str, other: str) -> bool:
    """Return whether an override of a path replaces all that one of another path before it sets."""
    ours, theirs = ([part.strip() for part in one.split(".")] for one in (path, other))
    return len(ours) <= len(theirs) and all(one in (two, "*") for one, two in zip(ours, theirs, strict=False))


def _put(node: Node, kinds: list[Any], parts: Sequence[str], value: Node, done: Path) -> Node:
    if not parts:
        return replace(value, line=value.line)
    part, rest = parts[0], parts[1:]
    kinds_below = step(kinds, part)
    if part == "*":
        return _put_all(node, kinds, rest, value, done)
    if any(is_table(kind) for kind in kinds):
        _check_name(node, kinds_below, part, done)
    elif not kinds_below:
        known = [name for kind in kinds if is_model(kind) for name in fields_at(kind, ())]
        what = (
            f"there is no `{part}` here; {nearest(part, known)}"
            if known
            else f"there is nothing below to set as `{part}`"
        )
        raise PathFault((*done, part), what)
    children = _children(node, kinds, value)
    below = children.get(part, Node(None, value.file, value.line))
    children[part] = _put(below, kinds_below, rest, value, (*done, part))
    if part in REPLENISHING and _stands_alone(kinds):
        children = {
            name: child for name, child in children.items() if name == part or name not in REPLENISHING
        }
    return sized(children, node.file, node.line)


def _put_all(node: Node, kinds: list[Any], parts: Sequence[str], value: Node, done: Path) -> Node:
    """Put the value under every name; names under which the path does not go on are left alone, but not all of them."""
    children = dict(node.value) if isinstance(node.value, dict) else {}
    if not any(is_table(kind) for kind in kinds):
        raise PathFault(
            (*done, "*"), "`*` stands for names, and there are none here to choose; name the field"
        )
    if not children:
        raise PathFault((*done, "*"), f"there is nothing in {'.'.join(done)}, so nothing is overridden")
    missed: PathFault | None = None
    hit = False
    for name, child in children.items():
        try:
            children[name] = _put(child, step(kinds, name), parts, value, (*done, name))
            hit = True
        except PathFault as fault:
            missed = fault
    if not hit and missed is not None:
        raise missed
    return sized(children, node.file, node.line)


def _check_name(node: Node, kinds_below: list[Any], part: str, done: Path) -> None:
    """Refuse a name that the scenario does not have, where names are those of entities."""
    entities = any(is_model(kind) and issubclass(kind, Named) for kind in kinds_below)
    names = list(node.value) if isinstance(node.value, dict) else []
    if entities and part not in names:
        raise PathFault((*done, part), f"there is no `{part}` in {'.'.join(done)}; {nearest(part, names)}")


def _children(node: Node, kinds: list[Any], value: Node) -> dict[str, Node]:
    """Return the values under a node, a bare value written out as the field it stands for."""
    if isinstance(node.value, dict):
        return dict(node.value)
    if node.value is None:
        return {}
    blocks = [kind for kind in kinds if is_model(kind) and issubclass(kind, Strict)]
    short = next((block.shorthand for block in blocks if block.shorthand), "")
    return {short: replace(node)} if short and not isinstance(node.value, list) else {}


def _stands_alone(kinds: list[Any]) -> bool:
    return any(is_model(kind) and set(REPLENISHING) <= set(fields_at(kind, ())) for kind in kinds)
