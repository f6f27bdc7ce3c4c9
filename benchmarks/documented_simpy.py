"""The model of simple.yaml as SimPy's documentation writes such models: the program of an ordinary user.

Every customer is a process, as in "Bank Renege", and waits for a `Container`, as in "Gas Station Refueling", or until
patience ends: `yield thing | patience`. Nothing is slowed down; the container's own queue is the book.
"""

from __future__ import annotations

from collections.abc import Generator
from random import Random
from typing import Any

import simpy

from .bare_simpy import LEAD_TIME, LOWER, PATIENCE, RATE, UPPER, Counts

Process = Generator[simpy.Event, Any, None]


class Shop:
    """One item under (s, S): the stock, what is on order, and what became of the customers."""

    def __init__(self, env: simpy.Environment, random: Random) -> None:
        self.env, self.random = env, random
        self.stock = simpy.Container(env, init=UPPER)
        self.on_order = 0
        self.at_once = self.late = self.reneged = self.orders = 0
        env.process(self.source())

    def source(self) -> Process:
        """Let customers arrive."""
        while True:
            yield self.env.timeout(self.random.expovariate(RATE))
            self.env.process(self.customer())

    def customer(self) -> Process:
        """Ask for one unit, wait for it, and give up when patience ends."""
        arrived = self.env.now
        thing = self.stock.get(1)
        self.reorder()
        yield thing | self.env.timeout(self.random.expovariate(1 / PATIENCE))
        if not thing.triggered:
            thing.cancel()
            self.reneged += 1
        elif self.env.now == arrived:
            self.at_once += 1
        else:
            self.late += 1

    def reorder(self) -> None:
        """Order up to S at or below s."""
        position = self.stock.level + self.on_order - len(self.stock.get_queue)
        if position <= LOWER:
            self.orders += 1
            self.on_order += UPPER - position
            self.env.process(self.truck(UPPER - position))

    def truck(self, quantity: int) -> Process:
        """Bring an order."""
        yield self.env.timeout(self.random.expovariate(1 / LEAD_TIME))
        self.on_order -= quantity
        yield self.stock.put(quantity)
        self.reorder()


def simulate(days: float, seed: int) -> Counts:
    """Return the counts of one run from an empty book and a full shelf."""
    env = simpy.Environment()
    shop = Shop(env, Random(seed))
    env.run(days)
    return Counts(shop.at_once, shop.late, shop.reneged, len(shop.stock.get_queue), shop.orders)


if __name__ == "__main__":
    print(simulate(20_000, 1))
