"""How functions of this room are compiled: without the interpreter's lock, with numpy's rules for division."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar, cast

import numba  # pyright: ignore[reportMissingTypeStubs]
from numba.extending import register_jitable  # pyright: ignore[reportMissingTypeStubs, reportUnknownVariableType]

Function = TypeVar("Function", bound=Callable[..., Any])

OPTIONS: dict[str, Any] = {"nogil": True, "error_model": "numpy"}
BARE: dict[str, Any] = {**OPTIONS, "no_cpython_wrapper": True, "no_cfunc_wrapper": True}


def step(function: Function) -> Function:
    """Compile a step of the story."""
    return cast(Function, numba.njit(**BARE)(function))


def inlined(function: Function) -> Function:
    """Compile a small function that is part of every caller."""
    return cast(Function, numba.njit(forceinline=True, **BARE)(function))


def shared(function: Function) -> Function:
    """Let compiled code call a plain function of a lower room; the function itself stays as it is."""
    return register_jitable(**OPTIONS)(function)
