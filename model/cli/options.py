"""Options that several commands share, and what they do before and after the simulation."""

from __future__ import annotations

import json
import os
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, TypeVar

import click

from ..errors import StorageError

if TYPE_CHECKING:
    from ..execution import Progress
    from ..storage import Record

Command = TypeVar("Command", bound=Callable[..., Any])
SCHEMA = 1
"""Version of the objects that --json prints."""


@dataclass(frozen=True, slots=True)
class Options:
    """What was asked for on the command line."""

    engine: Literal["compiled", "reference"] | None
    replications: int | None
    seed: int | None
    workers: int | None
    sets: tuple[str, ...]
    out: Path
    as_json: bool
    timing: bool
    allow_plugins: bool
    spread: bool


def simulation_options(command: Command) -> Command:
    """Add the options of a simulation to a command, which gets them as keywords named like the fields of Options."""
    for decorate in reversed(_OPTIONS):
        command = decorate(command)
    return command


allow_plugins_option = click.option(
    "--allow-plugins", is_flag=True, help="Run the Python files that the scenario names as its own rules."
)
_OPTIONS = (
    click.argument("file", metavar="FILE"),
    click.option("--engine", type=click.Choice(["compiled", "reference"]), help="Default: compiled, where numba is."),
    click.option("--replications", type=click.IntRange(1, 1_000_000), metavar="N", help="Default: the scenario's."),
    click.option("--seed", type=click.IntRange(min=0), metavar="N", help="Root of chance; default: the scenario's."),
    click.option("--workers", type=click.IntRange(min=1), metavar="N", help="Default: as many as processors."),
    click.option("--set", "sets", multiple=True, metavar="PATH=VALUE", help="Override a field; may be repeated."),
    click.option(
        "--out", type=click.Path(path_type=Path), default=Path("results"), show_default=True,
        metavar="FOLDER", help="Where the run folder goes.",
    ),
    click.option("--json", "as_json", is_flag=True, help="Print one JSON object instead of tables."),
    click.option("--spread", is_flag=True, help="Also tell how much single replications differ."),
    allow_plugins_option,
    click.option("--timing", is_flag=True, help="Tell how long it took; with --json as `performance`."),
)  # fmt: skip


def progress_line() -> Progress | None:
    """Return a counter on standard error, None where nobody watches."""
    if not sys.stderr.isatty():
        return None
    started, last = time.monotonic(), [0.0]

    def show(done: int, total: int) -> None:
        now = time.monotonic()
        if done == total:
            print("\r\x1b[K", end="", file=sys.stderr, flush=True)
        elif now - last[0] > 0.1 and now - started > 0.5:
            last[0] = now
            print(f"\r{done} of {total} replications", end="", file=sys.stderr, flush=True)

    return show


@dataclass(frozen=True, slots=True)
class Performance:
    """How much was simulated, and how long it took."""

    requests: int
    rows: int
    seconds: float

    def told(self) -> str:
        """Return it as a sentence."""
        rate = self.requests / self.seconds if self.seconds > 0 else 0.0
        return f"{self.requests:,} requests in {self.seconds:.2f} s ({rate:,.0f} a second)"


def print_out(text: str, *, nl: bool = True) -> None:
    """Print on standard output; a reader that has gone away is no fault, a full disk is one."""
    try:
        click.echo(text, nl=nl)
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    except OSError as fault:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        raise StorageError(f"standard output cannot be written ({fault.strerror})") from None


def finish(
    record: Record,
    options: Options,
    extra: Callable[[], dict[str, Any]],
    text: Callable[[], str],
    seconds: float,
) -> Path:
    """Write the run folder, print the result, and say on standard error where the folder is.

    The folder comes first, so that a closed pipe loses no result; where it cannot be written, the result is still told.
    """
    from ..storage import write_run

    folder, unwritten = options.out, ""
    try:
        folder = write_run(options.out, record)
    except StorageError as fault:
        unwritten = str(fault)
    performance = Performance(record.requests, record.rows, seconds)
    if options.as_json:
        shown = extra()
        if options.timing:
            shown["performance"] = {
                "requests": performance.requests, "rows": performance.rows, "seconds": round(seconds, 6),
            }  # fmt: skip
        unicode = (sys.stdout.encoding or "").lower().startswith("utf")
        told = json.dumps(shown, indent=1, ensure_ascii=not unicode)
    else:
        told = text()
    try:
        print_out(told)
    except StorageError as fault:
        kept = f"the run itself is kept in {folder}" if not unwritten else f"nothing is kept: {unwritten}"
        raise StorageError(f"{fault}; {kept}") from None
    if options.timing and not options.as_json:
        print(performance.told(), file=sys.stderr)
    if unwritten:
        raise StorageError(unwritten)
    print(f"\nsaved in {folder}", file=sys.stderr)
    return folder
