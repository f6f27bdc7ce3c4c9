"""Each law as drawn, against scipy: mean, variance, and the whole distribution, over 100,000 numbers.

The seed is fixed. Bounds: the mean within 4 of its standard errors, the variance within 5 (its error estimated from the
fourth moment), and a goodness-of-fit p-value above 0.001; a right law fails one of the 60 checks with probability .02.
"""

import math

import numpy as np
import pytest
from scipy import stats

from model.sample_path.quantiles import normal
from model.sample_path.transforms import log_factorial, ticks
from model.scenario.laws import Law, law_from
from tests.sample_path.compiled import LAWS, compiled_numbers, path_of

COUNT = 100_000


def theory(law: Law):
    """Give scipy's law with the same native parameters."""
    p = law.parameters
    match law.family:
        case "exponential":
            return stats.expon(scale=p[0])
        case "gamma":
            return stats.gamma(p[0], scale=p[1])
        case "uniform":
            return stats.uniform(p[0], p[1] - p[0])
        case "lognormal":
            return stats.lognorm(p[1], scale=math.exp(p[0]))
        case "weibull":
            return stats.weibull_min(p[0], scale=p[1])
        case "triangular":
            return stats.triang((p[1] - p[0]) / (p[2] - p[0]), loc=p[0], scale=p[2] - p[0])
        case "beta":
            return stats.beta(p[0], p[1], loc=p[2], scale=p[3] - p[2])
        case "pareto":
            return stats.pareto(p[0], scale=p[1])
        case "normal":
            return stats.truncnorm(-p[0] / p[1], math.inf, loc=p[0], scale=p[1])
        case "poisson":
            return stats.poisson(p[0])
        case "geometric":
            return stats.geom(p[0])
        case "negative_binomial":
            return stats.nbinom(p[0], p[1])
        case _:
            shares = law.shares or (1 / len(law.values),) * len(law.values)
            values = sorted(set(law.values))
            return stats.rv_discrete(
                values=(
                    values,
                    [
                        sum(s for v, s in zip(law.values, shares, strict=True) if v == value)
                        for value in values
                    ],
                )
            )


def fit(numbers: np.ndarray, law: Law) -> float:
    """Give the p-value of Kolmogorov and Smirnov's test, or of chi-square where the values are whole numbers."""
    expected = theory(law)
    if law.family not in {"poisson", "geometric", "negative_binomial", "discrete", "empirical"}:
        return float(stats.kstest(numbers, expected.cdf).pvalue)
    values, counts = np.unique(numbers, return_counts=True)
    likely = [value for value in values if len(numbers) * expected.pmf(value) >= 5]
    seen = [int(counts[values == value][0]) for value in likely]
    wanted = [len(numbers) * float(expected.pmf(value)) for value in likely]
    rest = len(numbers) - sum(wanted)
    if rest > 5:
        seen.append(len(numbers) - sum(seen))
        wanted.append(rest)
    else:
        wanted = [number * sum(seen) / sum(wanted) for number in wanted]
    return float(stats.chisquare(seen, wanted).pvalue)


@pytest.mark.parametrize("name", [name for name in LAWS if name != "constant"])
def test_a_drawn_law_is_the_law_that_was_meant(name: str) -> None:
    """Mean, variance and distribution of the numbers agree with theory, and so do those the law tells of itself."""
    law = LAWS[name]
    numbers = compiled_numbers(path_of(law, seed=2), COUNT)
    mean, variance = law.mean(), law.variance()
    assert (mean, variance) == pytest.approx((theory(law).mean(), theory(law).var()), rel=1e-9)
    assert abs(numbers.mean() - mean) < 4 * math.sqrt(variance / COUNT)
    fourth = float(np.mean((numbers - mean) ** 4))
    assert abs(np.mean((numbers - mean) ** 2) - variance) < 5 * math.sqrt((fourth - variance**2) / COUNT)
    assert fit(numbers, law) > 0.001


@pytest.mark.parametrize("name", [name for name in LAWS if name != "constant"])
def test_the_fit_refuses_a_law_that_is_a_little_off(name: str) -> None:
    """The same numbers are refused when a twentieth of them is replaced by the median, so the fit can fail."""
    law = LAWS[name]
    numbers = compiled_numbers(path_of(law, seed=2), COUNT)
    numbers[: COUNT // 20] = np.sort(numbers)[COUNT // 2]
    assert fit(numbers, law) < 1e-6


QUANTILE_LAWS = [
    ("exponential", {}, 1.0),
    ("lognormal", {"cv": 0.8}, 1.0),
    ("weibull", {"cv": 0.5}, 1.0),
    ("pareto", {"cv": 0.5}, 1.0),
    ("normal", {"cv": 0.3}, 1.0),
    ("uniform", {"cv": 0.3}, 1.0),
    ("gamma", {"cv": 0.5}, 1.0),
    ("poisson", {}, 0.0),
    ("geometric", {}, 0.0),
]


@pytest.mark.parametrize(("family", "given", "strictly"), QUANTILE_LAWS)
def test_a_greater_mean_moves_every_draw_up(family: str, given: dict[str, float], strictly: float) -> None:
    """On the same luck a mean of 6 instead of 5 lowers no number, and raises all where the law has no steps."""
    before = compiled_numbers(path_of(law_from(family, {"mean": 5, **given})), COUNT)
    after = compiled_numbers(path_of(law_from(family, {"mean": 6, **given})), COUNT)
    assert (after >= before).all()
    assert (after > before).mean() >= strictly
    assert (after > before).any()


@pytest.mark.parametrize(
    "name", ["poisson, by inversion", "poisson, by rejection", "geometric", "negative binomial, few"]
)
def test_a_scaled_law_gives_the_same_numbers_in_the_other_unit(name: str) -> None:
    """A whole-number law in millionths is drawn as the same count, a million times as large."""
    numbers = compiled_numbers(path_of(LAWS[name]), 1000)
    assert (compiled_numbers(path_of(LAWS[name].scaled(1e6)), 1000) == numbers * 1e6).all()


def test_extreme_laws_stay_finite_and_in_range() -> None:
    """The heaviest tails and the smallest shapes that can be written neither overflow nor leave their range."""
    extremes = [
        law_from("pareto", {"shape": 0.1, "scale": 1}),
        law_from("gamma", {"mean": 5, "cv": 1000}),
        law_from("lognormal", {"mean": 5, "cv": 1000}),
        law_from("weibull", {"mean": 5, "cv": 1000}),
        law_from("beta", {"a": 1e-4, "b": 1e-4}),
        law_from("negative_binomial", {"mean": 1e9, "cv": 1000}),
        law_from("poisson", {"mean": 1e9}),
        law_from("geometric", {"mean": 1e9}),
    ]
    for law in extremes:
        numbers = compiled_numbers(path_of(law), 20_000)
        assert np.isfinite(numbers).all(), law
        assert (numbers >= law.least()).all(), law
        assert law.family != "beta" or (numbers <= 1.0).all(), law


def test_a_beta_of_tiny_shapes_has_its_mean() -> None:
    """Where both gamma numbers vanish the ends share the mass by the mean: .25 within 4 standard errors."""
    numbers = compiled_numbers(path_of(law_from("beta", {"a": 1e-4, "b": 3e-4})), COUNT)
    assert abs(numbers.mean() - 0.25) < 4 * math.sqrt(0.25 * 0.75 / COUNT)


@pytest.mark.parametrize("u", [2.0**-53, 1e-12, 0.001, 0.0749, 0.0751, 0.3, 0.5, 0.8, 0.9999, 1 - 2.0**-53])
def test_the_normal_quantile_has_full_precision(u: float) -> None:
    """AS 241 promises about 1 part in 10**16, in the middle and in both tails; scipy's ndtri is the witness."""
    assert normal(u) == pytest.approx(float(stats.norm.ppf(u)), rel=5e-15, abs=1e-16)


@pytest.mark.parametrize("k", [0, 1, 5, 10, 11, 12, 50, 10**6])
def test_the_logarithm_of_a_factorial(k: int) -> None:
    """The product up to 10 and Stirling's series above meet the C library's lgamma within 1e-10."""
    assert log_factorial(k) == pytest.approx(math.lgamma(k + 1), abs=1e-10, rel=1e-14)


@pytest.mark.parametrize(
    ("x", "expected"),
    [
        (0.0, 0),
        (0.49, 0),
        (0.5, 1),
        (1.5, 2),
        (2.4999, 2),
        (-0.5, 0),
        (-0.6, -1),
        (2.0**62, 2**62),
        (1e300, 2**62),
    ],
)
def test_ticks_round_to_the_nearest_and_halves_up(x: float, expected: int) -> None:
    """Durations are rounded once, and one that is longer than any run becomes 2**62 instead of overflowing."""
    assert ticks(x) == expected
