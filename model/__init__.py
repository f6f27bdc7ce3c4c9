"""A discrete-event supply-chain simulator that asks: the item is not there; what now?

Scenario -> sample path -> engine -> outcome -> measures -> store -> report, every arrow a function of frozen things.
Public names are imported when they are first used, so that importing the package costs nothing.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from .errors import BackorderError as BackorderError
    from .errors import ScenarioError as ScenarioError
    from .experiment import Comparison as Comparison
    from .experiment import Result as Result
    from .experiment import advice as advice
    from .experiment import compare as compare
    from .experiment import simulate as simulate
    from .scenario import load as load

__version__ = "0.1.0"

_PUBLIC = {
    "load": "scenario",
    "simulate": "experiment",
    "compare": "experiment",
    "advice": "experiment",
    "Result": "experiment",
    "Comparison": "experiment",
    "BackorderError": "errors",
    "ScenarioError": "errors",
}


def __getattr__(name: str) -> object:
    """Import a public name from its room."""
    if name not in _PUBLIC:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f".{_PUBLIC[name]}", __name__), name)


def __dir__() -> list[str]:
    """Return the public names."""
    return sorted([*_PUBLIC, "__version__"])
