"""Laws as a scenario writes them: what they mean, their moments, and the faults that are told."""

import math
import re

import pytest

from model.scenario.laws import Law, LawFault, Written, constant, law_from

MEAN_AND_CV = ["gamma", "lognormal", "weibull", "uniform", "pareto", "normal", "negative_binomial", "beta"]


@pytest.mark.parametrize("family", MEAN_AND_CV)
@pytest.mark.parametrize(("mean", "cv"), [(12.0, 0.3), (100.0, 0.25)])
def test_mean_and_cv_are_those_of_the_resulting_law(family: str, mean: float, cv: float) -> None:
    """Whatever the family, the law that is read has the mean and the cv that were written, truncation included."""
    ends = {"low": 0, "high": 1000} if family == "beta" else {}
    law = law_from(family, {"mean": mean, "cv": cv, **ends})
    assert law.family == family
    assert law.mean() == pytest.approx(mean, rel=1e-9)
    assert math.sqrt(law.variance()) / law.mean() == pytest.approx(cv, rel=1e-9)


@pytest.mark.parametrize(
    ("family", "given", "mean", "variance"),
    [
        ("constant", 4, 4, 0),
        ("constant", {"value": 4}, 4, 0),
        ("exponential", {"mean": 4}, 4, 16),
        ("exponential", {"rate": 0.25}, 4, 16),
        ("gamma", {"shape": 2, "scale": 3}, 6, 18),
        ("normal", {"mu": 100, "sigma": 10}, 100, 100),
        ("lognormal", {"mu": 0, "sigma": 1}, math.exp(0.5), (math.e - 1) * math.e),
        ("weibull", {"shape": 2, "scale": 1}, math.sqrt(math.pi) / 2, 1 - math.pi / 4),
        ("uniform", [2, 8], 5, 3),
        ("uniform", {"low": -1, "high": 1}, 0, 1 / 3),
        ("triangular", [2, 3, 6], 11 / 3, 13 / 18),
        ("triangular", {"low": 0, "mode": 0, "high": 3}, 1, 0.5),
        ("beta", {"a": 2, "b": 3}, 0.4, 0.04),
        ("beta", {"a": 2, "b": 3, "low": 10, "high": 20}, 14, 4),
        ("pareto", {"shape": 3, "scale": 2}, 3, 3),
        ("pareto", {"shape": 1.5, "scale": 2}, 6, math.inf),
        ("pareto", {"shape": 1, "scale": 2}, math.inf, math.inf),
        ("poisson", {"mean": 7}, 7, 7),
        ("geometric", {"mean": 4}, 4, 12),
        ("geometric", {"p": 0.25}, 4, 12),
        ("geometric", {"mean": 1}, 1, 0),
        ("negative_binomial", {"r": 2, "p": 0.25}, 6, 24),
        ("discrete", {"values": [1, 5], "shares": [0.75, 0.25]}, 2, 3),
        ("discrete", {"1": 0.75, "5": 0.25}, 2, 3),
        ("discrete", {5: 0.25, 1: 0.75}, 2, 3),
        ("empirical", [1, 2, 2, 7], 3, 5.5),
        ("empirical", {"values": [1, 2, 2, 7]}, 3, 5.5),
    ],
)
def test_native_parameters_mean_what_the_textbooks_say(
    family: str, given: Written, mean: float, variance: float
) -> None:
    """Mean and variance by the formulas of each law, worked out by hand."""
    law = law_from(family, given)
    assert (law.mean(), law.variance()) == pytest.approx((mean, variance))


def test_a_normal_law_is_corrected_for_its_truncation() -> None:
    """At cv .3 cutting off below 0 would raise the mean, so the law that is cut off starts lower and wider."""
    mu, sigma = law_from("normal", {"mean": 100, "cv": 0.3}).parameters
    assert mu < 100.0
    assert sigma > 30.0


@pytest.mark.parametrize("family", ["gamma", "lognormal", "weibull", "uniform", "normal", "beta"])
def test_a_cv_of_0_is_a_fixed_number(family: str) -> None:
    """A sweep of the cv can start at 0."""
    assert law_from(family, {"mean": 0.5, "cv": 0}) == constant(0.5)


@pytest.mark.parametrize("factor", [1.0, 86_400_000.0, 0.5])
@pytest.mark.parametrize(
    ("family", "given"),
    [
        ("constant", 3),
        ("exponential", {"mean": 3}),
        ("gamma", {"mean": 3, "cv": 2}),
        ("lognormal", {"mean": 3, "cv": 2}),
        ("weibull", {"mean": 3, "cv": 2}),
        ("uniform", [1, 3]),
        ("triangular", [1, 2, 3]),
        ("beta", {"a": 2, "b": 3, "low": 1, "high": 3}),
        ("pareto", {"mean": 3, "cv": 2}),
        ("normal", {"mean": 3, "cv": 0.2}),
        ("poisson", {"mean": 3}),
        ("geometric", {"mean": 3}),
        ("negative_binomial", {"mean": 3, "cv": 2}),
        ("discrete", {1: 0.5, 3: 0.5}),
        ("empirical", [1, 3, 4]),
    ],
)
def test_a_scaled_law_is_the_law_of_the_multiple(family: str, given: Written, factor: float) -> None:
    """Mean and lower end grow with the factor, the variance with its square; the family stays."""
    law = law_from(family, given)
    scaled = law.scaled(factor)
    assert scaled.family == family
    assert scaled.mean() == pytest.approx(law.mean() * factor)
    assert scaled.variance() == pytest.approx(law.variance() * factor**2)
    assert scaled.least() == pytest.approx(law.least() * factor)


@pytest.mark.parametrize("factor", [0.0, -1.0, math.inf, math.nan])
def test_a_factor_that_is_not_a_unit_is_refused(factor: float) -> None:
    """Only a positive finite factor turns one unit into another."""
    with pytest.raises(LawFault, match=f"exponential: a law cannot be scaled by {factor:g}"):
        law_from("exponential", {"mean": 3}).scaled(factor)


def test_laws_with_the_same_meaning_are_equal() -> None:
    """Order of values does not matter, and laws can be keys: tables of a path are shared by equal laws."""
    assert law_from("discrete", {5: 0.25, 1: 0.75}) == law_from(
        "discrete", {"shares": [0.75, 0.25], "values": [1, 5]}
    )
    assert hash(law_from("empirical", [3, 1])) == hash(Law("empirical", (), (1.0, 3.0)))


def test_a_value_with_no_share_is_left_out() -> None:
    """A share of 0 cannot be drawn, nor does it hide the least value."""
    assert law_from("discrete", {0: 0, 2: 1}).least() == 2.0


@pytest.mark.parametrize(
    ("family", "given", "message"),
    [
        ("gama", {"mean": 1, "cv": 1}, "gama: there is no such law; did you mean gamma?"),
        ("xyz", {"mean": 1}, "xyz: there is no such law; use one of constant, "),
        ("gamma", {"mean": 3}, "gamma: mean given; give mean and cv or shape and scale"),
        ("gamma", {"mean": 3, "sd": 1}, "gamma: mean, sd given; give mean and cv"),
        ("gamma", 3, "gamma: 3 does not say which numbers are meant; give mean and cv"),
        ("gamma", {}, "gamma: nothing given; give mean and cv"),
        ("constant", math.nan, "constant: value must be a finite number, not nan"),
        ("constant", math.inf, "constant: value must be a finite number, not inf"),
        ("constant", True, "constant: value must be a number, not True"),
        ("exponential", {"mean": "soon"}, "exponential: mean must be a number, not 'soon'"),
        ("exponential", {"mean": 0}, "exponential: mean must be above 0, not 0; raise it, or use constant"),
        ("exponential", {"mean": -2}, "exponential: mean must be above 0, not -2"),
        ("exponential", {"rate": 0}, "exponential: rate must be above 0, not 0"),
        ("gamma", {"mean": 2, "cv": -0.5}, "gamma: cv must be between 0 and 1000, not -0.5"),
        ("gamma", {"shape": 0, "scale": 1}, "gamma: shape must be above 0, not 0"),
        (
            "lognormal",
            {"mu": 500, "sigma": 1},
            "lognormal: mu 500 and sigma 1 are of the logarithm; give mean and cv",
        ),
        ("weibull", {"shape": 0.01, "scale": 1}, "weibull: shape must be between 0.05 and 10000, not 0.01"),
        ("weibull", {"mean": 5, "cv": 1e-5}, "weibull: cv 1e-05 is below 0.0002"),
        ("uniform", [3, 2], "uniform: low (3) must be below high (2); swap them"),
        ("uniform", [1, 2, 3], "uniform: [1, 2, 3] does not say which numbers are meant; give low and high"),
        (
            "uniform",
            {"mean": 1, "cv": 0.7},
            "uniform: cv must be between 0 and 0.57735, not 0.7; a uniform law from 0",
        ),
        ("triangular", [2, 7, 6], "triangular: mode (7) must lie between low (2) and high (6)"),
        ("triangular", [2, 2, 2], "triangular: low (2) must be below high (2)"),
        ("beta", {"mean": 5, "cv": 0.2}, "beta: mean must lie between 0 and 1, not 5; give low and high"),
        ("beta", {"mean": 0.5, "cv": 1}, "beta: cv must be below 1 at mean 0.5, not 1; lower it"),
        ("pareto", {"shape": 0.05, "scale": 1}, "pareto: shape must be at least 0.1, not 0.05"),
        ("normal", {"mean": 5, "cv": 0.31}, "normal: cv must be between 0 and 0.3, not 0.31;"),
        ("normal", {"mu": 5, "sigma": 1.6}, "normal: sigma must be at most 0.3 of mu (5), not 1.6;"),
        ("poisson", {"mean": 2e9}, "poisson: mean must be at most 1e+09, not 2e+09; use gamma"),
        ("geometric", {"mean": 0.5}, "geometric: mean must be at least 1, not 0.5"),
        ("geometric", {"p": 1.5}, "geometric: p must be above 0 and at most 1, not 1.5"),
        (
            "negative_binomial",
            {"mean": 4, "cv": 0.5},
            "negative_binomial: cv must be above 0.5 at mean 4, not 0.5",
        ),
        ("negative_binomial", {"r": 2, "p": 1}, "negative_binomial: p must lie between 0 and 1, not 1"),
        (
            "negative_binomial",
            {"r": 2, "p": 1e-12},
            "negative_binomial: mean must be at most 1e+09, not 2e+12",
        ),
        ("discrete", [1, 2], "discrete: [1, 2] does not say the shares"),
        ("discrete", {1: 0.5, 2: 0.4}, "discrete: the shares must add up to 1, not 0.9"),
        ("discrete", {1: 1.5, 2: -0.5}, "discrete: a share cannot be negative, as -0.5 is"),
        ("discrete", {"values": [1, 2], "shares": [1]}, "discrete: 2 values but 1 shares"),
        (
            "discrete",
            {"values": [2, 2], "shares": [0.5, 0.5]},
            "discrete: a value is given twice in [2.0, 2.0]",
        ),
        ("discrete", {"red": 1}, "discrete: values must be a number, not 'red'"),
        ("discrete", {}, "discrete: values is empty"),
        ("empirical", [], "empirical: values is empty"),
        ("empirical", [1, math.nan], "empirical: values must be a finite number, not nan"),
        ("empirical", 3, "empirical: values must be a list of numbers, not 3"),
        ("empirical", {"numbers": [1]}, "empirical: numbers given; give values"),
    ],
)
def test_a_law_that_cannot_be_is_told_with_its_value_and_a_remedy(
    family: str, given: Written, message: str
) -> None:
    """Each fault is one sentence: the law, the rule, the offending value, and what to do."""
    with pytest.raises(LawFault, match="^" + re.escape(message)) as caught:
        law_from(family, given)
    assert "; " in str(caught.value)
    assert "\n" not in str(caught.value)


def test_a_normal_law_that_is_too_wide_points_to_gamma() -> None:
    """Truncation at 0 would change the law too much, and the remedy has the same mean and cv."""
    with pytest.raises(LawFault, match=r"not 0\.5; cutting it off at 0 would change it too much, use gamma"):
        law_from("normal", {"mean": 5, "cv": 0.5})
