"""Whether a shop offers a back-order."""

from __future__ import annotations

import pytest

from model.policies.views import OfferView
from tests.policies.rows import Asked, Refused, chosen, faults_of, words


def offer(quantity: int = 1, units_owed: int = 0, orders_owed: int = 0, estimate: int = 0) -> OfferView:
    """Return a shop at tick 0."""
    return OfferView(0, quantity, units_owed, orders_owed, estimate)


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
