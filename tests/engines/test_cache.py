"""A compile cache that is damaged is told of, thrown away and done without."""

from __future__ import annotations

import logging
from pathlib import Path
from typing import Any

import pytest

from model.engines.compiled import entry


class Numba:
    """Stands for numba: what is cached cannot be read."""

    def njit(self, signature: Any, cache: bool = False, **options: Any) -> Any:
        """Return a decorator that fails where a cache is used."""

        def decorate(function: Any) -> Any:
            if cache:
                raise EOFError("Ran out of input")
            return "compiled without a cache"

        return decorate


def test_a_damaged_cache_is_done_without(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    """The folder is removed, one sentence names it, and the engine is there all the same."""
    monkeypatch.setattr(entry, "numba", Numba())
    folder = tmp_path / "cache"
    folder.mkdir()
    (folder / "broken.nbi").write_bytes(b"junk")
    with caplog.at_level(logging.WARNING):
        assert entry._compiled(folder) == "compiled without a cache"
    assert not folder.exists()
    assert f"the compile cache in {folder} cannot be used (Ran out of input)" in caplog.text


def test_another_source_is_another_cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """An edit in any file that enters the kernel, also one it only calls, changes the folder's name."""
    before = entry.version_hash()
    source = Path(entry.__file__).parents[2] / "policies" / "offer" / "open.py"
    original = Path.read_bytes
    monkeypatch.setattr(
        Path, "read_bytes", lambda path: original(path) + (b"# edited" if path == source else b"")
    )
    assert entry.version_hash() != before
