"""Ramping a site's lines: pressure that lasts, by backlog or signals, calls for more or faster ones, and for less."""

from __future__ import annotations

from ...outcome.events import Event
from ...outcome.tallies import Place
from ...outcome.trace import Row
from ...policies.pressure import PressureView, pressure, workable
from ...policies.signal import demand
from ...policies.units import NEVER
from ...policies.work import speed_after
from .calendar import push
from .jit import step
from .line import change_pace, first_line, free, join, leave, line_after, staying
from .plant import start_lines
from .record import note
from .tables import NO_ROW, State


@step
def owed(w: State, p: int) -> int:
    """Return what a site owes of all it makes."""
    total = 0
    s = w.site[p].first_made
    while s != NO_ROW:
        total += w.stock[s].backlog
        s = w.stock[s].next_made
    return total


@step
def workable_of(w: State, p: int) -> int:
    """Return what the lines of a site could still make of what it owes with the components there are."""
    total = 0
    s = w.site[p].first_made
    while s != NO_ROW:
        x = w.stock[s]
        total += workable(x.backlog, x.on_order, x.unreleased)
        s = x.next_made
    return total


@step
def expect_judgement(w: State, place: int) -> None:
    """Expect the next judgement of demand."""
    x = w.signal[place]
    push(w, x.next, Event.JUDGEMENT, x.site, 0 if x.way > 0 else 1, place)
    x.next += x.every


@step
def judge(w: State, place: int) -> None:
    """Judge what was asked since the last time, orders taken back not counted."""
    x = w.signal[place]
    p = w.site[x.site]
    asked = 0
    s = p.first_made
    while s != NO_ROW:
        k = w.stock[s]
        asked += k.came_in - k.on_hand + k.backlog
        s = k.next_made
    period = asked - x.asked
    state = demand.judged(
        demand.State(x.periods, x.usual, x.squares, x.score, x.on),
        period, x.quanta, x.way, demand.Settings(x.learn, x.slack, x.limit),
    )  # fmt: skip
    x.periods, x.usual, x.squares = state.periods, state.mean, state.squares
    x.asked, x.score = asked, state.score
    if state.on == x.on:
        return
    x.on = state.on
    score = int(state.score * 1_000_000)
    if x.way > 0:
        p.strong = state.on
        note(w, Row.STRONG_DEMAND, x.site, state.on, period, score, 0, 0)
    else:
        p.weak = state.on
        note(w, Row.WEAK_DEMAND, x.site, state.on, period, score, 0, 0)


@step
def pressed(w: State, p: int) -> int:
    """Return which way a site is pressed, and may go."""
    x = w.site[p]
    backlog = owed(w, p)
    counted = workable_of(w, p) if x.workable == 1 else backlog
    way = pressure(PressureView(backlog, counted, x.backlog_over, x.backlog_under, x.strong, x.weak))
    if (way > 0 and x.level == x.most_steps) or (way < 0 and x.level == x.least_steps):
        return 0
    return way


@step
def feel_pressure(w: State, p: int) -> None:
    """See which way what the site owes or its signal presses now; where that is new, see whether it lasts."""
    x = w.site[p]
    if x.changing != 0:
        return
    way = pressed(w, p)
    if way == x.pressing:
        return
    x.pressing = way
    if way != 0:
        x.times_pressed += 1
        lasting = x.lasting if way > 0 else x.lasting_down
        push(w, min(w.run[0].now + lasting, NEVER), Event.RAMP, p, x.times_pressed, p)


@step
def on_ramp(w: State, p: int, ordinal: int) -> None:
    """Decide for a step, if the pressure has not been off since (numbered from 1), or have it take effect (0)."""
    x = w.site[p]
    if ordinal == 0:
        change(w, p)
    elif x.pressing != 0 and ordinal == x.times_pressed & 0xFFFFFFFF:
        decide(w, p)


@step
def decide(w: State, p: int) -> None:
    """Decide for a step."""
    x = w.site[p]
    now = w.run[0].now
    way = x.pressing
    x.changing, x.pressing = way, 0
    ready = min(now + (x.ready_after if way > 0 else x.gone_after), NEVER)
    push(w, ready, Event.RAMP, p, 0, p)
    if way > 0:
        note(w, Row.RAMP_UP, p, owed(w, p), x.step_lines, ready, 0, 0)
    else:
        note(w, Row.RAMP_DOWN, p, owed(w, p), x.step_lines, ready, 0, 0)
    if now >= 0:
        w.places[p, Place.RAMP_UPS if way > 0 else Place.RAMP_DOWNS] += 1


@step
def change(w: State, p: int) -> None:
    """Have a step take effect."""
    x = w.site[p]
    way = x.changing
    x.changing = 0
    x.level += way
    if x.step_lines > 0:
        if way > 0:
            install(w, p, x.step_lines)
            note(w, Row.LINES_ADDED, p, staying(w, p), x.step_lines, 0, 0, 0)
        else:
            remove(w, p, x.step_lines)
            note(w, Row.LINES_REMOVED, p, staying(w, p), x.step_lines, 0, 0, 0)
    else:
        change_speed(w, p, speed_after(x.step_speed, x.level), x.reduced)
        note(w, Row.SPEED, p, x.level, 0, int(x.speed * 1_000_000), 0, 0)
    start_lines(w, p)


@step
def install(w: State, p: int, more: int) -> None:
    """Add lines: those that were to go stay, then the lowest that are not there."""
    first = w.site[p].line_first
    for line in range(first, first + w.site[p].line_count):
        if more > 0 and w.line[line].leaving == 1:
            w.line[line].leaving = 0
            more -= 1
    for line in range(first, first + w.site[p].line_count):
        if more > 0 and w.line[line].installed == 0:
            join(w, line)
            more -= 1


@step
def remove(w: State, p: int, fewer: int) -> None:
    """Have lines go, the highest first: those without a job at once, others when their job is done."""
    first = w.site[p].line_first
    for line in range(first + w.site[p].line_count - 1, first - 1, -1):
        if fewer > 0 and free(w, line):
            leave(w, line)
            fewer -= 1
    for line in range(first + w.site[p].line_count - 1, first - 1, -1):
        if fewer > 0 and w.line[line].installed == 1 and w.line[line].leaving == 0:
            w.line[line].leaving = 1
            fewer -= 1


@step
def change_speed(w: State, p: int, ramped: float, reduced: float) -> None:
    """Have all lines work at another speed; what is left of their jobs takes accordingly longer or less."""
    x = w.site[p]
    x.ramped, x.reduced = ramped, reduced
    speed = ramped * reduced
    line = first_line(w, p)
    while line != NO_ROW:
        change_pace(w, line, speed / x.speed)
        line = line_after(w, p, line)
    x.speed = speed
