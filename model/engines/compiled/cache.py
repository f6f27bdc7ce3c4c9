"""Where the compiled entry is kept: a folder for each version of the sources, which one process at a time fills.

numba looks only at the file of the entry, and misses an edit in a function it calls. So the folder's name is a hash
of every source that enters the kernel, and of Python, numba, llvmlite and the processor.
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
from collections.abc import Callable, Generator
from pathlib import Path
from typing import Any

import llvmlite
import numba  # pyright: ignore[reportMissingTypeStubs]
from llvmlite import binding

from .jit import OPTIONS

log = logging.getLogger(__name__)

ROOMS = ("policies", "sample_path", "outcome", "scenario/world", "engines/compiled")
"""Sources whose change must be seen: the rules, the laws, what is counted, and the kernel itself."""

WAITING = "waiting for another process, which is compiling the engine"


@contextlib.contextmanager
def cache(announce: Callable[[str], None] | None = None) -> Generator[Path | None]:
    """Lend the folder for this version of the sources, None where none can be written.

    Nobody else fills it meanwhile: who comes second waits, says so, and finds it filled. A folder that was filled ahead
    of time and may only be read is lent as a copy.
    """
    bases = [base / "backorder-sim" / version_hash() for base in _bases()]
    for folder in bases:
        if filled(folder) and not writable(folder):
            with tempfile.TemporaryDirectory() as copy:
                shutil.copytree(folder, copy, dirs_exist_ok=True, copy_function=shutil.copyfile)
                yield Path(copy)
            return
        if writable(folder):
            with _alone_in(folder, announce):
                yield folder
            return
        log.debug("no cache in %s", folder)
    yield None


def filled(folder: Path) -> bool:
    """Say whether a folder holds compiled code."""
    return any(folder.rglob("*.nbc"))


def writable(folder: Path) -> bool:
    """Make a folder if need be; say whether files can be written there."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=folder):
            return True
    except OSError:
        return False


@contextlib.contextmanager
def _alone_in(folder: Path, announce: Callable[[str], None] | None) -> Generator[None]:
    """Hold a folder's lock, which ends with the process that holds it; do without where the system has none."""
    try:
        import fcntl
    except ImportError:  # Windows: two cold processes both compile
        yield
        return
    with (folder / "lock").open("a") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            if announce is not None and not filled(folder):
                announce(WAITING)
            fcntl.flock(file, fcntl.LOCK_EX)
        except OSError as fault:  # a file system without locks
            log.debug("no lock in %s: %s", folder, fault)
        yield


def _bases() -> list[Path]:
    given = os.environ.get("BACKORDER_CACHE") or os.environ.get("XDG_CACHE_HOME")
    bases = [Path(given)] if given else []
    with contextlib.suppress(RuntimeError):  # no home
        bases.append(Path.home() / ".cache")
    temporary = Path(tempfile.gettempdir()) / f"cache-{os.getuid() if hasattr(os, 'getuid') else 'user'}"
    return [*bases, temporary] if ours(temporary) else bases


def ours(folder: Path) -> bool:
    """Say whether nobody else made a folder; where everybody may make one, its code is not to be trusted."""
    return not hasattr(os, "getuid") or not folder.exists() or folder.stat().st_uid == os.getuid()


def version_hash() -> str:
    """Return a hash of everything the compiled code depends on."""
    model = Path(__file__).parents[2]
    digest = hashlib.blake2b(digest_size=12)
    machine: list[Any] = [
        sys.version, platform.machine(), numba.__version__, llvmlite.__version__, binding.get_host_cpu_name(),
        binding.get_host_cpu_features().flatten(), OPTIONS,
    ]  # fmt: skip
    digest.update(repr(machine).encode())
    for room in ROOMS:
        for source in sorted((model / room).rglob("*.py")):
            digest.update(source.relative_to(model).as_posix().encode())
            digest.update(source.read_bytes())
    return digest.hexdigest()
