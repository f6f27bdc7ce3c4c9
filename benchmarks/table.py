"""What was measured, as text for the terminal."""

from __future__ import annotations

import textwrap
from typing import Any


def number(value: float | None) -> str:
    """Return a number in three figures, thousands set apart."""
    if value is None:
        return ""
    if value == 0 or abs(value) >= 1000:
        return f"{float(f'{value:.3g}'):,.0f}"
    return f"{value:.3g}"


def machine_lines(machine: dict[str, str]) -> list[str]:
    """Return where it was measured."""
    libraries = ", ".join(f"{name} {machine[name]}" for name in ("simpy", "numba", "numpy"))
    return [
        f"{machine['processor']}, {machine['cores']} cores, {machine['system']}",
        f"{machine['python']}, {libraries}",
    ]


def lines_of(name: str, found: dict[str, Any]) -> list[str]:
    """Return one benchmark as lines."""
    lines = textwrap.wrap(f"{name}: {found['about']}", 110)
    size = max(len(one["what"]) for one in found["figures"])
    for one in found["figures"]:
        spread = f"({number(one['least'])} to {number(one['most'])})"
        line = f"  {one['what']:<{size}}  {number(one['median']):>10} {one['unit']:<10} {spread:<26}"
        if one["must"] is not None:
            aim = "" if one["aim"] is None else f", aim {number(one['aim'])}"
            line += f" must {number(one['must'])}{aim}: {one['verdict']}"
        lines.append(line.rstrip())
    return [*lines, *(f"  {note}" for note in found["notes"])]
