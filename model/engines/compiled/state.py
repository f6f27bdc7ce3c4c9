"""The state as the kernel sees it: one numba structref that points to every table."""

from __future__ import annotations

from typing import Any

import numba  # pyright: ignore[reportMissingTypeStubs]
from numba.experimental import structref  # pyright: ignore[reportMissingTypeStubs]

from .tables import GRIDS, INTEGERS, NAMES, REALS, RECORDS, State, dtype_of


@structref.register
class StateType(numba.types.StructRef):
    """The type of the pointer; its name is short, since it is part of the name of every compiled function."""

    def __init__(self, fields: Any) -> None:
        super().__init__(fields)
        self.name = "State"


structref.define_constructor(State, StateType, list(NAMES))


def table_type(name: str) -> Any:
    """Return numba's type of a table."""
    if name in RECORDS:
        return numba.types.Array(numba.from_dtype(dtype_of(RECORDS[name])), 1, "C")
    if name in INTEGERS:
        return numba.types.Array(numba.int64, 1, "C")
    if name in REALS:
        return numba.types.Array(numba.float64, 1, "C")
    assert name in GRIDS
    return numba.types.Array(numba.int64, 2, "C")


SIGNATURE = numba.int64(numba.types.Tuple([table_type(name) for name in NAMES]), numba.int64)
"""Of the entry: a tuple of every table, and the budget of events."""
