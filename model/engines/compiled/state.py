"""The state as the kernel sees it: one pointer to the place and shape of every table, and nothing to count.

A numba structref would do, but every step would count a reference to it up and down, atomically; that was more than
half of the time. The caller keeps the tables alive, and no table moves while the kernel runs. So the kernel's pointer
counts nothing, and what it points to is read as constant.
"""

from __future__ import annotations

from typing import Any, cast

import numba  # pyright: ignore[reportMissingTypeStubs]
from llvmlite import ir
from numba.core import cgutils  # pyright: ignore[reportMissingTypeStubs]
from numba.core.datamodel.models import PointerModel  # pyright: ignore[reportMissingTypeStubs]
from numba.core.datamodel.registry import register_default  # pyright: ignore[reportMissingTypeStubs, reportUnknownVariableType]
from numba.core.typing.templates import AttributeTemplate  # pyright: ignore[reportMissingTypeStubs]
from numba.extending import (  # pyright: ignore[reportMissingTypeStubs]
    infer_getattr,  # pyright: ignore[reportUnknownVariableType]
    intrinsic,  # pyright: ignore[reportUnknownVariableType]
    lower_getattr_generic,  # pyright: ignore[reportUnknownVariableType]
    overload,  # pyright: ignore[reportUnknownVariableType]
)

from .kernel_table import KernelTable, constant, table_type
from .tables import NAMES, REALS, State


class StateType(numba.types.Type):
    """The type of the pointer; its name is short, since it is part of the name of every compiled function."""

    def __init__(self) -> None:
        super().__init__("State")
        self.dtype: Any = numba.types.Tuple([table_type(name) for name in NAMES])


STATE = StateType()
SIGNATURE = numba.int64(STATE.dtype, numba.int64)
"""Of the entry: a tuple of every table, and the budget of events."""

register_default(StateType)(PointerModel)


@infer_getattr
class StateAttributes(AttributeTemplate):
    """What the type checker of numba knows of a state: its tables."""

    key = StateType

    def generic_resolve(self, typ: Any, attr: str) -> Any:
        """Return the type of a table."""
        if attr not in NAMES:
            return None
        return table_type(attr) if attr in REALS else KernelTable(attr)


@lower_getattr_generic(StateType)
def read_table(context: Any, builder: Any, typ: Any, value: Any, attr: str) -> Any:
    """Find a table among the state's; columns of reals become arrays, which count no reference."""
    place = cast(Any, cgutils.gep_inbounds(builder, value, 0, NAMES.index(attr)))
    if attr not in REALS:
        return place
    table = constant(builder, place)
    owner = context.data_model_manager[table_type(attr)].get_field_position("meminfo")
    return builder.insert_value(table, ir.Constant(table.type.elements[owner], None), owner)


@intrinsic
def point_to(_typing: Any, tables: Any) -> Any:
    """Put the places and shapes of all tables into the caller's frame and point to them.

    The pointer goes through an empty piece of assembly, after which nobody knows that this frame was written just now:
    the reads as constant are true from there on.
    """

    def generate(_context: Any, builder: Any, _signature: Any, arguments: Any) -> Any:
        frame = cast(Any, cgutils.alloca_once_value(builder, arguments[0]))
        kind = ir.FunctionType(frame.type, [frame.type])
        return builder.asm(kind, "", "=r,0,~{memory}", [frame], side_effect=True)

    return STATE(tables), generate


@overload(State)
def make_state(tables: Any) -> Any:
    """Let `State(tables)` in the kernel be the pointer."""

    def make(tables: Any) -> Any:
        return point_to(tables)  # pyright: ignore[reportCallIssue]

    return make
