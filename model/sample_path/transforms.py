"""From uniform numbers to the laws, in the portable subset: the same bits compiled and in plain Python.

Where the quantile function has a closed form it is used, so that a changed mean moves every draw the same way; gamma,
Poisson with a large mean and what is built on them try again at sub-addresses, a bounded number of times.
`value` is the one entry: a pure function of a row of the table of streams and of an address.
"""

import math
from collections.abc import Sequence
from typing import NamedTuple

from .bits import pair

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
POISSON_BY_INVERSION = 10.0  # means below are inverted, term by term; Hormann's rejection is valid from here on
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
    count: int


def ticks(x: float) -> int:
    """Round to the nearest tick, halves up; what is beyond 2**62 ticks is 2**62."""
    if x >= 4611686018427387904.0:
        return MOST_TICKS
    return math.floor(x + 0.5)


def normal(u: float) -> float:
    """Give the standard normal quantile of u in (0, 1) to about 1e-16 (Wichura 1988, AS 241, PPND16)."""
    q = u - 0.5
    if abs(q) <= 0.425:
        r = 0.180625 - q * q
        return q * (((((((2.5090809287301226727e3 * r + 3.3430575583588128105e4) * r + 6.7265770927008700853e4) * r
            + 4.5921953931549871457e4) * r + 1.3731693765509461125e4) * r + 1.9715909503065514427e3) * r
            + 1.3314166789178437745e2) * r + 3.3871328727963666080e0) / (
            ((((((5.2264952788528545610e3 * r + 2.8729085735721942674e4) * r + 3.9307895800092710610e4) * r
            + 2.1213794301586595867e4) * r + 5.3941960214247511077e3) * r + 6.8718700749205790830e2) * r
            + 4.2313330701600911252e1) * r + 1.0)
    r = math.sqrt(-math.log(min(u, 1.0 - u)))
    if r <= 5.0:
        r = r - 1.6
        z = (((((((7.74545014278341407640e-4 * r + 2.27238449892691845833e-2) * r + 2.41780725177450611770e-1) * r
            + 1.27045825245236838258e0) * r + 3.64784832476320460504e0) * r + 5.76949722146069140550e0) * r
            + 4.63033784615654529590e0) * r + 1.42343711074968357734e0) / (
            ((((((1.05075007164441684324e-9 * r + 5.47593808499534494600e-4) * r + 1.51986665636164571966e-2) * r
            + 1.48103976427480074590e-1) * r + 6.89767334985100004550e-1) * r + 1.67638483018380384940e0) * r
            + 2.05319162663775882187e0) * r + 1.0)
    else:
        r = r - 5.0
        z = (((((((2.01033439929228813265e-7 * r + 2.71155556874348757815e-5) * r + 1.24266094738807843860e-3) * r
            + 2.65321895265761230930e-2) * r + 2.96560571828504891230e-1) * r + 1.78482653991729133580e0) * r
            + 5.46378491116411436990e0) * r + 6.65790464350110377720e0) / (
            ((((((2.04426310338993978564e-15 * r + 1.42151175831644588870e-7) * r + 1.84631831751005468180e-5) * r
            + 7.86869131145613259100e-4) * r + 1.48753612908506148525e-2) * r + 1.36929880922735805310e-1) * r
            + 5.99832206555887937690e-1) * r + 1.0)
    return -z if q < 0.0 else z


def exponential(u: float) -> float:
    """Give the quantile of the exponential law of mean 1; 1 - u is exact."""
    return -math.log(1.0 - u)


def triangular(low: float, mode: float, high: float, below: float, u: float) -> float:
    """Give the triangular quantile; `below` is the share of the law below its mode."""
    if u < below:
        return low + math.sqrt(u * (high - low) * (mode - low))
    return high - math.sqrt((1.0 - u) * (high - low) * (high - mode))


def truncated_normal(mu: float, sigma: float, positive: float, u: float) -> float:
    """Give the quantile of a normal law cut off below 0; `positive` is the share of the whole law that is kept."""
    return max(0.0, mu - sigma * normal((1.0 - u) * positive))


def place(cumulative: Sequence[float], first: int, count: int, u: float) -> int:
    """Give the first place of a stretch of the shared table whose cumulated share exceeds u (binary search)."""
    low = first
    high = first + count - 1
    for _ in range(64):
        if low >= high:
            break
        middle = (low + high) >> 1
        if u < cumulative[middle]:
            high = middle
        else:
            low = middle + 1
    return low


def gamma(row: Row, centre: float, spread: float, boost: float, member: int, ordinal: int, sub: int,
          first: float, second: float) -> float:
    """Draw a standard gamma number (Marsaglia & Tsang 2000), starting from the two uniform numbers at `sub`.

    centre = shape - 1/3 and spread = 1 / sqrt(9 centre); a shape below 1 is raised by 1 and `boost` is 1 / shape, else 0.
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
            if (second < 1.0 - 0.0331 * square * square
                    or math.log(second) < 0.5 * square + centre * (1.0 - cube + math.log(cube))):
                drawn = centre * cube
                break
    if boost > 0.0:
        first, second = pair(row.k0, row.k1, member, ordinal, sub + TRIES)
        drawn = drawn * math.exp(boost * math.log(first))
    return drawn


def gamma_of_shape(row: Row, shape: float, member: int, ordinal: int, sub: int, first: float, second: float) -> float:
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
    return 1.0 if first < row.a / (row.a + row.b) else 0.0  # both vanished, which takes tiny shapes: all mass at the ends


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


def poisson_inverted(mean: float, u: float) -> int:
    """Give the Poisson quantile of u by adding up the terms; for small means."""
    term = math.exp(-mean)
    total = term
    count = 0
    for k in range(1, 200):
        if u < total or (k > mean and term < 1e-18):
            break
        term = term * mean / k
        total = total + term
        count = k
    return count


def poisson_rejected(row: Row, mean: float, member: int, ordinal: int, sub: int, first: float, second: float) -> int:
    """Draw a Poisson number of mean 10 or more (Hormann 1993, PTRS), from the uniform numbers at `sub` on."""
    b = 0.931 + 2.53 * math.sqrt(mean)
    a = -0.059 + 0.02483 * b
    inverse_alpha = 1.1239 + 1.1328 / (b - 3.4)
    sure = 0.9277 - 3.6224 / (b - 2.0)
    for attempt in range(TRIES):
        if attempt > 0:
            first, second = pair(row.k0, row.k1, member, ordinal, sub + attempt)
        edge = 0.5 - abs(first - 0.5)
        # Below 1e-9 the candidate lies some 10**7 standard deviations out: it would be refused, and might not fit 64 bits.
        if edge > 1e-9 and (edge >= 0.013 or second <= edge):
            k = math.floor((2.0 * a / edge + b) * (first - 0.5) + mean + 0.43)
            if edge >= 0.07 and second <= sure:
                return k
            if k >= 0 and (math.log(second * inverse_alpha / (a / (edge * edge) + b))
                           <= k * math.log(mean) - mean - log_factorial(k)):
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


def transform(row: Row, values: Sequence[float], cumulative: Sequence[float], member: int, ordinal: int,
              first: float, second: float) -> float:
    """Turn the two uniform numbers of an address (sub-address 0) into the number drawn there."""
    family = row.family
    if family == CONSTANT:
        return row.a
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
    if family == DISCRETE:
        return values[place(cumulative, row.first, row.count, first)]
    if family == EMPIRICAL:
        return values[row.first + min(math.floor(first * row.count), row.count - 1)]
    if family == NORMAL:
        return truncated_normal(row.a, row.b, row.c, first)
    if family == BETA:
        return row.c + row.d * beta(row, member, ordinal, first, second)
    if family == PARETO:
        return row.b * math.exp(row.a * exponential(first))
    return row.c * whole(row, member, ordinal, first, second)


def value(row: Row, values: Sequence[float], cumulative: Sequence[float], member: int, ordinal: int) -> float:
    """Give the number of a stream at (member, ordinal), whatever was drawn before or elsewhere.

    `values` and `cumulative` are the shared tables of the sample path (float64 arrays); `member` is the customer's number
    inside its segment, 0 where there is none.
    """
    if row.family == CONSTANT:
        return row.a
    first, second = pair(row.k0, row.k1, member, ordinal, 0)
    return transform(row, values, cumulative, member, ordinal, first, second)


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


PORTABLE = (
    ticks, normal, exponential, triangular, truncated_normal, place, gamma, gamma_of_shape, beta, log_factorial,
    poisson_inverted, poisson_rejected, negative_binomial, whole, transform, value, residual_at,
)
