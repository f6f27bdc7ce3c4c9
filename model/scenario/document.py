"""YAML 1.2 read into a tree that remembers the line of every value.

Built from the parser's events, one by one, so that depth and size are bounded before anything is built: aliases share
their tree, and its size as written out is counted, which stops a bomb of aliases. No tag makes an object.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any, NoReturn, TypeAlias, cast

import yaml

from ..errors import Fault

DEEPEST = 40
LARGEST_TREE = 500_000
"""Values of a scenario with all its aliases written out."""

Scalar: TypeAlias = str | int | float | bool | None
Path: TypeAlias = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Node:
    """One value of the file and where it stands."""

    value: Scalar | dict[str, Node] | list[Node]
    file: str
    line: int
    """Line of its key, or of the value itself in a list; 0 where it did not come from a file."""
    size: int = 1
    """Values in it with all aliases written out."""

    def child(self, part: str) -> Node | None:
        """Return the value under a name or place, None where there is none."""
        if isinstance(self.value, dict):
            return self.value.get(part)
        if isinstance(self.value, list) and part.isdigit() and int(part) < len(self.value):
            return self.value[int(part)]
        return None

    def plain(self) -> Any:
        """Return the value as ordinary dicts, lists and scalars."""
        if isinstance(self.value, dict):
            return {name: child.plain() for name, child in self.value.items()}
        if isinstance(self.value, list):
            return [child.plain() for child in self.value]
        return self.value

    def nearest(self, path: Sequence[str]) -> tuple[Node, int]:
        """Return the deepest value there is on a path, and how many parts of the path lead to it."""
        node = self
        for depth, part in enumerate(path):
            below = node.child(part)
            if below is None:
                return node, depth
            node = below
        return node, len(path)


def wrap(value: Any, file: str, line: int = 0) -> Node:
    """Make a tree of plain values that all come from one place."""
    if isinstance(value, dict):
        named = cast("dict[Any, Any]", value)
        return sized({str(name): wrap(child, file, line) for name, child in named.items()}, file, line)
    if isinstance(value, list):
        return sized([wrap(child, file, line) for child in cast("list[Any]", value)], file, line)
    return Node(value, file, line)


def sized(value: dict[str, Node] | list[Node], file: str, line: int) -> Node:
    """Make a node that knows how large it is written out."""
    children = value.values() if isinstance(value, dict) else value
    return Node(value, file, line, 1 + sum(child.size for child in children))


class DocumentFault(Exception):
    """A text that is not a scenario's YAML at all; carries its faults."""

    def __init__(self, faults: list[Fault]) -> None:
        self.faults = faults
        super().__init__("\n".join(map(str, faults)))


def parse(text: str, file: str) -> Node:
    """Read one YAML document; raise DocumentFault for syntax, doubled keys, depth, size, and tags."""
    return _Composer(text, file).document()


def parse_value(text: str, file: str) -> Node:
    """Read one YAML value of any kind, as given on a command line; nothing where the text is empty."""
    return _Composer(text, file).value() if text.strip() else Node(None, file, 0)


_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_PARSE: Any = yaml.parse  # pyright: ignore[reportUnknownMemberType]

_INT = re.compile(r"[-+]?[0-9]+")
_OTHER_INT = re.compile(r"0o[0-7]+|0x[0-9a-fA-F]+")
_FLOAT = re.compile(r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?")
_WORDS: dict[str, Scalar] = {
    **dict.fromkeys(("", "~", "null", "Null", "NULL")),
    **dict.fromkeys(("true", "True", "TRUE"), True),
    **dict.fromkeys(("false", "False", "FALSE"), False),
    **dict.fromkeys((".nan", ".NaN", ".NAN"), float("nan")),
    **{sign + word: float(sign + "inf") for sign in ("", "+", "-") for word in (".inf", ".Inf", ".INF")},
}
_TAGS = {f"tag:yaml.org,2002:{name}" for name in ("str", "int", "float", "bool", "null", "map", "seq")} | {
    None,
    "!",
}


def plain_scalar(text: str) -> Scalar:
    """Resolve a scalar without quotes by the YAML 1.2 core schema: `no` is text, `1e3` a number, no dates."""
    if text in _WORDS:
        return _WORDS[text]
    if _INT.fullmatch(text) and len(text) < 400:
        return int(text)
    if _OTHER_INT.fullmatch(text) and len(text) < 400:
        return int(text, 0)
    return _finite(text) if _FLOAT.fullmatch(text) else text


def _finite(text: str) -> float | str:
    """Return a number, and its text where it is too great to be one, so that the fault can show what was written."""
    found = float(text)
    return found if math.isfinite(found) else text


class _Composer:
    """Turns events into a tree; one use."""

    def __init__(self, text: str, file: str) -> None:
        self.file = file
        self.events: Iterator[Any] = iter(_PARSE(text, Loader=_LOADER))
        self.anchors: dict[str, Node | None] = {}
        self.faults: list[Fault] = []

    def document(self) -> Node:
        root = self._only()
        if not isinstance(root.value, dict):
            self._stop(1, "a scenario is a mapping of names to values; begin with `schema: 1`")
        if self.faults:
            raise DocumentFault(self.faults)
        return root

    def value(self) -> Node:
        root = self._only()
        if self.faults:
            raise DocumentFault(self.faults)
        return wrap(root.plain(), self.file)

    def _only(self) -> Node:
        """Read the one document there must be."""
        try:
            self._next()  # the stream begins
            if isinstance(self._next(), yaml.StreamEndEvent):
                self._stop(1, "the file is empty; `simulate new NAME` writes one to start from")
            root = self._node(self._next(), (), 0)
            self._next()
            if not isinstance(event := self._next(), yaml.StreamEndEvent):
                self._stop(_line(event), "a second document begins here; keep one scenario a file")
        except yaml.YAMLError as error:
            self._syntax(error)
        except (RecursionError, UnicodeError):
            self._stop(1, "this is not YAML text; write it in UTF-8")
        return root

    def _next(self) -> Any:
        return next(self.events)

    def _stop(self, line: int, message: str, path: Path = ()) -> NoReturn:
        raise DocumentFault([*self.faults, Fault(self.file, line, ".".join(path), message)])

    def _syntax(self, error: yaml.YAMLError) -> NoReturn:
        mark: Any = getattr(error, "problem_mark", None)
        problem = getattr(error, "problem", None) or getattr(error, "reason", None) or "unreadable"
        line = mark.line + 1 if mark is not None else 1
        self._stop(line, f"not valid YAML: {problem}; look for a missing colon, bracket, quote or space")

    def _node(self, event: Any, path: Path, line: int) -> Node:
        line = line or _line(event)
        if len(path) > DEEPEST:
            self._stop(line, f"nested {DEEPEST} levels deep; a scenario needs about ten", path[:3])
        if isinstance(event, yaml.AliasEvent):
            return self._alias(event, path, line)
        anchor: str | None = event.anchor
        if event.tag not in _TAGS:
            tag = str(event.tag).replace("tag:yaml.org,2002:", "!!")
            self._stop(line, f"the tag {tag} would make an object, and a scenario has none; remove it", path)
        if anchor is not None:
            self.anchors[anchor] = None  # not to be used inside itself
        if isinstance(event, yaml.MappingStartEvent):
            node = self._mapping(path, line)
        elif isinstance(event, yaml.SequenceStartEvent):
            node = self._sequence(path, line)
        else:
            node = self._scalar(event, line)
        if node.size > LARGEST_TREE:
            self._stop(
                line,
                f"more than {LARGEST_TREE:,} values with all aliases written out; use fewer aliases",
                path,
            )
        if anchor is not None:
            self.anchors[anchor] = node
        return node

    def _alias(self, event: Any, path: Path, line: int) -> Node:
        node = self.anchors.get(event.anchor)
        if node is None:
            inside = event.anchor in self.anchors
            why = "stands for something that holds it" if inside else "stands for nothing above"
            self._stop(line, f"*{event.anchor} {why}; name it with &{event.anchor} before this line", path)
        return replace(node, line=line)

    def _mapping(self, path: Path, line: int) -> Node:
        found: dict[str, Node] = {}
        while not isinstance(event := self._next(), yaml.MappingEndEvent):
            at = _line(event)
            if not isinstance(event, yaml.ScalarEvent):
                self._stop(at, "a name must be a single word or number, not a list or mapping", path)
            name: str = event.value
            if name in found:
                first = found[name].line
                message = f"`{name}` is given twice, first in line {first}; keep one of them"
                self.faults.append(Fault(self.file, at, ".".join((*path, name)), message))
            found[name] = self._node(self._next(), (*path, name), at)
        return sized(found, self.file, line)

    def _sequence(self, path: Path, line: int) -> Node:
        found: list[Node] = []
        while not isinstance(event := self._next(), yaml.SequenceEndEvent):
            found.append(self._node(event, (*path, str(len(found))), 0))
        return sized(found, self.file, line)

    def _scalar(self, event: Any, line: int) -> Node:
        text: str = event.value
        tag = (event.tag or "").rpartition(":")[2]
        typed = event.implicit[0] or tag in ("int", "float", "bool", "null")
        return Node(plain_scalar(text) if typed else text, self.file, line)


def _line(event: Any) -> int:
    return event.start_mark.line + 1
