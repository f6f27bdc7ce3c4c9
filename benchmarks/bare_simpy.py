"""The model of simple.yaml written by hand in plain SimPy, as someone fluent would: short, idiomatic, fast.

It counts only what its author asked for and draws from the standard library's generator. Customers become processes
only when they have to wait; the book drops those who have left when it reaches them.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Generator
from random import Random
from typing import Any, NamedTuple

import simpy

RATE, LEAD_TIME, PATIENCE = 1.0, 10.0, 8.0
LOWER, UPPER = 8, 20

Process = Generator[simpy.Event, Any, None]


class Counts(NamedTuple):
    """What became of the customers, and how often the shop ordered."""

    at_once: int
    late: int
    reneged: int
    waiting: int
    orders: int

    @property
    def requests(self) -> int:
        """All who asked."""
        return self.at_once + self.late + self.reneged + self.waiting


class Shop:
    """One item under (s, S); everyone who finds nothing waits as long as patience lasts."""

    def __init__(self, env: simpy.Environment, random: Random) -> None:
        self.env, self.random = env, random
        self.on_hand, self.on_order, self.backlog = UPPER, 0, 0
        self.book: deque[simpy.Event] = deque()
        self.at_once = self.late = self.reneged = self.orders = 0
        env.process(self.customers())

    def customers(self) -> Process:
        """Let customers arrive."""
        timeout, gap = self.env.timeout, self.random.expovariate
        while True:
            yield timeout(gap(RATE))
            if self.on_hand > 0:
                self.on_hand -= 1
                self.at_once += 1
            else:
                self.backlog += 1
                self.env.process(self.wait())
            self.reorder()

    def wait(self) -> Process:
        """Wait in the book until served or out of patience."""
        served = self.env.event()
        self.book.append(served)
        yield served | self.env.timeout(self.random.expovariate(1 / PATIENCE))
        if served.triggered:
            self.late += 1
        else:
            self.backlog -= 1
            self.reneged += 1
            served.succeed()  # marks the entry as done with, for `receive`

    def reorder(self) -> None:
        """Order up to S at or below s."""
        position = self.on_hand + self.on_order - self.backlog
        if position <= LOWER:
            self.orders += 1
            self.on_order += UPPER - position
            self.env.process(self.shipment(UPPER - position))

    def shipment(self, quantity: int) -> Process:
        """Bring an order, and serve the book first."""
        yield self.env.timeout(self.random.expovariate(1 / LEAD_TIME))
        self.on_order -= quantity
        while self.book and quantity > 0:
            customer = self.book.popleft()
            if not customer.triggered:
                customer.succeed()
                self.backlog -= 1
                quantity -= 1
        self.on_hand += quantity
        self.reorder()


def simulate(days: float, seed: int) -> Counts:
    """Return the counts of one run from an empty book and a full shelf."""
    env = simpy.Environment()
    shop = Shop(env, Random(seed))
    env.run(days)
    return Counts(shop.at_once, shop.late, shop.reneged, shop.backlog, shop.orders)


if __name__ == "__main__":
    print(simulate(20_000, 1))
