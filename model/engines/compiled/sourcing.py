"""Sourcing: what distrust and haste divert of an order; see the reference's `sourcing`."""

from __future__ import annotations

from ...outcome.tallies import Way
from ...outcome.trace import Row
from .acceptance import another_accepts
from .jit import step
from .purchases import count_way
from .record import note
from .rules import expedite, trust, trusting
from .tables import NO_ROW, State


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
