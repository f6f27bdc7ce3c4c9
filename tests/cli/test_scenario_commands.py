"""The commands that write, judge, describe and resolve scenarios."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from model.cli import new, resolve, schema, validate
from model.errors import ScenarioError
from model.scenario import load

VALID = Path(__file__).parent.parent / "scenarios" / "valid"
SHOP = str(VALID / "one_shop.yaml")


def test_new_writes_a_scenario_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """`new` writes a file that loads, and leaves a file of that name alone the second time."""
    monkeypatch.chdir(tmp_path)
    first = CliRunner().invoke(new.command, ["spring"])
    assert (first.exit_code, first.stdout) == (0, "spring.yaml written; next: simulate run spring.yaml\n")
    assert load(tmp_path / "spring.yaml").title == "Spring"
    (tmp_path / "spring.yaml").write_text("mine")
    second = CliRunner().invoke(new.command, ["spring.yaml"])
    assert second.exit_code != 0
    assert "spring.yaml exists already; choose another name" in second.stderr
    assert (tmp_path / "spring.yaml").read_text() == "mine"


def test_new_names_a_command_that_can_be_typed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A name with a space is quoted in the command that follows."""
    monkeypatch.chdir(tmp_path)
    told = CliRunner().invoke(new.command, ["spare pumps"]).stdout
    assert told == "spare pumps.yaml written; next: simulate run 'spare pumps.yaml'\n"


def test_new_in_a_folder_that_is_not_there_says_so(tmp_path: Path) -> None:
    """A place that cannot be written is told, with the reason."""
    result = CliRunner().invoke(new.command, [str(tmp_path / "nowhere" / "x")])
    assert result.exit_code != 0
    assert "cannot be written (No such file or directory)" in result.stderr


def validated(*arguments: str) -> Result:
    """Run `validate`."""
    return CliRunner().invoke(validate.command, arguments)


def test_validate_finds_nothing_in_a_sound_file() -> None:
    """A sound file is said to have no faults."""
    assert validated(SHOP).stdout == f"{SHOP}: no faults\n"
    assert json.loads(validated(SHOP, "--json").stdout)["faults"] == []


def test_validate_tells_the_notes() -> None:
    """What a run would note is told where nothing is wrong: a lever whose change the next one wipes out, in this order
    of the grid and not in the other."""
    window, open_ = "short: {retailers.*.back_orders.window: 5}", "open: {retailers.*.back_orders: open}"
    levers = f"--set=levers={{window: {{{window}}}, back_orders: {{{open_}}}}}"
    grid = "--set=compare={grid: [window, back_orders]}"
    result = validated(SHOP, levers, grid)
    assert result.exit_code == 0
    first, *told = result.stdout.splitlines()
    assert first == f"{SHOP}: no faults"
    assert told[0].startswith("Note: levers: back_orders replaces retailers.*.back_orders")
    assert "write window behind back_orders in the grid" in " ".join(line.strip() for line in told)
    assert "write window behind" in json.loads(validated(SHOP, levers, grid, "--json").stdout)["notes"][0]
    other = "--set=compare={grid: [back_orders, window]}"
    assert validated(SHOP, levers, other).stdout == f"{SHOP}: no faults\n"


def test_validate_tells_every_fault() -> None:
    """Faults are raised for the command line to tell, and printed as an object where that is asked for."""
    result = validated(SHOP, "--set", "seed=-1", "--set", "replications=0", "--json")
    assert isinstance(result.exception, ScenarioError)
    assert [fault["path"] for fault in json.loads(result.stdout)["faults"]] == ["replications", "seed"]


def test_schema_is_json() -> None:
    """The schema names itself, and the fields of a scenario."""
    form = json.loads(CliRunner().invoke(schema.command, []).stdout)
    assert form["$schema"].startswith("https://json-schema.org/")
    assert {"time", "retailers", "levers"} <= set(form["properties"])


def test_resolve_tells_where_each_value_came_from() -> None:
    """Each value stands before its origin: the file's line, --set, or default."""
    result = CliRunner().invoke(resolve.command, [SHOP, "--set", "seed=9"])
    lines = {tuple(line.split()) for line in result.stdout.splitlines()}
    assert ("seed:", "9", "#", "--set") in lines
    assert ("replications:", "100", "#", "default") in lines
    assert ("s:", "20", "#", f"{SHOP}:9") in lines
    form = json.loads(CliRunner().invoke(resolve.command, [SHOP, "--json"]).stdout)
    assert form["origins"]["retailers.corner.stock.lamp.on_hand"] == "default"
    assert form["resolved"]["retailers"]["corner"]["stock"]["lamp"]["on_hand"] == 50
