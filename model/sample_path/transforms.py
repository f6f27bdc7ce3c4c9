"""From uniform numbers to the laws, in the portable subset: the same bits compiled and in plain Python.

Where the quantile function has a closed form it is used, so that a changed mean moves every draw the same way; gamma,
Poisson with a large mean and what is built on them try again at sub-addresses, a bounded number of times.
`value` is the one entry: a pure function of a row of the table of streams and of an address.
"""

import math
from collections.abc import Callable, Sequence
from typing import NamedTuple

from .bits import between, pair, philox, uniform, whole_pair
from .quantiles import exponential, normal, poisson_inverted, triangular, truncated_normal

CONSTANT = 0
EXPONENTIAL = 1
GAMMA = 2
UNIFORM = 3
LOGNORMAL = 4
WEIBULL = 5
TRIANGULAR = 6
DISCRETE = 7
EMPIRICAL = 8
POISSON = 9
GEOMETRIC = 10
NEGATIVE_BINOMIAL = 11
NORMAL = 12
BETA = 13
PARETO = 14

TRIES = 64  # a rejection accepts at least 2 tries in 3, so all 64 fail less than once in 10**30
SECOND_PART = 128  # sub-addresses from here on belong to the second half of a composed law
POISSON_BY_INVERSION = (
    10.0  # means below are inverted, term by term; Hormann's rejection is valid from here on
)
HALF_LOG_TWO_PI = 0.9189385332046727
MOST_TICKS = 4611686018427387904  # 2**62


class Row(NamedTuple):
    """One stream of a sample path: its key, and its law with the constants worked out beforehand (see `rows`)."""

    k0: int
    k1: int
    family: int
    a: float
    b: float
    c: float
    d: float
    first: int
    count: int  # pyright: ignore[reportIncompatibleMethodOverride]


def ticks(x: float) -> int:
    """Round to the nearest tick, halves up; what is beyond 2**62 ticks is 2**62."""
    if x >= 4611686018427387904.0:
        return MOST_TICKS
    return math.floor(x + 0.5)


def gamma(
    row: Row,
    centre: float,
    spread: float,
    boost: float,
    member: int,
    ordinal: int,
    sub: int,
    first: float,
    second: float,
) -> float:
    """Draw a standard gamma number (Marsaglia & Tsang 2000), starting from the two uniform numbers at `sub`.

    centre = shape - 1/3 and spread = 1 / sqrt(9 centre); a shape below 1 is raised by 1 and `boost` is 1 / shape,
    else 0.
    """
    drawn = centre
    for attempt in range(TRIES):
        if attempt > 0:
            first, second = pair(row.k0, row.k1, member, ordinal, sub + attempt)
        z = normal(first)
        root = 1.0 + spread * z
        if root > 0.0:
            cube = root * root * root
            square = z * z
            if second < 1.0 - 0.0331 * square * square or math.log(second) < 0.5 * square + centre * (
                1.0 - cube + math.log(cube)
            ):
                drawn = centre * cube
                break
    if boost > 0.0:
        first, second = pair(row.k0, row.k1, member, ordinal, sub + TRIES)
        drawn = drawn * math.exp(boost * math.log(first))
    return drawn


def gamma_of_shape(
    row: Row, shape: float, member: int, ordinal: int, sub: int, first: float, second: float
) -> float:
    """Draw a standard gamma number of any shape above 0, working out the constants of `gamma` on the way."""
    raised = shape
    boost = 0.0
    if shape < 1.0:
        raised = shape + 1.0
        boost = 1.0 / shape
    centre = raised - 0.3333333333333333
    return gamma(row, centre, 1.0 / math.sqrt(9.0 * centre), boost, member, ordinal, sub, first, second)


def beta(row: Row, member: int, ordinal: int, first: float, second: float) -> float:
    """Draw a beta number on 0..1 from two gamma numbers of shapes row.a and row.b."""
    x = gamma_of_shape(row, row.a, member, ordinal, 0, first, second)
    u, v = pair(row.k0, row.k1, member, ordinal, SECOND_PART)
    y = gamma_of_shape(row, row.b, member, ordinal, SECOND_PART, u, v)
    if x + y > 0.0:
        return x / (x + y)
    return (
        1.0 if first < row.a / (row.a + row.b) else 0.0
    )  # both vanished, which takes tiny shapes: all mass at the ends


def log_factorial(k: int) -> float:
    """Give log(k!), by multiplying up to 10 and by Stirling's series above (error below 1e-10)."""
    if k < 11:
        product = 1.0
        for factor in range(2, k + 1):
            product = product * factor
        return math.log(product)
    x = k + 1.0
    inverse = 1.0 / (x * x)
    series = (0.08333333333333333 - inverse * (0.002777777777777778 - inverse * 0.0007936507936507937)) / x
    return (x - 0.5) * math.log(x) - x + HALF_LOG_TWO_PI + series


def poisson_rejected(
    row: Row, mean: float, member: int, ordinal: int, sub: int, first: float, second: float
) -> int:
    """Draw a Poisson number of mean 10 or more (Hormann 1993, PTRS), from the uniform numbers at `sub` on."""
    b = 0.931 + 2.53 * math.sqrt(mean)
    a = -0.059 + 0.02483 * b
    inverse_alpha = 1.1239 + 1.1328 / (b - 3.4)
    sure = 0.9277 - 3.6224 / (b - 2.0)
    for attempt in range(TRIES):
        if attempt > 0:
            first, second = pair(row.k0, row.k1, member, ordinal, sub + attempt)
        edge = 0.5 - abs(first - 0.5)
        # Below 1e-9 the candidate lies 10**7 standard deviations out: surely refused, and it might not fit 64 bits.
        if edge > 1e-9 and (edge >= 0.013 or second <= edge):
            k = math.floor((2.0 * a / edge + b) * (first - 0.5) + mean + 0.43)
            if edge >= 0.07 and second <= sure:
                return k
            if k >= 0 and (
                math.log(second * inverse_alpha / (a / (edge * edge) + b))
                <= k * math.log(mean) - mean - log_factorial(k)
            ):
                return k
    return math.floor(mean)


def negative_binomial(row: Row, member: int, ordinal: int, first: float, second: float) -> int:
    """Draw a negative binomial number: Poisson, its mean a gamma number of shape row.a and scale row.b."""
    mean = row.b * gamma_of_shape(row, row.a, member, ordinal, 0, first, second)
    u, v = pair(row.k0, row.k1, member, ordinal, SECOND_PART)
    if mean < POISSON_BY_INVERSION:
        return poisson_inverted(mean, u)
    return poisson_rejected(row, mean, member, ordinal, SECOND_PART, u, v)


def whole(row: Row, member: int, ordinal: int, first: float, second: float) -> int:
    """Draw from a law of whole numbers."""
    if row.family == POISSON:
        if row.a < POISSON_BY_INVERSION:
            return poisson_inverted(row.a, first)
        return poisson_rejected(row, row.a, member, ordinal, 0, first, second)
    if row.family == GEOMETRIC:
        return max(1, math.ceil(exponential(first) * row.a))
    return negative_binomial(row, member, ordinal, first, second)


def transform(row: Row, member: int, ordinal: int, first: float, second: float) -> float:
    """Turn the two uniform numbers of an address (sub-address 0) into a number of a law without a table."""
    family = row.family
    if family == EXPONENTIAL:
        return row.a * exponential(first)
    if family == GAMMA:
        return row.b * gamma(row, row.a, row.c, row.d, member, ordinal, 0, first, second)
    if family == UNIFORM:
        return row.a + first * row.b
    if family == LOGNORMAL:
        return math.exp(row.a + row.b * normal(first))
    if family == WEIBULL:
        return row.b * math.exp(row.a * math.log(exponential(first)))
    if family == TRIANGULAR:
        return triangular(row.a, row.b, row.c, row.d, first)
    if family == NORMAL:
        return truncated_normal(row.a, row.b, row.c, first)
    if family == BETA:
        return row.c + row.d * beta(row, member, ordinal, first, second)
    if family == PARETO:
        return row.b * math.exp(row.a * exponential(first))
    return row.c * whole(row, member, ordinal, first, second)


def listed(row: Row, values: Sequence[float], cumulative: Sequence[float], u: float) -> float:
    """Look up the quantile of u in a table: by binary search where shares are given, else with equal shares."""
    low = row.first
    high = row.first + row.count - 1
    if row.family == EMPIRICAL:
        return values[min(low + math.floor(u * row.count), high)]
    for _ in range(64):
        if low >= high:
            break
        middle = (low + high) >> 1
        if u < cumulative[middle]:
            high = middle
        else:
            low = middle + 1
    return values[low]


def computed(row: Row, member: int, ordinal: int) -> float:
    """Give the number at an address of a stream whose law needs no table."""
    if row.family == CONSTANT:
        return row.a
    first, second = pair(row.k0, row.k1, member, ordinal, 0)
    return transform(row, member, ordinal, first, second)


def value(row: Row, values: Sequence[float], cumulative: Sequence[float], member: int, ordinal: int) -> float:
    """Give the number of a stream at (member, ordinal), whatever was drawn before or elsewhere.

    `values` and `cumulative` are the shared tables of the path (float64 arrays); `member` is the number of the
    customer in its segment, 0 where there is none.
    """
    if row.count == 0:
        return computed(row, member, ordinal)
    return listed(row, values, cumulative, pair(row.k0, row.k1, member, ordinal, 0)[0])


def residual_at(table: Sequence[float], mean: float, elapsed: float) -> float:
    """Interpolate the expected remainder of a duration already `elapsed` long in a table of `mean_residual`.

    `mean` is the law's mean; where it is infinite the table's own first point stands for it.
    """
    step = 0.25 * min(mean, 1e300)
    if mean > 1e300:
        step = 0.25 * table[0]
    if step <= 0.0:
        return 0.0
    position = max(elapsed, 0.0) / step
    if position >= 32.0:
        return table[32]
    left = math.floor(position)
    return table[left] + (position - left) * (table[left + 1] - table[left])


# Every function a compiler must register. Inlining `value` (numba: inline="always") keeps the
# reference counts of the two tables out of the laws that need none: 13 to 34 ns a number instead of 34 to 51.
PORTABLE: tuple[Callable[..., object], ...] = (
    philox,
    whole_pair,
    between,
    pair,
    uniform,
    normal,
    exponential,
    triangular,
    truncated_normal,
    poisson_inverted,
    ticks,
    gamma,
    gamma_of_shape,
    beta,
    log_factorial,
    poisson_rejected,
    negative_binomial,
    whole,
    transform,
    listed,
    computed,
    value,
    residual_at,
)
