"""How much a stock point orders."""

from __future__ import annotations

import pytest

from model.policies.views import StockView
from tests.policies.rows import Asked, Refused, chosen, faults_of, words


def stock(on_hand: int = 0, on_order: int = 0, backlog: int = 0, forecast: float = 0.0) -> StockView:
    """Return a stock point at tick 0."""
    return StockView(0, on_hand, on_order, backlog, forecast)


S8_20 = {"s": 8, "S": 20}
R10_4 = {"r": 10, "Q": 4}

ASKED = [
    Asked("what is on hand and on order counts", "base_stock", {"S": 20}, stock(3, 4), 20 - 7),
    Asked("what is owed is ordered on top", "base_stock", {"S": 20}, stock(3, 4, 5), 20 - 2),
    Asked("above the target the answer is negative", "base_stock", {"S": 20}, stock(25), -5),
    Asked("a target of 0 makes to order", "base_stock", {"S": 0}, stock(0, 1, 4), 3),
    Asked("above s nothing is ordered", "s_S", S8_20, stock(2, 7), 0),
    Asked("at s it orders up to S", "s_S", S8_20, stock(2, 6), 12),
    Asked("a book deeper than the stock is made up for", "s_S", S8_20, stock(2, 0, 6), 24),
    Asked("above r nothing is ordered", "r_Q", R10_4, stock(11), 0),
    Asked("at r one lot is ordered", "r_Q", R10_4, stock(10), 4),
    Asked("a lot that would only reach r is not enough", "r_Q", R10_4, stock(6), 8),
    Asked("from 7 owed it takes five lots to pass 10", "r_Q", R10_4, stock(0, 0, 7), 20),
    Asked(
        "14 days of 2.5 and 60 make 95", "order_up_to", {"cover": 14, "safety": 60}, stock(45, 0, 5, 2.5), 55
    ),
    Asked("part of a unit is ordered whole", "order_up_to", {"cover": 14}, stock(forecast=0.1), 2),
    Asked("above the level nothing is ordered", "order_up_to", {"cover": 2}, stock(9, forecast=4.0), 0),
]

REFUSED = [
    Refused("base_stock", {"S": -1}, [("S", "-1 is below 0; use 0 to make to order")]),
    Refused("s_S", {"s": 120, "S": 100}, [("s", "120 must be below S (100); lower s or raise S")]),
    Refused("s_S", {"s": 20, "S": 20}, [("s", "20 must be below S (20); lower s or raise S")]),
    Refused("r_Q", {"r": 5, "Q": 0}, [("Q", "0 must be above 0; a lot holds at least one unit")]),
    Refused(
        "order_up_to",
        {"cover": -1, "safety": -2},
        [
            ("cover", "-1 is below 0; give the time the stock is to last"),
            ("safety", "-2 is below 0; use 0 for none"),
        ],
    ),
]


@pytest.mark.parametrize("asked", ASKED, ids=words)
def test_a_rule_answers_as_worked_out_by_hand(asked: Asked) -> None:
    """A stock point orders what its rule's formula gives for its inventory position."""
    assert chosen("replenishment", asked).decide(asked.view) == asked.answer


@pytest.mark.parametrize("refused", REFUSED, ids=words)
def test_settings_that_cannot_be_are_told_with_value_and_remedy(refused: Refused) -> None:
    """A target below nothing, a trigger above the target and an empty lot are refused in one sentence each."""
    assert faults_of("replenishment", refused) == refused.faults
