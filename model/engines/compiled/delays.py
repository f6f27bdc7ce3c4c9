"""How long the disruptions that last are reckoned to last still; see the reference's `pegging` and `disruption`."""

from __future__ import annotations

import math

from ...policies.units import NEVER
from ...scenario.world import Effect
from .chance import residual_at
from .jit import step
from .tables import NO_ROW, State

PAUSE_ORDERS, REFUSE_ORDERS = int(Effect.PAUSE_ORDERS), int(Effect.REFUSE_ORDERS)
PAUSE_SHIPMENTS = int(Effect.PAUSE_SHIPMENTS)
FREEZE, PAUSE_RECEIPTS = int(Effect.FREEZE_LANES), int(Effect.PAUSE_RECEIPTS)
DESTROY = int(Effect.DESTROY_STOCK)
FREEZE_LINES, CAPACITY = int(Effect.FREEZE_LINES), int(Effect.REDUCE_CAPACITY)


@step
def remaining(w: State, d: int) -> int:
    """Return the ticks that shops reckon a disruption lasts from now."""
    x = w.disruption[d]
    now = w.run[0].now
    if x.announced == 1:
        return min(x.until - now, NEVER)
    if x.down_stream == NO_ROW:
        return max(x.since + x.expected - now, 0) if x.expected < NEVER else NEVER
    table = w.residual[x.residual_first : x.residual_first + 33]
    rest = residual_at(table, float(x.expected), float(now - x.since))
    return math.floor(rest + 0.5) if rest < NEVER else NEVER


@step
def delay(w: State, lane: int, first: int) -> int:
    """Return how long the longest disruption in the way is reckoned to last; `first` is the first effect ahead."""
    longest = 0
    for d in range(w.disruption.size):
        x = w.disruption[d]
        if x.down == 0 or x.effect < first or x.effect > PAUSE_RECEIPTS:
            continue
        target = w.lane[lane].to if x.effect == PAUSE_ORDERS else lane
        for place in range(x.target_first, x.target_first + x.target_count):
            if w.target[place] == target:
                longest = max(longest, remaining(w, d))
    return longest
