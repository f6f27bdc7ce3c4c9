"""Plain numbers as people write them: digits, or a percentage where a share is meant."""

from __future__ import annotations

import math
import re
from fractions import Fraction

PERCENT = re.compile(r"\s*([-+]?[0-9.]+(?:[eE][-+]?[0-9]+)?)\s*%\s*")
LARGEST = 1e18
"""Beyond this a number is a slip of the pen, and would not fit the engines' whole numbers."""


class QuantityFault(ValueError):
    """A number that cannot be read: one sentence with the value and the remedy."""


def number(given: object) -> float:
    """Read a plain number; raise QuantityFault for text, truth values, NaN, infinity and beyond 1e18."""
    if isinstance(given, str) and _beyond_all(given):
        raise QuantityFault(f"{shown(given)} is not a number of ordinary size; give one below 1e18")
    if isinstance(given, bool) or not isinstance(given, (int, float)):
        raise QuantityFault(f"{shown(given)} is not a number; write it as digits")
    if not math.isfinite(given):
        raise QuantityFault(f"{shown(given)} is not a finite number; write it as digits")
    if abs(given) > LARGEST:
        raise QuantityFault(f"{shown(given)} is not a number of ordinary size; give one below 1e18")
    return float(given)


def _beyond_all(text: str) -> bool:
    """Tell whether a text is digits, of a number greater than there is."""
    try:
        return math.isinf(float(text)) and any(sign.isdigit() for sign in text)
    except ValueError:
        return False


def share(given: object) -> float:
    """Read a share from 0 to 1, written as such or as `20 %`; raise QuantityFault otherwise."""
    found = PERCENT.fullmatch(given) if isinstance(given, str) else None
    value = float(Fraction(found[1]) / 100) if found else number(given)
    if not 0 <= value <= 1:
        remedy = f"; for {value:g} percent write {value:g} %" if value > 1 and not found else ""
        raise QuantityFault(f"{shown(given)} must be a share from 0 to 1, or from 0 % to 100 %{remedy}")
    return value


def exact(given: float) -> Fraction:
    """Give the fraction that the digits of a number mean: .1 is a tenth."""
    return Fraction(str(given))


def rounded(value: Fraction) -> int:
    """Round to the nearest whole number, halves up."""
    return math.floor(value + Fraction(1, 2))


def shown(given: object) -> str:
    """Show a value as the file has it: text in quotes, nothing as `nothing`, truth values as yes and no."""
    if given is None:
        return "nothing"
    if isinstance(given, bool):
        return "yes" if given else "no"
    if isinstance(given, dict):
        return "a mapping"
    if isinstance(given, (list, tuple)):
        return "a list"
    text = f"{given:g}" if isinstance(given, float) and given == given else str(given)
    text = text if len(text) <= 60 else text[:57] + "..."
    return f"'{text}'" if isinstance(given, str) else text
