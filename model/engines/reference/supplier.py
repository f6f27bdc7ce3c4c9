"""A supplier outside the model: it accepts every order and ships at once, unless it is down."""

from __future__ import annotations

from collections.abc import Generator
from typing import TYPE_CHECKING

from simpy.events import Event as SimpyEvent

from ...outcome.events import Event
from ...outcome.tallies import Outage
from ...outcome.trace import Row
from ...policies.units import NEVER
from ...sample_path import ticks
from ...scenario.world import Supplier

if TYPE_CHECKING:
    from .chain import Chain
    from .lane import Lane


class SupplyOffice:
    """One supplier: up or down, and what it holds back while down."""

    def __init__(self, chain: Chain, index: int, spec: Supplier) -> None:
        self.chain, self.index, self.spec = chain, index, spec
        self.up = True
        self.since = chain.calendar.now
        self.held: list[tuple[Lane, int]] = []
        if spec.up is not None:
            chain.calendar.process(self.life())

    def ships(self, lane: Lane, quantity: int) -> bool:
        """Return whether an order leaves now; if not, it is held until the supplier is up again."""
        if self.up:
            return True
        self.held.append((lane, quantity))
        self.chain.note(Row.HELD, lane.index, self.index, quantity)
        return False

    def withdraw(self, lane: Lane, surplus: int) -> int:
        """Take back what is held for a lane, the newest first; return how much."""
        taken = 0
        for place in range(len(self.held) - 1, -1, -1):
            holder, quantity = self.held[place]
            less = min(quantity, surplus - taken) if holder is lane else 0
            taken += less
            self.held[place] = (holder, quantity - less)
        self.held = [(holder, quantity) for holder, quantity in self.held if quantity > 0]
        return taken

    def drawn(self, stream: int, failure: int) -> int:
        """Return the end of the k-th time up or down."""
        return self.chain.calendar.now + min(ticks(self.chain.path.value(stream, 0, failure)), NEVER)

    def life(self) -> Generator[SimpyEvent, None, None]:
        """Go down and come up, for ever."""
        assert self.spec.up is not None and self.spec.down is not None
        calendar, chain = self.chain.calendar, self.chain
        failure = 0
        while True:
            until = self.drawn(self.spec.up, failure)
            yield calendar.at(until, Event.SUPPLIER, self.index, 0)
            self.up, self.since = False, calendar.now
            until = self.drawn(self.spec.down, failure)
            chain.note(Row.SUPPLIER_DOWN, self.index, failure, 0, until)
            yield calendar.at(until, Event.SUPPLIER, self.index, 0)
            self.count_outage()
            self.up = True
            chain.note(Row.SUPPLIER_UP, self.index, failure, 0)
            held, self.held = self.held, []
            for lane, quantity in held:
                lane.depart(quantity)
            failure += 1
            chain.reconsider()

    def count_outage(self) -> None:
        """Add the time down that ends now."""
        if not self.up and self.chain.calendar.now > 0:
            counts = self.chain.record.outages[self.index]
            counts[Outage.DOWN] += self.chain.calendar.now - max(self.since, 0)
            counts[Outage.FAILURES] += 1
