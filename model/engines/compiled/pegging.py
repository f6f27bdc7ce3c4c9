"""Pegging: the k-th unit owed belongs to the k-th unit to come, and so has a date; see the reference's `pegging`."""

from __future__ import annotations

import math

from ...policies.sight import CAUSES, EXACT, SHIPMENTS
from ...policies.units import NEVER, NOTHING
from ...policies.views import SourceView
from .acceptance import first_choosable
from .book import kept_from
from .chance import residual_at
from .delays import FREEZE, PAUSE_ORDERS, PAUSE_RECEIPTS, PAUSE_SHIPMENTS, delay
from .jit import step
from .lanes import SUPPLIER, clock_of
from .owed_trees import entry_with, in_book, on_lane, owed_left_of
from .rules import score
from .schedule import expected_made, planned
from .tables import NO_ROW, State


@step
def expected_wait(w: State, stock: int, unit: int, sees: int) -> int:
    """Return the ticks until the unit-th unit owed is there; see the reference's `pegging`."""
    wait = 0
    s = stock
    while True:
        x = w.stock[s]
        unit -= x.on_hand
        if unit <= 0:
            return wait
        copies = x.phantom if x.lane_count > 1 else 0
        ahead = PAUSE_SHIPMENTS if unit <= x.on_order - copies else PAUSE_ORDERS
        for lane in range(x.lane_first, x.lane_first + x.lane_count):
            unit -= quanta_from(w, w.lane[lane].door_head)
            if unit <= 0:
                return min(wait + delay_seen(w, lane, sees, PAUSE_RECEIPTS), NEVER)
        h = next_coming(w, s, NO_ROW, sees)
        while h != NO_ROW:
            unit -= w.shipment[h].quantity
            if unit <= 0:
                return min(wait + still_to_go(w, h, sees), NEVER)
            h = next_coming(w, s, h, sees)
        if x.unit_time != NO_ROW:
            made_in = planned(w, s, unit, False) if sees == EXACT else expected_made(w, s, unit, sees)
            return min(wait + made_in, NEVER)
        lane = x.lane_first
        if x.lane_count > 1:
            seek(w, s, unit)
            while x.sought > 0:
                for each in range(x.lane_first, x.lane_first + x.lane_count):
                    there = way_of(w, each, sees)
                    if w.lane[each].further > 0:
                        there += expected_wait(
                            w, w.lane[each].source, w.lane[each].further, w.lane[each].sees
                        )
                    w.lane[each].there = min(there, NEVER)
                pass_over(w, s)
            lane = x.brings
            unit = w.lane[lane].pegged
        y = w.lane[lane]
        wait = min(wait + y.mean_transit + delay_seen(w, lane, sees, ahead), NEVER)
        unit -= withheld(w, lane)
        if y.kind == SUPPLIER or sees == SHIPMENTS or unit <= 0:
            return wait
        told = NOTHING if sees == EXACT else told_by_source(w, y.source, lane, unit)
        if told != NOTHING:
            return min(wait + told, NEVER)
        unit = place_in_book(w, y.source, lane, unit)
        s = y.source


@step
def seek(w: State, s: int, unit: int) -> None:
    """Begin to look which of several lanes brings the unit-th of the units that are not shipped."""
    x = w.stock[s]
    x.sought, x.beyond = unit, unit
    for lane in range(x.lane_first, x.lane_first + x.lane_count):
        w.lane[lane].pegged = 0
        x.beyond -= not_shipped(w, lane)
    x.beyond += min(x.phantom, unit - x.beyond)


@step
def way_of(w: State, lane: int, sees: int) -> int:
    """Return the ticks on the way of the unit of a lane that is looked at next; which unit its source then gives, as
    `further`, 0 for none."""
    y = w.lane[lane]
    x = w.stock[y.to]
    y.further, y.sees = 0, sees
    y.upto = min(y.pegged + max(x.sought // x.lane_count, 1), not_shipped(w, lane))
    if x.beyond > 0:
        y.upto = not_shipped(w, lane) + x.beyond
        y.sees = CAUSES
        if x.barred == 1 or w.sourcing[x.sourcing].estimates == 0:
            return 0
    elif y.upto == y.pegged:
        return 0
    wait = min(y.mean_transit + delay_seen(w, lane, y.sees, PAUSE_SHIPMENTS), NEVER)
    unit = y.upto - withheld(w, lane)
    if y.kind == SUPPLIER or y.sees == SHIPMENTS or unit <= 0:
        return wait
    told = NOTHING if y.sees == EXACT else told_by_source(w, y.source, lane, unit)
    if told != NOTHING:
        return wait + told
    y.further = place_in_book(w, y.source, lane, unit)
    return wait


@step
def pass_over(w: State, s: int) -> None:
    """Pass over the units of the lane whose looked at is there first; of what would be ordered now choose the lane."""
    x = w.stock[s]
    x.brings = NO_ROW
    if x.beyond > 0:
        x.brings = first_choosable(w, s) if x.barred == 1 else best_scored(w, s, x.beyond, NO_ROW)
        w.lane[x.brings].pegged = w.lane[x.brings].upto
        x.sought = 0
        return
    for lane in range(x.lane_first, x.lane_first + x.lane_count):
        y = w.lane[lane]
        if y.upto > y.pegged and (x.brings == NO_ROW or y.there < w.lane[x.brings].there):
            x.brings = lane
    best = w.lane[x.brings]
    x.sought -= best.upto - best.pegged
    best.pegged = best.upto


@step
def not_shipped(w: State, lane: int) -> int:
    """Return the quanta ordered by a lane that its source holds or owes."""
    return withheld(w, lane) + w.lane[lane].owed


@step
def known_begin(w: State, s: int, unit: int) -> int:
    """Return the ticks until work on the unit-th unit owed begins, by what chance has decided."""
    unit -= w.stock[s].on_hand
    return planned(w, s, unit, True) if unit > 0 else 0


@step
def next_coming(w: State, s: int, h: int, sees: int) -> int:
    """Return the shipment under way after this one, the first after NO_ROW: by arrival, on one lane by dispatch."""
    x = w.stock[s]
    if x.lane_count == 0:
        return NO_ROW
    if x.lane_count > 1 or (sees == EXACT and w.lane[x.lane_first].overtaking == 1):
        return next_arriving(w, s, h, sees)
    return w.lane[x.lane_first].head if h == NO_ROW else w.shipment[h].next


@step
def next_arriving(w: State, s: int, before: int, sees: int) -> int:
    """Return the shipment that arrives next after this one, ties by lane and number; NO_ROW if none."""
    found = NO_ROW
    soonest = NEVER
    least = -1 if before == NO_ROW else still_to_go(w, before, sees)
    for lane in range(w.stock[s].lane_first, w.stock[s].lane_first + w.stock[s].lane_count):
        h = w.lane[lane].head
        while h != NO_ROW:
            g = w.shipment[h]
            there = still_to_go(w, h, sees)
            later = there > least
            if there == least and before != NO_ROW:
                b = w.shipment[before]
                later = lane > b.lane or (lane == b.lane and g.number > b.number)
            if later and (found == NO_ROW or there < soonest):
                found, soonest = h, there
            h = g.next
    return found


@step
def delay_seen(w: State, lane: int, sees: int, first: int) -> int:
    """Return how long the longest disruption in the way is reckoned to last, 0 for who does not see causes."""
    return delay(w, lane, first) if sees >= CAUSES else 0


@step
def withheld(w: State, lane: int) -> int:
    """Return the quanta held at the shipper's door."""
    return quanta_from(w, w.lane[lane].held_head)


@step
def quanta_from(w: State, h: int) -> int:
    """Return the quanta of a shipment and of all behind it."""
    found = 0
    while h != NO_ROW:
        found += w.shipment[h].quantity
        h = w.shipment[h].next
    return found


@step
def still_to_go(w: State, h: int, sees: int) -> int:
    """Return the ticks a shipment is expected to take from now, what stands in its way included."""
    lane = w.shipment[h].lane
    return min(moving_still(w, h, sees) + delay_seen(w, lane, sees, FREEZE), NEVER)


@step
def moving_still(w: State, h: int, sees: int) -> int:
    """Return the ticks a shipment is still to move; an overdue one its mean residual time."""
    x = w.lane[w.shipment[h].lane]
    clock = clock_of(w, w.shipment[h].lane)
    dispatched = w.shipment[h].dispatched
    if sees == EXACT:
        return w.shipment[h].arrival - clock
    expected = dispatched + x.mean_transit
    if expected >= clock:
        return expected - clock
    table = w.residual[x.residual_first : x.residual_first + 33]
    rest = residual_at(table, float(x.mean_transit), float(clock - dispatched))
    return math.floor(rest + 0.5) if rest < NEVER else NEVER


@step
def place_in_book(w: State, giver: int, lane: int, unit: int) -> int:
    """Return as which of the units to come at the giver this lane gets its unit-th, after what is kept from sites."""
    owed = w.lane[lane].owed
    kept = kept_from(w, giver, 1)
    if unit > owed or owed == w.stock[giver].backlog:
        return kept + w.stock[giver].backlog + unit - owed
    o = entry_with(w, lane, unit)
    return kept + owed_left_of(w, in_book(o)) + unit - owed_left_of(w, on_lane(o))


@step
def told_by_source(w: State, giver: int, lane: int, unit: int) -> int:
    """Return the ticks until the source said that the unit-th unit ordered by a lane leaves; NOTHING where not."""
    if w.stock[giver].site_desk == NO_ROW or unit > w.lane[lane].owed:
        return NOTHING
    date = w.order[entry_with(w, lane, unit)].first_date
    return date - w.run[0].now if date != NOTHING and date >= w.run[0].now else NOTHING


@step
def best_lane(w: State, s: int, quantity: int, but: int) -> int:
    """Return the lane that the rule scores highest of those that accept, the fast one and one more left out."""
    x = w.stock[s]
    if w.sourcing[x.sourcing].estimates == 1:
        for lane in range(x.lane_first, x.lane_first + x.lane_count):
            w.lane[lane].there = expected_lead_time(w, lane, quantity)
    return best_scored(w, s, quantity, but)


@step
def best_scored(w: State, s: int, quantity: int, but: int) -> int:
    """Return the best lane by the times in which an order is expected to be there."""
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
        lead_time = y.there if z.estimates == 1 else 0
        down = 1 if y.stopped + y.frozen + y.shut > 0 else 0
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
    unit = kept_from(w, y.source, 1) + w.stock[y.source].backlog + quantity
    return min(way + expected_wait(w, y.source, unit, CAUSES), NEVER)
