"""A user's own rule in the kernel: compiled by itself to a plain C function, which the kernel calls by its address.

The address and a mark for failure stand before the rule's settings in the table of settings: they are numbers like any
other, so the compiled kernel and its cache know nothing of the rule. A rule that fails leaves the mark and answers 0;
the run ends when the kernel next returns.
"""

from __future__ import annotations

import ast
import math
import threading
from collections.abc import Callable
from typing import Any, cast, get_type_hints

import numba  # pyright: ignore[reportMissingTypeStubs]
from llvmlite import ir
from numba.core import config, types  # pyright: ignore[reportMissingTypeStubs]
from numba.core.errors import NumbaError  # pyright: ignore[reportMissingTypeStubs]
from numba.extending import intrinsic  # pyright: ignore[reportMissingTypeStubs, reportUnknownVariableType]

from ...policies.own import ANSWERS, VIEWS, OwnRule
from ...policies.portable import NOT_COMPILED
from .jit import step

PLAIN = bool(vars(config)["DISABLE_JIT"])
ADDRESS, FAILED, SETTINGS = 0, 1, 2
"""Places of an own rule among its numbers in the table of settings."""
NO_ANSWER = -(1 << 62)
"""What a rule answers that failed; a real answer would be not a number."""
CHECKED = {"log": "x <= 0", "log1p": "x <= -1", "sqrt": "x < 0", "sin": "x - x != 0", "cos": "x - x != 0",
           "floor": "x - x != 0", "ceil": "x - x != 0"}  # fmt: skip
"""Functions of `math` that raise in Python and not in compiled code, and where; `exp` raises where it overflows."""

Asked = Callable[..., Any]
_entries: dict[OwnRule, Any] = {}
_plain: list[Asked] = []
_compiling = threading.Lock()


class CannotCompile(Exception):
    """Why a rule is for the reference engine only."""


def address_of(own: OwnRule) -> int:
    """Return where the rule's compiled function is; raises CannotCompile."""
    with _compiling:
        if own not in _entries:
            _entries[own] = _plain_entry(own) if PLAIN else _compiled_entry(own)
        entry = _entries[own]
    return int(entry) if PLAIN else int(entry.address)


def _view_of(own: OwnRule) -> type[Any]:
    """Return what the rule is shown."""
    return VIEWS[own.decision]


def _source(own: OwnRule) -> str:
    """Write `ask(..., setting)`: the view from its numbers, the rule asked, the answer checked."""
    kind, least, most, _ = ANSWERS[own.decision]
    fields = cast("tuple[str, ...]", _view_of(own)._fields)
    settings = own.rule.settings
    hints = get_type_hints(settings)
    read = [
        f"{'float' if hints[name] is float else 'int'}(setting[{place}])"
        for place, name in enumerate(cast("tuple[str, ...]", settings._fields))
    ]
    failed = "NOT_A_NUMBER" if kind is float else "NO_ANSWER"
    fits = f" and on_hand + on_order + answer <= {own.most}" if own.decision == "replenishment" else ""
    answer = "real" if kind is float else ("1 if given else 0" if kind is bool else "int(given)")
    return f"""
def ask({", ".join(fields)}, setting):
    try:
        view = View({", ".join(fields)})
        settings = Settings({", ".join(read)})
        given = decide(view, settings)
        real = 0.0 + given
        if not {least - 1.0!r} <= real <= {float(most)!r}:  # so it is for what is not a number
            return {failed}
        answer = {answer}
    except Exception:
        return {failed}
    if {least!r} <= answer <= {most!r}{fits}:
        return answer
    return {failed}
"""


def _names(own: OwnRule) -> dict[str, Any]:
    return {"View": _view_of(own), "NO_ANSWER": NO_ANSWER, "NOT_A_NUMBER": math.nan}


def _plain_entry(own: OwnRule) -> int:
    """Return the place of the rule's function where numba is told not to compile."""
    names = {**vars(own.rule.module), **_names(own)}
    exec(_source(own), names)
    _plain.append(names["ask"])
    return len(_plain) - 1


def _compiled_entry(own: OwnRule) -> Any:
    """Compile the rule with an explicit signature; raises CannotCompile with what stands against it."""
    beyond = own.not_portable()
    if beyond:
        raise CannotCompile(f"{own.file} {beyond[0]}")
    names: dict[str, Any] = {"__name__": own.module_name}
    tree = ast.fix_missing_locations(_Checked().visit(ast.parse(own.text)))
    names |= {f"checked_{name}": _checked(name) for name in (*CHECKED, "exp")}
    exec(compile(tree, own.file, "exec"), names)
    names |= _names(own)
    for node in tree.body:
        if isinstance(node, ast.FunctionDef) and node.name not in NOT_COMPILED:
            names[node.name] = numba.njit(nogil=True)(names[node.name])
    exec(_source(own), names)
    try:
        return cast(Any, numba).cfunc(_signature(own), nopython=True)(names["ask"])
    except NumbaError as fault:
        raise CannotCompile(f"{own.file}: {_first_reason(str(fault))}") from None


def _signature(own: OwnRule) -> Any:
    hints = get_type_hints(_view_of(own))
    fields = [types.float64 if hints[name] is float else types.int64 for name in _view_of(own)._fields]
    answer = types.float64 if ANSWERS[own.decision].kind is float else types.int64
    return answer(*fields, types.CPointer(types.float64))


def _first_reason(text: str) -> str:
    """Return numba's words for why it cannot, without its headings."""
    lines = [line.strip() for line in text.splitlines()]
    told = [line for line in lines if line and not line.startswith(("Failed in", "During:", "File "))]
    return " ".join(told[:2])


class _Checked(ast.NodeTransformer):
    """Calls of `math` that would not fail where Python's do become calls that do."""

    def visit_Call(self, node: ast.Call) -> ast.AST:
        """Replace one call."""
        self.generic_visit(node)
        match node.func:
            case ast.Attribute(value=ast.Name(id="math"), attr=name) if name in CHECKED or name == "exp":
                node.func = ast.copy_location(ast.Name(f"checked_{name}", ast.Load()), node.func)
            case _:
                pass
        return node


def _checked(name: str) -> Any:
    """Write a function of `math` that raises where Python's does."""
    guard = CHECKED.get(name, "x < 0 and x > 0")
    source = f"""
def checked(x):
    if {guard}:
        raise ValueError("math domain error")
    y = math.{name}(x)
    {"if y - y != 0 and x - x == 0: raise OverflowError('math range error')" if name == "exp" else ""}
    return y
"""
    names: dict[str, Any] = {"math": math}
    exec(source, names)
    return numba.njit(nogil=True)(names["checked"])


# -- what the kernel calls


def _caller(result: Any) -> Any:
    """Write the intrinsic that calls an own rule's function at its address with the view's numbers."""

    @intrinsic
    def call(_typing: Any, table: Any, first: Any, view: Any) -> Any:
        hints = get_type_hints(view.instance_class)
        wanted = [types.float64 if hints[name] is float else types.int64 for name in view.fields]

        def generate(context: Any, builder: Any, signature: Any, arguments: Any) -> Any:
            real, whole = ir.DoubleType(), ir.IntType(64)
            numbers = context.make_array(table)(context, builder, arguments[0]).data
            at = builder.gep(numbers, [context.cast(builder, arguments[1], first, types.int64)])
            address = builder.fptosi(builder.load(at), whole)
            fields = [
                context.cast(builder, builder.extract_value(arguments[2], place), view.types[place], kind)
                for place, kind in enumerate(wanted)
            ]
            pointer = ir.PointerType(real)
            kinds = [real if kind is types.float64 else whole for kind in wanted]
            function = ir.FunctionType(real if result is types.float64 else whole, [*kinds, pointer])
            settings = builder.gep(at, [ir.Constant(whole, SETTINGS)])
            return builder.call(
                builder.inttoptr(address, ir.PointerType(function)),
                [*fields, builder.bitcast(settings, pointer)],
            )

        return result(table, first, view), generate

    return call


def _call_plain(table: Any, first: int, view: Any) -> Any:
    """Call an own rule where numba is told not to compile."""
    return _plain[int(table[first])](*view, table[first + SETTINGS :])


call_integer = _call_plain if PLAIN else _caller(types.int64)
call_real = _call_plain if PLAIN else _caller(types.float64)


@step
def own_integer(table: Any, first: int, view: Any) -> int:
    """Ask an own rule for a whole number; a rule that fails leaves its mark."""
    answer = call_integer(table, first, view)
    if answer == NO_ANSWER:
        table[first + FAILED] = 1.0
        return 0
    return answer


@step
def own_real(table: Any, first: int, view: Any) -> float:
    """Ask an own rule for a real number; a rule that fails leaves its mark."""
    answer = call_real(table, first, view)
    if answer != answer:
        table[first + FAILED] = 1.0
        return 0.0
    return answer
