"""docs/verification.md shows every figure with its exact value, and only passes; run as a program it takes new results.

python simulate.py verify --json > verification.json
python -m tests.docs.test_verification_page verification.json
"""

from __future__ import annotations

import json
import re
import sys
from pathlib import Path
from typing import Any

from model.verification import CASES, EXACT
from tests.conftest import ROOT

PAGE = ROOT / "docs" / "verification.md"
BEGIN, END = "<!-- results -->", "<!-- end of results -->"


def number(value: float) -> str:
    """Return a number as the table has it."""
    return f"{value:.6g}"


def rows(form: dict[str, Any]) -> dict[tuple[str, str], str]:
    """Return the lines of a verification by case and figure, the engines beside each other."""
    told = {(one["id"], one["engine"]): one for one in form["cases"]}
    found: dict[tuple[str, str], str] = {}
    for case in dict.fromkeys(one["id"] for one in form["cases"]):
        for place, figure in enumerate(told[case, engines(form)[0]]["figures"]):
            cells = [cell(told[case, engine]["figures"][place]) for engine in engines(form)]
            name = figure["name"].replace("|", "\\|")
            found[case, name] = f"| {case} | {name} | {number(figure['value'])} | {' | '.join(cells)} |"
    return found


def engines(form: dict[str, Any]) -> list[str]:
    """Return the engines that were verified."""
    return list(dict.fromkeys(one["engine"] for one in form["cases"]))


def cell(figure: dict[str, Any]) -> str:
    """Return a simulated figure with its interval and verdict."""
    spread = f" ±{figure['half_width']:.2g}" if figure["half_width"] else ""
    return f"{number(figure['simulated'])}{spread} {figure['verdict']}"


def put(page: str, form: dict[str, Any]) -> str:
    """Return a page with new results; those of other cases stay where engines and resolution are the same."""
    before, _, rest = page.partition(BEGIN)
    inside, _, after = rest.partition(END)
    words = f"To {form['percent']:g} %, {' and '.join(engines(form))} engine."
    old = lines_of(inside) if words in inside else {}
    new = old | rows(form)
    order = [
        (case.id, figure.name.replace("|", "\\|")) for case in (*CASES, *EXACT) for figure in case.figures
    ]
    head = f"| case | figure | theory | {' | '.join(f'{one} engine' for one in engines(form))} |\n"
    head += "|---|---|---|" + "---|" * len(engines(form))
    table = "\n".join([head, *(new[key] for key in order if key in new)])
    return f"{before}{BEGIN}\n\n{words}\n\n{table}\n\n{END}{after}"


def lines_of(inside: str) -> dict[tuple[str, str], str]:
    """Return the lines of a table by case and figure."""
    found = re.findall(r"^(\| ([\w-]+) \| (.+?) \| .*)$", inside, re.MULTILINE)
    return {(case, name): line for line, case, name in found}


def shown(page: str) -> dict[tuple[str, str], tuple[str, str]]:
    """Return the rows of a page: (case, figure) -> (theory, everything behind it)."""
    inside = page.partition(BEGIN)[2].partition(END)[0]
    found = re.findall(r"^\| ([\w-]+) \| (.+?) \| ([^|]+) \| (.+) \|$", inside, re.MULTILINE)
    return {(case, name): (theory, rest) for case, name, theory, rest in found if case != "case"}


def stale(page: str) -> list[str]:
    """Return what is wrong with a page: figures missing or too many, other values, verdicts that are no pass."""
    expected = {
        (case.id, figure.name.replace("|", "\\|")): number(case.told.value(figure.expected))
        for case in (*CASES, *EXACT)
        for figure in case.figures
    }
    told = shown(page)
    wrong = [f"{case} {name}" for case, name in set(expected) ^ set(told)]
    wrong += [f"{key}: {told[key][0]}" for key in set(told) & set(expected) if told[key][0] != expected[key]]
    verdicts = {key: set(re.findall(r"pass|fail|inconclusive", rest)) for key, (_, rest) in told.items()}
    return wrong + [f"{key}: {found}" for key, found in verdicts.items() if found != {"pass"}]


def test_the_page_shows_every_figure_with_its_exact_value() -> None:
    """Each figure of each case has its row, with theory's value and a pass."""
    assert stale(PAGE.read_text()) == []


def test_a_stale_page_is_seen() -> None:
    """A row left out, a fail and another value of theory are named."""
    page = PAGE.read_text()
    assert stale(re.sub(r"^\| palm \| fill \[gamma\] .*\n", "", page, flags=re.MULTILINE)) == [
        "palm fill [gamma]"
    ]
    assert len(stale(page.replace(" pass |", " fail |", 1))) == 1
    assert len(stale(page.replace("| 0.43347 |", "| 0.43348 |", 1))) == 1


if __name__ == "__main__":
    PAGE.write_text(put(PAGE.read_text(), json.loads(Path(sys.argv[1]).read_text())))
