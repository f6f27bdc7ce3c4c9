"""The resolved scenario: every default filled in, and where each value came from."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, cast

from .construction.draft import Draft
from .document import Node, Path
from .schema.fields import Strict
from .schema.root import Root
from .schema.walk import is_model, kinds_at


def resolved_form(draft: Draft) -> dict[str, Any]:
    """Return the scenario with nothing left out, as plain values that JSON can hold."""
    form: dict[str, Any] = draft.root.model_dump(mode="json", by_alias=True, exclude_none=True)
    form.pop("extends", None)  # what it names is in here
    for name in draft.items:
        form["items"].setdefault(
            name, draft.items[name].model_dump(mode="json", by_alias=True, exclude_none=True)
        )
    for path, value in draft.filled.items():
        _fill(form, path, value)
    return form


def _fill(form: dict[str, Any], path: Path, value: Any) -> None:
    for part in path[:-1]:
        form = form.setdefault(part, {})
        if not isinstance(form, dict):  # pyright: ignore[reportUnnecessaryIsInstance] -- values of Any are anything
            return
    form.setdefault(path[-1], value)


def origins_of(form: dict[str, Any], document: Node) -> dict[str, str]:
    """Return by dotted path of the resolved form: file and line, `--set`, or `default`."""
    return {".".join(path): _origin(document, path) for path in _leaves(form, ())}


def _leaves(form: dict[str, Any], path: Path) -> Iterator[Path]:
    for name, value in form.items():
        if isinstance(value, dict) and value:
            yield from _leaves(cast("dict[str, Any]", value), (*path, name))
        else:
            yield (*path, name)


def _origin(document: Node, path: Path) -> str:
    node, depth = document.nearest(path)
    if depth < len(path) and (isinstance(node.value, dict) or not _is_meant(path[:depth], path[depth])):
        return "default"
    return f"{node.file}:{node.line}" if node.line else node.file


def _is_meant(path: Path, field: str) -> bool:
    """Tell whether a bare value in the place of a block means this field of it."""
    blocks = [cast("type[Strict]", kind) for kind in kinds_at(Root, path) if is_model(kind)]
    meant = {block.shorthand for block in blocks if block.shorthand}
    return not meant or field in meant
