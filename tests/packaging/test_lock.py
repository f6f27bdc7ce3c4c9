"""The lock pins every library by hash, fits every Python we support, and names no address of a registry."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest
from packaging.markers import Marker
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

SUPPORTED = ("3.11", "3.12", "3.13", "3.14")
ADDRESS = re.compile(
    r"://|^\s*-{1,2}(i|index-url|extra-index-url|f|find-links|trusted-host)\b| @ ", re.MULTILINE
)
ENTRY = re.compile(r"^(?P<name>[A-Za-z0-9._-]+)==(?P<version>\S+?)(?: ; (?P<marker>.+?))? \\$", re.MULTILINE)


def addresses(lock: str) -> list[str]:
    """Return whatever in a lock says where to fetch from."""
    return [found.group() for found in ADDRESS.finditer(lock)]


def unhashed(lock: str) -> list[str]:
    """Return the pinned libraries that are not followed by a hash."""
    entries = re.split(r"^(?=\S)", lock, flags=re.MULTILINE)
    return [entry.split()[0] for entry in entries if entry.strip() and "--hash=sha256:" not in entry]


def pinned(lock: str, python: str) -> dict[str, str]:
    """Return name -> version of what the lock installs on Linux with a Python such as `3.12`."""
    here = {"python_version": python, "python_full_version": f"{python}.0", "sys_platform": "linux"}
    versions: dict[str, str] = {}
    for entry in ENTRY.finditer(lock):
        if entry["marker"] is None or Marker(entry["marker"]).evaluate(here):
            assert entry["name"] not in versions, entry["name"]
            versions[entry["name"]] = entry["version"]
    return versions


def wanted(root: Path) -> list[Requirement]:
    """Return the libraries that pyproject.toml asks for: the core and the extra `dev`."""
    project = tomllib.loads((root / "pyproject.toml").read_text())["project"]
    return [
        Requirement(text) for text in (*project["dependencies"], *project["optional-dependencies"]["dev"])
    ]


@pytest.fixture
def lock(root: Path) -> str:
    """Return the text of the lock."""
    return (root / "requirements" / "lock.txt").read_text()


def test_the_lock_names_no_address(lock: str) -> None:
    """Whoever installs chooses the registry: the lock holds no URL and no option that points at one."""
    assert addresses(lock) == []


@pytest.mark.parametrize(
    "line",
    [
        "--index-url https://example.org/simple",
        "-i somewhere",
        "click @ file:///tmp/click.whl",
        "--find-links wheels",
    ],
)
def test_an_address_would_be_seen(line: str) -> None:
    """The judge of the test above finds each way in which a lock can point somewhere."""
    assert addresses(f"click==8.5.1 \\\n    --hash=sha256:00\n{line}\n") != []


def test_every_library_is_pinned_by_hash(lock: str) -> None:
    """No entry of the lock goes without a hash."""
    assert unhashed(lock) == []


def test_a_missing_hash_would_be_seen() -> None:
    """The judge of the test above names the entry without a hash."""
    assert unhashed("click==8.5.1 \\\n    --hash=sha256:00\nrich==15.0.0\n") == ["rich==15.0.0"]


@pytest.mark.parametrize("python", SUPPORTED)
def test_the_lock_holds_what_the_project_asks_for(root: Path, lock: str, python: str) -> None:
    """Each library of pyproject.toml is pinned, once, for each Python, to a version that it allows."""
    versions = pinned(lock, python)
    for need in wanted(root):
        assert need.specifier.contains(versions[canonicalize_name(need.name)]), need


def test_a_marker_decides_between_two_pins() -> None:
    """Where a library left an old Python behind, each Python gets its own pin."""
    text = (
        "numpy==2.4.6 ; python_full_version < '3.12' \\\n    --hash=sha256:00\n"
        "numpy==2.5.5 ; python_full_version >= '3.12' \\\n    --hash=sha256:11\n"
    )
    assert (pinned(text, "3.11"), pinned(text, "3.12")) == ({"numpy": "2.4.6"}, {"numpy": "2.5.5"})
