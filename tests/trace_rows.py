"""What `model.outcome.trace` says of each kind of row, read from the comments beside its names."""

from __future__ import annotations

import ast
import inspect
from functools import cache

from model.outcome import trace


@cache
def comments() -> dict[str, str]:
    """Return the comment of each kind of row by its name, on one line."""
    [tree] = [one for one in ast.parse(inspect.getsource(trace)).body if isinstance(one, ast.ClassDef)]
    found: dict[str, str] = {}
    for statement, after in zip(tree.body, tree.body[1:], strict=False):
        if isinstance(statement, ast.Assign) and isinstance(after, ast.Expr):
            [target] = statement.targets
            found[ast.unparse(target)] = " ".join(ast.literal_eval(after.value).split())
    return found
