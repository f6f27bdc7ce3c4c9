"""Laws of chance by standard name: what a scenario may write, the native parameters it means, mean and variance.

A mean and a cv (standard deviation over mean) are those of the resulting law, truncation included. Drawing is not
done here: `sample_path` turns a law into numbers.
"""

import difflib
import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TypeAlias, cast

from .moments import moments, weibull_cv

LARGEST = 1e100  # parameters beyond this are slips of the pen, and would overflow in squares and products
LARGEST_CV = 1000.0
LARGEST_WHOLE_MEAN = 1e9

Written: TypeAlias = float | Sequence[float] | Mapping[str, float | list[float]] | Mapping[float, float]
Given: TypeAlias = dict[str, float]


class LawFault(ValueError):
    """A law that cannot be: one sentence with the value and the remedy."""


@dataclass(frozen=True, slots=True)
class Law:
    """One law in native parameters, in the order of `NATIVE`; `values` and `shares` serve discrete and empirical laws.

    The whole-number laws have a last parameter, the step between neighbouring values: 1 unless they were scaled.
    """

    family: str
    parameters: tuple[float, ...]
    values: tuple[float, ...] = ()
    shares: tuple[float, ...] = ()

    def scaled(self, factor: float) -> "Law":
        """Give the law of factor * X, as in turning units into ticks; raises LawFault unless 0 < factor < infinity."""
        if not 0.0 < factor < math.inf:
            raise LawFault(f"{self.family}: a law cannot be scaled by {factor:g}; use a factor above 0")
        parameters = tuple(
            number + math.log(factor)
            if name == "mu" and self.family == "lognormal"
            else number * factor
            if name in _SCALED[self.family]
            else number
            for name, number in zip(NATIVE[self.family], self.parameters, strict=True)
        )
        return replace(self, parameters=parameters, values=tuple(value * factor for value in self.values))

    def mean(self) -> float:
        """Give the mean; infinite for a pareto law of shape 1 or less."""
        return moments(self.family, self.parameters, self.values, self.shares)[0]

    def variance(self) -> float:
        """Give the variance; infinite for a pareto law of shape 2 or less."""
        return moments(self.family, self.parameters, self.values, self.shares)[1]

    def least(self) -> float:
        """Give the lower end of the values the law can take, for fields that refuse negative or zero numbers."""
        match self.family:
            case "constant" | "uniform" | "triangular":
                return self.parameters[0]
            case "beta":
                return self.parameters[2]
            case "pareto":
                return self.parameters[1]
            case "geometric":
                return self.parameters[1]
            case "discrete" | "empirical":
                return min(self.values)
            case _:
                return 0.0


NATIVE: dict[str, tuple[str, ...]] = {
    "constant": ("value",),
    "exponential": ("mean",),
    "gamma": ("shape", "scale"),
    "lognormal": ("mu", "sigma"),
    "weibull": ("shape", "scale"),
    "uniform": ("low", "high"),
    "triangular": ("low", "mode", "high"),
    "beta": ("a", "b", "low", "high"),
    "pareto": ("shape", "scale"),
    "normal": ("mu", "sigma"),
    "poisson": ("mean", "step"),
    "geometric": ("p", "step"),
    "negative_binomial": ("r", "p", "step"),
    "discrete": (),
    "empirical": (),
}

_PLACES = {"low", "mode", "high"}
_SCALED: dict[str, set[str]] = {
    "constant": {"value"},
    "exponential": {"mean"},
    "gamma": {"scale"},
    "lognormal": set(),
    "weibull": {"scale"},
    "uniform": _PLACES,
    "triangular": _PLACES,
    "beta": _PLACES,
    "pareto": {"scale"},
    "normal": {"mu", "sigma"},
    "poisson": {"step"},
    "geometric": {"step"},
    "negative_binomial": {"step"},
    "discrete": set(),
    "empirical": set(),
}


def constant(value: float) -> Law:
    """Give the law that always says the same number."""
    return Law("constant", (_number("constant", "value", value),))


def law_from(family: str, given: Written) -> Law:
    """Read a law as a scenario writes it: by mean and cv, by native parameters, or as a bare list where that is usual.

    Bare lists: uniform [low, high], triangular [low, mode, high], empirical [values]; constant takes a bare number;
    discrete takes {values: [...], shares: [...]} or a mapping of value to share. A cv of 0 gives a constant.
    Raises LawFault, one sentence with the value and the remedy.
    """
    if family not in NATIVE:
        near = difflib.get_close_matches(family, NATIVE, n=1)
        raise LawFault(
            f"{family}: there is no such law; "
            + (f"did you mean {near[0]}?" if near else f"use one of {', '.join(NATIVE)}")
        )
    if family == "discrete":
        return _discrete(given)
    if family == "empirical":
        return _empirical(given)
    numbers = _numbers(family, given)
    return constant(numbers["value"]) if family == "constant" else _READERS[family](numbers)


def _number(family: str, name: str, value: object) -> float:
    if isinstance(value, bool) or not isinstance(value, (int, float)):
        raise LawFault(f"{family}: {name} must be a number, not {value!r}; write it as digits")
    if not abs(value) <= LARGEST:  # also catches NaN
        raise LawFault(
            f"{family}: {name} must be a finite number, not {value!r}; give a number of ordinary size"
        )
    return float(value)


_LISTS = {"uniform": ("low", "high"), "triangular": ("low", "mode", "high")}
_FORMS: dict[str, tuple[tuple[str, ...], ...]] = {
    "constant": (("value",),),
    "exponential": (("mean",), ("rate",)),
    "gamma": (("mean", "cv"), ("shape", "scale")),
    "lognormal": (("mean", "cv"), ("mu", "sigma")),
    "weibull": (("mean", "cv"), ("shape", "scale")),
    "uniform": (("low", "high"), ("mean", "cv")),
    "triangular": (("low", "mode", "high"),),
    "beta": (("mean", "cv"), ("a", "b"), ("mean", "cv", "low", "high"), ("a", "b", "low", "high")),
    "pareto": (("shape", "scale"), ("mean", "cv")),
    "normal": (("mean", "cv"), ("mu", "sigma")),
    "poisson": (("mean",),),
    "geometric": (("mean",), ("p",)),
    "negative_binomial": (("mean", "cv"), ("r", "p")),
}


def _numbers(family: str, given: Written) -> Given:
    """Check that the numbers given are one of the sets of names the family is written with."""
    forms = _FORMS[family]
    wanted = " or ".join(" and ".join(form) for form in forms)
    if isinstance(given, Mapping):
        named = {str(name): value for name, value in given.items()}
    elif family == "constant" and isinstance(given, (int, float)):
        named = {"value": given}
    elif family in _LISTS and isinstance(given, Sequence) and len(given) == len(_LISTS[family]):
        named = dict(zip(_LISTS[family], given, strict=True))
    else:
        raise LawFault(f"{family}: {given!r} does not say which numbers are meant; give {wanted}")
    if not any(set(named) == set(form) for form in forms):
        raise LawFault(f"{family}: {', '.join(named) or 'nothing'} given; give {wanted}")
    return {name: _number(family, name, value) for name, value in named.items()}


def _above_zero(family: str, given: Given, *names: str) -> None:
    for name in names:
        if name in given and not given[name] > 0.0:
            raise LawFault(
                f"{family}: {name} must be above 0, not {given[name]:g}; raise it, or use constant for a fixed number"
            )


def _cv(family: str, given: Given, most: float = LARGEST_CV, remedy: str = "keep it within") -> None:
    if not 0.0 <= given["cv"] <= most:
        raise LawFault(f"{family}: cv must be between 0 and {most:g}, not {given['cv']:g}; {remedy}")


def _increasing(family: str, *names: str, **numbers: float) -> None:
    low, high = numbers[names[0]], numbers[names[1]]
    if not low < high:
        raise LawFault(
            f"{family}: {names[0]} ({low:g}) must be below {names[1]} ({high:g}); swap them, or use constant"
        )


def _exponential(given: Given) -> Law:
    _above_zero("exponential", given, "mean", "rate")
    return Law("exponential", (given["mean"] if "mean" in given else 1.0 / given["rate"],))


def _gamma(given: Given) -> Law:
    _above_zero("gamma", given, "mean", "shape", "scale")
    if "shape" in given:
        return Law("gamma", (given["shape"], given["scale"]))
    _cv("gamma", given)
    square = given["cv"] * given["cv"]
    return Law("gamma", (1.0 / square, given["mean"] * square)) if square > 1e-18 else constant(given["mean"])


def _lognormal(given: Given) -> Law:
    _above_zero("lognormal", given, "mean", "sigma")
    if "mu" in given:
        if abs(given["mu"]) > 200.0 or given["sigma"] > 10.0:
            raise LawFault(
                f"lognormal: mu {given['mu']:g} and sigma {given['sigma']:g} are of the logarithm; give mean and cv"
            )
        return Law("lognormal", (given["mu"], given["sigma"]))
    _cv("lognormal", given)
    square = math.log1p(given["cv"] * given["cv"])
    return (
        Law("lognormal", (math.log(given["mean"]) - square / 2, math.sqrt(square)))
        if square > 1e-18
        else constant(given["mean"])
    )


def _weibull(given: Given) -> Law:
    _above_zero("weibull", given, "mean", "shape", "scale")
    if "shape" in given:
        if not 0.05 <= given["shape"] <= 10000.0:
            raise LawFault(
                f"weibull: shape must be between 0.05 and 10000, not {given['shape']:g}; give mean and cv instead"
            )
        return Law("weibull", (given["shape"], given["scale"]))
    _cv("weibull", given)
    if given["cv"] < 2e-4:
        if given["cv"] > 0.0:
            raise LawFault(f"weibull: cv {given['cv']:g} is below 0.0002; use 0 for a fixed number, or gamma")
        return constant(given["mean"])
    low, high = math.log(0.05), math.log(10000.0)
    for _ in range(200):
        middle = (low + high) / 2
        low, high = (middle, high) if weibull_cv(math.exp(middle)) > given["cv"] else (low, middle)
    shape = math.exp((low + high) / 2)
    return Law("weibull", (shape, given["mean"] / math.gamma(1 + 1 / shape)))


def _uniform(given: Given) -> Law:
    if "mean" in given:
        _above_zero("uniform", given, "mean")
        _cv("uniform", given, 1 / math.sqrt(3), "a uniform law from 0 on has 0.577; use gamma")
        half = math.sqrt(3) * given["cv"] * given["mean"]
        return (
            Law("uniform", (max(given["mean"] - half, 0.0), given["mean"] + half))
            if half > 0.0
            else constant(given["mean"])
        )
    _increasing("uniform", "low", "high", **given)
    return Law("uniform", (given["low"], given["high"]))


def _triangular(given: Given) -> Law:
    low, mode, high = given["low"], given["mode"], given["high"]
    _increasing("triangular", "low", "high", **given)
    if not low <= mode <= high:
        raise LawFault(
            f"triangular: mode ({mode:g}) must lie between low ({low:g}) and high ({high:g}); write low, mode, high"
        )
    return Law("triangular", (low, mode, high))


def _beta(given: Given) -> Law:
    low, high = given.get("low", 0.0), given.get("high", 1.0)
    _increasing("beta", "low", "high", low=low, high=high)
    _above_zero("beta", given, "a", "b")
    if "a" in given:
        return Law("beta", (given["a"], given["b"], low, high))
    if not low < given["mean"] < high:
        raise LawFault(
            f"beta: mean must lie between {low:g} and {high:g}, not {given['mean']:g}; give low and high with it"
        )
    _cv("beta", given)
    share = (given["mean"] - low) / (high - low)
    deviation = given["cv"] * abs(given["mean"]) / (high - low)
    if deviation * deviation <= 1e-18:
        return constant(given["mean"])
    weight = share * (1 - share) / (deviation * deviation) - 1
    if not weight > 0.0:
        most = math.sqrt(share * (1 - share)) * (high - low) / abs(given["mean"])
        raise LawFault(
            f"beta: cv must be below {most:.3g} at mean {given['mean']:g}, not {given['cv']:g}; lower it"
        )
    return Law("beta", (share * weight, (1 - share) * weight, low, high))


def _pareto(given: Given) -> Law:
    _above_zero("pareto", given, "mean", "cv", "shape", "scale")
    if "shape" in given:
        if given["shape"] < 0.1:
            raise LawFault(f"pareto: shape must be at least 0.1, not {given['shape']:g}; raise it")
        return Law("pareto", (given["shape"], given["scale"]))
    _cv("pareto", given)
    shape = 1 + math.sqrt(1 + 1 / (given["cv"] * given["cv"]))
    return Law("pareto", (shape, given["mean"] * (shape - 1) / shape))


def _normal(given: Given) -> Law:
    """Find the normal law which, cut off below 0, has the mean and cv asked for (a fixed point, quickly reached).

    By mu and sigma it is the law before it is cut off.
    """
    _above_zero("normal", given, "mean", "mu", "sigma")
    if "mu" in given:
        if given["sigma"] > 0.3 * given["mu"]:
            raise LawFault(
                f"normal: sigma must be at most 0.3 of mu ({given['mu']:g}), not {given['sigma']:g}; "
                "cutting it off at 0 would change it too much, use gamma"
            )
        return Law("normal", (given["mu"], given["sigma"]))
    _cv("normal", given, 0.3, "cutting it off at 0 would change it too much, use gamma")
    mean, deviation = given["mean"], given["cv"] * given["mean"]
    if deviation == 0.0:
        return constant(mean)
    mu, sigma = mean, deviation
    for _ in range(100):
        now, variance = moments("normal", (mu, sigma))
        mu, sigma = mu + mean - now, sigma * deviation / math.sqrt(variance)
    return Law("normal", (mu, sigma))


def _whole_mean(family: str, given: Given) -> None:
    if given.get("mean", 0.0) > LARGEST_WHOLE_MEAN:
        raise LawFault(
            f"{family}: mean must be at most {LARGEST_WHOLE_MEAN:g}, not {given['mean']:g}; use gamma"
        )


def _poisson(given: Given) -> Law:
    _above_zero("poisson", given, "mean")
    _whole_mean("poisson", given)
    return Law("poisson", (given["mean"], 1.0))


def _geometric(given: Given) -> Law:
    _whole_mean("geometric", given)
    if "mean" in given and not given["mean"] >= 1.0:
        raise LawFault(
            f"geometric: mean must be at least 1, not {given['mean']:g}; the law counts 1, 2, ..., use poisson"
        )
    p = given["p"] if "p" in given else 1.0 / given["mean"]
    if not 1e-9 <= p <= 1.0:
        raise LawFault(
            f"geometric: p must be above 0 and at most 1, not {p:g}; give the chance of stopping at each count"
        )
    return Law("geometric", (p, 1.0))


def _negative_binomial(given: Given) -> Law:
    _above_zero("negative_binomial", given, "mean", "r")
    _whole_mean("negative_binomial", given)
    if "r" in given:
        if not 0.0 < given["p"] < 1.0:
            raise LawFault(
                f"negative_binomial: p must lie between 0 and 1, not {given['p']:g}; give the chance of success"
            )
        _whole_mean("negative_binomial", {"mean": given["r"] * (1 - given["p"]) / given["p"]})
        return Law("negative_binomial", (given["r"], given["p"], 1.0))
    _cv("negative_binomial", given)
    mean, variance = given["mean"], (given["cv"] * given["mean"]) * (given["cv"] * given["mean"])
    if not variance > mean:
        least = 1 / math.sqrt(mean)
        raise LawFault(
            f"negative_binomial: cv must be above {least:.3g} at mean {mean:g}, not {given['cv']:g}; or use poisson"
        )
    return Law("negative_binomial", (mean * mean / (variance - mean), mean / variance, 1.0))


def _list(family: str, name: str, numbers: object) -> list[float]:
    if isinstance(numbers, str) or not isinstance(numbers, Sequence):
        raise LawFault(f"{family}: {name} must be a list of numbers, not {numbers!r}; write [1, 2, 3]")
    found = [_number(family, name, number) for number in cast("Sequence[object]", numbers)]
    if not found:
        raise LawFault(f"{family}: {name} is empty ([]); give at least one number")
    return found


def _discrete(given: Written) -> Law:
    if not isinstance(given, Mapping):
        raise LawFault(
            f"discrete: {given!r} does not say the shares; give values and shares, or a mapping of value to share"
        )
    named = cast("Mapping[object, object]", given)
    if set(named) == {"values", "shares"}:
        values, shares = (
            _list("discrete", "values", named["values"]),
            _list("discrete", "shares", named["shares"]),
        )
    else:
        values = _list("discrete", "values", [_as_number(key) for key in named])
        shares = _list("discrete", "shares", list(named.values()))
    if len(values) != len(shares):
        raise LawFault(
            f"discrete: {len(values)} values but {len(shares)} shares; give one share for each value"
        )
    if len(set(values)) < len(values):
        raise LawFault(f"discrete: a value is given twice in {values}; add up its shares")
    if min(shares) < 0.0:
        raise LawFault(
            f"discrete: a share cannot be negative, as {min(shares):g} is; use 0 or leave the value out"
        )
    if abs(math.fsum(shares) - 1.0) > 1e-9:
        raise LawFault(
            f"discrete: the shares must add up to 1, not {math.fsum(shares):.10g}; change one of them"
        )
    kept = sorted((value, share) for value, share in zip(values, shares, strict=True) if share > 0.0)
    return Law("discrete", (), tuple(value for value, _ in kept), tuple(share for _, share in kept))


def _as_number(key: object) -> object:
    """Read the key of a mapping of value to share, which YAML may have left as text."""
    if isinstance(key, str):
        try:
            return float(key)
        except ValueError:
            return key
    return key


def _empirical(given: Written) -> Law:
    if isinstance(given, Mapping):
        named = cast("Mapping[object, object]", given)
        if set(named) != {"values"}:
            raise LawFault(f"empirical: {', '.join(map(str, named)) or 'nothing'} given; give values")
        return Law("empirical", (), tuple(sorted(_list("empirical", "values", named["values"]))))
    return Law("empirical", (), tuple(sorted(_list("empirical", "values", given))))


_READERS: dict[str, Callable[[Given], Law]] = {
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
