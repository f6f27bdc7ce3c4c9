"""The calendar: SimPy's environment, ordering by (tick, kind, entity, ordinal) instead of by insertion.

SimPy's own two priorities (a process starting, a process woken) come first, so what an event sets in motion within
its instant is done before the next event of the calendar. `timeout` and SimPy's resources order by insertion and are
not used here.
"""

from __future__ import annotations

from collections.abc import Callable, Generator
from heapq import heappop, heappush
from typing import Any

import simpy
from simpy.core import BoundClass
from simpy.events import Event as SimpyEvent

from ...errors import ImpossibleState
from ...outcome.events import INSTANT_LIMIT, ORDINALS, Event

Asking = Callable[[int, int, int], str]
"""Who an event is of, in words, by its kind, its entity and its tick."""
ABOVE_SIMPY = 2
"""Least priority of a calendar event: above SimPy's URGENT (0) and NORMAL (1)."""
LAST_ORDINAL = ORDINALS - 1


class Due(SimpyEvent):
    """An event that happens by itself when its time comes, as SimPy's Timeout does."""

    callbacks: list[Callable[[SimpyEvent], None]]  # pyright: ignore[reportIncompatibleVariableOverride]
    _ok = True
    _value = None


new_due = object.__new__
"""Makes one without SimPy's constructor: nobody asks a due event for its environment."""


class Course(simpy.Process):
    """A process that waits for what the calendar holds, one after another, and whose end nobody waits for."""

    def __init__(self, env: Calendar, generator: Generator[SimpyEvent, None, None]) -> None:
        super().__init__(env, generator)
        self.go_on = self._resume

    def _resume(self, event: SimpyEvent) -> None:
        """Run to the next wait; what goes wrong on the way is raised where the calendar is played."""
        due = next(self._generator, None)
        if due is not None:
            due.callbacks.append(self.go_on)


class Calendar(simpy.Environment):
    """A SimPy environment whose clock is an integer tick and whose order is the model's."""

    process = BoundClass(Course)  # pyright: ignore[reportAssignmentType]

    now: int = 0  # pyright: ignore[reportIncompatibleMethodOverride]
    """The present tick: a plain attribute where SimPy has a property, since everybody reads it all the time."""

    def __init__(self, start: int = 0, asking: Asking | None = None) -> None:
        super().__init__(start)
        self.now = start
        self.asking = asking or _numbered
        self.ends = 0
        """The horizon, or an earlier end."""

    def at(self, tick: int, kind: int, entity: int, ordinal: int) -> Due:
        """Return an event that happens at a tick, in its place among the others of that tick.

        That place is `events.key`, taken apart, so that SimPy's own entries stand in the same queue.
        """
        event = new_due(Due)
        event.callbacks = []
        entry = (tick, ABOVE_SIMPY + kind, entity, ordinal & LAST_ORDINAL, next(self._eid), event)
        heappush(self._queue, entry)  # pyright: ignore[reportArgumentType]
        return event

    def call(self, tick: int, kind: int, entity: int, ordinal: int, do: Callable[[], None]) -> None:
        """Have something done at a tick, in its place."""
        self.at(tick, kind, entity, ordinal).callbacks.append(lambda _: do())

    def play(self, horizon: int, between: Callable[[], None] = lambda: None) -> None:
        """Run until the horizon, or an earlier end; what falls on it does not happen. `between` is called now and then.

        Each turn does what SimPy's `step` does, here so that the tick is at hand.
        Raises ImpossibleState when one tick holds a million events.
        """
        queue: list[Any] = self._queue
        instant, steps, most = None, 0, 0
        self.ends = horizon
        while queue:
            entry = heappop(queue)
            tick, event = entry[0], entry[-1]
            if tick >= self.ends:
                return
            if tick != instant:
                self.now = tick  # pyright: ignore[reportIncompatibleMethodOverride]
                self._now = instant = tick
                most = steps + INSTANT_LIMIT
            if steps == most:
                raise ImpossibleState(
                    f"more than {INSTANT_LIMIT} events in one instant; the latest asks again without letting time pass",
                    tick=tick,
                    entity=self.who(entry),
                )
            if steps & 1023 == 0:
                between()
            steps += 1
            callbacks, event.callbacks = event.callbacks, None
            for callback in callbacks:
                callback(event)

    def who(self, entry: tuple[Any, ...]) -> str:
        """Return whose event it is that now happens."""
        kind = entry[1] - ABOVE_SIMPY
        return "a process" if kind < 0 else self.asking(kind, entry[2], self.now)


def _numbered(kind: int, entity: int, _: int) -> str:
    return f"{Event(kind).name.lower()} of entity {entity}"
