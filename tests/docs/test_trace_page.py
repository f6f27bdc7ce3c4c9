"""docs/trace.md tells every kind of row in the words beside its name; run as a program, this prints its table."""

from __future__ import annotations

import csv
from pathlib import Path

from model.outcome.trace import Row
from model.scenario import load
from model.storage import write_names_file
from tests.conftest import ROOT
from tests.trace_rows import comments

PAGE = ROOT / "docs" / "trace.md"
HEAD = "| kind | entity | subject | quantity | x | y | z | |\n|---|---|---|---|---|---|---|---|"


def row(kind: str) -> str:
    """Return a kind as a line of the table; a 0 is a column that says nothing."""
    first, _, rest = comments()[kind].partition(" | ")
    last, _, remark = rest.partition(": ")
    columns = [*first.split(", "), *last.split(", ")]
    assert len(columns) == 6, f"{kind} has {len(columns)} columns beside tick and kind"
    told = ["–" if column == "0" else column for column in columns]
    return f"| `{kind.lower()}` | {' | '.join(told)} | {remark} |"


def test_every_kind_of_row_is_on_the_page() -> None:
    """The table is that of the code, whole and in its order."""
    assert table() in PAGE.read_text()
    assert list(comments()) == [kind.name for kind in Row]


def test_names_are_those_of_the_numbers(tmp_path: Path) -> None:
    """The file of names lists each thing at its place in the world."""
    world = load(ROOT / "scenarios" / "tutorial" / "06-a-plant-behind-the-shop.yaml").world()
    write_names_file(tmp_path / "names.csv", world)
    with (tmp_path / "names.csv").open(newline="") as file:
        told = [(one["of"], int(one["number"]), one["name"]) for one in csv.DictReader(file)]
    for of, things in (("stock point", world.stocks), ("lane", world.lanes), ("segment", world.segments)):
        assert [row for row in told if row[0] == of] == [(of, n, one.name) for n, one in enumerate(things)]
    assert sum(of == "line" for of, _, _ in told) == sum(site.most_lines for site in world.sites) > 0


def table() -> str:
    """Return the table of the page."""
    return "\n".join([HEAD, *map(row, comments())])


if __name__ == "__main__":
    print(table())
