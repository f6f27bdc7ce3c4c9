"""A small comparison, simulated once for all tests of this folder."""

from __future__ import annotations

from pathlib import Path

import pytest

from model import Comparison, compare

SHOP = Path(__file__).parent / "shop.yaml"


@pytest.fixture(scope="session")
def shop() -> Path:
    """Return the scenario of a small shop with two levers."""
    return SHOP


@pytest.fixture(scope="session")
def comparison() -> Comparison:
    """Return its comparison over 20 replications."""
    return compare(SHOP, engine="reference", replications=20, workers=1)
