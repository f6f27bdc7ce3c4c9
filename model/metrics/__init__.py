"""Tallies become numbers: one definition a function, with name, unit, direction, scopes and formula."""

from .measure import Better, Key, Measure
from .meter import Meter
from .registry import FIXED, GROUPS, compared, headlines, measures, money_of

__all__ = [
    "FIXED",
    "GROUPS",
    "Better",
    "Key",
    "Measure",
    "Meter",
    "compared",
    "headlines",
    "measures",
    "money_of",
]
