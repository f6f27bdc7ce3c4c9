"""The shape of the source: sizes, names, relative imports, and SimPy's features that order by insertion."""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

LONGEST_FILE = 500
LONGEST_FUNCTION = 60
NAMES_THAT_SAY_NOTHING = {"utils", "util", "core", "helpers", "helper", "common", "manager", "misc"}
ORDERED_BY_INSERTION = {"timeout", "Resource", "PriorityResource", "PreemptiveResource", "Container", "Store"}

Judge = Callable[[Path], list[str]]


def sources(folder: Path) -> list[Path]:
    """Return every Python file under a folder."""
    return sorted(folder.rglob("*.py"))


def long_files(folder: Path) -> list[str]:
    """Return the files with more lines than a reader takes in."""
    counts = ((path, len(path.read_text().splitlines())) for path in sources(folder))
    return [f"{path.relative_to(folder)}: {count} lines" for path, count in counts if count > LONGEST_FILE]


def body_lines(function: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    """Return the lines of a function's body, its docstring left out."""
    body = function.body[1:] if ast.get_docstring(function) is not None else function.body
    return 0 if not body else (body[-1].end_lineno or 0) - body[0].lineno + 1


def nodes(folder: Path) -> Iterator[tuple[str, ast.AST]]:
    """Return every node of every syntax tree under a folder, with its file."""
    for path in sources(folder):
        for node in ast.walk(ast.parse(path.read_text())):
            yield str(path.relative_to(folder)), node


def long_functions(folder: Path) -> list[str]:
    """Return the functions with a body longer than a screen."""
    functions = (
        (place, node)
        for place, node in nodes(folder)
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
    )
    return [
        f"{place}:{function.lineno} {function.name}: {body_lines(function)} lines"
        for place, function in functions
        if body_lines(function) > LONGEST_FUNCTION
    ]


def empty_names(folder: Path) -> list[str]:
    """Return the modules and packages whose name says nothing."""
    everything = (path.relative_to(folder) for path in sources(folder))
    return [str(path) for path in everything if NAMES_THAT_SAY_NOTHING & {*path.parent.parts, path.stem}]


def absolute_imports(folder: Path) -> list[str]:
    """Return the imports of `model` by its own name, which would tie the package to it."""
    found: list[str] = []
    for place, node in nodes(folder):
        names = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
        if isinstance(node, ast.ImportFrom) and node.level == 0:
            names = [node.module or ""]
        found += [f"{place}: {name}" for name in names if name.split(".")[0] == "model"]
    return found


def insertion_order(folder: Path) -> list[str]:
    """Return the uses of SimPy's features that order an instant by insertion and not by the calendar's key."""
    return [
        f"{place}:{node.lineno} {node.attr}"
        for place, node in nodes(folder)
        if isinstance(node, ast.Attribute) and node.attr in ORDERED_BY_INSERTION
    ]


@pytest.mark.parametrize("judge", [long_files, long_functions, empty_names, absolute_imports])
def test_the_package_keeps_its_shape(judge: Judge, root: Path) -> None:
    """No file, function, name or import of the package breaks the rule."""
    assert judge(root / "model") == []


def test_the_reference_engine_orders_by_its_calendar_alone(root: Path) -> None:
    """The reference engine uses none of SimPy's features that order by insertion."""
    assert insertion_order(root / "model" / "engines" / "reference") == []


SIXTY_ONE = "def story() -> None:\n" + "    pass\n" * (LONGEST_FUNCTION + 1)


@pytest.mark.parametrize(
    ("judge", "name", "text", "verdict"),
    [
        (long_files, "epic.py", "pass\n" * 501, "epic.py: 501 lines"),
        (long_functions, "epic.py", SIXTY_ONE, "epic.py:1 story: 61 lines"),
        (empty_names, "utils.py", "", "utils.py"),
        (empty_names, "common/words.py", "", "common/words.py"),
        (absolute_imports, "words.py", "from model.errors import Fault\n", "words.py: model.errors"),
        (absolute_imports, "words.py", "import model\n", "words.py: model"),
        (insertion_order, "shop.py", "env.timeout(3)\n", "shop.py:1 timeout"),
    ],
)
def test_each_judge_can_fail(judge: Judge, name: str, text: str, verdict: str, tmp_path: Path) -> None:
    """One fault planted in an otherwise empty folder is found, and named with its place."""
    (tmp_path / name).parent.mkdir(exist_ok=True)
    (tmp_path / name).write_text(text)
    assert judge(tmp_path) == [verdict]


@pytest.mark.parametrize(
    ("judge", "text"),
    [
        (long_files, "pass\n" * LONGEST_FILE),
        (
            long_functions,
            'def story() -> None:\n    """One.\n\n    Two.\n    """\n' + "    pass\n" * LONGEST_FUNCTION,
        ),
        (absolute_imports, "from .model import Model\n"),
    ],
)
def test_each_judge_stops_at_the_limit(judge: Judge, text: str, tmp_path: Path) -> None:
    """What stands exactly at the limit, or only looks like a fault, is let through."""
    (tmp_path / "story.py").write_text(text)
    assert judge(tmp_path) == []
