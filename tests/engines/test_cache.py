"""A compile cache that is damaged, or that cannot be anywhere, is done without."""

from __future__ import annotations

import logging
import os
import tempfile
from pathlib import Path
from typing import Any, cast

import pytest

from model.engines.compiled import cache, entry


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
    before = cache.version_hash()
    source = Path(entry.__file__).parents[2] / "policies" / "offer" / "open.py"
    original = Path.read_bytes
    monkeypatch.setattr(
        Path, "read_bytes", lambda path: original(path) + (b"# edited" if path == source else b"")
    )
    assert cache.version_hash() != before


def test_without_any_folder_each_process_compiles_for_itself(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where no folder can be written it is said that the engine is compiled, and it is, without a cache."""
    monkeypatch.setattr(entry, "numba", Numba())
    monkeypatch.setattr(cache, "_bases", lambda: [Path(os.devnull)])
    said: list[str] = []
    assert cast(object, entry._build(said.append)) == "compiled without a cache"
    assert said == ["compiling the engine once; this takes a minute or two"]


def test_without_a_home_the_folder_for_temporary_files_is_left(monkeypatch: pytest.MonkeyPatch) -> None:
    """A user whom the system does not know has no home folder, which is no reason to fail."""

    def nobody() -> Path:
        raise RuntimeError("Could not determine home directory.")

    for name in ("BACKORDER_CACHE", "XDG_CACHE_HOME"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr(Path, "home", nobody)
    assert [base.parent for base in cache._bases()] == [Path(tempfile.gettempdir())]


@pytest.mark.skipif(not hasattr(os, "getuid"), reason="this system has no owners of files")
def test_a_folder_that_somebody_else_made_is_not_trusted(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Everybody may put a folder among the temporary files, and what is compiled there would be run."""
    monkeypatch.delenv("BACKORDER_CACHE", raising=False)
    monkeypatch.delenv("XDG_CACHE_HOME", raising=False)
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    user = os.getuid()
    (tmp_path / f"cache-{user + 1}").mkdir()
    monkeypatch.setattr(os, "getuid", lambda: user + 1)
    assert tmp_path not in [base.parent for base in cache._bases()]
    monkeypatch.setattr(os, "getuid", lambda: user)
    (tmp_path / f"cache-{user}").mkdir()
    assert cache._bases()[-1] == tmp_path / f"cache-{user}"
