"""Which engine runs: the one asked for, else the compiled one where numba is installed."""

from __future__ import annotations

import logging
from collections.abc import Sequence

from ..engines import compiled_is_there, not_compilable, prepare
from ..errors import BackorderError
from ..execution import EngineName
from ..scenario.world import World

log = logging.getLogger(__name__)


def chosen_engine(asked: EngineName | None, worlds: Sequence[World]) -> EngineName:
    """Return the engine to use for these worlds.

    Raises BackorderError when the compiled one is asked for and numba is missing, or a user's own rule is beyond it.
    """
    if asked == "reference":
        return asked
    if compiled_is_there():
        reasons = not_compilable(worlds)
        if reasons and asked == "compiled":
            raise BackorderError(f"reference only, because {'; '.join(reasons)}; use --engine reference")
        if reasons:
            log.warning("using the reference engine, because %s", "; ".join(reasons))
            return "reference"
        prepare("compiled", log.warning)
        return "compiled"
    if asked == "compiled":
        raise BackorderError(
            "engine compiled needs numba, which is not installed; install it, or use --engine reference"
        )
    log.warning(
        "numba is not installed: using the reference engine, which gives the same numbers more slowly"
    )
    return "reference"
