"""The assumptions page: every field of a scenario under the headings of STRESS-DES, with what its value rests on.

STRESS-DES (Monks et al. 2019) is the field's list of what a reader needs to repeat a simulation study. The prose stands
in assumptions.md beside this file; the tables are made from the schema, so that no field can be missing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from importlib.resources import files
from types import ModuleType
from typing import Any, Literal, cast, get_args, get_origin

from pydantic import create_model
from pydantic.fields import FieldInfo

from ..policies.registry import DECISIONS, rules
from ..policies.signal import cusum, smoothed_share
from ..policies.units import NEVER, NO_LIMIT
from ..quantities.time_base import DAY
from .reference import flow
from .schema.customers import LoyaltyBlock, PatienceBlock
from .schema.fields import DefaultTicks, PerTime, Span, Strict
from .schema.root import Root
from .schema.rules import Dispatching, ForecastBlock, Offering, Promising, Replenishing, UpdateBlock
from .schema.settings import settings_fields
from .schema.texts import meaning
from .schema.walk import is_model, is_table, kinds, name_in_file

SECTIONS = {
    "objectives": ("title", "measures", "costs", "assert"),
    "experimentation": ("time", "seed", "replications", "levers", "compare"),
    "code": ("schema", "extends"),
}
"""Top-level fields by heading; all others, new ones too, are data."""
SITES = ("manufacturers", "distributors", "retailers")
RULES = (
    Replenishing,
    Dispatching,
    Offering,
    Promising,
    ForecastBlock,
    UpdateBlock,
    PatienceBlock,
    LoyaltyBlock,
)
"""Blocks that are rules of behaviour: logic, wherever they stand."""
FIXED = (cusum, smoothed_share)
"""Rules whose settings are no fields of a scenario."""
HEAD = "| field | meaning | unless given | rests on |\n|---|---|---|---|"
CITED = re.compile(
    r"(?:[A-Z][\w'-]+, )*[A-Z][\w'-]+(?: [A-Z][\w'-]+)?(?:,? (?:&|and|et al\.?)[^();:]*?)?,? \(?(?:19|20)\d\d\b"
)


@dataclass(frozen=True, slots=True)
class Table:
    """The fields that a block adds to those told before."""

    path: str
    """Where it stands first; `*` for a name that the scenario chooses."""
    section: str
    block: type[Strict]
    fields: tuple[str, ...]


def assumptions_page() -> str:
    """Return the page: the prose with the tables in their places."""
    text = files(__package__ or "model.scenario").joinpath("assumptions.md").read_text(encoding="utf-8")
    found = list(tables())
    text = text.replace("<!-- fixed -->", "\n\n".join(_fixed(module) for module in FIXED))
    for section in ("objectives", "logic", "data", "experimentation", "code"):
        mine = "\n\n".join(_table(one) for one in found if one.section == section)
        text = text.replace(f"<!-- {section} -->", mine)
    return text


def tables() -> Iterator[Table]:
    """Yield every block of the schema once, in the order of a file."""
    for section in (*SECTIONS, "data"):
        yield Table("", section, Root, tuple(name for name in Root.model_fields if _section(name) == section))
    found: dict[type, Table] = {}
    tops: dict[type, list[str]] = {}
    for name, field in Root.model_fields.items():
        below: dict[type, Table] = {}
        _below(field.annotation, "", _section(name), below)
        for block, table in below.items():
            found.setdefault(block, table)
            tops.setdefault(block, []).append(name_in_file(Root, name))
    for block, table in found.items():
        yield replace(table, path=_top(tops[block]) + table.path)


def _top(names: list[str]) -> str:
    """Return where a path begins: the one place, `sites` for all kinds of site, `any` for still more."""
    return names[0] if len(names) == 1 else "sites" if set(names) <= set(SITES) else "any"


def _section(field: str) -> str:
    named = name_in_file(Root, field)
    return next((section for section, names in SECTIONS.items() if named in names), "data")


def _below(annotation: Any, path: str, section: str, found: dict[type, Table]) -> None:
    """Add the blocks that an annotation allows, each class once, then what stands in them."""
    for kind in kinds(annotation):
        if is_table(kind):
            _below(get_args(kind)[1], f"{path}.*", section, found)
        elif is_model(kind):
            _block(cast("type[Strict]", kind), path, section, found)
        elif get_origin(kind) is list:
            _below(get_args(kind)[0], path, section, found)


def _block(block: type[Strict], path: str, section: str, found: dict[type, Table]) -> None:
    """Add a block, before it what it has from more general ones; one without words of its own is one with its base."""
    if block in found:
        return
    here = "logic" if issubclass(block, RULES) else section
    fields: tuple[str, ...] = ()
    for part in reversed(block.__mro__):
        if part in found or not issubclass(part, Strict) or part is Strict:
            continue
        own = cast("dict[str, Any]", part.__dict__.get("__annotations__", {}))
        fields += tuple(name for name in block.model_fields if name in own and not _is_tag(block, name))
        nameless = part is not block and (block.__doc__ or part.__doc__) == part.__doc__
        if not nameless:
            found[part] = Table(path + _tagged(part), here, part, fields)
            fields = ()
    for name, field in block.model_fields.items():
        _below(field.annotation, f"{path}.{name_in_file(block, name)}", here, found)


def _is_tag(block: type[Strict], name: str) -> bool:
    """Tell whether a field only says which rule it is."""
    return get_origin(block.model_fields[name].annotation) is Literal and name in (
        "offer",
        "promise",
        "dispatch",
    )


def _tagged(block: type[Strict]) -> str:
    """Return the word that tells a block from its alternatives, as ` promise: average`."""
    words = [
        f" {name}: {block.model_fields[name].default}" for name in block.model_fields if _is_tag(block, name)
    ]
    return "".join(words)


def _table(one: Table) -> str:
    """Return a block as a table, headed by where it stands and what it is."""
    words = " ".join((one.block.__doc__ or one.block.__mro__[1].__doc__ or "").split())
    head = f"At the top of the file.\n\n{HEAD}"
    if one.path:
        head = f"`{one.path}`: {words}{_rule_source(one.block)}"
        head = f"{head}\n\n{HEAD}" if one.fields else head
    return "\n".join([head, *(row(one.block, name) for name in one.fields)])


def _fixed(module: ModuleType) -> str:
    """Return the settings of a rule that always has its own as a table."""
    block = create_model(module.__name__, __base__=Strict, **settings_fields(module))
    words = " ".join((module.__doc__ or "").partition("\n")[0].split())
    return "\n".join([f"{words}\n\n{HEAD}", *(row(block, name) for name in block.model_fields)])


def row(block: type[Strict], name: str) -> str:
    """Return a field as a line of a table."""
    field = block.model_fields[name]
    text = meaning(block, name).replace("|", "\\|")
    return f"| `{name_in_file(block, name)}` | {text} | {_default(field)} | {rests_on(block, name)} |"


def _default(field: FieldInfo) -> str:
    if field.is_required():
        return "must be given"
    value = _unless_given(field)
    if value is None:
        return "–"
    return f"`{_shown(value)}`"


def _unless_given(field: FieldInfo) -> Any:
    made: Any = field.default_factory
    value: Any = field.default if made is None else made()
    return None if isinstance(value, Strict) or value in ("", [], {}) else value


def _shown(value: Any) -> str:
    if isinstance(value, DefaultTicks):
        return _span(value.ticks)
    if isinstance(value, (Span, PerTime)):
        return flow(value.written)
    return "no limit" if value == NO_LIMIT else flow(value)


def _span(ticks: int) -> str:
    return (
        "never"
        if ticks == NEVER
        else "0"
        if ticks == 0
        else f"{ticks / DAY:g} day{'' if ticks == DAY else 's'}"
    )


def rests_on(block: type[Strict], name: str) -> str:
    """Return what a field's value rests on: the scenario, a source, an assumption, or nothing where it is off."""
    field, text = block.model_fields[name], meaning(block, name)
    cited = CITED.search(text)
    if cited is not None:
        return cited[0].replace("(", "")
    if "assumed" in text:
        return "*assumed*"
    if field.is_required():
        return "the scenario"
    if _unless_given(field) is None:
        return "the scenario, where given"
    return "*assumed*"


def _rule_source(block: type[Strict]) -> str:
    """Return whom a rule's file cites, as an end of its sentence; empty where it cites nobody."""
    for decision in DECISIONS:
        for name, rule in rules(decision).items():
            if block.__name__ in (name, f"{decision}_{name}"):
                cited = CITED.search(" ".join((rule.module.__doc__ or "").split()))
                return "" if cited is None else f" Source: {cited[0].replace('(', '')}."
    return ""
