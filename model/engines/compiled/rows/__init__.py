"""The rows of the compiled engine's tables, each declared once as a class of annotated fields.

Integers and ticks are int64, smoothed averages and settings float64. A field that names a row of another table is
NO_ROW where there is none. Free rows hang together by `next`.
"""

from .book import NodeRow, OrderRow
from .demand import HistoryRow, PersonRow, SegmentRow, SubstituteRow
from .desk import DeskRow
from .disruption import DisruptionRow
from .lane import LaneRow, PurchaseRow, ShipmentRow, SourcingRow
from .plant import BatchRow, ComponentRow, LineRow, ProductionOrderRow, SetUpRow, SignalRow, SiteRow
from .run import EventRow, LaterRow, RunRow, StreamRow
from .stock import ShelfRow, StockRow

__all__ = [
    "BatchRow",
    "ComponentRow",
    "DeskRow",
    "DisruptionRow",
    "EventRow",
    "HistoryRow",
    "LaneRow",
    "LaterRow",
    "LineRow",
    "NodeRow",
    "OrderRow",
    "PersonRow",
    "ProductionOrderRow",
    "PurchaseRow",
    "RunRow",
    "SegmentRow",
    "SetUpRow",
    "ShelfRow",
    "ShipmentRow",
    "SignalRow",
    "SiteRow",
    "SourcingRow",
    "StockRow",
    "StreamRow",
    "SubstituteRow",
]
