"""The compiled entry: built once per version of the sources, or loaded from the cache.

Where no folder for the cache can be written, the kernel is compiled for this process alone.
"""

from __future__ import annotations

import logging
import shutil
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any, cast

import numba  # pyright: ignore[reportMissingTypeStubs]
from numba.core import config  # pyright: ignore[reportMissingTypeStubs]

from . import advance
from .cache import cache, filled
from .jit import OPTIONS, EntryCompiler
from .state import SIGNATURE

log = logging.getLogger(__name__)

_ready: list[Callable[..., int]] = []
_compiling = threading.Lock()


def entry(announce: Callable[[str], None] | None = None) -> Callable[..., int]:
    """Return the kernel's entry, compiled or loaded; `announce` is told when it has to be compiled, or waited for."""
    with _compiling:
        if not _ready:
            _ready.append(_build(announce))
        return _ready[0]


def _build(announce: Callable[[str], None] | None) -> Callable[..., int]:
    with cache(announce) as folder:
        if announce is not None and (folder is None or not filled(folder)):
            announce("compiling the engine once; this takes a minute or two")
        before: str = getattr(config, "CACHE_DIR")  # noqa: B009 - numba sets it at run time
        try:
            setattr(config, "CACHE_DIR", before if folder is None else str(folder))  # noqa: B010
            compiled = _compiled(folder)
        finally:
            setattr(config, "CACHE_DIR", before)  # noqa: B010
    return cast(Callable[..., int], compiled)


def _compiled(folder: Path | None) -> Any:
    """Compile or load; a cache that cannot be read or written is told of, thrown away and done without."""
    if folder is not None:
        try:
            return numba.njit(SIGNATURE, cache=True, pipeline_class=EntryCompiler, **OPTIONS)(advance.advance)
        except Exception as fault:  # whatever a damaged file or a full disk makes numba say
            log.warning("the compile cache in %s cannot be used (%s); compiling without it", folder, fault)
            shutil.rmtree(folder, ignore_errors=True)
    return numba.njit(SIGNATURE, pipeline_class=EntryCompiler, **OPTIONS)(advance.advance)
