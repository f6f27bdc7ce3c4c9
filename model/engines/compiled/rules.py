"""The rules of `policies`, callable from the kernel: one branching function a decision, written from the registry."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, get_type_hints

from ...policies import pressure, work
from ...policies.allocation import fair_share
from ...policies.customer import answer, credibility, inquiries, lifetime, loyalty, patience, reputation
from ...policies.own import ANSWERS
from ...policies.promise import quantile
from ...policies.registry import Choice, Rule, rules
from ...policies.signal import cusum, demand
from ...policies.supply import expedite, inflation, trust
from .jit import OPTIONS, shared, step
from .own_rules import own_integer, own_real

Settings = tuple[Any, ...]


def encode(settings: Settings) -> list[float]:
    """Return settings as the float64 numbers the kernel reads; raises ValueError where one would not survive."""
    numbers = [float(number) for number in settings]
    for number, given in zip(numbers, settings, strict=True):
        if number != given:
            raise ValueError(f"{given} is too large for a setting; integers up to 2**53 are exact")
    return numbers


def code_of(choice: Choice) -> int:
    """Return what the kernel branches on."""
    return choice.alternative.code


def reader(settings: type[Any], name: str) -> str:
    """Return the expression that reads a Settings tuple from `table[first:]`."""
    hints = get_type_hints(settings)
    fields: tuple[str, ...] = settings._fields
    read = [
        f"float(table[first + {place}])" if hints[field] is float else f"int(table[first + {place}])"
        for place, field in enumerate(fields)
    ]
    return f"{name}({', '.join(read)})"


def _compiled(source: str, names: dict[str, Any], function: str) -> Callable[..., Any]:
    exec(compile(source, f"<{function}>", "exec"), names)
    return step(names[function])


def _branching(decision: str, result: str) -> Callable[..., Any]:
    """Write `decide(table, code, first, view)` over the alternatives of a decision."""
    names: dict[str, Any] = {}
    lines = ["def decide(table, code, first, view):"]
    alternatives: list[Rule] = list(rules(decision).values())
    for rule in alternatives:
        names[f"rule_{rule.code}"] = shared(rule.decide)
        names[f"settings_{rule.code}"] = rule.settings
        call = f"{result}(rule_{rule.code}(view, {reader(rule.settings, f'settings_{rule.code}')}))"
        lines.append(f"    if code == {rule.code}:\n        return {call}")
    if decision in ANSWERS:
        names["own_rule"] = own_real if result == "float" else own_integer
        lines.append(
            f"    if code == {len(alternatives)}:\n        return {result}(own_rule(table, first, view))"
        )
    lines.append(f"    return {result}(0)")
    return _compiled("\n".join(lines) + "\n", names, "decide")


def _reading(settings: type[Any]) -> Callable[..., Any]:
    """Write `read(table, first)` that returns a Settings tuple."""
    source = f"def read(table, first):\n    return {reader(settings, 'Settings')}\n"
    return _compiled(source, {"Settings": settings}, "read")


replenish = _branching("replenishment", "int")
foresee = _branching("forecast", "float")
offers = _branching("offer", "bool")
promises = _branching("promise", "int")
ranks = _branching("allocation", "int")
speaks = _branching("updates", "bool")
compensates = _branching("compensation", "int")
dispatches = _branching("dispatch", "float")
temper = _reading(patience.Settings)
loyal = _reading(loyalty.Settings)
inquiring = _reading(inquiries.Settings)
word = _reading(reputation.Settings)
score = _branching("sourcing", "float")
trusting = _reading(trust.Settings)

for _rule in (
    answer.accepts, answer.expected, answer.learned, answer.raised, lifetime.requests_to_come,
    reputation.heard, reputation.joining, reputation.counted,
    credibility.remembered, credibility.stretched, inquiries.asked,
    patience.speed, patience.changes_at, patience.drained, patience.lasts,
    loyalty.harm, loyalty.last_purchase, loyalty.faded,
    fair_share.whole_share, fair_share.remainder, quantile.place,
    work.finished_at, work.piece_time, work.speed_after, work.paced, pressure.pressure, pressure.workable,
    trust.trusted, trust.away, trust.kept, trust.carried, trust.staying, expedite.expedited, inflation.shortfall,
    inflation.extra,
    cusum.climbed, cusum.reads, demand.judged,
):  # fmt: skip
    shared(_rule)

__all__ = [
    "OPTIONS",
    "answer",
    "code_of",
    "compensates",
    "credibility",
    "dispatches",
    "encode",
    "expedite",
    "fair_share",
    "foresee",
    "inflation",
    "inquiries",
    "inquiring",
    "loyal",
    "loyalty",
    "offers",
    "patience",
    "promises",
    "ranks",
    "replenish",
    "reputation",
    "score",
    "speaks",
    "temper",
    "trust",
    "trusting",
    "word",
]
