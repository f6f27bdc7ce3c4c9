"""Levers: every combination of the grid's alternatives as a document of its own."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from itertools import product

from ..errors import Fault
from .construction.draft import fault_at
from .document import Node, Path, wrap
from .overrides import PathFault, override, wipes
from .schema.fields import nearest
from .schema.root import Root

MOST = 1_000
"""Combinations of one comparison; more would never be read by anyone."""

JOINT = " / "
"""Between the names of a combination's alternatives; so no name may hold it."""

SAME_FOR_ALL = frozenset(
    ("schema", "title", "extends", "time", "seed", "replications", "measures", "levers", "compare", "assert")
)
"""Sections that a lever cannot change, since combinations are compared on the same luck and the same time."""


def lever_faults(document: Node, root: Root) -> list[Fault]:
    """Return what is wrong with levers and grid, whether compared or not."""
    faults: list[Fault] = []
    for lever, alternatives in root.levers.items():
        for alternative, changes in alternatives.items():
            if JOINT in alternative:
                message = f"`{alternative}` holds `{JOINT}`, which joins the names of a combination; use another name"
                faults.append(fault_at(document, ("levers", lever, alternative), message))
            for path in changes:
                where = ("levers", lever, alternative, path)
                if path.partition(".")[0].strip() in SAME_FOR_ALL:
                    message = (
                        "stays the same for all that is compared; change the chain, its rules or customers"
                    )
                    faults.append(fault_at(document, where, message))
                    continue
                try:
                    override(document, path, _value(document, where))
                except PathFault as fault:
                    faults.append(fault_at(document, where, fault.message))
            faults += _lost(document, ("levers", lever, alternative), tuple(changes))
    return faults + _grid_faults(document, root)


def _lost(document: Node, at: Path, paths: tuple[str, ...]) -> Iterator[Fault]:
    """Yield a fault for each path whose value one behind it in the same file replaces; what a file extends, it may."""
    for place, path in enumerate(paths):
        given = document.nearest((*at, path))[0]
        for later in paths[place + 1 :]:
            if wipes(later, path) and document.nearest((*at, later))[0].file == given.file:
                message = (
                    f"is lost: {later}, which stands behind it, replaces it; put it behind, or remove it"
                )
                yield fault_at(document, (*at, path), message)
                break


def _grid_faults(document: Node, root: Root) -> list[Fault]:
    if root.compare is None:
        return []
    faults: list[Fault] = []
    grid = root.compare.grid
    for place, lever in enumerate(grid):
        at = ("compare", "grid", str(place))
        if lever not in root.levers:
            faults.append(
                fault_at(document, at, f"there is no lever `{lever}`; {nearest(lever, root.levers)}")
            )
        elif not root.levers[lever]:
            faults.append(
                fault_at(document, at, f"lever {lever} has no alternatives; give it some under levers")
            )
        elif lever in grid[:place]:
            faults.append(fault_at(document, at, f"{lever} stands twice in the grid; keep one of them"))
    return faults or _size_faults(document, root) + _baseline_faults(document, root)


def _baseline_faults(document: Node, root: Root) -> list[Fault]:
    assert root.compare is not None
    grid, baseline = root.compare.grid, root.compare.baseline
    faults: list[Fault] = []
    if baseline is None:
        return faults
    if len(baseline) != len(grid):
        message = (
            f"{len(baseline)} alternatives for {len(grid)} levers; give one of each, in the order of the grid"
        )
        return [fault_at(document, ("compare", "baseline"), message)]
    for place, (lever, alternative) in enumerate(zip(grid, baseline, strict=True)):
        known = root.levers[lever]
        if alternative not in known:
            message = f"lever {lever} has no alternative `{alternative}`; {nearest(alternative, known)}"
            faults.append(fault_at(document, ("compare", "baseline", str(place)), message))
    return faults


def _size_faults(document: Node, root: Root) -> list[Fault]:
    assert root.compare is not None
    count = math.prod(len(root.levers[lever]) for lever in root.compare.grid)
    if count <= MOST:
        return []
    message = f"{count:,} combinations; at most {MOST:,}, so leave levers out"
    return [fault_at(document, ("compare", "grid"), message)]


def documents(document: Node, root: Root) -> Iterator[tuple[tuple[str, ...], Node]]:
    """Yield (labels, document) for every combination, in grid order; just the document itself without a grid."""
    grid = [] if root.compare is None else root.compare.grid
    for labels in product(*(root.levers[lever] for lever in grid)):
        changed = document
        for lever, alternative in zip(grid, labels, strict=True):
            changed = changed_by(changed, document, root, lever, alternative)
        yield labels, changed


def alone(document: Node, root: Root) -> Iterator[Node]:
    """Yield the document under each alternative of the levers that no grid combines."""
    grid = [] if root.compare is None else root.compare.grid
    for lever, alternatives in root.levers.items():
        for alternative in alternatives if lever not in grid else ():
            yield changed_by(document, document, root, lever, alternative)


def changed_by(changed: Node, document: Node, root: Root, lever: str, alternative: str) -> Node:
    """Return a document under one more alternative."""
    changes: Mapping[str, object] = root.levers[lever][alternative]
    for path in changes:
        changed = override(changed, path, _value(document, ("levers", lever, alternative, path)))
    return changed


def _value(document: Node, where: tuple[str, ...]) -> Node:
    node, depth = document.nearest(where)
    return node if depth == len(where) else wrap(None, node.file, node.line)
