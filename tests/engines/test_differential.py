"""The reference and the compiled engine give the same trace, row by row, in scenarios nobody thought of."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import HealthCheck, given, note, settings

from model.scenario import load

from .agreement import engines_differ
from .drawn import documents

EXAMPLES, LONG = 100, 2500
"""Scenarios each test draws, and draws in the proofs."""
ASKED = settings(
    max_examples=EXAMPLES,
    deadline=None,
    derandomize=True,
    database=None,
    suppress_health_check=list(HealthCheck),
)


def compare(document: dict[str, Any]) -> None:
    """Load a document, run both engines, check every balance of the reference after every event."""
    text = yaml.safe_dump(document, sort_keys=False)
    note(text)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "drawn.yaml"
        path.write_text(text)
        world = load(path).world()
    found, _ = engines_differ(world, document["seed"], 0, verify=True)
    assert found is None, found


@given(document=documents(lattice=False))
@ASKED
def test_the_engines_agree_row_by_row_on_random_scenarios(document: dict[str, Any]) -> None:
    """In 100 random scenarios no row, no count and no hash differs, and every balance holds after every event."""
    compare(document)


@given(document=documents(lattice=True))
@ASKED
def test_the_engines_agree_where_everything_happens_at_once(document: dict[str, Any]) -> None:
    """In 100 scenarios with all times on whole days, zero included, ties are broken alike."""
    compare(document)


@pytest.mark.proof
@given(document=documents(lattice=False))
@settings(ASKED, max_examples=LONG)
def test_the_engines_agree_row_by_row_on_many_more(document: dict[str, Any]) -> None:
    """The same in 2,500 random scenarios."""
    compare(document)


@pytest.mark.proof
@given(document=documents(lattice=True))
@settings(ASKED, max_examples=LONG)
def test_the_engines_agree_where_everything_happens_at_once_in_many_more(document: dict[str, Any]) -> None:
    """The same in 2,500 scenarios with all times on whole days."""
    compare(document)
