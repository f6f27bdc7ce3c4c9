"""Two corpora: scenarios that must load, and scenarios with one fault each, told word for word."""

from __future__ import annotations

from pathlib import Path

import pytest

from model.errors import ScenarioError
from model.scenario import as_yaml, load

CORPUS = Path(__file__).parent.parent / "scenarios"
VALID = sorted((CORPUS / "valid").glob("*.yaml"))
INVALID = sorted((CORPUS / "invalid").glob("*.yaml"))


def judge(file: Path, expected: str) -> list[str]:
    """Return what is wrong with how a faulty scenario is told; empty when word for word as expected."""
    try:
        load(file.name)
    except ScenarioError as error:
        told = str(error)
        if len(error.faults) != 1:
            return [f"{len(error.faults)} faults"]
        return [] if told == expected.strip() else [told]
    return ["no fault"]


@pytest.mark.parametrize("file", VALID, ids=lambda file: file.stem)
def test_valid_scenarios_load_and_their_resolved_form_is_the_same_world(file: Path, tmp_path: Path) -> None:
    """A valid file loads; its resolved form, written out and loaded, is the same World and resolves to itself."""
    scenario = load(file)
    for extra in file.parent.glob("*/*.csv"):
        (tmp_path / extra.parent.name).mkdir(exist_ok=True)
        (tmp_path / extra.parent.name / extra.name).write_bytes(extra.read_bytes())
    again = tmp_path / file.name
    again.write_text(as_yaml(scenario.resolved, scenario.origins))
    assert load(again).world() == scenario.world()
    assert load(again).resolved == scenario.resolved


@pytest.mark.parametrize("file", INVALID, ids=lambda file: file.stem)
def test_each_fault_is_told_word_for_word(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A file with one fault is refused for that fault, with its line, path, value and remedy."""
    monkeypatch.chdir(file.parent)
    assert judge(file, file.with_suffix(".txt").read_text()) == []


def test_the_judge_can_fail(monkeypatch: pytest.MonkeyPatch) -> None:
    """The judge refuses another wording, a second fault, and a file without a fault."""
    monkeypatch.chdir(CORPUS / "invalid")
    assert judge(Path("negative_number.yaml"), "another wording") != []
    monkeypatch.chdir(CORPUS / "valid")
    assert judge(Path("one_shop.yaml"), "anything") == ["no fault"]


def test_the_corpus_is_whole() -> None:
    """Every faulty file has its message, every message its file, and there are enough of both."""
    assert {file.stem for file in INVALID} == {file.stem for file in (CORPUS / "invalid").glob("*.txt")}
    assert len(INVALID) >= 60
    assert len(VALID) >= 6


def test_all_faults_are_told_at_once_in_file_order(tmp_path: Path) -> None:
    """Three faults of one kind of check are three lines, in the order of the file."""
    text = (CORPUS / "valid" / "one_shop.yaml").read_text()
    text = (
        text.replace("price: 20", "price: -20").replace("days: 10", "days: soon").replace("rate: 3", "rat: 3")
    )
    (tmp_path / "x.yaml").write_text(text)
    with pytest.raises(ScenarioError, match="-20 is below 0") as caught:
        load(tmp_path / "x.yaml")
    assert [fault.line for fault in caught.value.faults] == [4, 10, 15]


def test_a_sound_file_has_sound_places(tmp_path: Path) -> None:
    """Faults of meaning, found after the fields are sound, are told at once too: a source, a rule and a warm-up."""
    text = (CORPUS / "valid" / "one_shop.yaml").read_text()
    text = (
        text.replace("warm_up: 30", "warm_up: 999")
        .replace("from: works", "from: work")
        .replace("s: 20", "s: 60")
    )
    (tmp_path / "x.yaml").write_text(text)
    with pytest.raises(ScenarioError, match="60 must be below S") as caught:
        load(tmp_path / "x.yaml")
    assert [fault.path for fault in caught.value.faults] == [
        "time.warm_up", "retailers.corner.stock.lamp.from", "retailers.corner.stock.lamp.s_S.s",
    ]  # fmt: skip


def test_a_name_that_is_nothing_is_no_remedy(tmp_path: Path) -> None:
    """Where the only shop is called "", it is not among those that a customer may be sent to."""
    text = (CORPUS / "valid" / "one_shop.yaml").read_text().replace("  corner:", '  "":')
    (tmp_path / "x.yaml").write_text(text)
    with pytest.raises(ScenarioError, match="there is no site `corner`; there is none here$"):
        load(tmp_path / "x.yaml")
