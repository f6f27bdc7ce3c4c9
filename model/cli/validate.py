"""`validate FILE`: find every fault of a scenario, with its line, and what a reader of its results should know."""

from __future__ import annotations

import json
from collections.abc import Sequence

import click

from ..errors import ScenarioError
from ..scenario import load
from .options import allow_plugins_option, print_out
from .tables import paragraph, plain, width

SCHEMA = 1


@click.command()
@click.argument("file")
@click.option("--set", "sets", multiple=True, metavar="PATH=VALUE", help="Override a field; may be repeated.")
@allow_plugins_option
@click.option("--json", "as_json", is_flag=True, help="Print the faults as one JSON object.")
def command(file: str, sets: tuple[str, ...], allow_plugins: bool, as_json: bool) -> None:
    """Find every fault in FILE: where it stands, what is wrong, and what to do about it.

    Where there is none, the notes follow that stand under its results.
    """
    try:
        notes = load(file, sets, allow_plugins=allow_plugins).notes
    except ScenarioError as error:
        if as_json:
            print_out(_form(file, error, ()))
        raise
    if as_json:
        print_out(_form(file, None, notes))
        return
    told = (line for note in notes for line in paragraph(f"Note: {note}", wide=width(), indent="      "))
    print_out(plain("\n".join([f"{file}: no faults", *told]), {}))


def _form(file: str, error: ScenarioError | None, notes: Sequence[str]) -> str:
    faults = () if error is None else error.faults
    told = [{"file": one.file, "line": one.line, "path": one.path, "message": one.message} for one in faults]
    return json.dumps(
        {"schema": SCHEMA, "command": "validate", "file": file, "faults": told, "notes": list(notes)},
        indent=1,
        ensure_ascii=False,
    )
