"""`extends`: a scenario that builds on another file of its folder and says only what differs.

Sections and named entities are merged name by name; a policy, a law or a list is replaced as a whole.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from ..quantities.numbers import shown
from .construction.draft import fault_at
from .document import DocumentFault, Node, sized
from .reading import inside, read_document
from .schema.root import Root
from .schema.rules import REPLENISHING
from .schema.walk import is_model, is_table, step

DEEPEST = 10


def extended(document: Node, folder: Path, seen: tuple[Path, ...] = ()) -> Node:
    """Return the document laid over what it extends, over what that extends, and so on; raise DocumentFault."""
    named = document.child("extends")
    if named is None or named.value is None:
        return document
    if not isinstance(named.value, str):
        message = f"{shown(named.value)} is no file; name a scenario beside this one, as in base.yaml"
        raise DocumentFault([fault_at(document, ("extends",), message)])
    found = inside(folder, named.value)
    if isinstance(found, str):
        raise DocumentFault([fault_at(document, ("extends",), found)])
    real = found.resolve()
    if real in seen or len(seen) >= DEEPEST:
        raise DocumentFault(
            [fault_at(document, ("extends",), f"'{named.value}' extends itself in the end; break the circle")]
        )
    parent = _parent(document, found, named.value)
    return merge(extended(parent, folder, (*seen, real)), document, [Root])


def _parent(document: Node, path: Path, given: str) -> Node:
    """Read the file that is extended; what keeps it from being read is a fault of the line that names it."""
    try:
        return read_document(path, str(Path(document.file).parent / given))[1]
    except DocumentFault as fault:
        if any(one.line for one in fault.faults):
            raise
        raise DocumentFault(
            [fault_at(document, ("extends",), f"'{given}': {fault.faults[0].message}")]
        ) from None


def merge(below: Node, above: Node, kinds: list[Any]) -> Node:
    """Return the upper tree laid over the lower one, as the schema at this place allows."""
    one_block = len(kinds) == 1 and (is_model(kinds[0]) or is_table(kinds[0]))
    if not one_block or not isinstance(below.value, dict) or not isinstance(above.value, dict):
        return above
    found = dict(below.value)
    if any(name in REPLENISHING for name in above.value):
        found = {
            name: node for name, node in found.items() if name not in REPLENISHING or name in above.value
        }
    for name, node in above.value.items():
        found[name] = merge(found[name], node, step(kinds, name)) if name in found else node
    return sized(found, above.file, above.line)
