"""Overrides by dotted path, from levers and from the command line."""

from __future__ import annotations

from pathlib import Path

import pytest

from model.errors import ScenarioError
from model.scenario import load

VALID = Path(__file__).parent.parent / "scenarios" / "valid"


@pytest.mark.parametrize(
    ("given", "message"),
    [
        ("time.horzon=3", "--set time.horzon: there is no `horzon` here; did you mean `horizon`?"),
        ("retailers.nord.delivery.time=3", "delivery.time: there is no `nord` in retailers; did you mean `north`?"),
        ("retailers.*.comunication=x", "there is no `comunication` here; did you mean `communication`?"),
        ("retailers.north.stock.consol.on_hand=3", "no `consol` in retailers.north.stock; did you mean `console`?"),
        ("distributors.*.delivery.time=3", "there is nothing in distributors, so nothing is overridden"),
        ("seed.now=3", "there is nothing below to set as `now`"),
        ("time.*=3", "`*` stands for names, and there are none here to choose"),
        ("seed", "--set seed: has no value; write path=value"),
        ("extends=nope.yaml", "--set extends: what it names is read before any --set is; write it in the file"),
        ("a..b=3", "is not a path; write names with dots between"),
        ("seed=[1", "--set seed: not valid YAML"),
        ("seed=-1", "--set seed: -1 must be a whole number of 0 or more"),
        ("retailers.*.stock.*.order_up_to.safety=x", "stock.console.order_up_to.safety: 'x' is not a number"),
    ],
)  # fmt: skip
def test_an_override_that_cannot_be_is_refused(given: str, message: str) -> None:
    """A path that leads nowhere is refused with the nearest name, a bad value at its field."""
    with pytest.raises(ScenarioError, match="--set") as caught:
        load(VALID / "console_launch.yaml", [given])
    assert message in str(caught.value)


def test_an_override_replaces_what_stands_at_its_path() -> None:
    """A policy put at its path replaces the one there, settings included; a field alone leaves its neighbours."""
    launch = VALID / "console_launch.yaml"
    scenario = load(
        launch, ["retailers.*.communication={promise: fixed, days: 4}", "retailers.north.delivery.time=9"]
    )
    north, south = (scenario.resolved["retailers"][name] for name in ("north", "south"))
    assert north["communication"] == south["communication"] == {
        "promise": "fixed", "days": 4, "updates": "none", "firm": "receipt",
        "compensation": "none", "lateness_weight": 0.1,
    }  # fmt: skip
    assert (north["delivery"], south["delivery"]) == ({"time": 9, "cost": 4.0}, {"time": 2, "cost": 4.0})
    assert scenario.origins["retailers.north.delivery.time"] == "--set"
    assert scenario.origins["retailers.north.delivery.cost"] == f"{launch}:36"


def test_a_rule_takes_the_place_of_the_rule_that_stood_there() -> None:
    """A rule set by its name at every name of `*` leaves no second rule beside it, and other sites alone."""
    scenario = load(VALID / "console_launch.yaml", ["manufacturers.*.stock.*.r_Q={r: 1, Q: 2}"])
    rules = {stock.name: stock.replenishment.rule.rule for stock in scenario.world().stocks}
    assert {rule for name, rule in rules.items() if "plant" in name} == {"r_Q"}
    assert {rule for name, rule in rules.items() if "retailers" in name} == {"order_up_to"}


def test_a_bare_rule_may_be_set_by_its_field() -> None:
    """`base_stock: 400` is short for {S: 400}; a field set beside it keeps the level."""
    scenario = load(
        VALID / "console_launch.yaml", ["manufacturers.plant.stock.console.base_stock.minimum=20"]
    )
    made = scenario.resolved["manufacturers"]["plant"]["stock"]["console"]["base_stock"]
    assert (made["S"], made["minimum"]) == (400, 20)


def test_the_grid_is_the_whole_product_in_its_order() -> None:
    """Three offers by four promises are twelve combinations, the last lever turning fastest."""
    scenario = load(VALID / "console_launch.yaml")
    combinations = scenario.combinations()
    assert len(combinations) == 12
    assert scenario.grid == ("back_orders", "communication")
    assert combinations[0].labels == scenario.baseline == ("lost-sales", "silent")
    assert combinations[1].labels == ("lost-sales", "fixed")
    for combination in combinations:
        shop = combination.world.stocks[0].shop
        assert shop is not None
        assert (
            shop.offer.rule
            == {"lost-sales": "none", "open": "open", "capped": "capped"}[combination.labels[0]]
        )
        assert shop.updates.rule == ("moved" if combination.labels[1] == "pipeline+updates" else "none")


def test_levers_without_a_comparison_leave_one_combination() -> None:
    """Without `compare` there is the World itself, under no labels."""
    scenario = load(VALID / "console_launch.yaml", ["compare=null"])
    [combination] = scenario.combinations()
    assert (combination.labels, scenario.grid, scenario.baseline) == ((), (), ())
    assert combination.world == scenario.world()


def test_a_lever_outside_the_grid_is_judged_too(tmp_path: Path) -> None:
    """A fault in an alternative that no grid combines is told, at the line of the lever."""
    text = (VALID / "console_launch.yaml").read_text().replace("promise: fixed", "promise: fxd")
    text = text.replace(
        "grid: [back_orders, communication], baseline: [lost-sales, silent]", "grid: [back_orders]"
    )
    (tmp_path / "x.yaml").write_text(text)
    with pytest.raises(ScenarioError, match=r"x\.yaml:60 retailers\.north\.communication: 'fxd' is no rule"):
        load(tmp_path / "x.yaml")


def test_an_alternative_may_say_more_of_one_than_of_all() -> None:
    """What is set at every shop first, and then at one, is kept at the others; the other way round it is lost."""
    every, one = "retailers.*.delivery: {time: 9}", "retailers.north.delivery: {time: 5}"
    assert load(VALID / "console_launch.yaml", [f"levers.speed={{quick: {{{every}, {one}}}}}"])
    told = r"quick\.retailers\.north\.delivery: is lost: retailers\.\*\.delivery, which stands behind it"
    with pytest.raises(ScenarioError, match=told):
        load(VALID / "console_launch.yaml", [f"levers.speed={{quick: {{{one}, {every}}}}}"])


def test_a_file_may_replace_what_it_extends_sets(tmp_path: Path) -> None:
    """An alternative that replaces what that of the extended file sets is no fault, for it could not be put first."""
    text = (VALID / "one_shop.yaml").read_text()
    lever = "levers: {speed: {quick: {retailers.corner.delivery%s}}}\n"
    (tmp_path / "base.yaml").write_text(text + lever % ".time: 9")
    (tmp_path / "x.yaml").write_text("schema: 1\nextends: base.yaml\n" + lever % ": {time: 5}")
    assert "quick" in load(tmp_path / "x.yaml").written["levers"]["speed"]
