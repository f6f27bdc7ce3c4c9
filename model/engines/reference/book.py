"""The book of a stock point: who is owed, in the order in which they will be served."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator
from typing import TYPE_CHECKING

from ...policies.registry import Choice
from ...policies.units import NEVER, NOTHING
from ...policies.views import AllocationView

if TYPE_CHECKING:
    from .lane import Lane
    from .plant import ProductionOrder
    from .request import Request
    from .stock_point import StockPoint

Key = tuple[int, int]
"""Rank, then serial: the order of a book."""
PAGE = 512
"""Entries on a page at most."""


class Entry:
    """Someone who is owed: a customer, another stock point, or a job that waits for a component."""

    __slots__ = ("asked", "klass", "left", "page", "rank", "serial")

    def __init__(self, serial: int, klass: int, left: int, asked: int) -> None:
        self.serial = serial
        self.klass = klass
        self.left = left
        """Quanta still owed."""
        self.asked = asked
        """Tick of the request."""
        self.rank = 0
        """Place among those who are owed, the least first; ties by serial."""
        self.page: Page | None = None
        """Where in the book it stands; None where it does not."""


class SiteEntry(Entry):
    """Another stock point's order, which came by a lane and leaves by it."""

    __slots__ = ("lane", "told")

    def __init__(self, serial: int, left: int, asked: int, lane: Lane) -> None:
        super().__init__(serial, 1, left, asked)
        self.lane = lane
        self.told = NOTHING
        """Tick told at which its last unit leaves."""


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
        "offers",
        "overdue",
        "pace",
        "paid",
        "patience",
        "reckoned",
        "request",
        "silent",
        "stock",
        "since",
        "tolerance",
        "update",
        "waiting",
    )

    def __init__(self, serial: int, left: int, request: Request, stock: StockPoint) -> None:
        Entry.__init__(self, serial, request.segment.spec.klass, left, request.asked)
        self.request, self.stock = request, stock
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
        self.offers = 0
        """Occasions to offer a substitute so far."""
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


class Page:
    """A stretch of a book: entries in order, their keys, and what they are owed together."""

    __slots__ = ("entries", "keys", "owed")

    def __init__(self, entries: list[Entry], keys: list[Key]) -> None:
        self.entries, self.keys = entries, keys
        self.owed = sum(entry.left for entry in entries)


class Book:
    """Entries by rank, then by order of placing, on pages of some hundreds.

    To enter one, to strike one out, and to add up what is owed before one each touch one page and the list of pages.
    """

    def __init__(self, allocation: Choice, classes: int) -> None:
        self.ranked = allocation.traits.ranks
        """Whether a rank belongs to the order, and not to its class alone."""
        self._rank = [0] * (classes + 1)
        if not self.ranked:
            self._rank = [allocation.decide(AllocationView(klass, 0, 0, 0.0)) for klass in range(classes + 1)]
        self.one_rank = not self.ranked and len(set(self._rank[1:])) == 1
        self._pages: list[Page] = []
        self._last: list[Key] = []
        """Of each page, the last key."""
        self.waiting = [0] * (classes + 1)
        """Entries by class."""
        self.orders = 0
        """Customers' back-orders among them."""
        self.owed_to: defaultdict[int, int] = defaultdict(int)
        """Quanta owed by lane."""

    def __len__(self) -> int:
        return sum(self.waiting)

    def __iter__(self) -> Iterator[Entry]:
        """Go through the entries in order; those struck out on the way are left out, those entered are not seen."""
        for page in list(self._pages):
            for entry in list(page.entries):
                if entry.page is not None:
                    yield entry

    def add(self, entry: Entry) -> None:
        """Put an entry behind those of its rank."""
        if not self.ranked:
            entry.rank = self._rank[entry.klass]
        key = (entry.rank, entry.serial)
        if not self._last or key > self._last[-1]:
            self._write_at_the_end(entry, key)
        else:
            number = bisect_left(self._last, key)
            page = self._pages[number]
            place = bisect_left(page.keys, key)
            page.keys.insert(place, key)
            page.entries.insert(place, entry)
            page.owed += entry.left
            entry.page = page
            if len(page.keys) > PAGE:
                self._turn(number)
        self.waiting[entry.klass] += 1
        self.orders += isinstance(entry, BackOrder)
        if isinstance(entry, SiteEntry):
            self.owed_to[entry.lane.index] += entry.left

    def _write_at_the_end(self, entry: Entry, key: Key) -> None:
        if not self._pages or len(self._pages[-1].keys) == PAGE:
            self._pages.append(Page([], []))
            self._last.append(key)
        page = self._pages[-1]
        page.keys.append(key)
        page.entries.append(entry)
        page.owed += entry.left
        entry.page = page
        self._last[-1] = key

    def _turn(self, number: int) -> None:
        """Make two pages of one."""
        page = self._pages[number]
        half = len(page.keys) // 2
        pages = [Page(page.entries[:half], page.keys[:half]), Page(page.entries[half:], page.keys[half:])]
        for made in pages:
            for entry in made.entries:
                entry.page = made
        self._pages[number : number + 1] = pages
        self._last[number : number + 1] = [made.keys[-1] for made in pages]

    def strike(self, entry: Entry) -> None:
        """Take an entry out."""
        page, key = entry.page, (entry.rank, entry.serial)
        assert page is not None
        if key == page.keys[-1]:
            number = bisect_left(self._last, key)
            if len(page.keys) == 1:
                del self._pages[number], self._last[number]
            else:
                self._last[number] = page.keys[-2]
        place = bisect_left(page.keys, key)
        del page.keys[place], page.entries[place]
        page.owed -= entry.left
        entry.page = None
        self.waiting[entry.klass] -= 1
        self.orders -= isinstance(entry, BackOrder)
        if isinstance(entry, SiteEntry):
            self.owed_to[entry.lane.index] -= entry.left

    def pay_off(self, entry: Entry, quantity: int) -> None:
        """Take off what an entry is no longer owed."""
        assert entry.page is not None
        entry.left -= quantity
        entry.page.owed -= quantity
        if isinstance(entry, SiteEntry):
            self.owed_to[entry.lane.index] -= quantity

    def someone_waits(self, klass: int) -> bool:
        """Return whether an entry of this class or a more important one waits."""
        return any(self.waiting[1 : klass + 1])

    def owed_before(self, entry: Entry) -> int:
        """Return the quanta owed to those served before an entry."""
        return self._owed_below((entry.rank, entry.serial))

    def owed_up_to(self, rank: int) -> int:
        """Return the quanta owed to all that a new entry of this rank would stand behind."""
        return self._owed_below((rank + 1, -1))

    def owed_up_to_class(self, klass: int) -> int:
        """Return the quanta owed to all that a new entry of this class would stand behind."""
        return self.owed_up_to(self._rank[klass])

    def _owed_below(self, key: Key) -> int:
        number = bisect_left(self._last, key)
        owed = sum(page.owed for page in self._pages[:number])
        if number < len(self._pages):
            page = self._pages[number]
            owed += sum(entry.left for entry in page.entries[: bisect_left(page.keys, key)])
        return owed
