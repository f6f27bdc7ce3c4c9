"""A user's own rule as a scenario names it: the file read and run, its settings checked like those of any rule."""

from __future__ import annotations

from typing import Any

from pydantic import ValidationError, create_model

from ...errors import Fault
from ...policies.own import OWN, FileFault, OwnRule
from ...policies.registry import Choice, choose
from ..document import DocumentFault, Path
from ..reading import inside, read_text
from ..schema.fields import Strict, nearest
from ..schema.rules import OwnFields
from ..schema.settings import settings_fields
from ..world import Item
from .choices import settings_of
from .draft import Draft
from .fits import most_of

OWN_FIELDS = frozenset(OwnFields.model_fields)
PLACEHOLDERS: dict[str, dict[str, Any]] = {"replenishment": {"S": 0}, "forecast": {"smoothing": 1.0}}
MOST_KEPT = 100_000
NOT_ALLOWED = (
    "'{}' is Python code that would run with your rights; read it, then allow it with --allow-plugins "
    "(allow_plugins=True in Python)"
)


def own_choice(
    draft: Draft, decision: str, instead: str, block: OwnFields, path: Path, item: Item, named: str = "file"
) -> Choice:
    """Return the rule of a user's file; faults are noted, and another rule returned, where it cannot be."""
    at = (*path, named)
    if block.file is None:
        draft.fault(at, "is missing; name the Python file of the rule, as in my_rule.py")
        return _placeholder(decision, instead)
    found = inside(draft.folder, block.file)
    if isinstance(found, str):
        draft.fault(at, found)
    elif not draft.allow_plugins:
        draft.fault(at, NOT_ALLOWED.format(block.file))
    else:
        try:
            own = OwnRule(decision, block.file, read_text(found, block.file), most_of(draft.root.time))
            choice = Choice(decision, OWN, own_settings(draft, own, block, path, item), own)
        except DocumentFault as fault:
            draft.fault(at, f"'{block.file}' {fault.faults[0].message}")
        except Unset:
            pass
        except FileFault as fault:
            draft.faults.append(Fault(block.file, fault.line, ".".join(at), fault.message))
        else:
            _check_hash(draft, own, block, path)
            _check_memory(draft, choice, path)
            return choice
    return _placeholder(decision, instead)


def _placeholder(decision: str, instead: str) -> Choice:
    """Return a rule without settings that must be given, so that other faults can be found as well."""
    return choose(decision, instead, **PLACEHOLDERS.get(decision, {}))


def _check_hash(draft: Draft, own: OwnRule, block: OwnFields, path: Path) -> None:
    draft.fill((*path, "sha256"), own.sha256)
    if block.sha256 is not None and block.sha256 != own.sha256:
        draft.fault(
            (*path, "sha256"),
            f"'{own.file}' is another file now (its hash is {own.sha256}); read it anew, then write that here",
        )


def _check_memory(draft: Draft, choice: Choice, path: Path) -> None:
    """Refuse to keep fewer than none, or very many, of what a trait asks for."""
    traits = choice.traits
    for name in filter(None, (traits.waits, traits.receipts, traits.periods)):
        kept = int(getattr(choice.settings, name))
        if not 0 <= kept <= MOST_KEPT:
            draft.fault((*path, "settings", name), f"{kept} cannot be kept; keep 0 to {MOST_KEPT}")


def own_settings(draft: Draft, own: OwnRule, block: OwnFields, path: Path, item: Item) -> Any:
    """Return the settings in ticks and quanta; raises FileFault where the file is no rule or its `faults` fails."""
    rule = own.rule
    model = create_model(
        f"{own.decision}_settings", __base__=Strict, **settings_fields(rule.module, text=own.text)
    )
    try:
        given = model.model_validate(block.settings or {}, context={"time": draft.time})
    except ValidationError as error:
        for one in error.errors(include_url=False):
            name = str(one["loc"][0]) if one["loc"] else ""
            draft.fault((*path, "settings", name), _sentence(one, name, rule.settings._fields))
        raise Unset from None
    try:
        return settings_of(draft, rule.module, given, (*path, "settings"), item)
    except Exception as fault:  # whatever a stranger's `faults` does
        raise FileFault(0, f"its `faults` cannot be asked: {type(fault).__name__}: {fault}") from None


class Unset(Exception):
    """Settings that cannot be, of which the faults are noted."""


def _sentence(error: Any, name: str, known: tuple[str, ...]) -> str:
    match error["type"]:
        case "missing":
            return "is missing; give it"
        case "extra_forbidden":
            return f"unknown setting `{name}`; {nearest(name, known)}"
        case "value_error":
            return str(error["ctx"]["error"])
        case _:
            return str(error["msg"])
