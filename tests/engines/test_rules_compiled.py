"""The rules give the same bits compiled and in plain Python, each asked 10,000 random questions.

Every test compiles one small loop, and no two compile the same rule, so they may run in any process.
"""

from __future__ import annotations

import inspect
import random
import struct
from collections.abc import Callable, Iterator
from functools import cache
from typing import Any, get_type_hints

import numpy as np
import pytest
from numba import njit

from model.engines.compiled import chance, rules
from model.policies.customer import loyalty
from model.policies.customer.lifetime import requests_to_come
from model.policies.portable import faults_of
from model.policies.registry import DECISIONS, Rule
from model.policies.registry import rules as alternatives
from model.policies.sight import SHIPMENTS
from model.policies.supply import expedite, inflation, trust
from model.policies.units import NEVER, NOTHING
from model.policies.views import (
    AllocationView,
    CompensationView,
    DispatchView,
    ForecastView,
    OfferView,
    PromiseView,
    SourceView,
    StockView,
    UpdateView,
)
from model.sample_path import profile

QUESTIONS = 10_000
DISPATCHERS: dict[str, tuple[Callable[..., Any], type[Any], type]] = {
    "replenishment": (rules.replenish, StockView, int),
    "forecast": (rules.foresee, ForecastView, float),
    "offer": (rules.offers, OfferView, int),
    "promise": (rules.promises, PromiseView, int),
    "allocation": (rules.ranks, AllocationView, int),
    "updates": (rules.speaks, UpdateView, int),
    "compensation": (rules.compensates, CompensationView, int),
    "dispatch": (rules.dispatches, DispatchView, float),
    "sourcing": (rules.score, SourceView, float),
}
"""How the kernel asks each decision: the function, the view it shows, and the kind of number that comes back."""
FUNCTIONS = [
    *(rules.answer.accepts, rules.answer.expected, rules.answer.learned, rules.answer.raised),
    *(rules.credibility.remembered, rules.credibility.stretched, rules.inquiries.asked),
    *(rules.reputation.heard, rules.reputation.joining, rules.reputation.counted, requests_to_come),
    *(rules.patience.speed, rules.patience.changes_at, rules.patience.drained, rules.patience.lasts),
    *(loyalty.harm, loyalty.last_purchase, loyalty.faded),
    *(rules.fair_share.whole_share, rules.fair_share.remainder),
    *(trust.trusted, trust.away, trust.kept, trust.carried, trust.staying, expedite.expedited),
    *(inflation.shortfall, inflation.extra),
]

MAY_BE_ABSENT = {"believed", "told", "date", "reference", "estimate"}
FLAGS = {
    "good",
    "at_once",
    "kept",
    "broken",
    "untold",
    "substituted",
    "not_offered",
    "refused",
    "reneged",
    "cancelled",
    "compensated",
    "was",
}
AT_LEAST_ONE = {
    "silent",
    "overdue",
    "period",
    "total",
    "cycle",
    "decay",
    "late_scale",
    "multiple",
    "quantity",
}
MAY_BE_NEVER = {
    *("tolerance", "left", "estimate", "long", "initial", "days", "fresh_for", "fade", "moved_by"),
    "very_late_after",
}
MAY_BE_NEGATIVE = {"now", "asked", "heard", "h", "memory", "tick", "offset"}
BELOW_ONE = {"smoothing", "natural", "weight", "share", "others", "number", "reputation", "reference"}
BITS = {"available": 62, "owed": 62, "total": 62, "elapsed": 38, "left": 60, "sees": 1}
"""Where a number is not below 2^44: amounts of a division, spans that paces of 10^6 drain, patience without end."""


@cache
def fields(kind: type[Any]) -> dict[str, Any]:
    """Return the fields of a tuple and their kinds."""
    return get_type_hints(kind)


class Drawer:
    """Random numbers of the size and kind that rules are asked about: small and equal ones often, great ones too."""

    def __init__(self, seed: int) -> None:
        self.chance = random.Random(seed)

    def whole(self, name: str) -> int:
        """Return an integer for a field of this name."""
        kind = self.chance.getrandbits(3)
        if name in FLAGS:
            return kind & 1
        if kind == 0 and name in MAY_BE_ABSENT:
            return NOTHING
        if kind == 1 and name in MAY_BE_NEVER:
            return NEVER
        bits = BITS.get(name, 44)
        size = self.chance.randint(0, bits) if kind > 3 else min(3, bits)
        number = self.chance.getrandbits(size)
        if name in AT_LEAST_ONE:
            return max(1, number)
        return -number if name in MAY_BE_NEGATIVE and kind & 1 else number

    def real(self, name: str) -> float:
        """Return a float for a field of this name."""
        if name == "scale":
            return 10.0 ** self.chance.uniform(-1, 9)
        if name in BELOW_ONE:
            return self.chance.random()
        kind = self.chance.getrandbits(3)
        number = 10.0 ** self.chance.uniform(-9, 2.9) if kind > 0 else float(self.chance.getrandbits(1))
        return -number if name in MAY_BE_NEGATIVE and kind & 1 else number

    def view(self, kind: type[Any]) -> Any:
        """Return a tuple with every field drawn."""
        return kind(*[self.number(of, name) for name, of in fields(kind).items()])

    def number(self, kind: Any, name: str) -> Any:
        """Return an argument: an integer, a float, or a tuple of them."""
        if kind is int:
            return self.whole(name)
        return self.real(name) if kind is float else self.view(kind)

    def settings(self, rule: Rule) -> Any:
        """Return settings that the rule's own check lets through."""
        while True:
            drawn = self.view(rule.settings)
            if rule.faults(drawn) == []:
                return drawn


def numbers_of(arguments: Any) -> Iterator[int | float]:
    """Yield the numbers of nested tuples in order."""
    for argument in arguments:
        if isinstance(argument, tuple):
            yield from numbers_of(argument)
        else:
            yield argument


def written(rows: list[Any]) -> tuple[Any, Any]:
    """Return one table twice: its words as integers and as floats; each number is written in its own kind."""
    words = [
        [n if isinstance(n, int) else struct.unpack("q", struct.pack("d", n))[0] for n in numbers_of(r)]
        for r in rows
    ]
    table = np.array(words, np.int64).reshape(len(rows), -1)
    return table, table.view(np.float64)


def reading(kinds: list[tuple[str, Any]], names: dict[str, Any], place: int = 0) -> tuple[str, int]:
    """Return the arguments as an expression over a row of the two tables, and the place after the last."""
    parts: list[str] = []
    for _, kind in kinds:
        if kind in (int, float):
            parts.append(f"{'whole' if kind is int else 'real'}[k, {place}]")
            place += 1
        else:
            names[f"T{len(names)}"] = kind
            called = f"T{len(names) - 1}"
            inner, place = reading(list(fields(kind).items()), names, place)
            parts.append(f"{called}({inner})")
    return ", ".join(parts), place


def loop(function: Callable[..., Any], first: str, kinds: list[tuple[str, Any]]) -> Callable[..., None]:
    """Compile a loop that asks a function once a row; `first` are arguments that come before those of the row."""
    names: dict[str, Any] = {"function": function}
    arguments, _ = reading(kinds, names)
    source = (
        "def ask(whole, real, settings, code, answers):\n"
        "    for k in range(answers.size):\n"
        f"        answers[k] = function({first}{arguments})\n"
    )
    exec(compile(source, "<ask>", "exec"), names)
    return njit(error_model="numpy")(names["ask"])


def same_bits(plain: list[Any], compiled: Any) -> int | None:
    """Return the first place where the bits differ, None where they do not; an answer beyond int64 is an error."""
    assert len(plain) == len(compiled)
    ours = np.array(plain, compiled.dtype).view(np.int64)
    apart = np.nonzero(ours != compiled.view(np.int64))[0]
    return int(apart[0]) if len(apart) else None


@pytest.mark.parametrize("decision", DISPATCHERS)
def test_every_rule_of_a_decision_answers_the_kernel_as_it_answers_the_reference(decision: str) -> None:
    """Asked through the kernel's own function, by code and by settings read from its table of floats."""
    dispatcher, view, kind = DISPATCHERS[decision]
    ask = loop(dispatcher, "settings[k], code, 0, ", [("view", view)])
    for rule in alternatives(decision).values():
        drawer = Drawer(rule.code)
        asked = [(drawer.view(view), drawer.settings(rule)) for _ in range(QUESTIONS)]
        answers = np.empty(QUESTIONS, np.int64 if kind is int else np.float64)
        table = np.array([rules.encode(settings) for _, settings in asked]).reshape(QUESTIONS, -1)
        ask(*written([(shown,) for shown, _ in asked]), table, rule.code, answers)
        plain = [rule.decide(shown, settings) for shown, settings in asked]
        apart = same_bits(plain, answers)
        assert apart is None, f"{rule.name} {asked[apart]}: {plain[apart]} and, compiled, {answers[apart]}"
        assert len(set(plain)) > 1 or not rule.settings._fields, f"{rule.name} always says {plain[0]}"


@pytest.mark.parametrize("function", FUNCTIONS, ids=lambda function: function.__name__)
def test_the_functions_of_customers_and_divisions_have_the_same_bits(function: Callable[..., Any]) -> None:
    """How customers answer, wait and come back, and how goods are divided, does not depend on the engine."""
    hints = get_type_hints(function)
    kind = hints.pop("return")
    drawer = Drawer(7)
    asked = [[drawer.number(of, name) for name, of in hints.items()] for _ in range(QUESTIONS)]
    if "owed" in hints:  # nobody is owed more than all together
        asked = [[available, min(owed, total), total] for available, owed, total in asked]
    answers = np.empty(QUESTIONS, np.float64 if kind is float else np.int64)
    loop(function, "", list(hints.items()))(*written(asked), np.empty((0, 0)), 0, answers)
    plain = [function(*arguments) for arguments in asked]
    apart = same_bits(plain, answers)
    assert apart is None, f"{asked[apart]}: {plain[apart]} and, compiled, {answers[apart]}"
    assert len(set(plain)) > 1


@njit(error_model="numpy")
def _profiles(column, whole, real, answers):
    for k in range(answers.size):
        first, count, cycle, offset, decay, trend, promotion, promotions, tick = whole[k]
        peak, growth = real[k]
        shape = Shape(first, count, cycle, offset, peak, decay, trend, growth, promotion, promotions)
        answers[k] = factor(column, shape, tick)


factor, Shape = profile.factor, profile.Shape
PARTS: dict[str, dict[str, float]] = {
    "season": {"season_count": 0},
    "launch": {"peak": 1.0},
    "trend": {"trend": profile.NO_TREND},
    "promotions": {"promotion_count": 0},
}
"""What a shape is made of, and how it would be without."""


def test_demand_by_the_clock_has_the_same_bits() -> None:
    """Season, launch, trend, promotions, all and none, also before 0 where a season's parts are counted backwards.

    Each of the four decides the answer to more than a twentieth of the questions.
    """
    drawer, chance_of = Drawer(11), random.Random(12)
    column = [chance_of.uniform(0, 3) for _ in range(24)]
    for _ in range(6):
        column += [
            *(float(drawer.whole(name)) for name in ("starts", "lasts", "every")),
            chance_of.uniform(0, 3),
        ]
    whole = np.array(
        [
            [
                *chance_of.choices(range(13), k=2),
                *(drawer.whole(name) for name in ("cycle", "offset", "decay")),
                chance_of.randrange(3), 24 + 4 * chance_of.randrange(4), chance_of.randrange(4), drawer.whole("tick"),
            ]
            for _ in range(QUESTIONS)
        ]
    )  # fmt: skip
    real = np.array([[chance_of.uniform(0, 9), chance_of.uniform(-4, 4) / 2**44] for _ in range(QUESTIONS)])
    real[whole[:, 0] == 0, 0] = 1.0
    answers = np.empty(QUESTIONS)
    assert chance.profile is profile
    _profiles(np.array(column), whole, real, answers)
    asked = [
        (Shape(first, count, cycle, offset, peak, decay, trend, growth, at, many), tick)
        for (first, count, cycle, offset, decay, trend, at, many, tick), (peak, growth) in zip(
            whole.tolist(), real.tolist(), strict=True
        )
    ]
    plain = [factor(column, shape, tick) for shape, tick in asked]
    assert same_bits(plain, answers) is None
    for part, none in PARTS.items():
        without = [factor(column, shape._replace(**none), tick) for shape, tick in asked]
        matters = sum(one != other for one, other in zip(plain, without, strict=True))
        assert matters > QUESTIONS // 20, f"only {matters} of {QUESTIONS} answers depend on the {part}"
    assert faults_of("\n".join(inspect.getsource(function) for function in profile.PORTABLE)) == []


def test_every_decision_reaches_the_kernel() -> None:
    """A decision new in the registry fails here until the kernel asks it."""
    assert {*DISPATCHERS} == {*DECISIONS}


def test_the_comparison_can_fail() -> None:
    """A unit in the last place, the sign of a zero and a wrapped integer are differences, with their place."""
    numbers = [0.1, 0.0, 5.0]
    assert same_bits(numbers, np.array(numbers)) is None
    assert same_bits(numbers, np.array([0.1, -0.0, 5.0])) == 1
    assert same_bits(numbers, np.array([np.nextafter(0.1, 1), 0.0, 5.0])) == 0
    assert same_bits([1, 2], np.array([1, 3])) == 1
    with pytest.raises(OverflowError, match="too large"):
        same_bits([1 << 63], np.array([0]))


def test_a_setting_that_a_float_cannot_hold_is_refused() -> None:
    """The kernel reads settings as floats, so an integer that would be rounded is an error and not another setting."""
    assert rules.encode((SHIPMENTS, 1 << 53, 0.1)) == [0.0, 9007199254740992.0, 0.1]
    with pytest.raises(
        ValueError, match=r"9007199254740993 is too large for a setting; integers up to 2\*\*53"
    ):
        rules.encode(((1 << 53) + 1,))
