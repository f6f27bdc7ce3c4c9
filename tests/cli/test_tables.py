"""Plain tables: aligned, split where they do not fit, readable without Unicode."""

from __future__ import annotations

import pytest

from model.cli import main, tables
from model.cli.tables import Column, paragraph, plain, table
from model.errors import BackorderError, ImpossibleState, Interrupted, StorageError
from model.execution import WorkersDied

LABELS = [Column("policy", ("open", "capped"), right=False)]
COLUMNS = [Column("Served within 3 days\n(%)", ("81.2 ±0.3", "9.1 ±0.3")), Column("Lost", ("1", "12"))]


def test_columns_are_aligned() -> None:
    """Labels stand left and numbers right, headings at the bottom, a number kept with its unit."""
    assert table(LABELS, COLUMNS, wide=80, below=[None, "  the same with none"]) == [
        "        Served within",
        "               3 days",
        "policy            (%)  Lost",
        "---------------------------",
        "open        81.2 ±0.3     1",
        "capped       9.1 ±0.3    12",
        "  the same with none",
    ]


def test_what_does_not_fit_follows_below() -> None:
    """On a narrow terminal the second column comes in a block of its own, with the labels again."""
    lines = table(LABELS, COLUMNS, wide=24)
    assert lines[-4:] == ["policy  Lost", "------------", "open       1", "capped    12"]
    assert max(map(len, lines)) <= 24


def test_columns_move_closer_before_one_goes_below() -> None:
    """With one blank between them columns of 6, 13 and 4 take 25 characters, with two 27: on 25 they are one block."""
    lines = table(LABELS, COLUMNS, wide=25)
    assert lines[2:] == [
        "policy           (%) Lost",
        "-" * 25,
        "open       81.2 ±0.3    1",
        "capped      9.1 ±0.3   12",
    ]


def test_what_a_terminal_would_obey_is_shown_as_a_sign() -> None:
    """An escape code or a bell in a title is printed as a question mark; ends of lines stay."""
    assert plain("A\x1b[31mred\x07\x9b one\ntwo", {}) == "A?[31mred?? one\ntwo"


def test_names_are_not_torn_apart() -> None:
    """A line is not broken within `open / silent`, nor at a hyphen, nor between a number and its half-width."""
    text = "choose open / silent over lost-sales / silent by 3.2 ± 0.4 points"
    lines = paragraph(text, wide=22)
    assert lines == ["choose open / silent", "over", "lost-sales / silent by", "3.2 ± 0.4 points"]


def test_signs_have_plain_stand_ins(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the terminal cannot show a sign, another stands for it, and what is left is a question mark."""

    class Narrow:
        encoding = "ascii"

    monkeypatch.setattr(tables.sys, "stdout", Narrow())
    assert plain("3 ±1 ✓ é", {"±": "+-", "✓": "+"}) == "3 +-1 + ?"
    Narrow.encoding = "utf-8"
    assert plain("3 ±1 ✓ é", {"±": "+-"}) == "3 ±1 ✓ é"


@pytest.mark.parametrize(
    ("fault", "code"),
    [
        (Interrupted("stopped"), 130),
        (ImpossibleState("on hand is -1", tick=3, entity="x"), 1),
        (WorkersDied("too often"), 3),
        (StorageError("no space"), 2),
        (BackorderError("anything else"), 2),
    ],
)
def test_every_error_has_its_exit_code(
    fault: BackorderError, code: int, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """What a command raises becomes one message on standard error and the code that the documents promise."""

    def fails(*_: object, **__: object) -> None:
        raise fault

    monkeypatch.setattr(main.commands, "main", fails)
    with pytest.raises(SystemExit, match=f"^{code}$"):
        main.main(["run"])
    assert capsys.readouterr() == ("", f"{fault}\n")
