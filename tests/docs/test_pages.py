"""The lists of pages equal the pages on disk, and no link between pages is broken."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent.parent
PAGES = [
    *(ROOT / name for name in ("README.md", "CONTRIBUTING.md", "CHANGELOG.md")),
    *sorted((ROOT / "docs").rglob("*.md")),
]


def links(page: Path) -> list[str]:
    """Return the relative targets of a page's links, without anchors."""
    targets = re.findall(r"\]\(([^)#\s]+)(?:#[^)]*)?\)", page.read_text())
    return [target for target in targets if "://" not in target]


def unlisted(index: Path) -> set[str]:
    """Return what an index and its folder do not agree on: pages beside it, and the README.md of each folder below."""
    beside = {path.name for path in index.parent.glob("*.md")} - {index.name}
    below = {path.relative_to(index.parent).as_posix() for path in index.parent.glob("*/README.md")}
    listed = {target for target in links(index) if target.endswith(".md") and not target.startswith("..")}
    return listed ^ (beside | below)


def broken(page: Path) -> list[str]:
    """Return the links of a page that lead nowhere."""
    return [target for target in links(page) if not (page.parent / target).exists()]


@pytest.mark.parametrize("index", ["docs/index.md", "docs/decisions/README.md"])
def test_an_index_lists_exactly_the_pages_on_disk(index: str) -> None:
    """No page is forgotten by its index, and none is promised that does not exist."""
    assert unlisted(ROOT / index) == set()


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_no_link_leads_nowhere(page: Path) -> None:
    """Every relative link of a page leads to a file."""
    assert broken(page) == []


def test_a_forgotten_page_is_seen(tmp_path: Path) -> None:
    """The judges of this file name the page that is not listed and the one that is not there."""
    (tmp_path / "found.md").touch()
    (tmp_path / "forgotten.md").touch()
    (tmp_path / "index.md").write_text("[found](found.md#part) and [lost](lost.md)")
    assert unlisted(tmp_path / "index.md") == {"forgotten.md", "lost.md"}
    assert broken(tmp_path / "index.md") == ["lost.md"]
