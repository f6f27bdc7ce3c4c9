"""What a field means: the docstring under it, read from the source only when somebody asks.

pydantic could read them as each class is made (`use_attribute_docstrings`), which was a fifth of a short command.
"""

from __future__ import annotations

import ast
import inspect
from functools import cache
from typing import Any

from pydantic import BaseModel


def meaning(model: type[BaseModel], name: str) -> str:
    """Return what a model's field means, in one line; empty where no text stands under it."""
    given = model.model_fields[name].description
    if given is not None:
        return " ".join(given.split())
    for part in model.__mro__:
        if name in part.__dict__.get("__annotations__", {}):
            return _below_fields(part).get(name, "")
    return ""


@cache
def _below_fields(owner: type[Any]) -> dict[str, str]:
    return docstrings(inspect.getsource(owner), owner.__name__)


def docstrings(source: str, owner: str) -> dict[str, str]:
    """Return the docstring under each field of a class, in one line, by the name of the field."""
    tree = next(
        node for node in ast.parse(source).body if isinstance(node, ast.ClassDef) and node.name == owner
    )
    found: dict[str, str] = {}
    name = ""
    for statement in tree.body:
        match statement:
            case ast.AnnAssign(target=ast.Name(id=field)):
                name = field
            case ast.Expr(value=ast.Constant(value=str(text))) if name:
                found[name] = " ".join(text.split())
            case _:
                pass
    return found
