"""docs/measures.md tells every measure of the registry in its own words; run as a program, this prints its tables."""

from __future__ import annotations

import pytest

from model.metrics.measure import Measure
from model.metrics.registry import GROUPS, measures
from model.metrics.service import MEASURES as SERVICE
from tests.conftest import ROOT
from tests.worlds import simple_world

PAGE = ROOT / "docs" / "measures.md"
KINDS = ("total", "site", "item", "segment", "stock", "disruption")
HEAD = "| measure | told as | unit | better | scopes | formula |\n|---|---|---|---|---|---|"


def groups() -> dict[str, tuple[Measure, ...]]:
    """Return every measure by what it is about, one `served_within` standing for all."""
    everything = measures(simple_world())
    known = {one.name for group in GROUPS.values() for one in group}
    within = tuple(one for one in everything if one.name not in known)[:1]
    return {name: (*within, *group) if group is SERVICE else group for name, group in GROUPS.items()}


def row(one: Measure) -> str:
    """Return a measure as a line of a table."""
    within = one.name.startswith("served_within")
    name, title = ("served_within(d)", "Served within d") if within else (one.name, one.title)
    unit = one.unit.value.format(time="time unit", year="year")
    scopes = ", ".join(kind for kind in KINDS if kind in one.kinds)
    formula = one.definition.replace("|", "\\|")
    return f"| `{name}` | {title} | {unit} | {one.better or '–'} | {scopes} | {formula} |"


def missing(page: str) -> list[str]:
    """Return the lines that a page should have and has not."""
    lines = page.splitlines()
    return [line for group in groups().values() for line in map(row, group) if line not in lines]


def undefined(page: str) -> list[str]:
    """Return the lines of measures that a page has and the registry has not."""
    rows = {row(one) for group in groups().values() for one in group}
    return [line for line in page.splitlines() if line.startswith("| `") and line not in rows]


def test_every_measure_is_on_the_page_as_it_is_defined() -> None:
    """Name, unit, direction, scopes and formula of each measure are those of the registry, and no other is told."""
    assert missing(PAGE.read_text()) == []
    assert undefined(PAGE.read_text()) == []


@pytest.mark.parametrize(
    ("old", "new"), [("| lower |", "| higher |"), ("`lost_total`", "`lost`"), ("forgone", "")]
)
def test_a_changed_page_is_seen(old: str, new: str) -> None:
    """A direction, a name or a formula that is not the registry's is found, from both sides."""
    page = PAGE.read_text().replace(old, new)
    assert missing(page) and undefined(page)


def test_every_measure_has_a_formula_in_words() -> None:
    """No measure is without a definition, and there is one of service within a time."""
    everything = [one for group in groups().values() for one in group]
    assert [one.name for one in everything if not one.definition] == []
    assert sum(one.name.startswith("served_within") for one in everything) == 1


def tables() -> str:
    """Return the tables of the page."""
    return "\n\n".join(
        f"## {name}\n\n{HEAD}\n" + "\n".join(map(row, group)) for name, group in groups().items()
    )


if __name__ == "__main__":
    print(tables())
