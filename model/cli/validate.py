"""`validate FILE`: find every fault of a scenario, with its line."""

from __future__ import annotations

import json

import click

from ..errors import ScenarioError
from ..scenario import load
from .options import allow_plugins_option

SCHEMA = 1


@click.command()
@click.argument("file")
@click.option("--set", "sets", multiple=True, metavar="PATH=VALUE", help="Override a field; may be repeated.")
@allow_plugins_option
@click.option("--json", "as_json", is_flag=True, help="Print the faults as one JSON object.")
def command(file: str, sets: tuple[str, ...], allow_plugins: bool, as_json: bool) -> None:
    """Find every fault in FILE: where it stands, what is wrong, and what to do about it."""
    try:
        load(file, sets, allow_plugins=allow_plugins)
    except ScenarioError as error:
        if as_json:
            click.echo(_form(file, error))
        raise
    click.echo(_form(file, None) if as_json else f"{file}: no faults")


def _form(file: str, error: ScenarioError | None) -> str:
    faults = () if error is None else error.faults
    told = [{"file": one.file, "line": one.line, "path": one.path, "message": one.message} for one in faults]
    return json.dumps(
        {"schema": SCHEMA, "command": "validate", "file": file, "faults": told}, indent=1, ensure_ascii=False
    )
