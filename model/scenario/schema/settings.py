"""Fields of a rule's `Settings` as fields of the scenario, so that no alternative is written down a second time.

The kind comes from the annotation (a duration, a quantity, a rate, a share), the words from `CHOICES`, the text from
the docstring under the field, the default from the rule.
"""

from __future__ import annotations

import inspect
from collections.abc import Iterator
from types import ModuleType
from typing import Annotated, Any, Literal, get_args, get_origin, get_type_hints

from pydantic import Field

from ...policies.units import NEVER, NO_LIMIT
from . import fields
from .texts import docstrings


def settings_fields(module: ModuleType, *, optional: bool = False, text: str | None = None) -> dict[str, Any]:
    """Return (type, field) by name, as `create_model` wants them; `optional` makes all absent until given.

    `text` is the module's own, where it was not imported from a file.
    """
    found: dict[str, Any] = {}
    texts = docstrings(inspect.getsource(module.Settings) if text is None else text, "Settings")
    for name, kind, default in _each(module):
        text = texts.get(name, "")
        if optional:
            found[name] = (kind | None, Field(None, description=text))
        elif default is ...:
            found[name] = (kind, Field(..., description=text))
        elif kind is fields.DurationOrNever or kind is fields.Duration:
            found[name] = (kind, _duration_field(default, text))
        else:
            found[name] = (kind, Field(default, description=text, validate_default=True))
    return found


def _duration_field(default: int, text: str) -> Any:
    return Field(
        default_factory=lambda: fields.DefaultTicks(default), validate_default=True, description=text
    )


def _each(module: ModuleType) -> Iterator[tuple[str, Any, Any]]:
    hints = get_type_hints(module.Settings, include_extras=True)
    choices: dict[str, dict[str, int]] = getattr(module, "CHOICES", {})
    defaults: dict[str, Any] = module.Settings._field_defaults
    for name in module.Settings._fields:
        default = defaults.get(name, ...)
        if name in choices:
            words = {number: text for text, number in choices[name].items()}
            yield name, Annotated[str, *fields.word(*choices[name])], words.get(default, ...)
        else:
            yield name, _kind(hints[name], default), default


def _kind(hint: Any, default: Any) -> Any:
    """The kind of field of one annotation."""
    if get_origin(hint) is not Annotated:
        return fields.CountOrNoLimit if default == NO_LIMIT else fields.Count
    kinds = {"quantity": fields.Amount, "rate": fields.Rate, "share": fields.Share, "number": fields.Number}
    match get_args(hint)[1]:
        case "duration":
            return fields.DurationOrNever if default == NEVER else fields.Duration
        case "quantity" if default == NO_LIMIT:
            return fields.AmountOrNoLimit
        case kind:
            return kinds[kind]


def tag(name: str) -> Any:
    """Return the type of a field that says one fixed word."""
    return Literal[name]  # pyright: ignore[reportInvalidTypeForm]
