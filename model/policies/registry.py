"""Every rule file of this room, found by looking: a new policy is one small file, and nothing else changes.

A rule file has a docstring with formula and source, `class Settings(NamedTuple)` with a docstring under each
field, `faults(settings)` and `decide(view, settings)`. Its name in scenarios is the file's, or `NAME`; what else must
be known of it stands in `TRAITS`.
"""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from types import ModuleType
from typing import Any, NamedTuple

from .own import OwnRule
from .sight import EXACT, ORDERS
from .traits import PLAIN, Traits

DECISIONS = (
    "replenishment",
    "forecast",
    "offer",
    "promise",
    "updates",
    "compensation",
    "allocation",
    "dispatch",
    "sourcing",
)
"""Packages of this room in which each file is one alternative."""


@dataclass(frozen=True, slots=True)
class Rule:
    """One alternative of one decision."""

    decision: str
    name: str
    code: int
    """Place among the alternatives of its decision; what the compiled engine branches on."""
    module: ModuleType
    settings: type[Any]
    """The `Settings` NamedTuple of the file."""
    decide: Callable[..., Any]
    faults: Callable[..., list[tuple[str, str]]]
    """Settings -> (field, sentence with value and remedy) pairs; empty when all is well."""
    traits: Traits = PLAIN
    """What must be known of it besides its answer."""


class Choice(NamedTuple):
    """A rule chosen in a scenario, with its settings in ticks and quanta."""

    decision: str
    rule: str
    settings: Any
    own: OwnRule | None = None
    """The file of a user's own rule."""

    @property
    def alternative(self) -> Rule:
        """The rule that was chosen."""
        return rules(self.decision)[self.rule] if self.own is None else self.own.rule

    def decide(self, view: Any) -> Any:
        """Ask the rule."""
        return self.alternative.decide(view, self.settings)

    @property
    def traits(self) -> Traits:
        """What must be known of the rule besides its answer."""
        return self.alternative.traits

    def measure(self, name: str, absent: int) -> int:
        """Return the setting that a trait names, or a number where it names none."""
        return int(getattr(self.settings, name)) if name else absent

    @property
    def looks(self) -> int:
        """How far the estimate looks that the rule asks for."""
        return EXACT if self.traits.exact else self.measure(self.traits.looks, ORDERS)

    @property
    def quantile(self) -> float:
        """The share whose quantile of the waits the rule asks for, 0 where it asks for none."""
        name = self.traits.quantile
        return float(getattr(self.settings, name)) if name else 0.0

    def __reduce__(self) -> tuple[Any, ...]:
        """Travel between processes by the numbers: a user's own Settings is a class that the other one lacks."""
        return _chosen_again, (self.decision, self.rule, tuple(self.settings), self.own)


def _chosen_again(decision: str, rule: str, settings: tuple[Any, ...], own: OwnRule | None) -> Choice:
    """Build a choice that came from another process."""
    found = rules(decision)[rule] if own is None else own.rule
    return Choice(decision, rule, found.settings(*settings), own)


@cache
def rules(decision: str) -> dict[str, Rule]:
    """The alternatives of a decision by name, in order of code."""
    package = importlib.import_module(f".{decision}", __package__)
    found: dict[str, Rule] = {}
    for code, entry in enumerate(
        sorted(pkgutil.iter_modules(package.__path__), key=lambda entry: entry.name)
    ):
        module = importlib.import_module(f".{entry.name}", package.__name__)
        name: str = getattr(module, "NAME", entry.name)
        traits: Traits = getattr(module, "TRAITS", PLAIN)
        found[name] = Rule(
            decision, name, code, module, module.Settings, module.decide, module.faults, traits
        )
    return found


def choose(decision: str, rule: str, **settings: Any) -> Choice:
    """Build a choice from settings in ticks and quanta, defaults filled in; for tests and resolved scenarios."""
    return Choice(decision, rule, rules(decision)[rule].settings(**settings))
