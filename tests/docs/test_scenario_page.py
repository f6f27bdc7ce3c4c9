"""docs/scenario-file.md: its YAML blocks are one scenario without faults, and no field of the format is left out."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from model import ScenarioError, load
from model.scenario import json_schema
from tests.conftest import ROOT

PAGE = ROOT / "docs" / "scenario-file.md"


def scenario(page: str) -> str:
    """Return the YAML blocks of a page as one file."""
    return "\n".join(re.findall(r"^```yaml\n(.*?)^```", page, re.MULTILINE | re.DOTALL))


def fields(schema: Any) -> Iterator[str]:
    """Yield the name of every field of a JSON schema, at any depth."""
    if isinstance(schema, dict):
        for name, value in schema.items():
            if name == "properties":
                yield from value
            yield from fields(value)
    elif isinstance(schema, list):
        for value in schema:
            yield from fields(value)


def untold(page: str) -> set[str]:
    """Return the fields that a page shows neither in a block nor as `code`."""
    code = " ".join(re.findall(r"```yaml\n.*?```|`[^`\n]+`", page, re.DOTALL))
    return set(fields(json_schema())) - set(re.findall(r"\w+", code))


def test_the_blocks_are_one_scenario_without_faults(tmp_path: Path) -> None:
    """The page's blocks, one after another, are a file that loads, with every combination of its levers."""
    path = tmp_path / "page.yaml"
    path.write_text(scenario(PAGE.read_text()))
    assert [one.labels for one in load(path).combinations()] == [
        ("turn-away", "silent"), ("turn-away", "pipeline"), ("open", "silent"), ("open", "pipeline"),
    ]  # fmt: skip


def test_a_slip_on_the_page_is_seen(tmp_path: Path) -> None:
    """A field misspelt in one block is a fault of the whole."""
    path = tmp_path / "page.yaml"
    path.write_text(scenario(PAGE.read_text()).replace("overtaking:", "overtaking_:"))
    with pytest.raises(ScenarioError, match="unknown field `overtaking_`"):
        load(path)


def test_no_field_is_left_out() -> None:
    """Every field that a scenario may have is on the page."""
    assert untold(PAGE.read_text()) == set()


def test_a_field_left_out_is_seen() -> None:
    """A page that says nothing of one field is found out."""
    assert untold(PAGE.read_text().replace("overtaking", "")) == {"overtaking"}
