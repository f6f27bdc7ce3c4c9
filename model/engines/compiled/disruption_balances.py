"""What strikes a lane, recounted from the disruptions that last, and what it holds back; see `balances`."""

from __future__ import annotations

from typing import Any

from ...scenario.world import ON_STOCKS, Effect
from .tables import NO_ROW

Tables = dict[str, Any]


def disruption_fault(tables: Tables, lane: int, name: str) -> str | None:
    """Return what is wrong with how a lane counts the disruptions that strike it, or with what it holds back."""
    row = tables["lane"][lane]
    stock = tables["stock"][row["to"]]
    counted = {
        Effect.PAUSE_SHIPMENTS: row["stopped"], Effect.FREEZE_LANES: row["frozen"],
        Effect.PAUSE_RECEIPTS: row["shut"], Effect.REFUSE_ORDERS: row["refusing"],
        Effect.PAUSE_ORDERS: int(stock["paused"]) - int(stock["barred"]),
    }  # fmt: skip
    for effect, count in counted.items():
        strike = struck(tables, effect, int(row["to"]) if effect in ON_STOCKS else lane)
        if count != strike:
            return f"{effect.name} by {name} is counted {count}, and {strike} last"
    if bool(stock["barred"]) != all(tables["lane"][each]["refusing"] for each in choosable(tables, stock)):
        return f"it is {'' if stock['barred'] else 'not '}barred from ordering, and should be otherwise"
    if (row["held_head"] != NO_ROW and not row["stopped"]) or (
        row["door_head"] != NO_ROW and not row["shut"]
    ):
        return f"goods are held by {name}, and nothing holds them"
    return None


def choosable(tables: Tables, stock: Any) -> list[int]:
    """Return the lanes of a stock point that its rule chooses among."""
    lanes = list(range(int(stock["lane_first"]), int(stock["lane_first"] + stock["lane_count"])))
    if stock["sourcing"] == NO_ROW:
        return lanes
    how = tables["sourcing"][stock["sourcing"]]
    plain = [lane for lane in lanes if lane != how["fast"]]
    return plain[:1] if how["first"] else plain


def struck(tables: Tables, effect: Effect, target: int) -> int:
    """Count the disruptions of an effect that last and strike a target."""
    found = 0
    for row in tables["disruption"]:
        first = int(row["target_first"])
        targets = tables["target"][first : first + int(row["target_count"])]
        found += bool(row["down"] and row["effect"] == effect and target in targets)
    return found
