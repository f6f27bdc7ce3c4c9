"""Mean and variance of each law from its native parameters (in the order of `laws.NATIVE`)."""

import math
from collections.abc import Callable

Numbers = tuple[float, ...]
Moments = tuple[float, float]


def moments(family: str, parameters: Numbers, values: Numbers = (), shares: Numbers = ()) -> Moments:
    """Give mean and variance of a law; infinite where a pareto law has none."""
    if values:
        return _listed(values, shares or (1 / len(values),) * len(values))
    return _MOMENTS[family](*parameters)


def weibull_cv(shape: float) -> float:
    """Give the cv of a weibull law, which depends on its shape alone."""
    return math.sqrt(max(math.expm1(math.lgamma(1 + 2 / shape) - 2 * math.lgamma(1 + 1 / shape)), 0.0))


def _listed(values: Numbers, shares: Numbers) -> Moments:
    mean = math.fsum(value * share for value, share in zip(values, shares, strict=True))
    return mean, math.fsum((value - mean) ** 2 * share for value, share in zip(values, shares, strict=True))


def _constant(value: float) -> Moments:
    return value, 0.0


def _exponential(mean: float) -> Moments:
    return mean, mean**2


def _gamma(shape: float, scale: float) -> Moments:
    return shape * scale, shape * scale**2


def _lognormal(mu: float, sigma: float) -> Moments:
    mean = math.exp(mu + sigma**2 / 2)
    return mean, math.expm1(sigma**2) * mean**2


def _weibull(shape: float, scale: float) -> Moments:
    mean = scale * math.gamma(1 + 1 / shape)
    return mean, (mean * weibull_cv(shape)) ** 2


def _uniform(low: float, high: float) -> Moments:
    return (low + high) / 2, (high - low) ** 2 / 12


def _triangular(low: float, mode: float, high: float) -> Moments:
    return (low + mode + high) / 3, ((high - low) ** 2 - (mode - low) * (high - mode)) / 18


def _beta(a: float, b: float, low: float, high: float) -> Moments:
    width = high - low
    return low + width * a / (a + b), width**2 * a * b / ((a + b) ** 2 * (a + b + 1))


def _pareto(shape: float, scale: float) -> Moments:
    mean = scale * shape / (shape - 1) if shape > 1.0 else math.inf
    return mean, scale**2 * shape / ((shape - 1) ** 2 * (shape - 2)) if shape > 2.0 else math.inf


def _normal(mu: float, sigma: float) -> Moments:
    """Cut off below 0 (Johnson, Kotz & Balakrishnan 1994, section 13.10.1)."""
    cut = -mu / sigma
    hazard = math.exp(-(cut**2) / 2) / math.sqrt(2 * math.pi) / (0.5 * math.erfc(cut / math.sqrt(2)))
    return mu + sigma * hazard, sigma**2 * (1 + cut * hazard - hazard**2)


def _poisson(mean: float, step: float) -> Moments:
    return step * mean, step**2 * mean


def _geometric(p: float, step: float) -> Moments:
    return step / p, step**2 * (1 - p) / p**2


def _negative_binomial(r: float, p: float, step: float) -> Moments:
    return step * r * (1 - p) / p, step**2 * r * (1 - p) / p**2


_MOMENTS: dict[str, Callable[..., Moments]] = {
    "constant": _constant,
    "exponential": _exponential,
    "gamma": _gamma,
    "lognormal": _lognormal,
    "weibull": _weibull,
    "uniform": _uniform,
    "triangular": _triangular,
    "beta": _beta,
    "pareto": _pareto,
    "normal": _normal,
    "poisson": _poisson,
    "geometric": _geometric,
    "negative_binomial": _negative_binomial,
}
