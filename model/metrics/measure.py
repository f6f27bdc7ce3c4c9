"""What a measure is: a name, a unit, which way is better, the scopes it is told for, and a formula on sums of tallies.

A formula works on all scopes at once and gives NaN where a measure is absent (no demand, no price); outside this room
an absent measure is simply not there.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum
from typing import Literal, NamedTuple

import numpy as np
import numpy.typing as npt

from .sums import Sums

Better = Literal["higher", "lower"]
Values = npt.NDArray[np.float64]


class Unit(Enum):
    """What a number counts; `{time}` stands for the scenario's unit."""

    SHARE = "share"
    TIME = "{time}"
    UNITS = "units"
    UNITS_PER_TIME = "units per {time}"
    ORDERS_PER_TIME = "orders per {time}"
    SET_UPS_PER_TIME = "set-ups per {time}"
    LINES = "lines"
    REQUESTS = "requests"
    CUSTOMERS = "customers"
    TIMES = "times"
    RATIO = "ratio"
    DECISIONS = "decisions"
    PER_CUSTOMER_TIME = "per customer and {year}"
    PER_ORDER = "per back-order"
    SCORE = "score"
    MONEY = "money per {time}"
    VALUE = "money"


class Key(NamedTuple):
    """Which number: a measure at a scope, e.g. `fill_rate` at `site:retailers.north`."""

    name: str
    scope: str


@dataclass(frozen=True, slots=True)
class Measure:
    """One number that a replication yields for every scope of its kinds."""

    name: str
    title: str
    """As a manager would say it."""
    unit: Unit
    better: Better | None
    """Which way is better, None where it depends."""
    kinds: frozenset[str]
    """Of `total`, `site`, `item`, `segment`, `stock`, `disruption`."""
    formula: Callable[[Sums], Values]

    def of(self, sums: Sums) -> Values:
        """Return the measure of every scope, worked out once."""
        found = sums.known.get(self.name)
        if found is None:
            found = sums.known[self.name] = self.formula(sums)
        return found

    @property
    def definition(self) -> str:
        """The formula in words: the first paragraph of its docstring."""
        return " ".join((self.formula.__doc__ or "").split("\n\n")[0].split())


DEMAND = frozenset({"total", "site", "item", "segment", "stock"})
"""Scopes of what customers asked for; a site or a stock point is the one asked."""
STOCK = frozenset({"total", "site", "item", "stock"})
POINT = frozenset({"stock"})
FLOW = frozenset({"site", "stock"})
SITE = frozenset({"total", "site"})
DISRUPTION = frozenset({"total", "disruption"})
CROWD = frozenset({"total", "segment"})


def measure(
    title: str, unit: Unit, better: Better | None, kinds: frozenset[str], name: str | None = None
) -> Callable[[Callable[[Sums], Values]], Measure]:
    """Make a measure of a formula; its name is the function's unless another is given."""

    def made(formula: Callable[[Sums], Values]) -> Measure:
        return Measure(name or formula.__name__, title, unit, better, kinds, formula)

    return made


def ratio(part: Values, whole: Values) -> Values:
    """Divide scope by scope; absent where the whole is nothing."""
    absent = np.empty(part.shape)
    absent.fill(np.nan)  # np.full takes thrice as long for a few scopes
    return np.divide(part, whole, out=absent, where=whole > 0)
