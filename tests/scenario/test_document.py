"""YAML 1.2 with lines: what is read, what is refused, and that every value knows its place."""

from __future__ import annotations

import math
import time

import pytest

from model.scenario.document import DEEPEST, DocumentFault, Node, parse, parse_value


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("no", "no"), ("yes", "yes"), ("on", "on"), ("true", True), ("1e3", 1000.0), ("0o17", 15), ("0x1F", 31),
        ("017", 17), ("12:30", "12:30"), ("2026-01-31", "2026-01-31"), (".5", 0.5), ("1_000", "1_000"), ("~", None),
        ("", None), ("'5'", "5"), ('"true"', "true"), (".inf", math.inf), ("+3", 3), ("!!str 5", "5"), ("-.5e1", -5.0),
        ("1e999", "1e999"),
    ],
)  # fmt: skip
def test_scalars_follow_the_core_schema_of_yaml_1_2(text: str, value: object) -> None:
    """A scalar without quotes is what YAML 1.2 says: no sexagesimals, no dates, `no` is text, `1e3` is a number."""
    found = parse(f"a: {text}\n", "x.yaml").plain()["a"]
    assert found == value
    assert type(found) is type(value)


def test_every_value_knows_its_line() -> None:
    """A value stands in the line of its key, a list's in its own, and what an alias repeats in the anchor's."""
    root = parse("a: &x\n  b: 1\n  c:\n  - 2\n  -\n    d: 3\ne: *x\n", "x.yaml")

    def line(*path: str) -> int:
        node, depth = root.nearest(path)
        assert depth == len(path)
        return node.line

    assert [line("a"), line("a", "b"), line("a", "c", "0"), line("a", "c", "1", "d")] == [1, 2, 4, 6]
    assert [line("e"), line("e", "b")] == [7, 2]


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("", "x.yaml:1: the file is empty"),
        ("# only a comment\n", "x.yaml:1: the file is empty"),
        ("- 1\n", "x.yaml:1: a scenario is a mapping"),
        ("a: 1\nb:\n  c: 1\n  c: 2\na: 3\n", "x.yaml:4 b.c: `c` is given twice, first in line 3"),
        ("a: &x [*x]\n", r"x.yaml:1 a.0: \*x stands for something that holds it"),
        ("a: [1\n", "x.yaml:2: not valid YAML"),
        ("a: 1\n b: 2\n", "x.yaml:2: not valid YAML"),
        ("\x00", "x.yaml:1: not valid YAML"),
        ("{a: {? [1] : 2}}", "x.yaml:1 a: a name must be a single word"),
        ("a: !!python/name:os.system\n", "!!python/name:os.system would make an object"),
        ("a: 1\n---\nb: 1\n", "x.yaml:2: a second document begins here"),
    ],
)
def test_what_is_no_scenario_is_refused_with_its_line(text: str, fault: str) -> None:
    """Text that is no mapping of YAML is refused with the line that shows it."""
    with pytest.raises(DocumentFault, match=fault):
        parse(text, "x.yaml")


def test_doubled_keys_are_told_all_at_once() -> None:
    """Two keys given twice are two faults."""
    with pytest.raises(DocumentFault, match="given twice") as caught:
        parse("a: 1\na: 2\nb: 1\nb: 2\n", "x.yaml")
    assert [(fault.line, fault.path) for fault in caught.value.faults] == [(2, "a"), (4, "b")]


@pytest.mark.parametrize("opening", ["[", "{a: ", "- "])
def test_depth_is_bounded_before_anything_is_built(opening: str) -> None:
    """A million brackets are refused at once, at the depth that is allowed, and one below it is read."""
    started = time.perf_counter()
    with pytest.raises(DocumentFault, match=f"nested {DEEPEST} levels deep"):
        parse("a: \n " + opening * 1_000_000, "x.yaml")
    assert time.perf_counter() - started < 5
    assert parse("a: " + "[" * (DEEPEST - 1) + "]" * (DEEPEST - 1), "x.yaml").size == DEEPEST


def test_a_value_of_the_command_line_has_no_line() -> None:
    """A value given with --set is YAML of any kind, and comes from no line of the file."""
    node = parse_value("{a: [1, 2 days]}", "--set")
    assert (node.plain(), node.file, node.line) == ({"a": [1, "2 days"]}, "--set", 0)
    assert parse_value("", "--set") == Node(None, "--set", 0)
