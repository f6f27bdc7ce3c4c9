"""How time is counted: a scenario's unit in whole ticks, and the reading of durations and rates into them.

Calendar units share a tick of a millisecond unless a coarser one is asked for; an abstract `period` has a million.
A month is a twelfth of 365 days and a year 365 days, so that every unit is a whole number of milliseconds.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from fractions import Fraction

from .numbers import QuantityFault, exact, number, rounded, shown

MILLISECONDS: dict[str, int] = {
    "second": 1_000,
    "minute": 60_000,
    "hour": 3_600_000,
    "day": 86_400_000,
    "week": 604_800_000,
    "month": 2_628_000_000,
    "year": 31_536_000_000,
}
PERIOD = "period"
UNITS = (*MILLISECONDS, PERIOD)
DAY = MILLISECONDS["day"]
PERIOD_TICKS = 1_000_000
SHORTEST_OF_PERIOD = Fraction(1, 10**15)
"""Shortest tick of an abstract period."""
LONGEST = 1 << 60
"""Ticks; what lasts longer is written `never`."""

_SHORT = {"ms": "millisecond", "s": "second", "min": "minute", "h": "hour", "d": "day"}
_SPAN = re.compile(r"\s*([-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?)\s*([A-Za-z]*)\s*")
_RATE = re.compile(r"\s*([^/]*?)\s*(?:\bper\b|/)\s*([A-Za-z]+)\s*")


@dataclass(frozen=True, slots=True)
class TimeBase:
    """A scenario's time unit and what it is in ticks."""

    unit: str
    ticks_per_unit: int

    @classmethod
    def of(cls, unit: str, tick: object = None) -> TimeBase:
        """Give the base of a unit, with the tick asked for; raise QuantityFault where they do not fit."""
        if unit == PERIOD:
            return cls(unit, PERIOD_TICKS if tick is None else _parts(unit, Fraction(_tick_of_period(tick))))
        if unit not in MILLISECONDS:
            raise QuantityFault(f"{shown(unit)} is not a time unit; use one of {', '.join(UNITS)}")
        if tick is None:
            return cls(unit, MILLISECONDS[unit])
        return cls(unit, _parts(unit, MILLISECONDS[unit] / _milliseconds(tick)))

    @property
    def day(self) -> int:
        """Ticks of a day, or of one period where the unit is abstract; what `daily` defaults mean."""
        return self.ticks_per_unit if self.unit == PERIOD else self.calendar("day")

    @property
    def tick(self) -> str:
        """How long a tick is, as text."""
        if self.unit == PERIOD:
            return f"{1 / self.ticks_per_unit:g} period"
        return f"{MILLISECONDS[self.unit] // self.ticks_per_unit} ms"

    def calendar(self, unit: str) -> int:
        """Give the ticks of a calendar unit, at least 1; raise QuantityFault where the scenario's own is abstract."""
        if self.unit == PERIOD:
            raise QuantityFault(
                f"a {unit} means nothing where time.unit is period; give a bare number of periods"
            )
        return max(1, rounded(Fraction(MILLISECONDS[unit] * self.ticks_per_unit, MILLISECONDS[self.unit])))

    def units(self, given: object) -> Fraction:
        """Read a duration into time units, unrounded; raise QuantityFault for what is not one. It may be negative."""
        if not isinstance(given, str):
            return exact(number(given))
        found = _SPAN.fullmatch(given)
        if found is None:
            raise QuantityFault(
                f"{shown(given)} is not a duration; write a number and a unit, as in 3 weeks or 36 h"
            )
        value = exact(number(float(found[1]))) if "e" in found[1].lower() else Fraction(found[1])
        return value * self._unit(found[2]) if found[2] else value

    def ticks(self, given: object) -> int:
        """Read a duration of 0 or more into ticks, rounded once; raise QuantityFault otherwise."""
        value = self.units(given)
        if value < 0:
            raise QuantityFault(f"{shown(given)} is below 0; a duration is 0 or more")
        ticks = rounded(value * self.ticks_per_unit)
        if ticks >= LONGEST:
            raise QuantityFault(
                f"{shown(given)} is longer than time is counted here; set a coarser time.tick"
            )
        return ticks

    def rate(self, given: object) -> float:
        """Read a number per time, `3 per week` or bare for per time unit, into a number per tick."""
        return float(self.units_rate(given) / self.ticks_per_unit)

    def units_rate(self, given: object) -> Fraction:
        """Read a number per time into a number per time unit, unrounded; raise QuantityFault for what is not one."""
        if not isinstance(given, str):
            return exact(number(given))
        found = _RATE.fullmatch(given)
        try:
            return (
                exact(number(float(found[1]))) / self._unit(found[2])
                if found
                else exact(number(float(given)))
            )
        except QuantityFault:
            raise
        except ValueError:
            raise QuantityFault(
                f"{shown(given)} is not a rate; write a number per unit, as in 3 per week"
            ) from None

    def text(self, ticks: int) -> str:
        """Say a duration in the scenario's unit: `0 day`, `7 days`."""
        value = float(Fraction(ticks, self.ticks_per_unit))
        return f"{value:.6g} {self.unit}{'' if value in (0, 1) else 's'}"

    def _unit(self, name: str) -> Fraction:
        """Time units in one unit of the name given."""
        full = _full(name)
        if self.unit == PERIOD:
            if full == PERIOD:
                return Fraction(1)
            raise QuantityFault(
                f"'{name}' means nothing where time.unit is period; give a bare number of periods"
            )
        if full == "millisecond":
            return Fraction(1, MILLISECONDS[self.unit])
        if full not in MILLISECONDS:
            raise QuantityFault(f"'{name}' is not a calendar unit; use one of {', '.join(MILLISECONDS)}")
        return Fraction(MILLISECONDS[full], MILLISECONDS[self.unit])


def _full(name: str) -> str:
    lower = name.lower()
    return _SHORT.get(lower, lower[:-1] if lower.endswith("s") and len(lower) > 1 else lower)


def _milliseconds(tick: object) -> Fraction:
    found = _SPAN.fullmatch(tick) if isinstance(tick, str) else None
    if found is None or not found[2]:
        raise QuantityFault(f"{shown(tick)} is not a tick; write a number and a unit, as in 1 s or 1 min")
    value = TimeBase("second", 1_000).units(tick) * 1_000
    if value.denominator != 1 or value < 1:
        raise QuantityFault(f"{shown(tick)} must be a whole number of milliseconds, at least 1 ms")
    return value


def _tick_of_period(tick: object) -> Fraction:
    value = TimeBase(PERIOD, 1).units(tick)
    if not SHORTEST_OF_PERIOD <= value <= 1:
        raise QuantityFault(f"{shown(tick)} must be a part of a period, 1e-15 or more, as in 0.001")
    return 1 / value


def _parts(unit: str, parts: Fraction) -> int:
    if parts.denominator != 1:
        raise QuantityFault(
            f"{float(parts):g} ticks in a {unit}: a {unit} must be a whole number of ticks; change tick"
        )
    return int(parts)
