"""Ramping a site's lines: pressure that lasts calls for more of them."""

from __future__ import annotations

from ...outcome.events import Event
from ...outcome.tallies import Place
from ...outcome.trace import Row
from ...policies.units import NEVER
from .calendar import push
from .jit import step
from .line import start_ageing
from .plant import start_lines
from .record import note
from .tables import NO_ROW, State


@step
def owed(w: State, p: int) -> int:
    """Return what a site owes of all it makes."""
    total = 0
    for s in range(w.stock.size):
        x = w.stock[s]
        if x.site == p and x.unit_time != NO_ROW:
            total += x.backlog
    return total


@step
def feel_pressure(w: State, p: int) -> None:
    """See whether what the site owes is above the level of its ramp-up; if so, see whether it lasts."""
    x = w.site[p]
    if x.ramps == 0:
        return
    if owed(w, p) <= x.backlog_over:
        x.pressed = 0
    elif x.pressed == 0:
        x.times_pressed += 1
        x.pressed = x.times_pressed
        push(w, min(w.run[0].now + x.lasting, NEVER), Event.RAMP, p, x.pressed, p)


@step
def on_ramp(w: State, p: int, ordinal: int) -> None:
    """Decide for more lines, if the pressure has not been off since (numbered from 1), or put them to work (0)."""
    x = w.site[p]
    now = w.run[0].now
    if ordinal == 0:
        for line in range(x.line_first + x.line_count, x.line_first + x.line_count + x.more_lines):
            w.line[line].installed, w.line[line].since = 1, now
            start_ageing(w, line)
        x.line_count += x.more_lines
        note(w, Row.LINES_ADDED, p, x.line_count, x.more_lines, 0, 0, 0)
        start_lines(w, p)
        return
    if x.ramps == 0 or ordinal != x.pressed & 0xFFFFFFFF:
        return
    x.ramps, x.pressed = 0, 0
    w.run[0].ramps -= 1
    ready = min(now + x.ready_after, NEVER)
    note(w, Row.RAMP_UP, p, owed(w, p), x.more_lines, ready, 0, 0)
    if now >= 0:
        w.places[p, Place.RAMP_UPS] += 1
    push(w, ready, Event.RAMP, p, 0, p)
