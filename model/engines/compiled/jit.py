"""How functions of this room are compiled: without the interpreter's lock, with numpy's rules for division."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar, cast

from numba.core import config, types  # pyright: ignore[reportMissingTypeStubs]
from numba.core.codegen import JITCodeLibrary  # pyright: ignore[reportMissingTypeStubs]
from numba.core.compiler import Compiler  # pyright: ignore[reportMissingTypeStubs]
from numba.core.registry import CPUDispatcher  # pyright: ignore[reportMissingTypeStubs]
from numba.extending import register_jitable  # pyright: ignore[reportMissingTypeStubs, reportUnknownVariableType]

Function = TypeVar("Function", bound=Callable[..., Any])

OPTIONS: dict[str, Any] = {"nogil": True, "error_model": "numpy"}
BARE: dict[str, Any] = {
    **OPTIONS, "nopython": True, "boundscheck": None, "no_cpython_wrapper": True, "no_cfunc_wrapper": True,
}  # fmt: skip


class Part(JITCodeLibrary):
    """Code of a step, only ever a part of the entry: it is neither optimised nor made machine code of by itself.

    Numba would do both for every step and all that it calls, over and over: most of the time of compiling.
    """

    def _optimize_final_module(self) -> None:
        """Leave it to the entry, which holds all parts once."""

    def _finalize_final_module(self) -> None:
        self._finalize_dynamic_globals()
        self._verify_declare_only_symbols()
        self._finalized = True

    def get_pointer_to_function(self, name: str) -> int:
        """Return the null pointer: nobody calls a part by its address."""
        return 0

    @property
    def codegen(self) -> Any:
        """Return who is asked to `set_env`."""
        return self

    def set_env(self, name: str, env: object) -> None:
        """Do nothing: there is no machine code whose environment this could be; the steps need none."""


class Whole(JITCodeLibrary):
    """Code of the entry with all its parts. Nobody else calls those: what is called once becomes part of its caller."""

    def _optimize_final_module(self) -> None:
        for function in cast(Any, self._final_module).functions:
            if not function.is_declaration and "7advance7advance" not in function.name:
                function.linkage = "internal"
        super()._optimize_final_module()


class EntryCompiler(Compiler):
    """Numba's compiler, writing the entry."""

    def __init__(self, typing: Any, target: Any, library: Any, *others: Any) -> None:
        if library is None:
            library = Whole(target.codegen(), "whole")
            library.enable_object_caching()
        super().__init__(typing, target, library, *others)


class StepCompiler(Compiler):
    """Numba's compiler, writing into a part."""

    def __init__(self, typing: Any, target: Any, library: Any, *others: Any) -> None:
        super().__init__(
            typing, target, Part(target.codegen(), "part") if library is None else library, *others
        )


class Step(CPUDispatcher):
    """A function compiled once for all numbers of a type, where numba would once for every constant passed to it."""

    def get_call_template(self, args: Any, kws: Any) -> Any:
        """Forget which constant an argument is, and of which enumeration."""
        return super().get_call_template([plain(kind) for kind in args], kws)


def plain(kind: Any) -> object:
    """Return the type of a variable that may hold this."""
    return cast(object, kind.dtype if isinstance(kind, types.IntEnumMember) else types.unliteral(kind))


def step(function: Function) -> Function:
    """Compile a step of the story."""
    return _compiled(function, BARE)


def inlined(function: Function) -> Function:
    """Compile a small function that is part of every caller."""
    return _compiled(function, {**BARE, "forceinline": True})


def _compiled(function: Function, options: dict[str, Any]) -> Function:
    if bool(vars(config)["DISABLE_JIT"]):
        return function
    return cast(Function, Step(py_func=function, targetoptions=options, pipeline_class=StepCompiler))


def shared(function: Function, *, part_of_caller: bool = False) -> Function:
    """Let compiled code call a plain function of a lower room; the function itself stays as it is.

    `part_of_caller` makes it part of every caller: for the few that every event calls, where it is worth the time of
    compiling them again and again.
    """
    return register_jitable(**OPTIONS, forceinline=part_of_caller)(function)
