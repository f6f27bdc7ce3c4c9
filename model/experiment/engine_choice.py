"""Which engine runs: the one asked for, else the compiled one where numba is installed."""

from __future__ import annotations

import logging

from ..engines import compiled_is_there, prepare
from ..errors import BackorderError
from ..execution import EngineName

log = logging.getLogger(__name__)


def chosen_engine(asked: EngineName | None) -> EngineName:
    """Return the engine to use; raises BackorderError when the compiled one is asked for and numba is missing."""
    if asked == "reference" or compiled_is_there():
        prepare(asked or "compiled", log.warning)
        return asked or "compiled"
    if asked == "compiled":
        raise BackorderError(
            "engine compiled needs numba, which is not installed; install it, or use --engine reference"
        )
    log.warning(
        "numba is not installed: using the reference engine, which gives the same numbers more slowly"
    )
    return "reference"
