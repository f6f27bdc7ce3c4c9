"""Files that are no scenarios at all, and files that a scenario must not reach."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from model.errors import ScenarioError
from model.scenario import load

VALID = Path(__file__).parent.parent / "scenarios" / "valid"


def refused(path: Path) -> str:
    """Return why a file is refused."""
    with pytest.raises(ScenarioError, match=path.name) as caught:
        load(path)
    [fault] = caught.value.faults
    return fault.message


def test_a_folder_is_refused(tmp_path: Path) -> None:
    """A folder is no scenario."""
    assert refused(tmp_path) == "is a folder; name the scenario file in it"


def test_a_missing_file_is_refused(tmp_path: Path) -> None:
    """A name without a file is refused."""
    assert refused(tmp_path / "nowhere.yaml") == "there is no such file; check the name and its folder"


@pytest.mark.skipif(not Path("/dev/null").exists(), reason="this system has no such device")
def test_a_device_is_refused() -> None:
    """What is there and no file is not called missing."""
    assert refused(Path("/dev/null")) == "is no ordinary file; write the scenario into one"


def test_an_empty_file_is_refused(tmp_path: Path) -> None:
    """An empty file is refused, with the command that writes one to start from."""
    (tmp_path / "x.yaml").touch()
    assert refused(tmp_path / "x.yaml") == "the file is empty; `simulate new NAME` writes one to start from"


@pytest.mark.parametrize("content", [b"\x89PNG\r\n\x1a\n\xff\xfe", bytes(range(128, 256))])
def test_a_binary_file_is_refused(tmp_path: Path, content: bytes) -> None:
    """Bytes that are no UTF-8 are refused."""
    (tmp_path / "x.yaml").write_bytes(content)
    assert refused(tmp_path / "x.yaml") == "is not text in UTF-8; save it as such"


def test_a_huge_file_is_refused_unread(tmp_path: Path) -> None:
    """A file of 50 MB is refused by its size; it is sparse, so reading it would give zeros."""
    with (tmp_path / "x.yaml").open("wb") as file:
        file.truncate(50_000_000)
    assert refused(tmp_path / "x.yaml") == "has 50 MB; at most 5 MB are read"


@pytest.mark.skipif(os.geteuid() == 0, reason="everything may be read by the superuser")
def test_a_file_that_may_not_be_read_is_refused(tmp_path: Path) -> None:
    """A file without permission to read is refused with the reason."""
    (tmp_path / "x.yaml").write_text("schema: 1")
    (tmp_path / "x.yaml").chmod(0)
    assert "Permission denied" in refused(tmp_path / "x.yaml")


def test_a_byte_order_mark_and_windows_lines_are_read(tmp_path: Path) -> None:
    """What an editor on Windows saves is the same World."""
    text = (VALID / "one_shop.yaml").read_text()
    (tmp_path / "x.yaml").write_bytes(b"\xef\xbb\xbf" + text.replace("\n", "\r\n").encode())
    assert load(tmp_path / "x.yaml").world() == load(VALID / "one_shop.yaml").world()


@pytest.mark.parametrize(
    "field", ["extends: {}", "customers: {{passers-by: {{requests: null, history: {{file: {}}}}}}}"]
)
@pytest.mark.parametrize(
    "reach", ["../outside.txt", "link.txt", "/etc/hostname", "~/x", "sub/../../outside.txt", "C:/x"]
)
def test_a_scenario_reaches_no_file_outside_its_folder(tmp_path: Path, field: str, reach: str) -> None:
    """An absolute path, a way up, and a link that leads out are refused, for scenarios and records alike."""
    (tmp_path / "outside.txt").write_text("time,customer,quantity\n1,a,1\n")
    folder = tmp_path / "folder"
    (folder / "sub").mkdir(parents=True)
    (folder / "link.txt").symlink_to(tmp_path / "outside.txt")
    (folder / "base.yaml").write_text((VALID / "one_shop.yaml").read_text())
    text = field.format(reach)
    (folder / "x.yaml").write_text(text if text.startswith("extends") else f"extends: base.yaml\n{text}\n")
    assert "folder; put the file beside the scenario" in refused_anywhere(folder / "x.yaml")


def refused_anywhere(path: Path) -> str:
    """Return all that is said of a file that is refused."""
    with pytest.raises(ScenarioError, match=r"x\.yaml") as caught:
        load(path)
    return str(caught.value)


@pytest.mark.parametrize(
    ("quantity", "told"),
    [
        ("1e17", "quantity: '1e17' is too large to be summed over the run; lower it"),
        ("2e18", "quantity: 2e\\+18 is not a number of ordinary size; give one below 1e18"),
        ("many", "quantity: 'many' is not a number; write it as digits"),
        ("1.5", "quantity: '1.5' must be a whole number of units above 0"),
    ],
)
def test_what_is_wrong_with_a_recorded_quantity_is_told(tmp_path: Path, quantity: str, told: str) -> None:
    """One that is too large is told to be, and not to be made whole or written as digits."""
    shop = (VALID / "one_shop.yaml").read_text()
    (tmp_path / "base.yaml").write_text(shop)
    (tmp_path / "record.csv").write_text(f"time,quantity\n1,{quantity}\n")
    people = "{shop: corner, buys: lamp, history: {file: record.csv}}"
    (tmp_path / "x.yaml").write_text(f"extends: base.yaml\ncustomers: {{people: {people}}}\n")
    with pytest.raises(ScenarioError, match=told):
        load(tmp_path / "x.yaml")


def test_scenarios_that_extend_each_other_are_refused(tmp_path: Path) -> None:
    """A file that extends itself by way of another is refused."""
    (tmp_path / "a.yaml").write_text("extends: b.yaml\n")
    (tmp_path / "b.yaml").write_text("extends: a.yaml\n")
    with pytest.raises(ScenarioError, match="extends itself in the end"):
        load(tmp_path / "a.yaml")


def test_an_extension_merges_sections_and_replaces_policies(tmp_path: Path) -> None:
    """The upper file's fields win, a policy is replaced whole, and faults keep the file they stand in."""
    (tmp_path / "base.yaml").write_text((VALID / "one_shop.yaml").read_text())
    (tmp_path / "x.yaml").write_text(
        "extends: base.yaml\ntime: {horizon: 10 weeks}\n"
        "retailers: {corner: {stock: {lamp: {base_stock: 9}}, communication: {promise: none}}}\n"
    )
    scenario = load(tmp_path / "x.yaml")
    [stock] = scenario.world().stocks
    assert scenario.world().clock.start == -30 * 86_400_000
    assert scenario.world().clock.horizon == 70 * 86_400_000
    assert stock.replenishment.rule.rule == "base_stock"
    assert stock.shop is not None
    assert (stock.shop.promise.rule, stock.shop.updates.rule) == ("none", "none")
    assert scenario.origins["time.horizon"] == f"{tmp_path / 'x.yaml'}:2"
    assert scenario.origins["time.warm_up"] == f"{tmp_path / 'base.yaml'}:3"


def test_a_short_form_is_the_origin_of_its_own_field_alone(tmp_path: Path) -> None:
    """`base_stock: 9` means S; what else the block has is a default, and so below `back_orders: open`."""
    (tmp_path / "x.yaml").write_text(
        "extends: base.yaml\nretailers: {corner: {stock: {lamp: {base_stock: 9}}, back_orders: open}}\n"
    )
    (tmp_path / "base.yaml").write_text((VALID / "one_shop.yaml").read_text())
    origins = load(tmp_path / "x.yaml").origins
    assert origins["retailers.corner.stock.lamp.base_stock.S"] == f"{tmp_path / 'x.yaml'}:2"
    assert origins["retailers.corner.stock.lamp.base_stock.sees"] == "default"
    assert origins["retailers.corner.back_orders.offer"] == f"{tmp_path / 'x.yaml'}:2"
    assert origins["retailers.corner.back_orders.window"] == "default"
