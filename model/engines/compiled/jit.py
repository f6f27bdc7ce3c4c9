"""How functions of this room are compiled: without the interpreter's lock, with numpy's rules for division."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar, cast

import numba  # pyright: ignore[reportMissingTypeStubs]
from numba.extending import register_jitable  # pyright: ignore[reportMissingTypeStubs, reportUnknownVariableType]

Function = TypeVar("Function", bound=Callable[..., Any])

OPTIONS: dict[str, Any] = {"nogil": True, "error_model": "numpy"}


def step(function: Function) -> Function:
    """Compile a step of the story."""
    return cast(Function, numba.njit(**OPTIONS)(function))


def inlined(function: Function) -> Function:
    """Compile a small function that is part of every caller."""
    return cast(Function, numba.njit(forceinline=True, **OPTIONS)(function))


def shared(function: Function) -> Function:
    """Let compiled code call a plain function of a lower room; the function itself stays as it is."""
    return cast(Function, register_jitable(**OPTIONS)(function))
