"""How much longer a delivery that is already overdue is likely to take: the mean residual life of a law, as a table."""

import math
from functools import lru_cache

from ..scenario.laws import Law
from .bits import pair
from .rows import coded
from .transforms import CONSTANT, Row, listed, transform

POINTS = 33
DRAWS = 4096


@lru_cache(maxsize=1024)
def mean_residual(law: Law) -> tuple[float, ...]:
    """Tabulate E[X - t | X > t] at t = j * mean / 4 for j = 0..32, in the law's own unit; read it with `residual_at`.

    From 4,096 draws at a fixed key whose first uniform numbers are stratified. Beyond the largest draw the last value
    reached is carried forward; an infinite mean is replaced by that of the draws.
    """
    draws = sorted(_draws(law), reverse=True)
    mean = law.mean() if math.isfinite(law.mean()) else math.fsum(draws) / len(draws)
    table = [0.0] * POINTS
    for point in range(POINTS):
        elapsed = point * mean / 4.0
        beyond = [draw - elapsed for draw in draws if draw > elapsed]
        table[point] = math.fsum(beyond) / len(beyond) if beyond else table[max(point - 1, 0)]
    return tuple(table)


def _draws(law: Law) -> list[float]:
    form = coded(law)
    row = Row(0, 0, form.family, form.a, form.b, form.c, form.d, 0, len(form.values))
    if form.family == CONSTANT:
        return [form.a]
    strata = [(place + 0.5) / DRAWS for place in range(DRAWS)]
    if row.count > 0:
        return [listed(row, form.values, form.cumulative, u) for u in strata]
    return [transform(row, 0, place, u, pair(0, 0, 0, place, 0)[1]) for place, u in enumerate(strata)]
