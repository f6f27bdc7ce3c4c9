"""`resolve FILE`: every value of a scenario, defaults included, and where it came from."""

from __future__ import annotations

import json

import click

from ..scenario import as_yaml, load
from .options import allow_plugins_option, print_out

SCHEMA = 1


@click.command()
@click.argument("file")
@click.option("--set", "sets", multiple=True, metavar="PATH=VALUE", help="Override a field; may be repeated.")
@allow_plugins_option
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object instead of YAML.")
def command(file: str, sets: tuple[str, ...], allow_plugins: bool, as_json: bool) -> None:
    """Print FILE with every default filled in; behind each value stands where it came from."""
    scenario = load(file, sets, allow_plugins=allow_plugins)
    if as_json:
        form = {
            "schema": SCHEMA,
            "command": "resolve",
            "resolved": scenario.resolved,
            "origins": scenario.origins,
        }
        print_out(json.dumps(form, indent=1, ensure_ascii=False))
    else:
        print_out(as_yaml(scenario.resolved, scenario.origins), nl=False)
