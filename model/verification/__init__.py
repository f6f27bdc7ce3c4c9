"""Verification: the simulator against systems whose exact values are known, shipped with the package."""

from .cases import CASES, EXACT, FAMILY, NOT_YET
from .judge import Verdict
from .judgement import Engines, Judgement, Verification, verify

__all__ = [
    "CASES",
    "EXACT",
    "FAMILY",
    "NOT_YET",
    "Engines",
    "Judgement",
    "Verdict",
    "Verification",
    "verify",
]
