"""Plain text tables: aligned columns, wrapped headings, split into blocks where the terminal is too narrow."""

from __future__ import annotations

import re
import shutil
import sys
import textwrap
from collections.abc import Sequence
from dataclasses import dataclass

GAPS = ("  ", " ")
"""Between columns, the wide one where it saves no block to be narrow."""
KEPT = "\u00a0"
"""A blank at which no line is broken."""
HEADING_WIDTH = 15
"""Headings are wrapped at this many characters."""
ENOUGH = 30
"""Replications from which intervals hold whatever the law of a measure looks like, as a rule of thumb."""
CONTROL = re.compile(r"[\x00-\x09\x0b-\x1f\x7f-\x9f]")
"""Signs that a terminal obeys, the end of a line left out."""
DEFAULT_WIDTH = 120
"""Where output is piped and COLUMNS says nothing."""


def width() -> int:
    """Return the characters of a line on standard output."""
    return max(60, shutil.get_terminal_size((DEFAULT_WIDTH, 24)).columns)


def plain(text: str, replacement: dict[str, str]) -> str:
    """Return a text that standard output can show, with signs it cannot show, or would obey, replaced."""
    text = CONTROL.sub("?", text)
    encoding = sys.stdout.encoding or "utf-8"
    try:
        text.encode(encoding)
    except (UnicodeEncodeError, LookupError):
        for sign, instead in replacement.items():
            text = text.replace(sign, instead)
        return text.encode("ascii", "replace").decode("ascii")
    return text


@dataclass(frozen=True, slots=True)
class Column:
    """A heading, its cells, and how they stand."""

    heading: str
    cells: tuple[str, ...]
    right: bool = True

    @property
    def lines(self) -> list[str]:
        """The heading, wrapped."""
        parts = re.sub(r"(?<=\d) ", KEPT, self.heading).split("\n")
        wrapped = [
            line
            for part in parts
            for line in textwrap.wrap(part, HEADING_WIDTH, break_on_hyphens=False) or [""]
        ]
        return [line.replace(KEPT, " ") for line in wrapped]

    @property
    def size(self) -> int:
        """Characters of the widest line."""
        return max(len(text) for text in (*self.lines, *self.cells, ""))

    def placed(self, text: str) -> str:
        """Return a text at its place in the column."""
        return text.rjust(self.size) if self.right else text.ljust(self.size)


def table(
    labels: Sequence[Column], columns: Sequence[Column], *, wide: int, below: Sequence[str | None] = ()
) -> list[str]:
    """Return the lines of a table; `below` holds a line to put under a row, or None.

    Where the columns do not fit, they follow in further blocks that repeat the labels.
    """
    gap = min(GAPS, key=lambda gap: len(_blocks(labels, columns, gap, wide)))
    lines: list[str] = []
    for block in _blocks(labels, columns, gap, wide):
        lines += ["", *_block([*labels, *block], below, gap)]
    return lines[1:]


def _blocks(labels: Sequence[Column], columns: Sequence[Column], gap: str, wide: int) -> list[list[Column]]:
    """Return the columns that stand side by side."""
    label_size = sum(column.size + len(gap) for column in labels)
    blocks: list[list[Column]] = [[]]
    used = label_size
    for column in columns:
        if blocks[-1] and used + column.size > wide:
            blocks.append([])
            used = label_size
        blocks[-1].append(column)
        used += column.size + len(gap)
    return blocks


def few(replications: int, wide: int) -> list[str]:
    """Say what intervals from few replications rest on."""
    text = (
        f"From fewer than {ENOUGH} replications ({replications} here) an interval holds only for numbers that vary "
        "about evenly around their mean; ask for more with --replications."
    )
    return paragraph(text, wide=wide)


def _block(columns: Sequence[Column], below: Sequence[str | None], gap: str) -> list[str]:
    """Return the lines of columns side by side."""
    height = max(len(column.lines) for column in columns)
    heads = [[""] * (height - len(column.lines)) + column.lines for column in columns]
    lines = [
        gap.join(column.placed(head[line]) for column, head in zip(columns, heads, strict=True)).rstrip()
        for line in range(height)
    ]
    lines.append("-" * (sum(column.size for column in columns) + len(gap) * (len(columns) - 1)))
    for row in range(len(columns[0].cells)):
        lines.append(gap.join(column.placed(column.cells[row]) for column in columns).rstrip())
        note = below[row] if row < len(below) else None
        if note is not None:
            lines.append(note)
    return lines


def paragraph(text: str, *, wide: int, indent: str = "") -> list[str]:
    """Return a text in lines, later ones indented; names such as `open / silent` stay whole."""
    kept = re.sub(r" (?=[/±])|(?<=[/±✓✗?=↑↓]) ", KEPT, text)
    lines = textwrap.wrap(kept, min(wide, 110), subsequent_indent=indent, break_on_hyphens=False)
    return [line.replace(KEPT, " ") for line in lines]
