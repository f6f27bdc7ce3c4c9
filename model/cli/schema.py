"""`schema`: the JSON schema of scenario files, for an editor's completion."""

from __future__ import annotations

import json

import click

from ..scenario import json_schema


@click.command()
def command() -> None:
    """Print the JSON schema of scenario files: every field with its meaning, for an editor's completion."""
    click.echo(json.dumps(json_schema(), indent=1, ensure_ascii=False))
