"""`compare FILE`: every combination of levers on the same luck, and what to choose."""

from __future__ import annotations

import time
from collections.abc import Sequence
from typing import Any

import click

from ..experiment import Compared, Comparison, Estimate, advice, compare, comparison_notes, estimate
from ..experiment.wording import decimals, listed, number, tied, unit_of_many
from ..scenario import load
from .json_form import comparison_form
from .options import Options, finish, progress_line, simulation_options
from .tables import ENOUGH, Column, few, paragraph, plain, table, width

MARKS = {"better": "✓", "worse": "✗", "cannot tell": "?", "same": "="}
DIRECTIONS = {"higher": "↑", "lower": "↓"}
ASCII = {"↑": "^", "↓": "v", "✓": "+", "✗": "x", "±": "+-", "×": "x", "–": "-"}
ABSENT = "–"


@click.command()
@simulation_options
def command(file: str, **given: Any) -> None:
    """Compare every combination of the policies in FILE on the same luck.

    Tells which are better or worse than the baseline beyond doubt, which cannot be told apart, and what to choose.
    """
    options = Options(**given)
    scenario = load(file, options.sets, allow_plugins=options.allow_plugins)
    started = time.perf_counter()
    comparison = compare(
        scenario,
        engine=options.engine,
        replications=options.replications,
        seed=options.seed,
        workers=options.workers,
        progress=progress_line(),
    )
    seconds = time.perf_counter() - started
    record = comparison.record()
    finish(
        record,
        options,
        lambda: comparison_form(comparison, record),
        lambda: plain("\n".join(comparison_lines(comparison, width(), spread=options.spread)), ASCII),
        seconds,
    )


def comparison_lines(comparison: Comparison, wide: int, *, spread: bool = False) -> list[str]:
    """Return the whole answer as lines of text; with `spread` also how single replications came out."""
    distinct = [one for one in comparison.combinations if one.same_as is None]
    lines = [comparison.scenario.title, _subtitle(comparison), ""]
    labels = [
        Column(
            lever.replace("_", " "), tuple(_label(comparison, one, place) for one in distinct), right=False
        )
        for place, lever in enumerate(comparison.levers)
    ]
    names = comparison.judged
    columns = [_column(comparison, distinct, name) for name in names]
    below = [_same_line(comparison, one, wide) for one in distinct]
    lines += table(labels, [column for column in columns if column is not None], wide=wide, below=below)
    lines += ["", *_legend(comparison, wide)]
    if spread:
        singly = [_column(comparison, distinct, name, single=True) for name in names]
        lines += ["", *table(labels, [column for column in singly if column is not None], wide=wide)]
        lines += ["", *_single_legend(comparison, wide)]
    lines += [*few(comparison.replications, wide), ""] if comparison.replications < ENOUGH else [""]
    lines += _best_lines(comparison, [one.name for one in distinct], wide)
    for note in comparison_notes(comparison):
        lines += paragraph(f"Note: {note}", wide=wide, indent="      ")
    return [*lines, "", *paragraph(advice(comparison), wide=wide)]


def _subtitle(comparison: Comparison) -> str:
    """Return what was done, in a line."""
    count = len(comparison.combinations)
    what = " × ".join(lever.replace("_", " ") for lever in comparison.levers)
    runs = "replication" if comparison.replications == 1 else "replications"
    return (
        f"{count} combinations of {what}, {comparison.replications} {runs} each on the same luck, "
        f"seed {comparison.seed}, {comparison.engine} engine"
    )


def _column(
    comparison: Comparison, distinct: Sequence[Compared], name: str, *, single: bool = False
) -> Column | None:
    """Return a measure of every combination, or how its single replications came out; None where none has it."""
    estimates = [estimate(one, name) for one in distinct]
    there = [one for one in estimates if one is not None]
    if not there:
        return None
    unit = there[0].unit
    places = decimals([(one.mean, one.half_width) for one in there], unit)
    cell = _single_cell if single else _cell
    cells = tuple(
        cell(comparison, one.name, found, places) for one, found in zip(distinct, estimates, strict=True)
    )
    heading = f"{there[0].title}\n({unit_of_many(unit)})"
    if not single:
        better = comparison.combinations[0].meter.measure(name).better
        heading += f" {DIRECTIONS.get(better or '', '')}"
    return Column(heading, cells)


def _single_cell(comparison: Comparison, name: str, found: Estimate | None, places: int) -> str:
    """Return what nine tenths of the replications lie between, and the share that beats the baseline."""
    if found is None:
        return ABSENT
    between = f"{number(found.p5, found.unit, places)} to {number(found.p95, found.unit, places)}"
    difference = comparison.difference(name, found.name)
    won = "     " if difference is None else f"{difference.wins * 100:3.0f} %"
    return f"{between}  {won}"


def _single_legend(comparison: Comparison, wide: int) -> list[str]:
    """Say what the second table tells."""
    text = (
        "Single replications: nine tenths of them lie between the two numbers. Behind them, the share of replications "
        f"in which a combination does better than the baseline ({comparison.baseline}) on the same luck; a tie counts "
        "half."
    )
    return paragraph(text, wide=wide)


def _label(comparison: Comparison, one: Compared, place: int) -> str:
    """Return an alternative; the baseline says so behind its last."""
    last = place == len(comparison.levers) - 1
    return (
        f"{one.labels[place]} (baseline)" if last and one.name == comparison.baseline else one.labels[place]
    )


def _cell(comparison: Comparison, name: str, found: Estimate | None, places: int) -> str:
    """Return a number, its half-width and the mark of its difference to the baseline."""
    if found is None:
        return f"{ABSENT}  "
    spread = "" if found.half_width is None else f" ±{number(found.half_width, found.unit, places)}"
    difference = comparison.difference(name, found.name)
    mark = MARKS[difference.verdict] if difference is not None else " "
    return f"{number(found.mean, found.unit, places)}{spread} {mark}"


def _same_line(comparison: Comparison, one: Compared, wide: int) -> str | None:
    """Return the combinations in which exactly the same happened, None where there are none."""
    same = [other.labels for other in comparison.combinations if other.same_as == one.name]
    if not same:
        return None
    only = [
        place for place in range(len(one.labels)) if any(other[place] != one.labels[place] for other in same)
    ]
    told = [" / ".join(other[place] for place in only) for other in same]
    return "\n".join(paragraph(f"  exactly the same with {listed(told)}", wide=wide, indent="    "))


def _legend(comparison: Comparison, wide: int) -> list[str]:
    """Say what the signs mean."""
    text = (
        "↑ more is better, ↓ less is better; ± half-width of a 95 % interval. Against the baseline "
        f"({comparison.baseline}), replication by replication: ✓ better, ✗ worse, ? cannot tell"
    )
    shown = {one.verdict for one in comparison.differences}
    text += ", = the same" if "same" in shown else ""
    return paragraph(f"{text}; all marks together hold with 95 % confidence.", wide=wide)


def _best_lines(comparison: Comparison, distinct: list[str], wide: int) -> list[str]:
    """Say which combination is best on every headline, or that it cannot be told."""
    found = [*comparison.best, *(() if comparison.earning is None else (comparison.earning,))]
    titles = [one.title[0].lower() + one.title[1:] for one in found]
    lines = ["Best, with 95 % confidence:"] if titles else []
    for title, one in zip(titles, found, strict=True):
        text = one.names[0] if len(one.names) == 1 else tied(list(one.names), distinct)
        size = max(map(len, titles))
        lines += paragraph(f"  {title:<{size}}  {text}", wide=wide, indent=" " * (size + 4))
    return [*lines, ""] if comparison_notes(comparison) else lines
