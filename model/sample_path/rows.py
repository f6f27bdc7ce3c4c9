"""From laws to rows: the constants of each law, worked out once, in the order in which `transforms` reads them."""

import math
from collections.abc import Callable
from typing import NamedTuple

from ..scenario.laws import Law, LawFault
from . import transforms as t


class Coded(NamedTuple):
    """A law as `transform` wants it: number of the family, four constants, and its part of the two shared tables."""

    family: int
    a: float = 0.0
    b: float = 0.0
    c: float = 0.0
    d: float = 0.0
    values: tuple[float, ...] = ()
    cumulative: tuple[float, ...] = ()


def coded(law: Law) -> Coded:
    """Work out the constants of a law; raises LawFault for a family that is not known."""
    try:
        encode = _ENCODERS[law.family]
    except KeyError:
        raise LawFault(
            f"{law.family}: no such law can be drawn; build laws with law_from or constant"
        ) from None
    return encode(law)


def _constant(law: Law) -> Coded:
    return Coded(t.CONSTANT, float(law.parameters[0]))


def _exponential(law: Law) -> Coded:
    return Coded(t.EXPONENTIAL, float(law.parameters[0]))


def _lognormal(law: Law) -> Coded:
    mu, sigma = law.parameters
    return Coded(t.LOGNORMAL, mu, sigma)


def _gamma(law: Law) -> Coded:
    shape, scale = law.parameters
    raised = shape + 1.0 if shape < 1.0 else shape
    centre = raised - 0.3333333333333333
    return Coded(t.GAMMA, centre, scale, 1.0 / math.sqrt(9.0 * centre), 1.0 / shape if shape < 1.0 else 0.0)


def _uniform(law: Law) -> Coded:
    low, high = law.parameters
    return Coded(t.UNIFORM, float(low), float(high - low))


def _weibull(law: Law) -> Coded:
    shape, scale = law.parameters
    return Coded(t.WEIBULL, 1.0 / shape, scale)


def _triangular(law: Law) -> Coded:
    low, mode, high = law.parameters
    return Coded(t.TRIANGULAR, low, mode, high, (mode - low) / (high - low))


def _beta(law: Law) -> Coded:
    a, b, low, high = law.parameters
    return Coded(t.BETA, a, b, low, high - low)


def _pareto(law: Law) -> Coded:
    shape, scale = law.parameters
    return Coded(t.PARETO, 1.0 / shape, scale)


def _normal(law: Law) -> Coded:
    mu, sigma = law.parameters
    return Coded(t.NORMAL, mu, sigma, 0.5 * math.erfc(-mu / (sigma * math.sqrt(2.0))))


def _poisson(law: Law) -> Coded:
    mean, step = law.parameters
    return Coded(t.POISSON, mean, 0.0, step)


def _geometric(law: Law) -> Coded:
    p, step = law.parameters
    return Coded(t.GEOMETRIC, -1.0 / math.log1p(-p) if p < 1.0 else 0.0, 0.0, step)


def _negative_binomial(law: Law) -> Coded:
    r, p, step = law.parameters
    return Coded(t.NEGATIVE_BINOMIAL, r, (1.0 - p) / p, step)


def _discrete(law: Law) -> Coded:
    total = math.fsum(law.shares)
    cumulative = [math.fsum(law.shares[: place + 1]) / total for place in range(len(law.shares))]
    return Coded(t.DISCRETE, values=law.values, cumulative=(*cumulative[:-1], 1.0))


def _empirical(law: Law) -> Coded:
    return Coded(t.EMPIRICAL, values=law.values, cumulative=(0.0,) * len(law.values))


_ENCODERS: dict[str, Callable[[Law], Coded]] = {
    "constant": _constant,
    "exponential": _exponential,
    "lognormal": _lognormal,
    "gamma": _gamma,
    "uniform": _uniform,
    "weibull": _weibull,
    "triangular": _triangular,
    "beta": _beta,
    "pareto": _pareto,
    "normal": _normal,
    "poisson": _poisson,
    "geometric": _geometric,
    "negative_binomial": _negative_binomial,
    "discrete": _discrete,
    "empirical": _empirical,
}
