"""The count of what has been seen equal can fail: it names a kind of row and an alternative that were not drawn."""

from __future__ import annotations

from pathlib import Path

import numpy as np

from model.engines import run
from model.outcome.trace import Row
from model.policies.registry import DECISIONS, rules
from model.sample_path import draw
from model.scenario import load

from .coverage import IMPOSSIBLE, SETTINGS, Seen, alternatives, entities, entity_of, wanted

VALID = Path(__file__).parents[1] / "scenarios" / "valid"


def seen_in(name: str, *sets: str, without: Row | None = None) -> Seen:
    """Return what one scenario of the corpus shows, perhaps with the rows of one kind left out."""
    world = load(VALID / f"{name}.yaml", ["time.horizon=60", "time.warm_up=0", *sets]).world()
    rows = run(world, draw(world.streams, 3, 0), engine="reference", trace=True).trace
    assert rows is not None
    seen = Seen()
    seen.add(world, rows if without is None else rows[rows[:, 1] != without])
    return seen


def test_what_was_not_drawn_is_named() -> None:
    """One shop with (s, S) has never made anything, nor used another rule, and the counts say so."""
    seen = seen_in("one_shop")
    missing = seen.missing()
    assert {"WORK_BEGUN", "replenishment: base_stock", "Firm.WORK_BEGINS"} <= set(missing)
    assert "replenishment: s_S" not in missing and "ORDERED" not in missing
    assert seen.rows == sum(seen.kinds.values()) > 0


def test_a_preset_that_was_not_drawn_is_named() -> None:
    """Two presets and a discount in a document are counted as written; the third preset and the scores are missing."""
    seen = Seen()
    people = {"behaviour": {"preset": "gruen-2002"}, "loyalty": {"preset": "bhan-anderson-2023"}}
    seen.read({"customers": {"people": people}, "costs": {"discount": 0.1}, "measures": {}})
    lacking = {"cui-2024", "measures.bullwhip", "measures.satisfaction", "costs.accrue_every"}
    assert lacking == set(SETTINGS) & set(seen.missing())


def test_a_kind_of_row_that_does_not_happen_is_named() -> None:
    """Without its orders the same run lacks ORDERED, by itself and at its rule."""
    missing = seen_in("one_shop", without=Row.ORDERED).missing()
    assert {"ORDERED", "replenishment: s_S x ORDERED"} <= set(missing)
    assert "replenishment: s_S x RECEIVED" not in missing


def test_rows_count_for_the_alternatives_of_their_own_entity() -> None:
    """The offers of one stock point are not credited with the rows of another."""
    seen = seen_in("one_shop")
    served = seen.pairs["replenishment: s_S", "SERVED_AT_ONCE"]
    assert served == seen.kinds["SERVED_AT_ONCE"] > 0
    assert seen.pairs["replenishment: base_stock", "SERVED_AT_ONCE"] == 0


def test_what_did_not_happen_while_trouble_lasted_is_named() -> None:
    """A supplier that ships nothing from day 20 to the end has orders meanwhile and holds them, and ships none of them,
    though it did before; of a trouble that it does not have nothing was seen."""
    trouble = "suppliers.works.disruptions={windows: [{from: 20, to: 90}], effect: pause-shipments}"
    seen = seen_in("one_shop", trouble)
    missing = set(seen.missing_under())
    shipped, held = (f"SourceKind.SUPPLIER x {kind} x Effect.PAUSE_SHIPMENTS" for kind in ("SHIPPED", "HELD"))
    ordered = "replenishment: s_S x ORDERED x Effect."
    assert {shipped, f"{ordered}FREEZE_LANES"} <= missing and not {
        held,
        f"{ordered}PAUSE_SHIPMENTS",
    } & missing
    assert seen.pairs["SourceKind.SUPPLIER", "SHIPPED"] > 0


def test_every_rule_is_an_alternative_to_be_drawn() -> None:
    """A new rule file is in the table at once, and so are the words of a new IntEnum of the world."""
    names = {f"{decision}: {rule}" for decision in DECISIONS for rule in rules(decision)}
    assert names <= set(alternatives())
    assert {"Withdraw.NONE", "Withdraw.ANY", "Shop.partial no", "Shop.partial yes"} <= set(alternatives())


def test_what_is_called_impossible_exists() -> None:
    """An excuse names a pair that would be asked for, or an alternative that there is."""
    assert set(IMPOSSIBLE) <= {*wanted(), *((mark, "") for mark in alternatives())}
    assert {mark for mark, _ in wanted()} <= set(alternatives())


def test_every_kind_of_row_says_whose_it_is() -> None:
    """The comment of a kind of row begins with what its entity is: a row of the world, which has no disruption."""
    world = load(VALID / "network.yaml").world()
    told = entity_of()
    assert set(told) == {kind.name for kind in Row}
    assert {name for name in told.values() if not entities(world, name)} <= {"line", "disruption"}
    assert np.isin([kind.name for kind in Row], list(told)).all()
