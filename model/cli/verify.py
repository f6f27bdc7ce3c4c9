"""`verify`: the simulator against systems whose exact values are known, printed as a table a sceptic can read."""

from __future__ import annotations

import json
import sys
import time
from typing import Any

import click

from ..execution import Progress
from ..experiment.engine_choice import chosen_engine
from ..verification import CASES, EXACT, FAMILY, NOT_YET, Engines, Judgement, Verdict, Verification, verify
from ..verification.judge import LEVEL
from ..verification.judgement import Told, missing
from ..verification.lengths import FINE, QUICK
from ..verification.play import Player
from .options import SCHEMA, print_out
from .tables import Column, paragraph, plain, table, width

ASCII = {"±": "+-", "–": "-", "×": "x", "µ": "u", "λ": "lambda"}
ALL = {case.id: case for case in (*CASES, *EXACT)}
EXIT = {Verdict.PASS: 0, Verdict.FAIL: 1, Verdict.INCONCLUSIVE: 4}
ID = click.Choice(sorted({*ALL, *(case for case, _ in NOT_YET)}))


@click.command()
@click.option(
    "--quick", is_flag=True, help=f"To {QUICK:g} % instead of {FINE:g} %, about an eighth of the time."
)
@click.option(
    "--engine",
    type=click.Choice(["compiled", "reference"]),
    help="One engine alone; both by default, the reference on a tenth of the runs.",
)
@click.option("--case", "ids", type=ID, multiple=True, metavar="ID", help="One case; may be repeated.")
@click.option("--workers", type=click.IntRange(min=1), metavar="N", help="Default: as many as processors.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object instead of tables.")
def command(quick: bool, engine: Any, ids: tuple[str, ...], workers: int | None, as_json: bool) -> int:
    """Hold the simulator against systems whose exact values are known, from queueing and inventory theory.

    A figure passes when the exact value lies within the interval of the replications, is inconclusive when the
    interval is wider than the resolution, and fails otherwise. Ends with 0 when all pass, 1 when one fails, 4 when
    the runs were too short to say.
    """
    percent = QUICK if quick else FINE
    engines = _engines(engine)
    cases = tuple(case for case in ALL.values() if not ids or case.id in ids)
    if not as_json:
        print_out("\n".join(_head(percent, engines)))
    watch = _Watch(len(cases) * (2 if engines == "both" else 1), as_json)
    found = verify(
        cases,
        percent=percent,
        engines=engines,
        player=Player(workers, progress=watch.progress),
        tell=watch.tell,
    )
    if as_json:
        print_out(json.dumps(verification_form(found, ids), indent=1))
    else:
        print_out(plain("\n".join(summary(found, ids)), ASCII))
    return EXIT[found.verdict]


def _engines(asked: Any) -> Engines:
    """Return the engines to verify; without numba there is only the reference."""
    first = chosen_engine(None if asked is None else asked, ())
    return asked or ("both" if first == "compiled" else "reference")


class _Watch:
    """Shows each case as soon as it is judged, and on standard error how far the work has come."""

    def __init__(self, total: int, as_json: bool) -> None:
        self._total, self._as_json, self._done = total, as_json, 0
        self._shown = 0.0
        self.progress: Progress | None = self._progress if sys.stderr.isatty() else None

    def tell(self, one: Judgement) -> None:
        """Show a case that has been judged."""
        self._done += 1
        if self.progress is not None:
            print("\r\x1b[K", end="", file=sys.stderr, flush=True)
        if not self._as_json:
            print_out(plain("\n".join(case_lines(one, width())), ASCII))
        if self.progress is None:
            print(
                f"{self._done} of {self._total}: {one.case.id}, {one.engine} engine: {one.verdict.value}",
                file=sys.stderr,
                flush=True,
            )

    def _progress(self, done: int, total: int) -> None:
        now = time.monotonic()
        if now - self._shown > 0.1:
            self._shown = now
            line = f"\r\x1b[K{self._done} of {self._total} done; {done} of {total} replications of the next"
            print(line, end="", file=sys.stderr, flush=True)


def _head(percent: float, engines: Engines) -> list[str]:
    """Return what stands above the table."""
    names = "compiled and reference engine" if engines == "both" else f"{engines} engine"
    return [
        f"The simulator against exact values, to {percent:g} %, {names}",
        f"± is half an interval; all intervals hold together with a chance of {1 - LEVEL:.1%} ({FAMILY} figures)",
    ]


def case_lines(one: Judgement, wide: int) -> list[str]:
    """Return a case as lines of text: the system, the source, and a row for each figure."""
    told = one.case.told
    lines = ["", f"{one.case.id}, {one.engine} engine: {one.verdict.value}"]
    if one.engine == "compiled" or one.traces is None:
        lines += paragraph(f"  {told.system}", wide=wide, indent="  ")
        lines += paragraph(f"  Source: {told.source}", wide=wide, indent="    ")
    if one.traces is not None:
        lines.append(f"  {one.equal} of {one.traces} traces equal to those of the compiled engine")
    columns = [
        Column("theory", tuple(_number(each.judged.value) for each in one.figures)),
        Column("simulated", tuple(_number(each.judged.simulated) for each in one.figures)),
        Column("±", tuple(_interval(each) for each in one.figures)),
        Column("resolution", tuple(_resolution(each) for each in one.figures)),
        Column("runs", tuple(str(each.replications) for each in one.figures)),
        Column("verdict", tuple(each.judged.verdict.value for each in one.figures), right=False),
    ]
    names = Column("  figure", tuple(f"  {each.figure.name}" for each in one.figures), right=False)
    return [*lines, *table([names], columns, wide=max(wide, 110))]


def _number(number: float) -> str:
    return f"{number:.6g}"


def _interval(told: Told) -> str:
    return f"{told.judged.half_width:.2g}" if told.judged.resolution else "exact"


def _resolution(told: Told) -> str:
    return f"{told.judged.resolution:.2g}" if told.judged.resolution else "exact"


def summary(found: Verification, ids: tuple[str, ...]) -> list[str]:
    """Return the last lines: how many figures passed, which cases did not, and what could not be played."""
    lines = [""]
    for engine in dict.fromkeys(one.engine for one in found.judgements):
        mine = [one for one in found.judgements if one.engine == engine]
        verdicts = [told.judged.verdict for one in mine for told in one.figures]
        counts = ", ".join(
            f"{verdicts.count(verdict)} {verdict.value}" for verdict in Verdict if verdict in verdicts
        )
        lines.append(
            f"{engine} engine: {len(mine)} case{'s' * (len(mine) != 1)}, {len(verdicts)} figures: {counts}"
        )
    traces = [one for one in found.judgements if one.traces is not None]
    if traces:
        equal, played = sum(one.equal for one in traces), sum(one.traces or 0 for one in traces)
        lines.append(f"traces: {equal} of {played} equal on both engines")
    for one in found.judgements:
        if one.verdict is not Verdict.PASS:
            lines.append(f"{one.verdict.value}: {one.case.id}, {one.engine} engine")
    for case, figures in missing(ids).items():
        for name, words in figures:
            lines.append(f"not played: {case}, {name}: {words}")
    return lines


def verification_form(found: Verification, ids: tuple[str, ...]) -> dict[str, Any]:
    """Return a verification as the object that --json prints."""
    return {
        "schema": SCHEMA,
        "command": "verify",
        "percent": found.percent,
        "level": LEVEL,
        "family": FAMILY,
        "verdict": found.verdict.value,
        "cases": [_case_form(one) for one in found.judgements],
        "not_played": [
            {"id": case, "figures": [name for name, _ in figures], "missing": figures[0][1]}
            for case, figures in missing(ids).items()
        ],
    }


def _case_form(one: Judgement) -> dict[str, Any]:
    return {
        "id": one.case.id,
        "engine": one.engine,
        "verdict": one.verdict.value,
        "exact": one.case.exact,
        "system": one.case.told.system,
        "source": one.case.told.source,
        "traces": None if one.traces is None else {"played": one.traces, "equal": one.equal},
        "figures": [
            {
                "name": told.figure.name,
                "value": told.judged.value,
                "simulated": told.judged.simulated,
                "half_width": told.judged.half_width,
                "resolution": told.judged.resolution,
                "replications": told.replications,
                "verdict": told.judged.verdict.value,
            }
            for told in one.figures
        ],
    }
