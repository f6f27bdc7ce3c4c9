"""The compiled entry: built once per version of the sources, kept in a cache folder of its own.

numba looks only at the file of the entry, and misses an edit in a function it calls. So the folder's name is a hash
of every source that enters the kernel, and of Python, numba, llvmlite and the processor. Where no folder can be
written, the kernel is compiled for this process alone.
"""

from __future__ import annotations

import contextlib
import hashlib
import logging
import os
import platform
import shutil
import sys
import tempfile
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any, cast

import llvmlite
import numba  # pyright: ignore[reportMissingTypeStubs]
from llvmlite import binding
from numba.core import config  # pyright: ignore[reportMissingTypeStubs]

from . import advance
from .jit import OPTIONS, EntryCompiler
from .state import SIGNATURE

log = logging.getLogger(__name__)

ROOMS = ("policies", "sample_path", "outcome", "scenario/world", "engines/compiled")
"""Sources whose change must be seen: the rules, the laws, what is counted, and the kernel itself."""

_ready: list[Callable[..., int]] = []
_compiling = threading.Lock()


def entry(announce: Callable[[str], None] | None = None) -> Callable[..., int]:
    """Return the kernel's entry, compiled or loaded; `announce` is told when it has to be compiled."""
    with _compiling:
        if not _ready:
            _ready.append(_build(announce))
        return _ready[0]


def _build(announce: Callable[[str], None] | None) -> Callable[..., int]:
    folder = cache_folder()
    if announce is not None and (folder is None or not any(folder.rglob("*.nbc"))):
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


def cache_folder() -> Path | None:
    """Return the folder for this version of the sources, made if need be; None where none can be written."""
    for base in _bases():
        folder = base / "backorder-sim" / version_hash()
        try:
            folder.mkdir(parents=True, exist_ok=True)
            with tempfile.TemporaryFile(dir=folder):
                return folder
        except OSError:
            log.debug("no cache in %s", folder)
    return None


def _bases() -> list[Path]:
    given = os.environ.get("BACKORDER_CACHE") or os.environ.get("XDG_CACHE_HOME")
    bases = [Path(given)] if given else []
    with contextlib.suppress(RuntimeError):  # no home
        bases.append(Path.home() / ".cache")
    return [*bases, Path(tempfile.gettempdir()) / f"cache-{os.getuid() if hasattr(os, 'getuid') else 'user'}"]


def version_hash() -> str:
    """Return a hash of everything the compiled code depends on."""
    model = Path(__file__).parents[2]
    told = hashlib.blake2b(digest_size=12)
    machine: list[Any] = [
        sys.version, platform.machine(), numba.__version__, llvmlite.__version__, binding.get_host_cpu_name(),
        binding.get_host_cpu_features().flatten(), OPTIONS,
    ]  # fmt: skip
    told.update(repr(machine).encode())
    for room in ROOMS:
        place = model / room
        for source in sorted(place.rglob("*.py")) if place.is_dir() else [place]:
            told.update(source.relative_to(model).as_posix().encode())
            told.update(source.read_bytes())
    return told.hexdigest()
