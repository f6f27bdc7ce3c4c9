"""`compile`: have the compiled engine ready before anybody waits for it."""

from __future__ import annotations

import click

from ..engines import compiled_is_there, prepare
from ..errors import BackorderError


@click.command()
def command() -> None:
    """Compile the engine once for this machine; later commands load it in about a second."""
    if not compiled_is_there():
        raise BackorderError(
            "there is nothing to compile: numba is not installed; install it, or use --engine reference"
        )
    prepare("compiled", lambda words: click.echo(words, err=True))
    click.echo("the compiled engine is ready")
