"""`run FILE`: simulate a scenario as it stands, every measure with its interval."""

from __future__ import annotations

import time
from collections.abc import Sequence
from typing import Any

import click

from ..experiment import Estimate, Result, simulate
from ..experiment.wording import decimals, number, unit_of_many
from ..metrics import GROUPS, headlines
from ..scenario import load
from .json_form import result_form
from .options import Options, finish, progress_line, simulation_options
from .tables import ENOUGH, Column, few, paragraph, plain, table, width
from .trace import write_trace

ASCII = {"±": "+-", "–": "-", "×": "x"}
MAY_BE_EMPTY = ("Lost sales", "Where demand went", "Promises", "Money")
"""Groups of which only what happened is shown."""
BREAKDOWN = ("site", "item", "segment")
"""Kinds of scope that the second table tells apart."""
ENDS = ("Received\n(%)", "Lost or left\n(%)", "Cancelled\n(%)", "Still waiting\n(%)")
"""What becomes of a unit, in the order of `Shares`."""
BREAKDOWN_MEASURES = ("fill_rate", "lost_total", "promise_kept", "wait_back_ordered", "churned_by_service")


@click.command()
@simulation_options
@click.option(
    "--trace", is_flag=True, help="Also write trace.csv, everything that happened in replication 0."
)
@click.option(
    "--combination",
    metavar="NAME",
    help="Pull the levers of one that `compare` names, as in 'open / silent'. Default: none is pulled.",
)
def command(file: str, trace: bool, combination: str | None, **given: Any) -> None:
    """Simulate the scenario in FILE as it stands: every measure with a 95 % interval."""
    options = Options(**given)
    scenario = load(file, options.sets, allow_plugins=options.allow_plugins, combination=combination)
    started = time.perf_counter()
    result = simulate(
        scenario,
        engine=options.engine,
        replications=options.replications,
        seed=options.seed,
        workers=options.workers,
        progress=progress_line(),
    )
    seconds = time.perf_counter() - started
    record = result.record()
    folder = finish(
        record,
        options,
        lambda: result_form(result, record),
        lambda: plain("\n".join(result_lines(result, width(), spread=options.spread)), ASCII),
        seconds,
    )
    if trace:
        write_trace(folder, result)


def result_lines(result: Result, wide: int, *, spread: bool = False) -> list[str]:
    """Return the whole answer as lines of text; what never happened is left out.

    With `spread` each number is followed by the two between which nine tenths of the replications lie.
    """
    world = result.scenario.world()
    total = {one.name: one for one in result.measures if one.scope == "total"}
    runs = "replication" if result.replications == 1 else "replications"
    lines = [
        result.scenario.title,
        f"{result.replications} {runs}, seed {result.seed}, {result.engine} engine; ± half-width of a 95 % interval"
        + ("; then what nine tenths of the replications lie between" if spread else ""),
    ]
    groups = {"Headlines": list(headlines(world)), "Service": [one.name for one in _served_within(result)]}
    for title, measures in GROUPS.items():
        groups[title] = [*groups.get(title, []), *(one.name for one in measures)]
    for title, names in groups.items():
        found = [total[name] for name in names if name in total]
        if title in MAY_BE_EMPTY:
            found = [one for one in found if one.mean != 0 or one.half_width != 0 or one.better == "higher"]
        if found:
            lines += ["", title, *_group(found, spread)]
    lines += _waiting(result, wide)
    lines += _breakdown(result, wide)
    lines += ["", *few(result.replications, wide)] if result.replications < ENOUGH else []
    for note in result.scenario.notes:
        lines += ["", *paragraph(f"Note: {note}", wide=wide, indent="      ")]
    return lines


def _served_within(result: Result) -> list[Estimate]:
    """Return service within each of the scenario's times."""
    return [one for one in result.measures if one.name.startswith("served_within(") and one.scope == "total"]


def _group(found: Sequence[Estimate], spread: bool) -> list[str]:
    """Return one line a measure: title, number, half-width, unit, and the name that files and --json use."""
    titles = max(len(one.title) for one in found)
    means = [number(one.mean, one.unit, decimals([(one.mean, one.half_width)], one.unit)) for one in found]
    spreads = [_spread(one) for one in found]
    units = [unit_of_many(one.unit) for one in found]
    ranges = [f"  {_between(one)}" if spread else "" for one in found]
    sizes = [max(map(len, texts)) for texts in (means, spreads, units, ranges)]
    return [
        f"  {one.title:<{titles}}  {mean:>{sizes[0]}} {half:<{sizes[1]}} {unit:<{sizes[2]}}{between:<{sizes[3]}}  "
        f"{one.name}"
        for one, mean, half, unit, between in zip(found, means, spreads, units, ranges, strict=True)
    ]


def _between(one: Estimate) -> str:
    """Return the numbers between which nine tenths of the replications lie."""
    places = decimals([(one.mean, one.half_width)], one.unit)
    return f"{number(one.p5, one.unit, places)} to {number(one.p95, one.unit, places)}"


def _spread(one: Estimate) -> str:
    """Return ± half-width, nothing where one replication cannot tell."""
    if not one.half_width:
        return "" if one.half_width is None else "±0"
    return f"±{number(one.half_width, one.unit, decimals([(one.mean, one.half_width)], one.unit))}"


def _waiting(result: Result, wide: int) -> list[str]:
    """Return what became of those who asked after each of the scenario's times; nothing where nobody waits."""
    clock, found = result.scenario.world().clock, result.incidence()
    at_once = found.at(0.0)
    if at_once is None or at_once.waiting == 0.0:
        return []
    times = sorted({0, *result.scenario.world().served_within})
    told = [(time / clock.ticks_per_unit, found.at(time / clock.ticks_per_unit)) for time in times]
    shares = [(time, one) for time, one in told if one is not None]
    labels = tuple(
        "at once" if time == 0 else f"after {time:g} {clock.unit if time == 1 else unit_of_many(clock.unit)}"
        for time, _ in shares
    )
    columns = [
        Column(title, tuple(f"{one[place] * 100:.1f}" for _, one in shares))
        for place, title in enumerate(ENDS)
        if place != ENDS.index("Cancelled\n(%)") or found.cancelled[-1] > 0
    ]
    return ["", *table([Column("Units asked for", labels, right=False)], columns, wide=wide)]


def _breakdown(result: Result, wide: int) -> list[str]:
    """Return a table of the most asked measures by shop, item and segment, where there are several."""
    found = {(one.name, one.scope): one for one in result.measures}
    names = [headlines(result.scenario.world())[0], *BREAKDOWN_MEASURES]
    names = [name for name in dict.fromkeys(names) if (name, "total") in found]
    lines: list[str] = []
    for kind in BREAKDOWN:
        scopes = [
            one.scope
            for one in result.measures
            if one.name == "fill_rate" and one.scope.startswith(f"{kind}:")
        ]
        if len(scopes) < 2:
            continue
        labels = [Column(f"by {kind}", tuple(scope.split(":", 1)[1] for scope in scopes), right=False)]
        columns = [_scoped(found, name, scopes) for name in names]
        there = [column for column in columns if any(cell != "–" for cell in column.cells)]
        lines += ["", *table(labels, there, wide=wide)]
    return lines


def _scoped(found: dict[tuple[str, str], Estimate], name: str, scopes: Sequence[str]) -> Column:
    """Return a measure at several scopes."""
    estimates = [found.get((name, scope)) for scope in scopes]
    total = found[name, "total"]
    there = [(one.mean, one.half_width) for one in estimates if one is not None]
    places = decimals(there, total.unit)
    cells = tuple(
        "–" if one is None else f"{number(one.mean, one.unit, places)} {_scoped_spread(one, places)}".rstrip()
        for one in estimates
    )
    return Column(f"{total.title}\n({unit_of_many(total.unit)})", cells)


def _scoped_spread(one: Estimate, places: int) -> str:
    """Return ± half-width with the column's decimals."""
    return "" if one.half_width is None else f"±{number(one.half_width, one.unit, places)}"
