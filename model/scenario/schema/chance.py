"""Laws as a scenario writes them: a plain number is constant, `{gamma: {mean: 3 weeks, cv: 0.4}}` is a law.

Inside a law of durations every number that is a duration may carry its unit; a law of rates likewise.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Annotated, Any, TypeAlias, cast

from pydantic import PlainSerializer, PlainValidator, ValidationInfo, WithJsonSchema

from ...quantities.numbers import number, share, shown
from ..laws import NATIVE, Law, LawFault, constant, law_from
from .fields import nearest, time_of

Read: TypeAlias = Callable[[object], float]

_VALUES = frozenset(("mean", "low", "mode", "high", "scale", "value", "values"))
"""Parameters that are values of the law itself, and so carry its unit; a cv, a shape or a share does not."""


@dataclass(frozen=True, slots=True)
class Chance:
    """A law and the text it was written with; in ticks for durations, per tick for rates, in units for quantities."""

    law: Law
    written: Any


def read_law(given: object, read: Read, read_rate: Read = number) -> Law:
    """Read a law whose values are read by `read`; raise LawFault or QuantityFault."""
    if not isinstance(given, dict):
        if isinstance(given, list):
            raise LawFault("a list is not a law; name one, as in {triangular: [2, 3, 6]}")
        return constant(read(given))
    named = cast("dict[str, object]", given)
    if len(named) != 1:
        raise LawFault(
            f"{', '.join(named) or 'nothing'} given; a law is one name, as in {{gamma: {{mean: 3, cv: 0.4}}}}"
        )
    [(family, inner)] = named.items()
    if family not in NATIVE:
        raise LawFault(f"`{family}` is not a law; {nearest(family, NATIVE)}")
    return law_from(family, _inner(family, inner, read, read_rate))


def _inner(family: str, given: object, read: Read, read_rate: Read) -> Any:
    if isinstance(given, list):
        return [read(value) for value in cast("list[object]", given)]
    if not isinstance(given, dict):
        return read(given)
    named = cast("dict[str, object]", given)
    if family == "discrete" and set(named) != {"values", "shares"}:
        return _shares_by_value(named, read)
    return {name: _parameter(family, name, value, read, read_rate) for name, value in named.items()}


def _parameter(family: str, name: str, value: object, read: Read, read_rate: Read) -> Any:
    if name == "rate" and family == "exponential":
        return read_rate(value)
    in_unit = name in _VALUES or (family == "normal" and name in ("mu", "sigma"))
    reader = read if in_unit else share if name == "shares" else number
    return (
        [reader(each) for each in cast("list[object]", value)] if isinstance(value, list) else reader(value)
    )


def _shares_by_value(named: dict[str, object], read: Read) -> dict[float, float]:
    found: dict[float, float] = {}
    for key, value in named.items():
        at = read(_digits(key))
        if at in found:
            raise LawFault(f"discrete: {key} is given twice; add up its shares")
        found[at] = share(value)
    return found


def _digits(key: str) -> object:
    """The number that a name of a mapping is, text where it has a unit."""
    try:
        return float(key)
    except ValueError:
        return key


def _at_least_0(law: Law, given: object) -> Law:
    if law.least() < 0:
        what = law.family if isinstance(given, dict) else shown(given)
        raise LawFault(f"{what}: values down to {law.least():g} are possible; raise them to 0 or more")
    return law


def _durations(given: object, info: ValidationInfo) -> Chance:
    time = time_of(info)
    law = read_law(given, lambda value: float(time.units(value)), lambda value: float(time.units_rate(value)))
    if law.family == "constant":
        plain = given if not isinstance(given, dict) else law.parameters[0]
        return Chance(constant(float(time.ticks(plain))), given)
    _at_least_0(law, given)
    return Chance(law.scaled(float(time.ticks_per_unit)), given)


def _budget(given: object, info: ValidationInfo) -> Chance | str:
    return given if given in ("same", "never") else _durations(given, info)  # pyright: ignore[reportReturnType]


def _rates(given: object, info: ValidationInfo) -> Chance:
    time = time_of(info)
    law = _at_least_0(read_law(given, lambda value: float(time.units_rate(value))), given)
    if law.family == "constant":
        return Chance(constant(law.parameters[0] / time.ticks_per_unit), given)
    return Chance(law.scaled(1.0 / time.ticks_per_unit), given)


def _quantities(given: object) -> Chance:
    return Chance(_at_least_0(read_law(given, number), given), given)


def _probabilities(given: object) -> Chance:
    law = read_law(given, share)
    most = law.parameters[3] if law.family == "beta" else law.parameters[0]
    if law.family not in ("constant", "beta") or not 0 <= law.least() <= most <= 1:
        raise LawFault(f"{law.family} is not a law of shares; give a share, or a beta law between 0 and 1")
    return Chance(law, given)


def _written(chance: Chance | str) -> Any:
    return chance if isinstance(chance, str) else chance.written


_LAW = {
    "type": "object",
    "minProperties": 1,
    "maxProperties": 1,
    "propertyNames": {"enum": list(NATIVE)},
}
_SCHEMA = WithJsonSchema({"anyOf": [{"type": "number"}, {"type": "string"}, _LAW]})

DurationLaw: TypeAlias = Annotated[
    Chance, PlainValidator(_durations), PlainSerializer(_written, return_type=Any), _SCHEMA
]
RateLaw: TypeAlias = Annotated[
    Chance, PlainValidator(_rates), PlainSerializer(_written, return_type=Any), _SCHEMA
]
QuantityLaw: TypeAlias = Annotated[
    Chance, PlainValidator(_quantities), PlainSerializer(_written, return_type=Any), _SCHEMA
]
ShareLaw: TypeAlias = Annotated[
    Chance, PlainValidator(_probabilities), PlainSerializer(_written, return_type=Any), _SCHEMA
]
Budget: TypeAlias = Annotated[
    Chance | str, PlainValidator(_budget), PlainSerializer(_written, return_type=Any), _SCHEMA
]
