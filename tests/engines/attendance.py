"""Follow every identified customer through a trace: who is there, who stays away, and for how long.

A second book-keeper, like `conservation`: it sees only the rows, and its sums must be the tallies of the segments.
"""

from __future__ import annotations

from collections import Counter

from model.outcome.outcome import Outcome
from model.outcome.tallies import Crowd
from model.outcome.trace import Row
from model.scenario.world import Kind, World

COMES, GOES, RETURNS, ENDS, DECLINES = map(
    int, (Row.JOINED, Row.CHURNED, Row.RETURNED, Row.DROPPED_OUT, Row.STAYED_AWAY)
)
PER_PERSON = (
    Crowd.CUSTOMERS, Crowd.CHURNED, Crowd.DROPPED_OUT, Crowd.AT_RISK, Crowd.RETURNED, Crowd.AWAY, Crowd.STAYING,
)  # fmt: skip
"""Columns that the rows tell in full."""


class Roll:
    """One segment's customers, by what the rows say of them."""

    def __init__(self, count: int) -> None:
        self.there = dict.fromkeys(range(count), 0)
        """Customers who are there, and the measured tick since which they are."""
        self.away: dict[int, int] = {}
        """Those who stay away because of service, and since when."""
        self.found: Counter[Crowd] = Counter({Crowd.CUSTOMERS: count})
        self.declined = 0
        """Candidates who stayed away, in measured time."""
        self.joined = 0
        """Customers who joined, in measured time."""

    def follow(self, tick: int, kind: int, customer: int, told: int) -> str | None:
        """Take in a row; return what cannot be."""
        measured = max(tick, 0)
        if kind == COMES:
            self.there[customer] = measured
            self.found[Crowd.CUSTOMERS] += 1
            self.joined += tick >= 0
        elif kind == DECLINES:
            self.declined += tick >= 0
        elif kind == GOES:
            if customer not in self.there:
                return f"customer {customer} left, and was not there"
            self.found[Crowd.CHURNED] += 1
            self.found[Crowd.AT_RISK] += measured - self.there.pop(customer)
            self.away[customer] = measured
        elif kind == RETURNS:
            if customer not in self.away or tick - self.away[customer] != told:
                return (
                    f"customer {customer} came back after {told} ticks, and left at {self.away.get(customer)}"
                )
            self.found[Crowd.RETURNED] += 1
            self.found[Crowd.AWAY] += told
            del self.away[customer]
            self.there[customer] = tick
        elif kind == ENDS:
            if customer in self.there:
                self.found[Crowd.DROPPED_OUT] += 1
                self.found[Crowd.AT_RISK] += measured - self.there.pop(customer)
            elif customer in self.away:
                self.found[Crowd.AWAY] += measured - self.away.pop(customer)
            else:
                return f"customer {customer} dropped out twice, or was never there"
        return None

    def close(self, end: int, told: list[int]) -> str | None:
        """Count until the end; return the first tally that differs."""
        self.found[Crowd.AT_RISK] += sum(end - since for since in self.there.values())
        self.found[Crowd.AWAY] += sum(end - since for since in self.away.values())
        self.found[Crowd.STAYING] = len(self.there)
        for column in PER_PERSON:
            if told[column] != self.found[column]:
                return f"{column.name} is {told[column]}, the rows come to {self.found[column]}"
        if told[Crowd.JOINS_LOST] > self.declined or told[Crowd.JOINS_WON] > self.joined:
            return f"more joins lost or won than {self.declined} who stayed away and {self.joined} who joined"
        return None


def absence_of(world: World, outcome: Outcome) -> str | None:
    """Return the first thing said of customers that does not add up, None where all does."""
    assert outcome.trace is not None
    rolls = [Roll(spec.count) if spec.kind == Kind.POPULATION else None for spec in world.segments]
    kinds = (COMES, GOES, RETURNS, ENDS, DECLINES)
    for tick, kind, segment, customer, _, told, *_ in outcome.trace.tolist():
        roll = rolls[segment] if kind in kinds else None
        fault = None if roll is None else roll.follow(tick, kind, customer, told)
        if fault is not None:
            return f"at {tick}, {world.segments[segment].name}: {fault}"
    for spec, roll, told in zip(world.segments, rolls, outcome.crowds.tolist(), strict=True):
        fault = None if roll is None else roll.close(outcome.end, told)
        if fault is not None:
            return f"{spec.name}: {fault}"
    return None
