"""Kinds of field: what a person may write for a time, a quantity, a share, a rate or a yes, and the number it becomes.

Durations and rates need the scenario's time unit, which the validation carries as its context. Each value keeps the
text it was written with, so that the resolved scenario reads like the file.
"""

from __future__ import annotations

import datetime
import difflib
import re
from collections.abc import Callable, Iterable
from typing import Annotated, Any, ClassVar, TypeAlias

from pydantic import (
    BaseModel,
    BeforeValidator,
    ConfigDict,
    PlainSerializer,
    PlainValidator,
    ValidationInfo,
    WithJsonSchema,
)

from ...policies.units import NEVER, NO_LIMIT, UNLIMITED
from ...quantities.dates import in_iso_form
from ...quantities.numbers import QuantityFault, number, share, shown
from ...quantities.time_base import DAY, TimeBase


class Strict(BaseModel):
    """A block of a scenario: frozen, and no field that it does not know."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    shorthand: ClassVar[str] = ""
    """Field that a bare value in this block's place means."""


class Span(int):
    """A duration in ticks that remembers how it was written."""

    written: str | float

    def __new__(cls, ticks: int, written: str | float) -> Span:
        """Make a duration."""
        span = super().__new__(cls, ticks)
        span.written = written
        return span


class PerTime(float):
    """A rate per tick that remembers how it was written."""

    written: str | float

    def __new__(cls, rate: float, written: str | float) -> PerTime:
        """Make a rate."""
        made = super().__new__(cls, rate)
        made.written = written
        return made


class DefaultTicks:
    """A default that a rule states in ticks of a millisecond."""

    def __init__(self, ticks: int) -> None:
        self.ticks = ticks


def time_of(info: ValidationInfo) -> TimeBase:
    """Return the scenario's time base, days where none is known."""
    context: dict[str, Any] = info.context or {}
    return context.get("time") or TimeBase.of("day")


def closest(name: str, names: Iterable[str]) -> str | None:
    """Return which of the names is spelt nearly the same, None where none is."""
    close = difflib.get_close_matches(name, list(names), n=1, cutoff=0.5)
    return close[0] if close else None


def nearest(name: str, names: Iterable[str]) -> str:
    """Say which of the names was probably meant, or which there are."""
    known = [one for one in names if one]
    close = closest(name, known)
    if close is not None:
        return f"did you mean `{close}`?"
    return f"use one of {', '.join(known)}" if known else "there is none here"


def _span(given: object, info: ValidationInfo) -> Span:
    time = time_of(info)
    if isinstance(given, DefaultTicks):
        if given.ticks == NEVER:
            return Span(NEVER, "never")
        days = given.ticks / DAY
        written = days if time.unit == "period" else f"{days:g} day{'' if days == 1 else 's'}"
        return Span(time.ticks(written), written)
    ticks = time.ticks(given)
    return Span(ticks, given)  # pyright: ignore[reportArgumentType] -- ticks() took it, so it is text or a number


def _span_or_never(given: object, info: ValidationInfo) -> Span:
    return Span(NEVER, "never") if given == "never" else _span(given, info)


_DATE = re.compile(r"\d{4}-\d{2}-\d{2}")


def none_as_absent(given: Any) -> Any:
    """Let the word `none` switch an optional block off, as leaving it out does; a lever can then switch it."""
    return None if given == "none" else given


OFF = BeforeValidator(none_as_absent)
"""Of a block that may be switched off by the word `none`."""


def _dated(given: object, info: ValidationInfo) -> Span | None:
    """Read a date into ticks from time.start; None where it is none."""
    if not isinstance(given, str):
        return None
    if _DATE.fullmatch(given.strip()) is None:
        iso = in_iso_form(given)
        if iso is not None:
            raise QuantityFault(f"{shown(given)}: a date is written year-month-day, as in {iso}")
        return None
    context: dict[str, Any] = info.context or {}
    start: datetime.date | None = context.get("start")
    if start is None:
        raise QuantityFault(
            f"{given} is a date, and the scenario does not say which date time 0 is; give time.start, or a time"
        )
    try:
        date = datetime.date.fromisoformat(given.strip())
    except ValueError:
        raise QuantityFault(f"{given} is not in the calendar; correct its month or day") from None
    return Span((date - start).days * time_of(info).calendar("day"), given)


def _instant(given: object, info: ValidationInfo) -> Span:
    """Read a time from 0 on, or a date."""
    date = _dated(given, info)
    if date is not None and date < 0:
        raise QuantityFault(f"{given} is before time.start, time 0; give a later date")
    return _span(given, info) if date is None else date


def _instant_or_never(given: object, info: ValidationInfo) -> Span:
    return Span(NEVER, "never") if given == "never" else _instant(given, info)


def _moment(given: object, info: ValidationInfo) -> Span:
    """Read a time before or after 0, or a date."""
    time = time_of(info)
    date = _dated(given, info)
    if date is not None:
        return date
    if given == "never":
        return Span(NEVER, "never")
    negative = isinstance(given, str) and given.lstrip().startswith("-")
    if isinstance(given, str) and negative:
        return Span(-time.ticks(given.lstrip()[1:]), given)
    if isinstance(given, (int, float)) and not isinstance(given, bool) and given < 0:
        return Span(-time.ticks(-given), given)
    return _span(given, info)


def _rate(given: object, info: ValidationInfo) -> PerTime:
    rate = time_of(info).rate(given)
    if rate < 0:
        raise QuantityFault(f"{shown(given)} is below 0; a rate is 0 or more")
    return PerTime(rate, given)  # pyright: ignore[reportArgumentType] -- rate() took it, so it is text or a number


def _amount(given: object) -> float:
    value = number(given)
    if value < 0:
        raise QuantityFault(f"{shown(given)} is below 0; a quantity is 0 or more")
    return value


def _amount_or_no_limit(given: object) -> float | int:
    return NO_LIMIT if given in ("no limit", NO_LIMIT) else _amount(given)


def _count(given: object) -> int:
    value = number(given)
    if value != int(value) or value < 0:
        raise QuantityFault(f"{shown(given)} must be a whole number of 0 or more")
    return int(value)


def _count_or_no_limit(given: object) -> int:
    return NO_LIMIT if given in ("no limit", NO_LIMIT) else _count(given)


def _positive(given: object) -> int:
    value = _count(given)
    if value < 1:
        raise QuantityFault(f"{shown(given)} must be at least 1")
    return value


def _positive_or_unlimited(given: object) -> int:
    return UNLIMITED if given in ("unlimited", UNLIMITED) else _positive(given)


def _unlimited(value: int) -> int | str:
    return "unlimited" if value == UNLIMITED else value


def _money(given: object) -> float:
    value = number(given)
    if value < 0:
        raise QuantityFault(f"{shown(given)} is below 0; costs and prices are 0 or more")
    return value


def _yes(given: object) -> bool:
    answers = {True: True, False: False, "yes": True, "no": False}
    if not isinstance(given, (bool, str)) or given not in answers:
        raise QuantityFault(f"{shown(given)} is neither yes nor no; write one of them")
    return answers[given]


def _text(given: object) -> str:
    if not isinstance(given, (str, int, float)):
        raise QuantityFault(f"{shown(given)} is not text; write a word, in quotes where it has special signs")
    return given if isinstance(given, str) else str(given)


def _written(value: Span | PerTime) -> str | float:
    return value.written


def _limited(value: float) -> float | str:
    return "no limit" if value == NO_LIMIT else value


def one_of(*names: str) -> Callable[[object], str]:
    """Return a reader of one of a few words."""

    def read(given: object) -> str:
        if given not in names:
            raise QuantityFault(f"{shown(given)} is not known here; {nearest(str(given), names)}")
        return str(given)

    return read


def word(*names: str) -> tuple[Any, ...]:
    """Return what makes the type of a field that takes one of a few words: `Annotated[str, *word("a", "b")]`."""
    return (PlainValidator(one_of(*names)), WithJsonSchema({"enum": list(names)}))


_NUMBER = {"type": "number", "minimum": 0}
_SPAN = {"anyOf": [_NUMBER, {"type": "string", "pattern": r"^\s*[-+0-9.]"}]}
_RATE = {"anyOf": [_NUMBER, {"type": "string", "pattern": r"\bper\b|/"}]}
_SHARE = {"anyOf": [{"type": "number", "minimum": 0, "maximum": 1}, {"type": "string", "pattern": "%"}]}


def _kind(
    read: Callable[..., Any], schema: dict[str, Any], write: Callable[[Any], Any] | None = None
) -> tuple[Any, ...]:
    serializer = () if write is None else (PlainSerializer(write, return_type=Any),)
    return (PlainValidator(read), WithJsonSchema(schema), *serializer)


def _or_word(schema: dict[str, Any], text: str) -> dict[str, Any]:
    return {"anyOf": [schema, {"const": text}]}


Duration: TypeAlias = Annotated[Span, *_kind(_span, _SPAN, _written)]
DurationOrNever: TypeAlias = Annotated[Span, *_kind(_span_or_never, _or_word(_SPAN, "never"), _written)]
Instant: TypeAlias = Annotated[Span, *_kind(_instant, _SPAN, _written)]
InstantOrNever: TypeAlias = Annotated[Span, *_kind(_instant_or_never, _or_word(_SPAN, "never"), _written)]
Moment: TypeAlias = Annotated[Span, *_kind(_moment, _SPAN, _written)]
Rate: TypeAlias = Annotated[PerTime, *_kind(_rate, _RATE, _written)]
Amount: TypeAlias = Annotated[float, *_kind(_amount, _NUMBER)]
AmountOrNoLimit: TypeAlias = Annotated[
    float, *_kind(_amount_or_no_limit, _or_word(_NUMBER, "no limit"), _limited)
]
Count: TypeAlias = Annotated[int, *_kind(_count, {"type": "integer", "minimum": 0})]
CountOrNoLimit: TypeAlias = Annotated[
    int, *_kind(_count_or_no_limit, _or_word({"type": "integer", "minimum": 0}, "no limit"), _limited)
]
Positive: TypeAlias = Annotated[int, *_kind(_positive, {"type": "integer", "minimum": 1})]
PositiveOrUnlimited: TypeAlias = Annotated[
    int, *_kind(_positive_or_unlimited, _or_word({"type": "integer", "minimum": 1}, "unlimited"), _unlimited)
]
Money: TypeAlias = Annotated[float, *_kind(_money, _NUMBER)]
Share: TypeAlias = Annotated[float, *_kind(share, _SHARE)]
Number: TypeAlias = Annotated[float, *_kind(number, {"type": "number"})]
YesNo: TypeAlias = Annotated[bool, *_kind(_yes, {"anyOf": [{"type": "boolean"}, {"enum": ["yes", "no"]}]})]
Text: TypeAlias = Annotated[str, BeforeValidator(_text)]
