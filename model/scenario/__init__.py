"""WHAT the world is: scenario files read with their line numbers, checked, resolved, and turned into a World."""

from .scenario import Combination, Scenario, load

__all__ = ["Combination", "Scenario", "load"]
