"""How much longer a delivery that is already overdue is likely to take: the mean residual life of a law, as a table."""

import math
from bisect import bisect_right
from functools import lru_cache
from itertools import accumulate

from ..scenario.laws import Law
from .blocks import pairs
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
    draws = sorted(_draws(law))
    above = [0.0, *accumulate(reversed(draws))]  # above[n] is the sum of the n largest
    mean = law.mean() if math.isfinite(law.mean()) else above[-1] / len(draws)
    table = [0.0] * POINTS
    for point in range(POINTS):
        elapsed = point * mean / 4.0
        longer = len(draws) - bisect_right(draws, elapsed)
        table[point] = above[longer] / longer - elapsed if longer > 0 else table[max(point - 1, 0)]
    return tuple(table)


@lru_cache(maxsize=1)
def _uniforms() -> tuple[tuple[float, float], ...]:
    """Give the fixed draws: the first numbers one in the middle of each stratum, the second ones by address."""
    strata = [(place + 0.5) / DRAWS for place in range(DRAWS)]
    return tuple(zip(strata, pairs(0, 0, range(1), range(DRAWS))[1].tolist(), strict=True))


def _draws(law: Law) -> list[float]:
    form = coded(law)
    row = Row(0, 0, form.family, form.a, form.b, form.c, form.d, 0, len(form.values))
    if form.family == CONSTANT:
        return [form.a]
    if row.count > 0:
        return [listed(row, form.values, form.cumulative, first) for first, _ in _uniforms()]
    return [transform(row, 0, place, first, second) for place, (first, second) in enumerate(_uniforms())]
