"""How functions of this room are compiled: without the interpreter's lock, with numpy's rules for division."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar, cast

from numba.core import config, types  # pyright: ignore[reportMissingTypeStubs]
from numba.core.registry import CPUDispatcher  # pyright: ignore[reportMissingTypeStubs]
from numba.extending import register_jitable  # pyright: ignore[reportMissingTypeStubs, reportUnknownVariableType]

Function = TypeVar("Function", bound=Callable[..., Any])

OPTIONS: dict[str, Any] = {"nogil": True, "error_model": "numpy"}
BARE: dict[str, Any] = {
    **OPTIONS, "nopython": True, "boundscheck": None, "no_cpython_wrapper": True, "no_cfunc_wrapper": True,
}  # fmt: skip


class Step(CPUDispatcher):
    """A function compiled once for all numbers of a type, where numba would once for every constant passed to it."""

    def get_call_template(self, args: Any, kws: Any) -> Any:
        """Forget which constant an argument is, and of which enumeration."""
        return super().get_call_template([plain(kind) for kind in args], kws)


def plain(kind: Any) -> Any:
    """Return the type of a variable that may hold this."""
    return kind.dtype if isinstance(kind, types.IntEnumMember) else types.unliteral(kind)


def step(function: Function) -> Function:
    """Compile a step of the story."""
    return _compiled(function, BARE)


def inlined(function: Function) -> Function:
    """Compile a small function that is part of every caller."""
    return _compiled(function, {**BARE, "forceinline": True})


def _compiled(function: Function, options: dict[str, Any]) -> Function:
    if bool(vars(config)["DISABLE_JIT"]):
        return function
    return cast(Function, Step(py_func=function, targetoptions=options))


def shared(function: Function) -> Function:
    """Let compiled code call a plain function of a lower room; the function itself stays as it is."""
    return register_jitable(**OPTIONS)(function)
