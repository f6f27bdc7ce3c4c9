"""The `simulate` command: a table of commands, each imported only when it is the one asked for.

Help must be quick, so the table holds the one-line summaries and no command module is imported to print them.
"""

from __future__ import annotations

from importlib import import_module
from typing import NamedTuple

import click

from .. import __version__


class Entry(NamedTuple):
    """Where a command lives: a module of this package whose click command is named `command`."""

    module: str
    summary: str


COMMANDS: dict[str, Entry] = {}
"""Command name -> its entry, in the order in which `--help` lists them."""


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


@click.group(cls=Commands)
@click.version_option(__version__, prog_name="simulate")
def main() -> None:
    """Simulate a supply chain in which the item is not there, and compare what to do next."""
