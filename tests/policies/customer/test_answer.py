"""How a customer answers when a back-order is offered."""

from __future__ import annotations

import pytest

from model.policies.customer.answer import accepts, learned
from model.policies.units import NEVER, NOTHING


@pytest.mark.parametrize(
    ("told", "belief", "tolerance", "answer"),
    [
        (10, 99, 10, True),
        (11, 0, 10, False),
        (0, 99, 0, True),
        (NOTHING, 10, 10, True),
        (NOTHING, 11, 10, False),
        (NEVER, 0, NEVER, True),
        (NEVER, 0, NEVER - 1, False),
    ],
)
def test_a_wait_within_the_tolerance_is_accepted(
    told: int, belief: int, tolerance: int, answer: bool
) -> None:
    """The wait told counts, and the belief only where nothing is told; at the tolerance the customer still accepts."""
    assert accepts(told, belief, tolerance) is answer


@pytest.mark.parametrize(("weight", "expected"), [(0.0, 8.0), (0.25, 9.5), (1.0, 14.0)])
def test_a_customer_learns_from_its_own_waits(weight: float, expected: float) -> None:
    """After a wait of 14 where 8 was believed, a weight of a quarter believes 8 + 6 / 4."""
    assert learned(8.0, 14, weight) == expected
