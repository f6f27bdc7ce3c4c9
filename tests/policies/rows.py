"""Rows of the tests of rules: what a rule is asked and answers, what it refuses to be set to."""

from __future__ import annotations

from typing import Any, NamedTuple

from model.policies.registry import Choice, choose, rules


class Asked(NamedTuple):
    """A question to a rule, and its answer worked out by hand."""

    because: str
    """What the row proves."""
    rule: str
    settings: dict[str, Any]
    view: Any
    answer: Any


class Refused(NamedTuple):
    """Settings that cannot be, and all that is said about them."""

    rule: str
    settings: dict[str, Any]
    faults: list[tuple[str, str]]


def chosen(decision: str, asked: Asked) -> Choice:
    """Return the rule of a row with its settings, which are without fault."""
    choice = choose(decision, asked.rule, **asked.settings)
    assert rules(decision)[asked.rule].faults(choice.settings) == []
    return choice


def faults_of(decision: str, refused: Refused) -> list[tuple[str, str]]:
    """Return what a rule says about settings."""
    return rules(decision)[refused.rule].faults(choose(decision, refused.rule, **refused.settings).settings)


def words(row: Asked | Refused) -> str:
    """Return a row's name in the report of the tests."""
    return f"{row.rule}: {row.because}" if isinstance(row, Asked) else f"{row.rule} {row.settings}"
