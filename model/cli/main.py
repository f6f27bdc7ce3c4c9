"""The `simulate` command: a table of commands, each imported only when it is the one asked for.

Help must be quick, so the table holds the one-line summaries and no command module is imported to print them.
"""

from __future__ import annotations

import contextlib
import gc
import logging
import os
import sys
from collections.abc import Sequence
from importlib import import_module
from typing import NamedTuple, NoReturn

import click

from .. import __version__
from ..errors import BackorderError, ImpossibleState, Interrupted, TooMuch


class Entry(NamedTuple):
    """Where a command lives: a module of this package whose click command is named `command`."""

    module: str
    summary: str


COMMANDS: dict[str, Entry] = {
    "new": Entry("new", "Write a small commented scenario to start from."),
    "validate": Entry("validate", "Find every fault of a scenario, with its line."),
    "resolve": Entry("resolve", "Show every default, and where each value came from."),
    "schema": Entry("schema", "Print the JSON schema of scenarios, for an editor."),
    "run": Entry("run", "Simulate a scenario: every measure with its interval."),
    "compare": Entry("compare", "Compare every combination of policies on the same luck."),
    "verify": Entry("verify", "Hold the simulator against systems whose exact values are known."),
    "compile": Entry("compile", "Compile the engine ahead of time, for containers and workers."),
}
"""Command name -> its entry, in the order in which `--help` lists them."""

NEW_OBJECTS = 20_000
"""Objects made before garbage is looked for: imports make many and no garbage, and the usual 700 look all the time."""

DONE, CHECK_FAILED, BAD_USAGE, INCOMPLETE, INTERRUPTED = 0, 1, 2, 3, 130


class Commands(click.Group):
    """A click group that imports a command's module when the command is used, and not before."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the names of the commands, in the order of the table."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Import and return one command; `None` lets click say that there is no such command."""
        entry = COMMANDS.get(cmd_name)
        if entry is None:
            return None
        return import_module(f".{entry.module}", __package__).command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the list of commands from the table alone."""
        if COMMANDS:
            with formatter.section("Commands"):
                formatter.write_dl([(name, entry.summary) for name, entry in COMMANDS.items()])


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="simulate")
def commands() -> None:
    """Simulate a supply chain in which the item is not there, and compare what to do next."""


def main(arguments: Sequence[str] | None = None) -> NoReturn:
    """Run a command and exit with its code; what goes wrong is told in words, on standard error."""
    logging.basicConfig(format="%(message)s", level=logging.WARNING)
    gc.set_threshold(NEW_OBJECTS)
    _open_streams()
    try:
        code = commands.main(arguments, prog_name="simulate", standalone_mode=False)
        sys.stdout.flush()
    except BackorderError as fault:
        _tell(str(fault))
        sys.exit(exit_code(fault))
    except click.ClickException as fault:
        fault.show()
        sys.exit(max(fault.exit_code, BAD_USAGE))
    except (KeyboardInterrupt, click.Abort):
        _tell("stopped by Ctrl-C; nothing was written")
        sys.exit(INTERRUPTED)
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(DONE)
    sys.exit(code if isinstance(code, int) else DONE)


def _open_streams() -> None:
    """Let what is told on an output that is closed go nowhere, as where its reader has gone away."""
    for name in ("stdout", "stderr"):
        if getattr(sys, name) is None:
            setattr(sys, name, open(os.devnull, "w", encoding="utf-8"))  # noqa: SIM115 - until the end


def exit_code(fault: BackorderError) -> int:
    """Return the exit code that a fault deserves."""
    if isinstance(fault, Interrupted):
        return INTERRUPTED
    if isinstance(fault, ImpossibleState) and not isinstance(fault, TooMuch):
        return CHECK_FAILED
    from ..execution.coordinator import WorkersDied

    return INCOMPLETE if isinstance(fault, WorkersDied) else BAD_USAGE


def _tell(text: str) -> None:
    """Write a message for people."""
    with contextlib.suppress(BrokenPipeError):
        print(text, file=sys.stderr)
