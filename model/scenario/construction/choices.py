"""A block of the file becomes a chosen rule: settings in ticks and quanta, faults told in the units of the file."""

from __future__ import annotations

from types import ModuleType
from typing import Any, get_args, get_type_hints

from ...policies.registry import Choice, rules
from ...policies.units import NEVER, NO_LIMIT
from ..document import Path
from ..schema.fields import Strict
from ..world import Item
from .draft import Draft


def chosen(draft: Draft, decision: str, rule: str, block: Strict | None, path: Path, item: Item) -> Choice:
    """Return a rule as chosen by a block of settings, its faults noted."""
    return Choice(decision, rule, settings_of(draft, rules(decision)[rule].module, block, path, item))


def given_in(block: Strict, *common: str) -> set[str]:
    """Return the settings that a block gives, without those that all rules have in common."""
    return {name for name in block.model_fields_set if getattr(block, name) is not None} - set(common)


def only(decision: str, given: set[str]) -> list[str]:
    """Return the rules of a decision whose required settings are given and which know all that are given."""
    found: list[str] = []
    for name, rule in rules(decision).items():
        fields: set[str] = set(rule.settings._fields)
        required = fields - set(rule.settings._field_defaults)
        if name != "none" and given <= fields and required <= given:
            found.append(name)
    return found


def settings_of(draft: Draft, module: ModuleType, block: Strict | None, path: Path, item: Item) -> Any:
    """Return a rule's settings in ticks and quanta; what the rule finds wrong is told in the units of the file."""
    hints = get_type_hints(module.Settings, include_extras=True)
    choices: dict[str, dict[str, int]] = getattr(module, "CHOICES", {})
    told: dict[str, Any] = {}
    meant: dict[str, Any] = {}
    for name in module.Settings._fields:
        given = getattr(block, name, None)
        if given is None:
            continue
        kind = get_args(hints[name])[1:]
        told[name], meant[name] = given, given
        if name in choices:
            told[name] = meant[name] = choices[name][given]
        elif kind == ("duration",):
            told[name], meant[name] = _in_units(draft, int(given)), int(given)
        elif kind == ("quantity",) and given < NO_LIMIT:
            told[name], meant[name] = _neat(given), draft.quanta((*path, name), item, given)
        elif kind == ("rate",):
            told[name], meant[name] = given * draft.time.ticks_per_unit, float(given) * item.quanta
    for name, sentence in module.faults(module.Settings(**told)):
        draft.fault((*path, name), sentence)
    return module.Settings(**meant)


def _in_units(draft: Draft, ticks: int) -> float:
    return ticks if ticks >= NEVER else _neat(ticks / draft.time.ticks_per_unit)


def _neat(value: float) -> float:
    return int(value) if value == int(value) else value
