"""How a request ends: goods received at once or late, or a wait in vain; see the reference's `Receipts`."""

from __future__ import annotations

from ...outcome.tallies import Cell, Point
from ...outcome.trace import Row
from ...policies.customer.answer import expected, learned
from ...policies.units import NOTHING
from ...policies.views import Experience
from .compensation import compensate, learn_of_lateness
from .draining import settle_request
from .duplicates import call_off_elsewhere, leave_ring, over, stood_for_nothing
from .firm import WORK_BEGINS, work_begun_for
from .inquiries import inquired
from .jit import inlined, step
from .loyalty import forget_person, sink_in
from .recent import remember_wait
from .record import count_wait, note
from .rows import OrderRow
from .standing import hear_of
from .tables import NO_ROW, State

AT_ONCE_FELT, SUBSTITUTED_FELT, NOT_OFFERED_FELT, REFUSED_FELT = 0, 1, 2, 3


@step
def count_under_way(w: State, s: int, asked: int, quantity: int, wait: int) -> None:
    """Count units that are handed over and not received before the horizon: there they still wait."""
    count_wait(w.under_way_times, s, wait, quantity)
    count_wait(w.waiting_ages, s, w.run[0].horizon - asked, quantity)


@inlined
def received(w: State, s: int, cell: int, asked: int, quantity: int, wait: int, column: int) -> None:
    """Count units received so many ticks after the request at stock point s. Cell 0 is the warm-up."""
    if cell == 0:
        return
    w.cells[cell, column] += quantity
    w.cells[cell, Cell.FILL_SUM] += quantity * wait
    if column == Cell.KEPT or column == Cell.BROKEN or column == Cell.UNTOLD:
        w.cells[cell, Cell.LATE_SUM] += quantity * wait
    for place in range(w.run[0].limits):
        limit = w.limit[place]
        if wait <= limit and asked <= w.run[0].horizon - limit:
            w.cells[cell, Cell.WITHIN_0 + place] += quantity
    count_wait(w.fill_times, s, wait, quantity)
    if asked + wait >= w.run[0].horizon:
        count_under_way(w, s, asked, quantity, wait)
    hear_of(w, s, column == Cell.AT_ONCE or column == Cell.KEPT, quantity)


@step
def dated(e: OrderRow, handed_over: int) -> int:
    """Return the tick that dates told to an order refer to, when it is handed over then: firm, or the receipt."""
    return min(handed_over, e.begun_at) if e.firm == 1 else handed_over


@step
def served_late(w: State, o: int, quantity: int) -> None:
    """Hand units to a customer who waited."""
    e = w.order[o]
    x = w.stock[e.stock]
    now = w.run[0].now
    receipt = now + x.delivery
    told = e.first_date != NOTHING
    kept = told and dated(e, now + x.delivery if x.firm == 0 else now) <= e.first_date
    wait = receipt - e.asked
    if kept:
        received(w, e.wish, e.cell, e.asked, quantity, wait, Cell.KEPT)
    elif told:
        received(w, e.wish, e.cell, e.asked, quantity, wait, Cell.BROKEN)
    else:
        received(w, e.wish, e.cell, e.asked, quantity, wait, Cell.UNTOLD)
    if x.discounted == 1 and e.cell != 0:
        w.points[e.stock, Point.DISCOUNTED] += quantity
    note(w, Row.SERVED_LATE, e.stock, e.serial, quantity, e.left, receipt, x.on_hand)
    if x.site != w.stock[e.wish].site:
        w.cells[e.cell, Cell.SERVED_ELSEWHERE] += quantity
    if e.twin != NO_ROW:
        call_off_elsewhere(w, o, quantity)
    if e.left == 0:
        served_in_full(w, o, receipt, told, kept)


@step
def rate(w: State, o: int, at: int) -> None:
    """Count a back-order received by how much later than expected it came."""
    e = w.order[o]
    r = w.run[0]
    later = at - expected(e.first_date, e.believed, e.asked)
    classes = 0
    for place in range(r.limits, r.limits + r.lateness):
        classes += int(later > w.limit[place])
    if classes > 0:
        w.cells[e.cell, Cell.LATER_0 + classes - 1] += 1


@step
def served_in_full(w: State, o: int, receipt: int, told: bool, kept: bool) -> None:
    """Close a back-order that was served to the end."""
    e = w.order[o]
    s, cell = e.stock, e.cell
    x = w.stock[s]
    wait = receipt - e.asked
    if x.unit_time != NO_ROW and e.begun == 0:
        work_begun_for(w, o)
    if x.firm != WORK_BEGINS:
        remember_wait(w, x.desk, wait if x.firm == 0 else wait - x.delivery)
    w.cells[cell, Cell.HANDED_OVER] += 1
    rate(w, o, dated(e, receipt if x.firm == 0 else receipt - x.delivery) if told else receipt)
    late = 0
    if told:
        at = dated(e, receipt if x.firm == 0 else receipt - x.delivery)
        late = max(0, at - e.first_date)
        w.cells[cell, Cell.PROMISED] += 1
        w.cells[cell, Cell.PROMISED_KEPT] += int(kept)
        w.cells[cell, Cell.PROMISED_RECEIVED] += 1
        w.cells[cell, Cell.PROMISE_ERROR] += abs(at - e.first_date)
        w.cells[cell, Cell.LAST_ERROR] += abs(at - e.last_date)
        learn_of_lateness(w, o, late)
        compensate(w, o, late, 0)
    inquired(w, o)
    settle_request(w, e.segment, cell)
    bridged = int(e.bridged != NOTHING)
    felt = Experience(
        wait, late, 0, int(kept), int(told and not kept), int(not told), bridged, 0, 0, 0, 0, e.paid
    )
    sink_in(w, e.segment, e.person, e.ordinal, cell, felt)
    if e.person != NO_ROW:
        c = w.person[e.person]
        weight = w.segment[e.segment].belief_weight
        if weight > 0.0 and cell != 0:
            c.belief = learned(c.belief, wait, weight)
        c.open -= 1
        forget_person(w, e.person)


@step
def left_waiting(w: State, o: int, quantity: int, column: int) -> None:
    """See a customer off who waited in vain, here or altogether: it left, the shop cancelled, or it switched."""
    e = w.order[o]
    now = w.run[0].now
    if column != Cell.BRIDGED:
        row = Row.RENEGED if column == Cell.RENEGED else Row.CANCELLED
        note(w, row, e.stock, e.serial, quantity, e.last_date, e.customer, 0)
    over(w, o)
    if e.person != NO_ROW:
        w.person[e.person].open -= 1
    if e.twin != NO_ROW:
        leave_ring(w, o)
        stood_for_nothing(w, o, quantity, now)
        return
    if e.bridged != NOTHING:
        received(w, e.wish, e.cell, e.asked, quantity, e.bridged, Cell.BRIDGED)
        felt = Experience(e.bridged, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0, e.paid)
    else:
        w.cells[e.cell, column] += quantity
        if e.cell != 0:
            if column == Cell.RENEGED:
                count_wait(w.left_times, e.wish, now - e.asked, quantity)
            else:
                count_wait(w.cancelled_times, e.wish, now - e.asked, quantity)
            hear_of(w, e.wish, False, quantity)
        reneged = int(column == Cell.RENEGED)
        felt = Experience(now - e.asked, 0, 0, 0, 0, 0, 0, 0, 0, reneged, 1 - reneged, e.paid)
    settle_request(w, e.segment, e.cell)
    sink_in(w, e.segment, e.person, e.ordinal, e.cell, felt)
    if e.person != NO_ROW:
        forget_person(w, e.person)


@inlined
def feel(w: State, g: int, person: int, ordinal: int, cell: int, wait: int, what: int) -> None:
    """End a request at the counter, and let the experience sink in."""
    settle_request(w, g, cell)
    if person == NO_ROW:
        return
    felt = Experience(
        wait, 0, int(what == AT_ONCE_FELT), 0, 0, 0, int(what == SUBSTITUTED_FELT), int(what == NOT_OFFERED_FELT),
        int(what == REFUSED_FELT), 0, 0, 0,
    )  # fmt: skip
    sink_in(w, g, person, ordinal, cell, felt)
