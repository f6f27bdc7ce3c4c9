"""Satisfaction: the score a customer gives by how much later than expected its order came."""

from __future__ import annotations

import numpy as np

from ..outcome.tallies import Cell
from .measure import DEMAND, Unit, Values, measure, ratio
from .sums import Sums


@measure("Satisfaction", Unit.SCORE, "higher", DEMAND)
def satisfaction(of: Sums) -> Values:
    """Sum of score x orders in each class of lateness / orders handed over; lost sales score nothing."""
    scores = of.frame.world.scores
    orders = of.cell(Cell.HANDED_OVER)
    if not scores:
        return np.full(orders.shape, np.nan)
    total, on_time = np.zeros(orders.shape), orders
    for place, score in enumerate(scores[1:]):
        late = of.cell(Cell(Cell.LATER_0 + place))
        total, on_time = total + score * late, on_time - late
    return ratio(total + scores[0] * on_time, orders)


MEASURES = (satisfaction,)
