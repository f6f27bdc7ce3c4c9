"""Experiments: simulate a scenario, compare its combinations of policies, and say what can be said."""

from .advice import advice
from .comparison import Best, Compared, Comparison, Difference, compare, estimate
from .estimates import CONFIDENCE, Estimate
from .incidence import Incidence, Shares
from .notes import comparison_notes
from .simulation import Result, simulate, traced

__all__ = [
    "CONFIDENCE",
    "Best",
    "Compared",
    "Comparison",
    "Difference",
    "Estimate",
    "Incidence",
    "Result",
    "Shares",
    "advice",
    "compare",
    "comparison_notes",
    "estimate",
    "simulate",
    "traced",
]
