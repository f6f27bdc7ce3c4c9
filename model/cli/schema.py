"""`schema`: the JSON schema of scenario files for an editor's completion, or every field as a page to read."""

from __future__ import annotations

import json

import click

from ..scenario import json_schema
from .options import print_out


@click.command()
@click.option(
    "--markdown", is_flag=True, help="The assumptions page: every field with its meaning, default and source."
)
def command(markdown: bool) -> None:
    """Print the JSON schema of scenario files: every field with its meaning, for an editor's completion."""
    if markdown:
        from ..scenario.assumptions import assumptions_page

        print_out(assumptions_page(), nl=False)
        return
    print_out(json.dumps(json_schema(), indent=1, ensure_ascii=False))
