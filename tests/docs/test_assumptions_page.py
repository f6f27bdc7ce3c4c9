"""docs/assumptions.md tells every field of the format; run as a program, this file writes the page anew."""

from __future__ import annotations

import ast
import importlib
import inspect
import pkgutil
import re
from collections.abc import Iterator
from typing import Any

import pytest

from model import policies
from model.scenario import json_schema
from model.scenario.assumptions import assumptions_page, rests_on
from model.scenario.schema.customers import SegmentBlock
from model.scenario.schema.root import TimeBlock
from tests.conftest import ROOT

PAGE = ROOT / "docs" / "assumptions.md"
TAGS = {"offer", "promise", "dispatch", "rule"}
"""Fields that only say which rule it is; they stand in the headings."""
RETOLD = {"demand", "expedite"}
"""Rules whose blocks tell their settings in words of their own."""


Row = tuple[str, str]
"""A field and its meaning, as a line of a table begins."""


def fields(schema: Any) -> Iterator[Row]:
    """Yield the name and meaning of every field of a JSON schema, at any depth."""
    if isinstance(schema, dict):
        for name, value in schema.items():
            if name == "properties":
                yield from ((field, meaning(one.get("description", ""))) for field, one in value.items())
            yield from fields(value)
    elif isinstance(schema, list):
        for value in schema:
            yield from fields(value)


def settings() -> Iterator[Row]:
    """Yield every setting of every rule file, the files of users' decisions and of all others."""
    for found in pkgutil.walk_packages(policies.__path__, f"{policies.__name__}."):
        module = importlib.import_module(found.name)
        if found.name.rpartition(".")[2] not in RETOLD and hasattr(module, "Settings"):
            words = text_of_fields(inspect.getsource(module.Settings))
            yield from ((name, meaning(words.get(name, ""))) for name in module.Settings._fields)


def text_of_fields(source: str) -> dict[str, str]:
    """Return the docstring under each field of a class."""
    body = ast.parse(source).body[0].body  # type: ignore[attr-defined]
    return {
        one.target.id: ast.literal_eval(text.value)
        for one, text in zip(body, body[1:], strict=False)
        if isinstance(one, ast.AnnAssign) and isinstance(text, ast.Expr) and isinstance(one.target, ast.Name)
    }


def meaning(text: str) -> str:
    """Return words as the page has them."""
    return " ".join(text.split()).replace("|", "\\|")


def told(page: str) -> set[Row]:
    """Return the rows of a page that have a meaning."""
    return set(re.findall(r"^\| `(\w+)` \| (\S.*?) \| [^|]* \| [^|]* \|$", page, re.MULTILINE))


def untold(page: str) -> set[str]:
    """Return the fields and settings of which a page says nothing."""
    rows = told(page)
    rows |= {(name, "") for name, _ in rows}  # what one of several forms of a value does not say again
    return {name for name, _ in {*fields(json_schema()), *settings()} - rows if name not in TAGS}


def test_the_page_is_that_of_the_program() -> None:
    """A new or changed field makes the page stale: python -m tests.docs.test_assumptions_page writes it anew."""
    assert PAGE.read_text() == assumptions_page(), "stale: run python -m tests.docs.test_assumptions_page"


def test_no_field_and_no_setting_is_left_out() -> None:
    """Every field of the format and every setting of every rule has a row with its meaning."""
    assert untold(PAGE.read_text()) == set()


def test_a_field_left_out_is_seen() -> None:
    """The judge above names a row that is missing, and one that says nothing."""
    page = re.sub(r"^\| `warm_up`.*\n", "", PAGE.read_text(), flags=re.MULTILINE)
    page = re.sub(r"^\| `fade` \| [^|]*\|", "| `fade` |  |", page, flags=re.MULTILINE)
    assert untold(page) == {"warm_up", "fade"}


@pytest.mark.parametrize("heading", [
    "1. Objectives", "2. Logic", "3. Data", "4. Experimentation", "5. Implementation", "6. Code access",
])  # fmt: skip
def test_the_headings_are_those_of_the_standard(heading: str) -> None:
    """STRESS-DES has six sections, in this order."""
    assert re.findall(r"^## (.*)", PAGE.read_text(), re.MULTILINE)[int(heading[0]) - 1] == heading


def test_a_value_rests_on_the_scenario_a_source_or_an_assumption() -> None:
    """What must be given is the scenario's, what may be left out too; the rest has a source or is assumed."""
    assert rests_on(TimeBlock, "horizon") == "the scenario"
    assert rests_on(SegmentBlock, "tolerance") == "the scenario, where given"
    assert rests_on(SegmentBlock, "klass") == "*assumed*"
    page = PAGE.read_text()
    assert re.search(r"^\| `delayed` .*\| Bhan & Anderson 2023 \|$", page, re.MULTILINE)
    assert re.search(r"^\| `after` .*\| \*assumed\* \|$", page, re.MULTILINE)


if __name__ == "__main__":
    PAGE.write_text(assumptions_page())
