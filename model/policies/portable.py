"""The portable subset, told from syntax trees: what compiles and gives the same bits in plain Python."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from typing import Any, cast

BUILTINS = {"min", "max", "abs", "int", "float"}  # float of an int rounds to nearest even in both
MATH = {"floor", "ceil", "sqrt", "exp", "log", "log1p", "sin", "cos", "erf"}
STATEMENTS = (
    ast.Return,
    ast.Assign,
    ast.AnnAssign,
    ast.AugAssign,
    ast.If,
    ast.For,
    ast.Break,
    ast.Continue,
    ast.Pass,
    ast.Expr,
)
EXPRESSIONS = (
    *(ast.BinOp, ast.UnaryOp, ast.BoolOp, ast.Compare, ast.IfExp, ast.Call),
    *(ast.Name, ast.Attribute, ast.Subscript, ast.Tuple, ast.Constant, ast.keyword),
)
NOT_COMPILED = {"faults"}  # checks settings while a scenario is read


def faults_of(source: str) -> list[str]:
    """List what a module holds beyond the subset, each fault with its line; empty when it is portable."""
    module = ast.parse(source)
    known = _known(module)
    found = [fault for statement in module.body for fault in _outside(statement)]
    for function in _functions(module):
        found.extend(_in_function(function, known))
    return found


def fields_read(function: ast.FunctionDef, argument: str) -> list[tuple[int, str]]:
    """List the fields of an argument that a function reads, each with its line; none where it is assigned anew."""
    nodes = [node for statement in function.body for node in ast.walk(statement)]
    if any(isinstance(n, ast.Name) and n.id == argument and not isinstance(n.ctx, ast.Load) for n in nodes):
        return []
    return [
        (node.lineno, node.attr)
        for node in nodes
        if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name) and node.value.id == argument
    ]


def answers_always(body: list[ast.stmt]) -> bool:
    """Return whether a body cannot be left but by an answer or an exception, as far as its last statement shows."""
    match body[-1]:
        case ast.Return():
            return body[-1].value is not None
        case ast.If():
            return bool(body[-1].orelse) and answers_always(body[-1].body) and answers_always(body[-1].orelse)
        case ast.Raise() | ast.While() | ast.Try() | ast.With() | ast.Match():
            return True
        case _:
            return False


def _functions(module: ast.Module) -> Iterator[ast.FunctionDef]:
    for statement in module.body:
        if isinstance(statement, ast.FunctionDef) and statement.name not in NOT_COMPILED:
            yield statement


def _known(module: ast.Module) -> tuple[set[str], set[str]]:
    """Collect the names a function may call (own functions and views, other rules) and the names of module state."""
    callable_names: set[str] = set()
    state: set[str] = set()
    for statement in module.body:
        if isinstance(statement, (ast.FunctionDef, ast.ClassDef)):
            callable_names.add(statement.name)
        elif isinstance(statement, ast.ImportFrom) and _of_policies(statement):
            callable_names.update(alias.asname or alias.name for alias in statement.names)
        elif isinstance(statement, (ast.Assign, ast.AnnAssign)):
            targets = statement.targets if isinstance(statement, ast.Assign) else [statement.target]
            if isinstance(
                statement.value, (ast.List, ast.Dict, ast.Set, ast.Call, ast.ListComp, ast.DictComp)
            ):
                state.update(target.id for target in targets if isinstance(target, ast.Name))
    return callable_names, state


def _of_policies(statement: ast.ImportFrom) -> bool:
    """Tell whether an import is from the room of rules: within it, or by a user's own rule."""
    return statement.level > 0 or (statement.module or "").startswith("model.policies")


def _outside(statement: ast.stmt) -> Iterator[str]:
    allowed = (ast.Import, ast.ImportFrom, ast.Assign, ast.AnnAssign, ast.FunctionDef, ast.ClassDef)
    docstring = isinstance(statement, ast.Expr) and isinstance(statement.value, ast.Constant)
    if not (isinstance(statement, allowed) or docstring):
        yield f"line {statement.lineno}: {type(statement).__name__} at the top of the module"


def _in_function(function: ast.FunctionDef, known: tuple[set[str], set[str]]) -> Iterator[str]:
    body = function.body[1:] if ast.get_docstring(function) is not None else function.body
    if function.decorator_list:
        yield f"line {function.lineno}: a decorator"
    if function.args.vararg or function.args.kwarg:
        yield f"line {function.lineno}: a variable number of arguments"
    ranges = {
        node.iter
        for statement in body
        for node in ast.walk(statement)
        if isinstance(node, ast.For) and _is_range(node.iter)
    }
    for statement in body:
        for node in _walk(statement):
            fault = _fault(node, known, ranges)
            if fault is not None:
                yield f"line {getattr(node, 'lineno', function.lineno)}: {fault}"


def _walk(node: ast.AST) -> Iterator[ast.AST]:
    """Walk a tree without its annotations, which are never run."""
    yield node
    for name, child in ast.iter_fields(node):
        if name != "annotation":
            for part in cast("list[Any]", child) if isinstance(child, list) else [child]:
                if isinstance(part, ast.AST):
                    yield from _walk(part)


def _is_range(node: ast.expr) -> bool:
    return isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "range"


def _fault(node: ast.AST, known: tuple[set[str], set[str]], ranges: set[ast.expr]) -> str | None:
    callable_names, state = known
    match node:
        case ast.BinOp(op=ast.Pow()) | ast.AugAssign(op=ast.Pow()):
            return "** differs between platforms; multiply"
        case ast.BinOp(op=ast.MatMult()) | ast.AugAssign(op=ast.MatMult()):
            return "the operator MatMult"
        case ast.Compare() if any(isinstance(op, (ast.In, ast.NotIn, ast.Is, ast.IsNot)) for op in node.ops):
            return "a comparison by " + " and ".join(type(op).__name__ for op in node.ops)
        case ast.For() if node.iter not in ranges:
            return "a loop over something else than range(...)"
        case ast.Constant() if not isinstance(node.value, (int, float)):
            return f"the constant {node.value!r}"
        case ast.Attribute(value=ast.Name(id="math")) if node.attr not in MATH:
            return f"math.{node.attr}"
        case ast.Attribute(ctx=ast.Store()) | ast.Subscript(ctx=ast.Store()):
            return "a change of an argument"
        case ast.Name() if node.id in state:
            return f"the module state {node.id}"
        case ast.Call() if node not in ranges:
            return _fault_of_call(node.func, callable_names)
        case ast.stmt() if not isinstance(node, STATEMENTS):
            return f"{type(node).__name__}"
        case ast.expr() if not isinstance(node, EXPRESSIONS):
            return f"{type(node).__name__}"
        case _:
            return None


def _fault_of_call(function: ast.expr, callable_names: set[str]) -> str | None:
    match function:
        case ast.Name(id=name):
            return None if name in BUILTINS or name in callable_names else f"a call of {name}"
        case ast.Attribute(value=ast.Name(id=owner)) if owner == "math" or owner in callable_names:
            return None
        case _:
            return f"a call of {ast.unparse(function)}"
