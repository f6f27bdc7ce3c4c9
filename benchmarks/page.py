"""The tables of docs/speed.md, written from the kept file: `python -m benchmarks.page` writes them again."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from .table import machine_lines, number

PAGE = Path(__file__).parents[1] / "docs" / "speed.md"
LATEST = Path(__file__).parent / "results" / "latest.json"
BEGIN, END = "<!-- measured: begin -->", "<!-- measured: end -->"


def tables(kept: dict[str, Any]) -> str:
    """Return everything measured as Markdown."""
    parts = ["Measured on: " + "; ".join(machine_lines(kept["machine"])) + ".\n"]
    for name, found in kept["benchmarks"].items():
        parts.append(f"### {name}\n\n{found['about']}\n")
        parts.append("\n".join(_table(found["figures"])) + "\n")
        parts += [f"{_sentence(note)}\n" for note in found["notes"]]
    return "\n".join(parts)


def _table(figures: list[dict[str, Any]]) -> list[str]:
    """Return figures as rows."""
    lines = ["| | median | least to most | must | aim | |", "|---|---|---|---|---|---|"]
    for one in figures:
        spread = f"{number(one['least'])} to {number(one['most'])}"
        cells = (
            one["what"],
            f"{number(one['median'])} {one['unit']}",
            spread,
            number(one["must"]),
            number(one["aim"]),
            one["verdict"],
        )
        lines.append("| " + " | ".join(cells) + " |")
    return lines


def _sentence(note: str) -> str:
    """Return a note with a capital and a full stop."""
    return note[0].upper() + note[1:] + "."


def page_with(text: str, kept: dict[str, Any]) -> str:
    """Return the page with its tables replaced; raises ValueError where it has no place for them."""
    before, rest = text.split(BEGIN)
    _, after = rest.split(END)
    return f"{before}{BEGIN}\n\n{tables(kept)}\n{END}{after}"


def write_page(kept: dict[str, Any]) -> None:
    """Write the tables into the page."""
    PAGE.write_text(page_with(PAGE.read_text(), kept))


if __name__ == "__main__":
    write_page(json.loads(LATEST.read_text()))
