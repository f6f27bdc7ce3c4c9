"""The book of a stock point: who is owed, in the order in which they will be served."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from ...policies.registry import Choice
from ...policies.units import NEVER, NOTHING

if TYPE_CHECKING:
    from .lane import Lane
    from .plant import ProductionOrder
    from .request import Request


class Entry:
    """Someone who is owed: a customer, another stock point, or a job that waits for a component."""

    __slots__ = ("asked", "klass", "left", "serial")

    def __init__(self, serial: int, klass: int, left: int, asked: int) -> None:
        self.serial = serial
        self.klass = klass
        self.left = left
        """Quanta still owed."""
        self.asked = asked
        """Tick of the request."""


class SiteEntry(Entry):
    """Another stock point's order, which came by a lane and leaves by it."""

    __slots__ = ("lane",)

    def __init__(self, serial: int, left: int, asked: int, lane: Lane) -> None:
        super().__init__(serial, 1, left, asked)
        self.lane = lane


class JobEntry(Entry):
    """A production order's want of one component."""

    __slots__ = ("component", "order")

    def __init__(self, serial: int, left: int, asked: int, order: ProductionOrder, component: int) -> None:
        super().__init__(serial, 1, left, asked)
        self.order = order
        self.component = component
        """Place among the product's components."""


class BackOrder(Entry):
    """A customer's back-order, and what its customer knows and feels about it."""

    __slots__ = (
        "begun",
        "begun_at",
        "believed",
        "firm",
        "first_date",
        "heard",
        "last_date",
        "overdue",
        "pace",
        "paid",
        "patience",
        "reckoned",
        "request",
        "silent",
        "since",
        "tolerance",
        "update",
        "waiting",
    )

    def __init__(self, serial: int, left: int, request: Request) -> None:
        super().__init__(serial, request.segment.spec.klass, left, request.asked)
        self.request = request
        self.first_date = NOTHING
        """First date told: the one that binds."""
        self.last_date = NOTHING
        """Latest date told: the one that patience watches."""
        self.believed = NOTHING
        """Date reckoned with: the latest told, stretched by doubt, or the one believed where none is told."""
        self.tolerance = NEVER
        self.patience = NEVER
        """Ticks of patience left at `since`."""
        self.pace = 0.0
        self.since = 0
        self.heard = 0
        self.update = 0
        """Occasions to speak so far."""
        self.begun = False
        """Work on the last unit pegged to it has begun."""
        self.begun_at = NEVER
        """When work on the last unit pegged to it began."""
        self.firm = False
        self.waiting = True
        self.paid = 0
        """Payments received for having been kept waiting."""
        self.silent = self.overdue = 0
        """Ticks without a date, and beyond the latest one, up to `reckoned`."""
        self.reckoned = request.asked

    def dated(self, handed_over: int) -> int:
        """Return the tick that dates told to it refer to, when it is handed over then: firm, or the receipt."""
        return min(handed_over, self.begun_at) if self.firm else handed_over


class Book:
    """Entries by rank, then by order of placing; any of them can be struck out at once."""

    def __init__(self, allocation: Choice, classes: int) -> None:
        self._rank = [allocation.decide(klass) for klass in range(classes + 1)]
        self._shelves: dict[int, dict[int, Entry]] = {rank: {} for rank in sorted(set(self._rank))}
        self.one_rank = len(self._shelves) == 1
        self.waiting = [0] * (classes + 1)
        """Entries by class."""
        self.orders = 0
        """Customers' back-orders among them."""

    def __len__(self) -> int:
        return sum(self.waiting)

    def __iter__(self) -> Iterator[Entry]:
        for shelf in self._shelves.values():
            yield from list(shelf.values())

    def add(self, entry: Entry) -> None:
        """Put an entry behind those of its rank."""
        self._shelves[self._rank[entry.klass]][entry.serial] = entry
        self.waiting[entry.klass] += 1
        self.orders += isinstance(entry, BackOrder)

    def strike(self, entry: Entry) -> None:
        """Take an entry out."""
        del self._shelves[self._rank[entry.klass]][entry.serial]
        self.waiting[entry.klass] -= 1
        self.orders -= isinstance(entry, BackOrder)

    def someone_waits(self, klass: int) -> bool:
        """Return whether an entry of this class or a more important one waits."""
        return any(self.waiting[1 : klass + 1])

    def owed_before(self, entry: Entry) -> int:
        """Return the quanta owed to those served before an entry."""
        total = 0
        for other in self:
            if other is entry:
                break
            total += other.left
        return total

    def owed_up_to_rank(self, klass: int) -> int:
        """Return the quanta owed to all that a new entry of this class would stand behind."""
        rank = self._rank[klass]
        return sum(
            entry.left for at, shelf in self._shelves.items() if at <= rank for entry in shelf.values()
        )
