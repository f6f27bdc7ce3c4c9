"""The room of rules as a whole: portable, documented, found by looking, and each with a row of its own in the tests."""

from __future__ import annotations

import ast
import importlib
import inspect
import pkgutil
from collections.abc import Iterable
from dataclasses import replace
from types import ModuleType
from typing import get_type_hints

import pytest

from model import policies
from model.policies.customer import inquiries, loyalty, patience
from model.policies.portable import faults_of
from model.policies.promise import position
from model.policies.registry import DECISIONS, Rule, choose, rules
from model.policies.traits import PLAIN, Traits
from tests.policies.rows import Asked, Refused

RULES = [rule for decision in DECISIONS for rule in rules(decision).values()]
NOT_COMPILED = {f"model.policies.{name}" for name in ("registry", "own", "portable")}


def rule_modules() -> list[ModuleType]:
    """Return every module of the room that engines compile from."""
    names = {entry.name for entry in pkgutil.walk_packages(policies.__path__, "model.policies.")}
    return [importlib.import_module(name) for name in sorted(names - NOT_COMPILED)]


def name_of(rule: Rule) -> str:
    """Return decision and name."""
    return f"{rule.decision}-{rule.name}"


def without_words(source: str) -> list[str]:
    """Return the fields of Settings that no docstring follows."""
    missing: list[str] = []
    for statement in ast.parse(source).body:
        if isinstance(statement, ast.ClassDef) and statement.name == "Settings":
            for field, after in zip(statement.body, [*statement.body[1:], None], strict=True):
                told = isinstance(after, ast.Expr) and isinstance(after.value, ast.Constant)
                if isinstance(field, ast.AnnAssign) and not told:
                    missing.append(ast.unparse(field.target))
    return missing


def untested(decision: Iterable[Rule], asked: list[Asked], refused: list[Refused]) -> list[str]:
    """Return the rules without a row: none that asks, or settings and none that is refused."""
    by_rule = {row.rule for row in asked}, {row.rule for row in refused}
    found = [rule.name for rule in decision if rule.name not in by_rule[0]]
    return found + [rule.name for rule in decision if rule.settings._fields and rule.name not in by_rule[1]]


def unknown_settings(rule: Rule) -> list[str]:
    """Return what the traits of a rule name that is no whole-number setting of it."""
    named = [(trait, name) for trait, name in rule.traits._asdict().items() if isinstance(name, str) and name]
    kinds = get_type_hints(rule.settings)
    return [name for trait, name in named if kinds.get(name) is not (float if trait == "quantile" else int)]


@pytest.mark.parametrize("module", rule_modules(), ids=lambda module: module.__name__)
def test_rules_stay_in_the_portable_subset(module: ModuleType) -> None:
    """Nothing in a rule, its helpers or its views goes beyond what compiles to the same bits."""
    assert faults_of(inspect.getsource(module)) == []


def test_a_power_planted_in_a_rule_is_found() -> None:
    """The walk that found nothing in the rules finds `**` in a copy of one."""
    source = inspect.getsource(position)
    planted = source.replace("settings.margin *", "settings.margin ** 2 *")
    line = next(k for k, text in enumerate(planted.splitlines(), 1) if "** 2" in text)
    assert faults_of(planted) == [f"line {line}: ** differs between platforms; multiply"]


@pytest.mark.parametrize("decision", DECISIONS)
def test_every_rule_has_rows_in_the_tests(decision: str) -> None:
    """A new rule file fails here until a row asks it, and another tries settings that cannot be."""
    rows = importlib.import_module(f"tests.policies.test_{decision}")
    assert untested(rules(decision).values(), rows.ASKED, rows.REFUSED) == []


def test_a_rule_without_rows_is_named() -> None:
    """The judge above misses neither the question nor the refusal."""
    asked = [Asked("", "none", {}, None, None), Asked("", "fixed", {}, None, None)]
    assert untested([rules("promise")["fixed"]], [], []) == ["fixed", "fixed"]
    assert untested([rules("promise")["fixed"]], asked, []) == ["fixed"]
    assert untested([rules("promise")["none"]], asked, []) == []


@pytest.mark.parametrize("rule", RULES, ids=name_of)
def test_a_rule_file_has_the_four_parts(rule: Rule) -> None:
    """Docstring, Settings, faults and decide: the answer is one number, the settings are numbers."""
    hints = get_type_hints(rule.decide)
    assert rule.module.__doc__ and rule.settings.__doc__ and rule.decide.__doc__
    assert list(hints)[1:] == ["settings", "return"] and hints["settings"] is rule.settings
    assert hints["return"] in (bool, int, float)
    assert set(get_type_hints(rule.settings).values()) <= {int, float}
    assert get_type_hints(rule.faults)["return"] == list[tuple[str, str]]


@pytest.mark.parametrize("rule", RULES, ids=name_of)
def test_traits_are_what_the_file_declares(rule: Rule) -> None:
    """The registry reads `TRAITS`; what a trait names is a setting of the same file, a whole number or a share."""
    assert rule.traits == getattr(rule.module, "TRAITS", PLAIN)
    assert unknown_settings(rule) == []


def test_a_trait_that_names_no_setting_is_found() -> None:
    """The judge above sees a name that no setting has, and one of a setting that is no whole number."""
    average = rules("promise")["average"]
    assert unknown_settings(replace(average, traits=Traits(waits="past"))) == ["past"]
    assert unknown_settings(replace(average, traits=Traits(waits="margin"))) == ["margin"]


def test_a_choice_measures_by_the_setting_that_a_trait_names() -> None:
    """`average` over 7 keeps seven waits; a promise that keeps none takes the number given."""
    average, fixed = choose("promise", "average", over=7), choose("promise", "fixed", days=3)
    assert average.measure(average.traits.waits, 0) == 7
    assert fixed.measure(fixed.traits.waits, 0) == 0


@pytest.mark.parametrize(
    "module", [rule.module for rule in RULES] + [inquiries, loyalty, patience], ids=lambda m: m.__name__
)
def test_every_setting_is_described(module: ModuleType) -> None:
    """A field's docstring is its line in the schema and on the reference page."""
    assert without_words(inspect.getsource(module)) == []


def test_a_setting_without_words_is_found() -> None:
    """The judge above names a field that is followed by the next one, and one that ends the class."""
    assert without_words('class Settings:\n    a: int\n    b: int = 0\n    """B."""\n    c: int\n') == [
        "a",
        "c",
    ]


@pytest.mark.parametrize("decision", DECISIONS)
def test_codes_number_the_files_of_a_decision(decision: str) -> None:
    """Every file of the package is one alternative; the codes the kernel branches on are 0, 1, 2, ..."""
    package = importlib.import_module(f"model.policies.{decision}")
    files = sorted(entry.name for entry in pkgutil.iter_modules(package.__path__))
    found = sorted(rules(decision).values(), key=lambda rule: rule.code)
    assert [rule.module.__name__.rpartition(".")[2] for rule in found] == files
    assert [rule.code for rule in found] == list(range(len(files)))


def test_every_package_of_the_room_is_a_decision() -> None:
    """A package the registry does not know would hold rules nobody can choose; those of customers and supply aside."""
    packages = {entry.name for entry in pkgutil.iter_modules(policies.__path__) if entry.ispkg}
    assert packages == {*DECISIONS, "customer", "signal", "supply"}


def reads_its_view(rule: Rule) -> bool:
    """Return whether the source of a rule's answer reads anything it is shown, or set to."""
    [answer] = [
        one
        for one in ast.parse(inspect.getsource(rule.module)).body
        if isinstance(one, ast.FunctionDef) and one.name == "decide"
    ]
    return any(isinstance(one, ast.Name) and one.id in ("view", "settings") for one in ast.walk(answer))


@pytest.mark.parametrize(
    "rule", [rule for rule in RULES if rule.decision in ("offer", "promise")], ids=name_of
)
def test_a_desk_need_not_ask_a_rule_that_reads_nothing(rule: Rule) -> None:
    """The mark `alike` is on those rules of the desk whose answer reads neither view nor settings, on no other."""
    assert rule.traits.alike == (not reads_its_view(rule))
