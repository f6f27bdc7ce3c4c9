"""A setting that could only matter beside another, which neither the file nor a lever has, is told."""

from __future__ import annotations

from pathlib import Path

import pytest

from model.scenario import load

SHOP = Path(__file__).parents[1] / "scenarios" / "valid" / "one_shop.yaml"
SAYS = "retailers.corner.communication"


def notes(*sets: str) -> str:
    """Return the notes of the shop under some overrides."""
    return "\n".join(load(SHOP, sets).notes)


@pytest.mark.parametrize(
    ("setting", "told", "users"),
    [
        (
            ["customers.passers-by.tolerance_if_discounted=1.5"],
            "customers.passers-by.tolerance_if_discounted has no effect: no shop gives a discount for waiting",
            [
                "retailers.corner.back_orders={offer: open, discount: 5 %}",
                "levers.price={cut: {retailers.corner.back_orders: {offer: open, discount: 5 %}}}",
                "levers.price={cut: {retailers.corner.back_orders.discount: 5 %}}",
            ],
        ),
        (
            ["customers.passers-by.doubt=1", f"{SAYS}={{promise: none}}"],
            "customers.passers-by.doubt has no effect: no shop tells a date",
            [
                f"{SAYS}={{promise: fixed, days: 3}}",
                f"levers.say={{date: {{{SAYS}: {{promise: fixed, days: 3}}}}}}",
            ],
        ),
        (
            ["retailers.corner.allocation=fair-share"],
            "retailers.corner: allocation: fair-share divides between sites supplied, and none is supplied from here",
            [
                "retailers.corner.allocation=class",
                "levers.serve={by-class: {retailers.corner.allocation: class}}",
            ],
        ),
    ],
    ids=["discount", "doubt", "fair-share"],
)
def test_what_nobody_uses_is_told(setting: list[str], told: str, users: list[str]) -> None:
    """The note is there without a user of the setting, and gone with one in the file or in an alternative."""
    assert told in notes(*setting)
    for user in users:
        assert told not in notes(*setting, user)


def test_a_site_that_supplies_another_may_divide_fairly() -> None:
    """A depot that a shop buys from divides between the sites supplied, so its fair-share is not told."""
    depot = [
        "distributors={depot: {allocation: fair-share, stock: {lamp: {base_stock: 90, from: works}}}}",
        "retailers.corner.stock.lamp.from=depot",
    ]
    assert "fair-share" not in notes(*depot)
    assert "fair-share" in notes(depot[0])
