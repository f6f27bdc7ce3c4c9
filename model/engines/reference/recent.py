"""What a stock point remembers of late: waits, receipts, demand by period; each in a window of its own."""

from __future__ import annotations

from bisect import bisect_left, insort
from collections import deque

from ...policies.promise import quantile


class RecentWaits:
    """The waits until firm of the latest back-orders, as many as a promise looks at."""

    def __init__(self, size: int, share: float) -> None:
        self.size, self.share = size, share
        """How many are kept, and of which quantile; 0 and 0 where a promise asks for none."""
        self.seen = 0
        self.total = 0
        self.latest: deque[int] = deque()
        self.ordered: list[int] = []

    def add(self, wait: int) -> None:
        """Remember one more, and forget the oldest when there are too many."""
        if self.size == 0:
            return
        self.seen += 1
        self.total += wait
        self.latest.append(wait)
        oldest = self.latest.popleft() if len(self.latest) > self.size else None
        self.total -= oldest or 0
        if self.share > 0.0:
            insort(self.ordered, wait)
            if oldest is not None:
                del self.ordered[bisect_left(self.ordered, oldest)]

    @property
    def mean(self) -> float:
        """Their mean, 0 before the first."""
        return self.total / len(self.latest) if self.latest else 0.0

    @property
    def quantile(self) -> int:
        """The wait that the share of them does not exceed, 0 before the first or where none is asked for."""
        return self.ordered[quantile.place(len(self.ordered), self.share)] if self.ordered else 0


class RecentReceipts:
    """What came with the latest receipts, and since when."""

    def __init__(self, size: int, start: int) -> None:
        self.size = size
        """How many are kept; 0 keeps all."""
        self.received = 0
        self.since = start
        """Tick of the receipt before them, or the start of the run."""
        self.latest: deque[tuple[int, int]] = deque()

    def add(self, now: int, quantity: int) -> None:
        """Remember a receipt, and forget the oldest when there are too many."""
        self.received += quantity
        if self.size == 0:
            return
        self.latest.append((now, quantity))
        if len(self.latest) > self.size:
            self.since, oldest = self.latest.popleft()
            self.received -= oldest


class RecentDemand:
    """The demand of the latest review periods."""

    def __init__(self, size: int) -> None:
        self.size = size
        """How many are kept; 0 where a forecast asks for none."""
        self.total = 0
        self.latest: deque[int] = deque()

    def add(self, demand: int) -> None:
        """Remember a period, and forget the oldest when there are too many."""
        if self.size == 0:
            return
        self.total += demand
        self.latest.append(demand)
        if len(self.latest) > self.size:
            self.total -= self.latest.popleft()
