"""`new NAME`: write a small commented scenario to start from."""

from __future__ import annotations

import shlex
from pathlib import Path

import click

from ..scenario import load, template


@click.command()
@click.argument("name")
@click.option(
    "--set", "sets", multiple=True, metavar="PATH=VALUE", help="Try an override of a field; may be repeated."
)
def command(name: str, sets: tuple[str, ...]) -> None:
    """Write NAME.yaml, a small commented scenario that runs; an existing file is left alone."""
    path = Path(name if name.endswith((".yaml", ".yml")) else f"{name}.yaml")
    try:
        with path.open("x", encoding="utf-8") as file:
            file.write(template(path.stem))
    except FileExistsError:
        raise click.ClickException(
            f"{path} exists already; choose another name, or remove it first"
        ) from None
    except OSError as error:
        raise click.ClickException(
            f"{path} cannot be written ({error.strerror}); choose another place"
        ) from None
    load(path, sets)
    click.echo(f"{path} written; next: simulate run {shlex.quote(str(path))}")
