"""The state of the compiled engine: every table by name, and what each holds."""

from __future__ import annotations

import functools
from collections.abc import Sequence
from typing import Generic, TypeVar, get_type_hints

import numpy as np
import numpy.typing as npt

from .rows import (
    BatchRow,
    ComponentRow,
    DeskRow,
    DisruptionRow,
    EventRow,
    HistoryRow,
    LaneRow,
    LaterRow,
    LineRow,
    NodeRow,
    OrderRow,
    PersonRow,
    ProductionOrderRow,
    PurchaseRow,
    RunRow,
    SegmentRow,
    SetUpRow,
    ShelfRow,
    ShipmentRow,
    SignalRow,
    SiteRow,
    SourcingRow,
    StockRow,
    StreamRow,
    SubstituteRow,
)

NO_ROW = -1
AHEAD = 16
"""Numbers of a stream without members that are drawn at a time."""

Record = TypeVar("Record")


class Table(Generic[Record]):
    """What a numpy array of records looks like to the type checker."""

    size: int

    def __getitem__(self, place: int) -> Record: ...  # pyright: ignore[reportReturnType]


RECORDS: dict[str, type] = {
    "run": RunRow,
    "calendar": EventRow,
    "later": LaterRow,
    "stream": StreamRow,
    "stock": StockRow,
    "desk": DeskRow,
    "shelf": ShelfRow,
    "order": OrderRow,
    "node": NodeRow,
    "lane": LaneRow,
    "sourcing": SourcingRow,
    "purchase": PurchaseRow,
    "shipment": ShipmentRow,
    "disruption": DisruptionRow,
    "site": SiteRow,
    "signal": SignalRow,
    "line": LineRow,
    "production_order": ProductionOrderRow,
    "batch": BatchRow,
    "component": ComponentRow,
    "set_up": SetUpRow,
    "segment": SegmentRow,
    "person": PersonRow,
    "substitute": SubstituteRow,
    "history": HistoryRow,
}
"""Tables of records by name."""
INTEGERS = (
    "ahead", "changed", "given", "history_of", "period", "ramping", "ring", "stock_of", "limit", "target", "turned",
    "watched", "window",
)  # fmt: skip
"""Plain columns of int64."""
REALS = ("setting", "value", "cumulative", "share", "season", "residual")
"""Plain columns of float64."""
GRIDS = (
    "cells", "points", "places", "crowds", "outages", "ways", "fill_times", "left_times", "cancelled_times",
    "under_way_times", "waiting_ages", "firm_waits", "series", "flows", "trace", "marks",
)  # fmt: skip
"""Two-dimensional tables of int64: what is counted."""
NAMES = (*RECORDS, *INTEGERS, *REALS, *GRIDS)
"""Every table, in the order in which the entry takes them."""

Integers = npt.NDArray[np.int64]
Reals = Sequence[float]
"""A float64 array; the shared rules ask for no more than a sequence."""


class State:
    """Every table by name: one pointer in the kernel (see `state`), a plain namespace of arrays outside."""

    run: Table[RunRow]
    calendar: Table[EventRow]
    later: Table[LaterRow]
    stream: Table[StreamRow]
    stock: Table[StockRow]
    desk: Table[DeskRow]
    shelf: Table[ShelfRow]
    order: Table[OrderRow]
    node: Table[NodeRow]
    lane: Table[LaneRow]
    sourcing: Table[SourcingRow]
    purchase: Table[PurchaseRow]
    shipment: Table[ShipmentRow]
    disruption: Table[DisruptionRow]
    site: Table[SiteRow]
    signal: Table[SignalRow]
    line: Table[LineRow]
    production_order: Table[ProductionOrderRow]
    batch: Table[BatchRow]
    component: Table[ComponentRow]
    set_up: Table[SetUpRow]
    segment: Table[SegmentRow]
    person: Table[PersonRow]
    substitute: Table[SubstituteRow]
    history: Table[HistoryRow]
    ahead: Integers
    changed: Integers
    given: Integers
    history_of: Integers
    period: Integers
    ramping: Integers
    ring: Integers
    stock_of: Integers
    limit: Integers
    target: Integers
    turned: Integers
    watched: Integers
    window: Integers
    setting: Reals
    value: Reals
    cumulative: Reals
    share: Reals
    season: Reals
    residual: Reals
    cells: Integers
    points: Integers
    places: Integers
    crowds: Integers
    outages: Integers
    ways: Integers
    fill_times: Integers
    left_times: Integers
    cancelled_times: Integers
    under_way_times: Integers
    waiting_ages: Integers
    firm_waits: Integers
    series: Integers
    flows: Integers
    trace: Integers
    marks: Integers

    def __init__(self, tables: Sequence[object]) -> None:
        """Take every table in the order of NAMES; only run where numba is told not to compile."""
        for name, table in zip(NAMES, tables, strict=True):
            setattr(self, name, table)


@functools.cache
def dtype_of(record: type) -> np.dtype[np.void]:
    """Return the layout of a record: its annotated fields in order, eight bytes each."""
    return np.dtype(
        [(name, "f8" if kind is float else "i8") for name, kind in get_type_hints(record).items()]
    )
