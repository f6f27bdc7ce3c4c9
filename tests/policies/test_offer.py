"""Whether a shop offers a back-order."""

from __future__ import annotations

import pytest

from model.policies.views import OfferView
from tests.policies.rows import Asked, Refused, chosen, faults_of, words


def offer(
    quantity: int = 1,
    units_owed: int = 0,
    orders_owed: int = 0,
    estimate: int = 0,
    klass: int = 1,
    number: float = 0.5,
) -> OfferView:
    """Return a shop at tick 0."""
    return OfferView(0, quantity, units_owed, orders_owed, estimate, klass, number)


BOTH = {"units": 10, "orders": 2}

ASKED = [
    Asked("a lost-sales shop refuses the first", "none", {}, offer(), False),
    Asked("an open shop takes the thousandth", "open", {}, offer(5, 5000, 1000, 1 << 50), True),
    Asked("the cap may be reached", "capped", {"units": 10}, offer(3, 7, 5), True),
    Asked("a remainder that passes the cap is refused whole", "capped", {"units": 10}, offer(3, 8, 1), False),
    Asked("the second order is taken where two may wait", "capped", {"orders": 2}, offer(9, 90, 1), True),
    Asked("the third is not", "capped", {"orders": 2}, offer(1, 2, 2), False),
    Asked("with both caps the units may decide", "capped", BOTH, offer(2, 9, 1), False),
    Asked("with both caps the orders may decide", "capped", BOTH, offer(1, 2, 2), False),
    Asked("a cap of 0 refuses all", "capped", {"units": 0}, offer(), False),
    Asked("a wait at the limit is offered", "within", {"wait": 100}, offer(estimate=100), True),
    Asked("a longer one is not", "within", {"wait": 100}, offer(estimate=101), False),
    Asked("a number below the share is offered one", "some", {"share": 0.6}, offer(number=0.59), True),
    Asked("a number at the share is not", "some", {"share": 0.6}, offer(number=0.6), False),
    Asked("a larger share offers to the same and more", "some", {"share": 0.7}, offer(number=0.6), True),
    Asked("a share of 1 is everyone", "some", {"share": 1.0}, offer(number=0.999), True),
    Asked("the cap on units holds too", "some", {"share": 1.0, "units": 4}, offer(2, 3, 1), False),
    Asked("the cap on orders holds too", "some", {"share": 1.0, "orders": 1}, offer(1, 3, 1), False),
    Asked("a class that counts may wait", "class", {"up_to": 2}, offer(klass=2, number=0.99), True),
    Asked("the next class may not", "class", {"up_to": 2}, offer(klass=3, number=0.0), False),
    Asked(
        "but a share of it, if that is set",
        "class",
        {"up_to": 2, "others": 0.3},
        offer(klass=3, number=0.2),
        True,
    ),
    Asked(
        "a number below theirs may", "class", {"up_to": 1, "others": 0.6}, offer(klass=2, number=0.59), True
    ),
    Asked("up to a cap", "class", {"up_to": 1, "others": 1.0, "units": 2}, offer(1, 2, 2, klass=2), False),
    Asked("that does not bind the first", "class", {"up_to": 1, "units": 2}, offer(1, 2, 2, klass=1), True),
    Asked("of whom a share may be asked too", "class", {"up_to": 1, "share": 0.5}, offer(number=0.5), False),
]

REFUSED = [
    Refused("capped", {}, [("units", "no cap is given; give units or orders, or use offer: open")]),
    Refused("capped", {"units": -1}, [("units", "-1 is below 0; use offer: none to refuse all")]),
    Refused(
        "capped",
        {"units": -1, "orders": -2},
        [
            ("units", "-1 is below 0; use offer: none to refuse all"),
            ("orders", "-2 is below 0; use offer: none to refuse all"),
        ],
    ),
    Refused("some", {"share": 1.5}, [("share", "1.5 must be from 0 to 1")]),
    Refused(
        "some",
        {"share": 0.5, "units": -1, "orders": -1},
        [
            ("units", "-1 is below 0; use offer: none to refuse all"),
            ("orders", "-1 is below 0; use offer: none to refuse all"),
        ],
    ),
    Refused(
        "class",
        {"up_to": 0, "others": -0.5, "units": -1},
        [
            ("up_to", "0 is below 1, the most important class; use offer: none"),
            ("others", "-0.5 must be from 0 to 1"),
            ("units", "-1 is below 0; use others: 0 to refuse them all"),
        ],
    ),
    Refused("within", {"wait": -5}, [("wait", "-5 is below 0; use offer: none to refuse all")]),
]


@pytest.mark.parametrize("asked", ASKED, ids=words)
def test_a_rule_answers_as_worked_out_by_hand(asked: Asked) -> None:
    """A shop takes what its rule allows to be owed, and one more unit it does not take."""
    assert chosen("offer", asked).decide(asked.view) == asked.answer


@pytest.mark.parametrize("refused", REFUSED, ids=words)
def test_settings_that_cannot_be_are_told_with_value_and_remedy(refused: Refused) -> None:
    """A cap nobody gave and limits below nothing are refused."""
    assert faults_of("offer", refused) == refused.faults
