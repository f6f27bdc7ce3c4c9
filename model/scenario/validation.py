"""From the tree of a file to checked blocks: pydantic's findings told as faults a tired person can act on."""

from __future__ import annotations

import datetime
from collections.abc import Collection, Mapping, Sequence
from typing import Any, cast

from pydantic import ValidationError

from ..errors import Fault
from ..policies.registry import rules
from ..quantities.numbers import QuantityFault, shown
from ..quantities.time_base import TimeBase
from .construction.draft import fault_at
from .document import Node, Path
from .mending import mended
from .schema.fields import nearest
from .schema.root import Root
from .schema.walk import fields_at, meaning_at


def time_of(document: Node) -> tuple[TimeBase, list[Fault]]:
    """Return the scenario's time base, and what is wrong with it; days where it cannot be told."""
    time = document.child("time")
    unit = time.child("unit") if time is not None else None
    tick = time.child("tick") if time is not None else None
    try:
        return TimeBase.of(
            "day" if unit is None else str(unit.value), None if tick is None else tick.value
        ), []
    except QuantityFault as fault:
        try:
            base = TimeBase.of("day" if unit is None else str(unit.value))
        except QuantityFault:
            return TimeBase.of("day"), []  # the unit's own field will say so
        return base, [fault_at(document, ("time", "tick"), str(fault))]


def _start(document: Node) -> datetime.date | None:
    """Return the date of time 0, None where there is none; what is no date is told when the world is built."""
    time = document.child("time")
    start = None if time is None else time.child("start")
    try:
        return None if start is None else datetime.date.fromisoformat(str(start.value))
    except ValueError:
        return None


def validated(document: Node) -> tuple[Root | None, TimeBase, list[Fault]]:
    """Return the checked scenario and its time base, or None and all faults."""
    time, faults = time_of(document)
    try:
        root = Root.model_validate(document.plain(), context={"time": time, "start": _start(document)})
    except ValidationError as error:
        found = [_fault(document, one) for one in _sharpest(document, error.errors(include_url=False))]
        return None, time, faults + found
    return (None if faults else root), time, faults


def mended_part(document: Node) -> tuple[Node, Root, list[Path]] | None:
    """Return the document and the scenario without what cannot be read, and the blocks that lack it; None if none."""
    time, faults = time_of(document)
    context = {"time": time, "start": _start(document)}
    try:
        Root.model_validate(document.plain(), context=context)
    except ValidationError as error:
        errors = [
            (_without_tags(document, loc), loc, one["type"])
            for one in _sharpest(document, error.errors(include_url=False))
            for loc in (tuple(str(part) for part in one["loc"]),)
        ]
        found = None if faults else mended(document, errors)
        if found is None:
            return None
        try:
            return found[0], Root.model_validate(found[0].plain(), context=context), found[1]
        except ValidationError:
            return None
    return None


def _sharpest(document: Node, errors: Sequence[Any]) -> list[Any]:
    """Keep one error a place: where several alternatives refuse a value, the one that looked closest."""
    by_path: dict[Path, list[Any]] = {}
    for error in errors:
        loc = tuple(str(part) for part in error["loc"])
        missing = error["type"] == "missing"
        path = _without_tags(document, loc[:-1] if missing else loc)
        by_path.setdefault((*path, loc[-1]) if missing else path, []).append(error)
    kept: list[Any] = []
    for path, same in by_path.items():
        deeper = any(other[: len(path)] == path and len(other) > len(path) for other in by_path)
        if deeper and len({error["type"] for error in same} & OF_A_KIND) > 0:
            continue
        if same[0]["type"] == "missing" and _misspelt(path, same[0], by_path):
            continue
        kept.append(
            next((error for error in same if error["type"] not in OF_A_KIND - {"value_error"}), same[0])
        )
    return kept


def _misspelt(path: Path, missing: Any, by_path: Mapping[Path, list[Any]]) -> bool:
    """Tell whether a missing field is there under a misspelt name, whose own fault says so."""
    fields = fields_at(Root, tuple(str(part) for part in missing["loc"][:-1]))
    unknown = {
        other[-1] for other, errors in by_path.items() if other[:-1] == path[:-1] and _is_unknown(errors)
    }
    return any(f"`{path[-1]}`" in _meant(name, fields, ()).partition(";")[0] for name in unknown)


def _is_unknown(errors: list[Any]) -> bool:
    return bool(errors[0]["type"] == "extra_forbidden")


OF_A_KIND = frozenset(
    ("model_type", "model_attributes_type", "dict_type", "list_type", "string_type", "value_error")
)
"""Errors that an alternative gives to a value of another kind."""


def _fault(document: Node, error: Any) -> Fault:
    loc: tuple[str, ...] = tuple(str(part) for part in error["loc"])
    missing = error["type"] == "missing"
    path = _without_tags(document, loc[:-1] if missing else loc)
    if missing:
        text = meaning_at(Root, loc).rstrip(".")
        text = f" ({text})" if text else ""
        return fault_at(document, (*path, loc[-1]), f"is missing; give it{text}")
    return fault_at(document, path, _sentence(document, loc, path, error))


def _without_tags(document: Node, loc: Path) -> Path:
    """Drop what pydantic adds to a place: names of alternatives, and fields a shorthand stands for."""
    node, path = document, ()
    for part in loc:
        below = node.child(part)
        if below is not None:
            node, path = below, (*path, part)
    return path


def _sentence(document: Node, loc: Path, path: Path, error: Any) -> str:
    given = document.nearest(path)[0].plain()
    context: dict[str, Any] = error.get("ctx", {})
    match error["type"]:
        case "value_error":
            return (_in_shares(given) if path[-1] in SHARED else None) or str(context["error"])
        case "extra_forbidden":
            block = document.nearest(path[:-1])[0].value
            there = block if isinstance(block, dict) else {}
            return f"unknown field `{loc[-1]}`; {_meant(loc[-1], fields_at(Root, loc[:-1]), there)}"
        case "model_type" | "model_attributes_type" | "dict_type":
            return f"{shown(given)} is not a mapping; write names and values, as in {{{_example(loc)}: ...}}"
        case "list_type":
            return f"{shown(given)} is not a list; write it in brackets, as in [a, b]"
        case "union_tag_invalid":
            tags = [tag.strip("' ") for tag in str(context["expected_tags"]).split(", ")]
            rule = str(context["discriminator"]).strip("'")
            if "to_sites" in path and context["tag"] in rules(str(rule)):
                alone = "tells customers apart, and sites are not drawn by lot"
                return f"{shown(context['tag'])} {alone}; use one of {', '.join(tags)}"
            return f"{shown(context['tag'])} is no rule for `{rule}`; {nearest(context['tag'], tags)}"
        case _ if path == ("schema",):
            return f"format {shown(given)} is not known here; write schema: 1, or use a newer backorder-sim"
        case "literal_error":
            return f"{shown(given)} must be {context['expected']}"
        case "too_long" | "too_short":
            bound = "at most" if error["type"] == "too_long" else "at least"
            limit = context.get("max_length", context.get("min_length"))
            return f"{context['actual_length']} given; give {bound} {limit}"
        case _:
            return f"{shown(given)}: {error['msg'][:1].lower()}{error['msg'][1:]}"


SHARED = ("shop", "buys", "also_orders_at")
"""Fields that take one name, or several with their shares."""


def _in_shares(given: object) -> str | None:
    """Say how a list of names is written; None for what is no list, or an empty one."""
    names = cast("list[object]", given) if isinstance(given, list) else []
    if len(names) < 2:
        return f"a list is not a name; write it without brackets: {names[0]}" if names else None
    shares = f"{{{names[0]}: 0.6, {names[1]}: 0.4}}"
    return f"a list does not say how often each is chosen; give shares, as in {shares}"


SAME = (
    ("for", "to"),
    ("to", "for"),
    ("start", "from"),
    ("end", "to"),
    ("end", "for"),
    ("until", "to"),
    ("until", "for"),
)
"""Words that are written for another, and the field that says it."""


def _meant(name: str, fields: Sequence[str], there: Collection[str]) -> str:
    """Say which field was probably meant: one that says the same in other words, else the nearest not there yet."""
    for word, field in SAME:
        if name == word and field in fields:
            return f"write `{field}`; here are {', '.join(fields)}"
    return nearest(name, [field for field in fields if field not in there] or fields)


def _example(loc: Path) -> str:
    known = fields_at(Root, loc)
    return known[0] if known else "name"
