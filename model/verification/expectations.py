"""What the cases expect: cases.json (recomputed exact values), and sources where that file names none."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, cast

HERE = Path(__file__).parent
ELSEWHERE = "output_analysis"
"""The room of cases.json that needs no simulator; its cases test `statistics`."""

Place = tuple[str | int, ...]
"""Where an expected value stands under a case's `expect`."""

CHAIN = "birth-death chain"
SOURCES = {
    "mm1-make-to-order": "M/M/1 queue",
    "mmc": "M/M/c queue, Erlang's C formula",
    "make-to-stock-two-products": "M/M/1 queue, geometric number of jobs of each product",
    "breakdowns-operation-dependent": "M/G/1 queue of completion times (Gaver 1962)",
    "breakdowns-time-dependent": "M/M/1 queue with breakdowns (White & Christie 1958)",
    "make-to-stock-breakdowns": "quasi-birth-death chain, solved numerically",
    "lost-sales-production": CHAIN,
    "capped-production": CHAIN,
    "partial-production": CHAIN,
    "impatient-production": CHAIN,
    "deadline-production": "M/M/1 queue with a deadline (Barrer 1957)",
    "capped-parallel": CHAIN,
    "partial-parallel": CHAIN,
    "impatient-parallel": CHAIN,
    "rationing-lost-sales": CHAIN,
    "information-can-hurt": "model of Guo & Zipkin 2007",
    "make-to-stock-quotes": "birth-death chain, fixed point for the average",
    "order-up-to": "Poisson demand over lead time and review",
    "sS-zheng-federgruen": "Zheng & Federgruen 1991",
    "rQ-lost-sales": "renewal cycles of (r,Q) with lost sales (Hadley & Whitin 1963)",
    "law-kelton": "inventory model of Law & Kelton, recomputed",
    "serial-poisson": "exact recursion of one-for-one serial systems",
    "assembly-trace": "no chance: recorded demand",
    "bullwhip": "Chen, Drezner, Ryan & Simchi-Levi 2000",
    "substitution": "Markov chain of two products",
    "back-order-waits-deterministic": "no chance: worked out by hand",
}
"""Where the values of a case come from, where cases.json does not say."""


@dataclass(frozen=True, slots=True)
class Expected:
    """What cases.json says of one case."""

    id: str
    system: str
    source: str
    expect: Any

    def value(self, place: Place) -> float:
        """Return one expected number."""
        found = self.expect
        for part in place:
            found = found[part]
        return float(found)


@cache
def expectations() -> dict[str, Expected]:
    """Return what every case that needs a simulator expects, by id."""
    told: dict[str, Any] = json.loads((HERE / "cases.json").read_text(encoding="utf-8"))
    rooms = [room for name, room in told.items() if not name.startswith("_") and name != ELSEWHERE]
    return {
        case["id"]: Expected(
            case["id"], case["system"], case.get("source") or SOURCES[case["id"]], case["expect"]
        )
        for room in rooms
        for case in room
    }


def leaves(expected: Any, place: Place = ()) -> list[Place]:
    """Return the places of all numbers under an expectation."""
    inside: list[tuple[str | int, Any]] = []
    if isinstance(expected, dict):
        inside = list(cast("dict[str, Any]", expected).items())
    elif isinstance(expected, list):
        inside = list(enumerate(cast("list[Any]", expected)))
    else:
        return [place]
    return [leaf for name, inner in inside for leaf in leaves(inner, (*place, name))]
