"""WHAT the world is: scenario files read with their line numbers, checked, resolved, and turned into a World."""

from .reference import as_yaml, json_schema, template
from .scenario import Combination, Scenario, load

__all__ = ["Combination", "Scenario", "as_yaml", "json_schema", "load", "template"]
