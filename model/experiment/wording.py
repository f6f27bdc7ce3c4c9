"""Numbers as people read them: as many decimals as the half-width deserves, shares in percent."""

from __future__ import annotations

import math
from collections.abc import Iterable

DIGITS = 3
"""Significant digits of a number that comes without a half-width."""
MOST_DECIMALS = 4
CENTS = 2
"""Decimals of money that is not less than ten cents."""


def is_share(unit: str) -> bool:
    """Say whether a unit is told in percent."""
    return unit == "share"


def scaled(number: float, unit: str) -> float:
    """Return a number as it is shown: a share in percent."""
    return number * 100 if is_share(unit) else number


def decimals(pairs: Iterable[tuple[float, float | None]], unit: str) -> int:
    """Return the decimals that suit (mean, half-width) pairs shown together.

    They show one digit of the middle half-width, and two of one that begins with 1; of money no more than cents.
    """
    given = list(pairs)
    widths = sorted(scaled(width, unit) for _, width in given if width is not None and width > 0)
    largest = max((abs(scaled(mean, unit)) for mean, _ in given), default=0.0)
    most = CENTS if unit.startswith("money") and largest >= 0.1 else MOST_DECIMALS
    if widths:
        return _clipped(-math.floor(math.log10(widths[len(widths) // 2] / 2)), most)
    if largest == 0 or largest == round(largest):
        return 0
    return _clipped(DIGITS - 1 - math.floor(math.log10(largest)), most)


def _clipped(places: int, most: int) -> int:
    return min(max(places, 0), most)


def number(mean: float, unit: str, places: int) -> str:
    """Return a number without its unit, a negative nothing as nothing."""
    text = f"{scaled(mean, unit):,.{places}f}"
    return text.removeprefix("-") if float(text.replace(",", "")) == 0 else text


def change(mean: float, half_width: float | None, unit: str) -> str:
    """Return a difference with its sign, half-width and unit, e.g. `+3.2 ± 0.4 points`."""
    places = decimals([(mean, half_width)], unit)
    text = number(mean, unit, places)
    sign = "+" if scaled(mean, unit) > 0 and text.strip("0.,") else ""
    spread = "" if half_width is None else f" ± {number(half_width, unit, places)}"
    word = "points" if is_share(unit) else unit
    return f"{sign}{text}{spread} {word}"


def unit_of_many(unit: str) -> str:
    """Return a unit as it stands after a number: `days`, `%`; other units are plural already."""
    if is_share(unit):
        return "%"
    return f"{unit}s" if " " not in unit and not unit.endswith("s") and unit != "money" else unit


MOST_NAMES = 4
"""Names that a sentence lists one by one."""


def tied(names: list[str], all_names: list[str]) -> str:
    """Return who may be best, the leader first: all by name where few, else whom they are told from."""
    if len(names) == len(all_names):
        return f"cannot tell any of the {len(names)} apart"
    if len(names) <= MOST_NAMES:
        return f"cannot tell between {listed(names)}"
    others = [name for name in all_names if name not in names]
    if len(others) <= MOST_NAMES:
        return f"{names[0]} leads; only {listed(others)} can be ruled out"
    return f"{names[0]} leads; it cannot be told from {len(names) - 1} others"


def listed(names: list[str], word: str = "and") -> str:
    """Return names as a sentence lists them: `a`, `a and b`, `a, b and c`."""
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} {word} {names[-1]}"
