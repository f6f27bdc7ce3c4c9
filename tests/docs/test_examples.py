"""Every Python and console block of README.md and docs/ is run, page by page, and shows what it says it shows.

A page is one story: its blocks run in order, in one folder with `simulate.py` and `scenarios/`, as in a checkout.
Lines of a console block that start with `$ ` are commands, which must end with exit code 0; the lines beneath must
occur in the output in this order, `...` standing for any number of lines. Set-up commands (make, uv) stand in `sh`
blocks: running them here would run the tests within the tests, so it is checked that what they name exists.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from sybil import Example, Sybil
from sybil.parsers.markdown import CodeBlockParser, PythonCodeBlockParser

ROOT = Path(__file__).parent.parent.parent
PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md"))]
LANGUAGES = {"python", "console", "sh", "yaml", "json", "text"}


def steps(block: str) -> list[tuple[str, list[str]]]:
    """Return the commands of a console block, each with the lines shown beneath it."""
    found: list[tuple[str, list[str]]] = []
    for line in block.replace("\\\n", "").splitlines():
        if line.startswith("$ "):
            found.append((line[2:], []))
        elif line.strip() and not found:
            raise AssertionError(f"a console block starts with a command ('$ ...'), not with {line!r}")
        elif line.strip() and line.strip() != "...":
            found[-1][1].append(line.rstrip())
    return found


def first_missing(shown: list[str], output: str) -> str | None:
    """Return the first shown line that the output does not have at its place, or None."""
    rest = iter([line.rstrip() for line in output.splitlines()])
    return next((line for line in shown if line not in rest), None)


def run_console(example: Example) -> str | None:
    """Run the commands of a console block in the present folder; return what went wrong, or None."""
    path = os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]])
    env = {**os.environ, "PATH": path, "PYTHONPATH": str(ROOT), "NO_COLOR": "1", "COLUMNS": "100"}
    for command, shown in steps(str(example.parsed)):
        done = subprocess.run(
            ["bash", "-c", command],
            env=env,
            capture_output=True,
            text=True,
            stdin=subprocess.DEVNULL,
            check=False,
        )
        if done.returncode != 0:
            return f"{command}: exit code {done.returncode}\n{done.stderr}"
        missing = first_missing(shown, done.stdout)
        if missing is not None:
            return f"{command}: does not show {missing!r} at its place, but\n{done.stdout}"
    return None


def check_setup(example: Example) -> str | None:
    """Check that a set-up block names make targets and files that exist; return what does not, or None."""
    for line in str(example.parsed).splitlines():
        words = line.split("#")[0].split()
        if words[:1] == ["make"]:
            done = subprocess.run(
                ["make", "-n", *words[1:]], cwd=ROOT, capture_output=True, text=True, check=False
            )
            if done.returncode != 0:
                return f"{line}: {done.stderr}"
        for word in words:
            if re.fullmatch(r"[\w./-]+\.(py|txt|yaml|toml)", word) and not (ROOT / word).exists():
                return f"{line}: there is no {word}"
    return None


PARSERS = [
    PythonCodeBlockParser(),
    CodeBlockParser(language="console", evaluator=run_console),
    CodeBlockParser(language="sh", evaluator=check_setup),
]


def run_page(page: Path) -> int:
    """Run the blocks of a page in the present folder and return their number; raise at the first that fails."""
    count = 0
    for example in Sybil(parsers=PARSERS, path=str(page.parent)).parse(page).examples():
        example.evaluate()
        count += 1
    return count


@pytest.fixture
def checkout(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Enter an empty folder that holds what a reader of the docs has: `simulate.py` and `scenarios/`."""
    shutil.copy(ROOT / "simulate.py", tmp_path)
    if (ROOT / "scenarios").is_dir():
        shutil.copytree(ROOT / "scenarios", tmp_path / "scenarios")
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_what_a_page_shows_is_true(page: Path, checkout: Path) -> None:
    """Each block of the page runs as written, and each fence has a language we know how to treat."""
    opened = re.findall(r"^ *```([^\n`]*)$", page.read_text(), re.MULTILINE)[::2]
    assert set(opened) <= LANGUAGES, f"a fence without a known language cannot be checked: {opened}"
    assert run_page(page) == sum(language in {"python", "console", "sh"} for language in opened)


@pytest.mark.parametrize(
    ("language", "text", "message"),
    [
        ("python", "raise ValueError('worked out wrongly')", "worked out wrongly"),
        ("console", "$ simulate no-such-command", "exit code 2"),
        ("console", "$ python simulate.py --no-such-option", "exit code 2"),
        ("console", "$ exit 3", "exit code 3"),
        ("console", "$ simulate --version\nsimulate, version 99", "does not show 'simulate, version 99'"),
        ("console", "simulate --version", "starts with a command"),
        ("sh", "make no-such-target", "no-such-target"),
        ("sh", "uv run simulate.py run scenarios/no-such.yaml", "there is no scenarios/no-such.yaml"),
    ],
)
def test_a_broken_example_fails(language: str, text: str, message: str, checkout: Path) -> None:
    """A block that fails, or shows what is not so, makes its page fail and says why."""
    page = checkout / "page.md"
    page.write_text(f"# Page\n\n```{language}\n{text}\n```\n")
    with pytest.raises(Exception, match=message):
        run_page(page)


def test_a_true_page_passes(checkout: Path) -> None:
    """Blocks of one page run in order in one folder: the second reads what the first wrote."""
    page = checkout / "page.md"
    page.write_text(
        "```console\n$ simulate --version > version.txt\n$ head -n 1 version.txt\n...\nsimulate, version 0.1.0\n```\n"
        "```python\nfrom pathlib import Path\nassert Path('version.txt').read_text().startswith('simulate')\n```\n"
    )
    assert run_page(page) == 2


def test_shown_lines_must_come_in_order() -> None:
    """Lines may be left out of what is shown, but not told in another order."""
    assert first_missing(["a", "c"], "a\nb\nc\n") is None
    assert first_missing(["c", "a"], "a\nb\nc\n") == "a"
