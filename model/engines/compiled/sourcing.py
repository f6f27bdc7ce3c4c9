"""Sourcing: which lane gets an order, and what distrust and haste divert; see the reference's `sourcing`."""

from __future__ import annotations

from ...outcome.tallies import Way
from ...outcome.trace import Row
from ...policies.sight import CAUSES
from ...policies.units import NEVER
from ...policies.views import SourceView
from ...scenario.world import Effect
from .acceptance import another_accepts
from .delays import delay
from .jit import step
from .lanes import SUPPLIER
from .purchases import count_way
from .record import note
from .rules import expedite, score, trust, trusting
from .shop import expected_wait
from .tables import NO_ROW, State

PAUSE_SHIPMENTS = int(Effect.PAUSE_SHIPMENTS)


@step
def rushed(w: State, s: int, quantity: int) -> int:
    """Return how much of an order goes to the fast lane, nothing while its source accepts none."""
    x = w.stock[s]
    z = w.sourcing[x.sourcing]
    if z.fast == NO_ROW or w.lane[z.fast].refusing > 0:
        return 0
    settings = expedite.Settings(z.backlog_over)
    return expedite.expedited(quantity, x.multiple, x.backlog, w.lane[z.fast].on_order, settings)


@step
def best_lane(w: State, s: int, quantity: int, but: int) -> int:
    """Return the lane that the rule scores highest of those that accept, the fast one and one more left out."""
    x = w.stock[s]
    z = w.sourcing[x.sourcing]
    total = 0
    for lane in range(x.lane_first, x.lane_first + x.lane_count):
        total += w.lane[lane].given
    best = NO_ROW
    most = 0.0
    for place in range(x.lane_count):
        lane = x.lane_first + place
        y = w.lane[lane]
        if lane == z.fast or lane == but or y.refusing > 0:
            continue
        lead_time = expected_lead_time(w, lane, quantity) if z.looks == 1 else 0
        down = 1 if y.stopped > 0 else 0
        view = SourceView(place, quantity, y.share, y.given, total, y.dearer_than, lead_time, down, y.overdue)
        points = score(w.setting, z.rule, z.rule_first, view)
        if best == NO_ROW or points > most:
            best, most = lane, points
    return best


@step
def expected_lead_time(w: State, lane: int, quantity: int) -> int:
    """Return how long an order would take: the way, and what keeps its source from shipping."""
    y = w.lane[lane]
    way = min(y.mean_transit + delay(w, lane, PAUSE_SHIPMENTS), NEVER)
    if y.kind == SUPPLIER:
        return way
    unit = w.stock[y.source].backlog + quantity
    return min(way + expected_wait(w, y.source, unit, CAUSES), NEVER)


@step
def stays_with(w: State, lane: int, quantity: int, multiple: int) -> int:
    """Return how much of an order stays with a lane that is not quite trusted; all of it where no other accepts."""
    x = w.lane[lane]
    z = w.sourcing[x.sourcing]
    if z.trusts == 0 or x.away == 0 or not another_accepts(w, lane):
        return quantity
    lots = quantity // multiple
    due = trust.carried(x.carry, trust.kept(x.trust, trusting(w.setting, z.trust_first)), lots)
    stays = trust.staying(due, lots)
    x.carry = due - stays
    return stays * multiple


@step
def divert(w: State, best: int, other: int, quantity: int) -> None:
    """Note what a lane loses for lack of trust."""
    count_way(w, best, Way.DIVERTED, quantity)
    note(w, Row.DIVERTED, best, other, quantity, 0, 0, 0)
