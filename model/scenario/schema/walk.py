"""Paths through the schema: which fields a place has, so that overrides and misspelt names can be judged."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from types import UnionType
from typing import Annotated, Any, Literal, Union, cast, get_args, get_origin

from pydantic import BaseModel
from pydantic.fields import FieldInfo

from .texts import meaning


def kinds(annotation: Any) -> Iterator[Any]:
    """Yield the alternatives an annotation allows: models, `dict[str, ...]` and leaves; None left out."""
    origin = get_origin(annotation)
    if origin is Annotated:
        yield from kinds(get_args(annotation)[0])
    elif origin in (Union, UnionType):
        for alternative in get_args(annotation):
            yield from kinds(alternative)
    elif annotation is not type(None):
        yield annotation


def is_model(kind: Any) -> bool:
    """Tell whether a kind is a block with fields of its own."""
    return isinstance(kind, type) and issubclass(kind, BaseModel)


def is_table(kind: Any) -> bool:
    """Tell whether a kind is a mapping whose names the scenario chooses."""
    return get_origin(kind) is dict


def step(found: Iterable[Any], part: str) -> list[Any]:
    """Return the kinds under a field or name; a union's tag narrows it to that alternative."""
    below: list[Any] = []
    all_kinds = list(found)
    for kind in all_kinds:
        if is_model(kind):
            field = field_of(kind, part)
            below += [] if field is None else kinds(field.annotation)
        elif is_table(kind):
            below += kinds(get_args(kind)[1])
        elif get_origin(kind) is list and part.isdigit():
            below += kinds(get_args(kind)[0])
        elif get_origin(kind) is list:  # one block that stands for a list of one
            below += step(kinds(get_args(kind)[0]), part)
    return below or [
        kind for kind in all_kinds if is_model(kind) and (part in tags(kind) or part == kind.__name__)
    ]


def name_in_file(block: type[BaseModel], name: str) -> str:
    """Return the name by which a file calls a field."""
    return block.model_fields[name].alias or name


def field_of(model: type[BaseModel], name: str) -> FieldInfo | None:
    """Return a model's field by the name a file uses."""
    return next(
        (field for own, field in model.model_fields.items() if name_in_file(model, own) == name), None
    )


def tags(model: type[BaseModel]) -> tuple[str, ...]:
    """Return the words that tell a model from the other alternatives of its union."""
    found: tuple[str, ...] = ()
    for field in model.model_fields.values():
        if get_origin(field.annotation) is Literal:
            found += tuple(str(word) for word in get_args(field.annotation))
    return found


def kinds_at(model: type[BaseModel], path: Sequence[str]) -> list[Any]:
    """Return what may stand at a path; empty where the schema has no such place."""
    found: list[Any] = [model]
    for part in path:
        found = step(found, part)
    return found


def fields_at(model: type[BaseModel], path: Sequence[str]) -> list[str]:
    """Return the names of the fields that a place may have; empty for tables and leaves."""
    names: dict[str, None] = {}
    for kind in kinds_at(model, path):
        if is_model(kind):
            block = cast("type[BaseModel]", kind)
            names |= dict.fromkeys(name_in_file(block, name) for name in block.model_fields)
    return list(names)


def field_at(model: type[BaseModel], path: Sequence[str]) -> FieldInfo | None:
    """Return the field at the end of a path, None where there is none."""
    return next((block.model_fields[name] for block, name in _owners(model, path)), None)


def meaning_at(model: type[BaseModel], path: Sequence[str]) -> str:
    """Return what the field at the end of a path means, in one line; empty where there is none."""
    return next((meaning(block, name) for block, name in _owners(model, path)), "")


def _owners(model: type[BaseModel], path: Sequence[str]) -> Iterator[tuple[type[BaseModel], str]]:
    """Yield each block that may have the field at the end of a path, and the field's own name there."""
    for kind in filter(is_model, kinds_at(model, path[:-1])):
        block = cast("type[BaseModel]", kind)
        yield from ((block, name) for name in block.model_fields if name_in_file(block, name) == path[-1])
