"""The page of speed shows what the kept file holds, and nothing else."""

from __future__ import annotations

import json
from typing import Any

import pytest

from benchmarks.page import LATEST, PAGE, page_with
from benchmarks.registry import NAMES


@pytest.fixture
def kept() -> dict[str, Any]:
    """Return the kept file."""
    return json.loads(LATEST.read_text())


def test_the_page_is_the_kept_file(kept: dict[str, Any]) -> None:
    """`python -m benchmarks.page` would change nothing."""
    assert page_with(PAGE.read_text(), kept) == PAGE.read_text()


def test_every_benchmark_is_kept_with_its_machine(kept: dict[str, Any]) -> None:
    """The file is of a run of all, and names processor, system and libraries."""
    assert tuple(kept["benchmarks"]) == NAMES
    assert {"processor", "cores", "system", "python", "simpy", "numba", "numpy"} <= kept["machine"].keys()


def test_another_number_would_be_seen(kept: dict[str, Any]) -> None:
    """The judge above fails where a median of the file is not the page's."""
    kept["benchmarks"]["simple"]["figures"][0]["median"] *= 2
    assert page_with(PAGE.read_text(), kept) != PAGE.read_text()
