"""A table as the kernel sees it: where its rows lie, read as constant, and no question about negative places.

Numba's own arrays let -1 be the last row, and ask for it at every access; here a place is a row or it is NO_ROW, and
NO_ROW is asked for by name.
"""

from __future__ import annotations

import operator
from typing import Any, cast

import numba  # pyright: ignore[reportMissingTypeStubs]
from numba.core import cgutils, types  # pyright: ignore[reportMissingTypeStubs]
from numba.core.datamodel.models import PointerModel  # pyright: ignore[reportMissingTypeStubs]
from numba.core.datamodel.registry import register_default  # pyright: ignore[reportMissingTypeStubs, reportUnknownVariableType]
from numba.core.imputils import lower_builtin, lower_getattr  # pyright: ignore[reportMissingTypeStubs, reportUnknownVariableType]
from numba.core.typing.templates import (  # pyright: ignore[reportMissingTypeStubs]
    AbstractTemplate,
    AttributeTemplate,
    infer_global,  # pyright: ignore[reportUnknownVariableType]
    signature,  # pyright: ignore[reportUnknownVariableType]
)
from numba.extending import infer_getattr  # pyright: ignore[reportMissingTypeStubs, reportUnknownVariableType]

from .tables import GRIDS, INTEGERS, REALS, RECORDS, dtype_of


def table_type(name: str) -> Any:
    """Return numba's type of a table as the caller of the kernel has it."""
    if name in RECORDS:
        return types.Array(numba.from_dtype(dtype_of(RECORDS[name])), 1, "C")
    if name in INTEGERS:
        return types.Array(numba.int64, 1, "C")
    if name in REALS:
        return types.Array(numba.float64, 1, "C")
    assert name in GRIDS
    return types.Array(numba.int64, 2, "C")


class KernelTable(types.Type):
    """The type of a table in the kernel: records, whole numbers, or whole numbers by row and column."""

    def __init__(self, name: str) -> None:
        self.dtype: Any = table_type(name)
        super().__init__(f"T({self.dtype.dtype},{self.dtype.ndim})")


register_default(KernelTable)(PointerModel)


def constant(builder: Any, place: Any) -> Any:
    """Read what nobody writes while the kernel runs."""
    read = builder.load(place)
    read.set_metadata("invariant.load", builder.module.add_metadata([]))
    return read


def part(context: Any, builder: Any, table: KernelTable, value: Any, name: str, *place: int) -> Any:
    """Read a part of a table's description: where its rows lie, or how many there are."""
    field = context.data_model_manager[table.dtype].get_field_position(name)
    return constant(builder, cgutils.gep_inbounds(builder, value, 0, field, *place))


@infer_getattr
class TableAttributes(AttributeTemplate):
    """What the type checker knows of a table: its size, and its shape."""

    key = KernelTable

    def resolve_size(self, _table: Any) -> Any:
        """Number of rows of records."""
        return types.intp

    def resolve_shape(self, table: Any) -> Any:
        """Rows and columns."""
        return types.UniTuple(types.intp, table.dtype.ndim)


@lower_getattr(KernelTable, "size")
def table_size(context: Any, builder: Any, table: Any, value: Any) -> Any:
    """Read the number of rows."""
    return part(context, builder, table, value, "shape", 0)


@lower_getattr(KernelTable, "shape")
def table_shape(context: Any, builder: Any, table: Any, value: Any) -> Any:
    """Read rows and columns."""
    numbers = [part(context, builder, table, value, "shape", axis) for axis in range(table.dtype.ndim)]
    return context.make_tuple(builder, types.UniTuple(types.intp, table.dtype.ndim), numbers)


class TableGet(AbstractTemplate):
    """What reading a table gives."""

    def generic(self, args: Any, kws: Any) -> Any:
        """Return the signature, None where it is not a table that is read."""
        table, place = args
        return signature(table.dtype.dtype, table, place) if isinstance(table, KernelTable) else None


class TableSet(AbstractTemplate):
    """What writing a table takes."""

    def generic(self, args: Any, kws: Any) -> Any:
        """Return the signature, None where it is not a table that is written."""
        table, place, _ = args
        return (
            signature(types.none, table, place, table.dtype.dtype) if isinstance(table, KernelTable) else None
        )


typed = cast(Any, infer_global)
typed(operator.getitem)(TableGet)
typed(operator.setitem)(TableSet)


def cell(context: Any, builder: Any, table: KernelTable, value: Any, kind: Any, place: Any) -> Any:
    """Return where a row, or a number, lies."""
    rows = part(context, builder, table, value, "data")
    if table.dtype.ndim == 1:
        return builder.gep(rows, [context.cast(builder, place, kind, types.intp)], inbounds=True)
    given = cast("list[Any]", cgutils.unpack_tuple(builder, place))
    row, column = (context.cast(builder, given[axis], kind[axis], types.intp) for axis in range(2))
    width = part(context, builder, table, value, "shape", 1)
    return builder.gep(rows, [builder.add(builder.mul(row, width), column)], inbounds=True)


@lower_builtin(operator.getitem, KernelTable, types.Any)
def get(context: Any, builder: Any, sig: Any, args: Any) -> Any:
    """Read a number, or point to a row."""
    table, kind = sig.args
    return context.unpack_value(
        builder, table.dtype.dtype, cell(context, builder, table, args[0], kind, args[1])
    )


@lower_builtin(operator.setitem, KernelTable, types.Any, types.Any)
def put(context: Any, builder: Any, sig: Any, args: Any) -> Any:
    """Write a number."""
    table, kind, given = sig.args
    value = context.cast(builder, args[2], given, table.dtype.dtype)
    builder.store(value, cell(context, builder, table, args[0], kind, args[1]))
    return context.get_dummy_value()


__all__ = ["KernelTable", "constant", "table_type"]
