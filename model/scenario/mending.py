"""A scenario that cannot be read throughout, mended for the moment, so that faults of meaning in the rest are told too.

A misspelt field takes the name it probably has, and a value that is none gives way to the default. What cannot be
mended like this, or lies in a block that was, is left for when the faults that are told now are gone: nothing is told
that a mending may have caused.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from ..errors import Fault
from .document import Node, Path, sized
from .schema.fields import closest
from .schema.root import Root
from .schema.walk import field_at, fields_at


def mended(document: Node, errors: Sequence[tuple[Path, Path, Any]]) -> tuple[Node, list[Path]] | None:
    """Return the document without its errors, and the blocks that were mended; None where one cannot be.

    Each error is its place in the document, its place in the schema, and pydantic's word for it.
    """
    blocks: list[Path] = []
    for path, loc, kind in errors:
        block, depth = document.nearest(path[:-1])
        if (
            not path
            or depth < len(path) - 1
            or not isinstance(block.value, dict)
            or path[-1] not in block.value
        ):
            return None
        name = path[-1]
        children = dict(block.value)
        if kind == "extra_forbidden":
            close = closest(name, [field for field in fields_at(Root, loc[:-1]) if field not in children])
            if close is None:
                return None
            children = {close if one == name else one: child for one, child in children.items()}
        else:
            field = field_at(Root, loc)
            if field is None or field.is_required() or isinstance(children[name].value, (dict, list)):
                return None
            del children[name]
        document = _put(document, path[:-1], sized(children, block.file, block.line))
        blocks.append(path[:-1])
    return document, blocks


def _put(node: Node, path: Path, block: Node) -> Node:
    """Return a tree with another block at a path that it has."""
    if not path:
        return block
    below = _put(_child(node, path[0]), path[1:], block)
    if isinstance(node.value, dict):
        return sized({**node.value, path[0]: below}, node.file, node.line)
    assert isinstance(node.value, list)
    place = int(path[0])
    return sized([*node.value[:place], below, *node.value[place + 1 :]], node.file, node.line)


def _child(node: Node, part: str) -> Node:
    below = node.child(part)
    assert below is not None
    return below


def elsewhere(faults: Sequence[Fault], blocks: Sequence[Path]) -> list[Fault]:
    """Return the faults that do not lie in one of some blocks."""
    names = [".".join(block) for block in blocks]
    return [fault for fault in faults if not any(f"{fault.path}.".startswith(f"{name}.") for name in names)]
