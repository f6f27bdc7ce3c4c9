"""The drawing functions compiled, and the laws that the tests of the sample path draw from."""

from typing import NamedTuple

import numpy as np
from numba import njit
from numba.extending import register_jitable
from numpy.typing import NDArray

from model.sample_path import SamplePath, draw, transforms
from model.sample_path.transforms import value
from model.scenario.laws import Law, constant, law_from

for function in transforms.PORTABLE:
    register_jitable(inline="always" if function is value else "never")(function)


class Named(NamedTuple):
    """A stream, as the sample path wants to see it."""

    name: str
    entity: str
    law: Law


@njit(error_model="numpy")
def _fill(row, values, cumulative, member, start, numbers):
    for place in range(numbers.size):
        numbers[place] = value(row, values, cumulative, member, start + place)


def path_of(law: Law, seed: int = 0) -> SamplePath:
    """Draw a path with one stream of the law."""
    return draw([Named("any/1", "one", law)], seed, 0)


def compiled_numbers(path: SamplePath, count: int, member: int = 0, start: int = 0) -> NDArray[np.float64]:
    """Give the numbers of the only stream of a path from ordinal `start` on, by the compiled function."""
    numbers = np.empty(count)
    _fill(path.rows[0], path.values, path.cumulative, member, start, numbers)
    return numbers


LAWS: dict[str, Law] = {
    "constant": constant(3.5),
    "exponential": law_from("exponential", {"mean": 5}),
    "gamma, shape above 1": law_from("gamma", {"mean": 5, "cv": 0.4}),
    "gamma, shape below 1": law_from("gamma", {"mean": 5, "cv": 2}),
    "uniform": law_from("uniform", [2, 8]),
    "lognormal": law_from("lognormal", {"mean": 5, "cv": 0.8}),
    "weibull, shape above 1": law_from("weibull", {"mean": 5, "cv": 0.5}),
    "weibull, shape below 1": law_from("weibull", {"mean": 5, "cv": 1.5}),
    "triangular": law_from("triangular", [2, 3, 6]),
    "beta": law_from("beta", {"mean": 0.3, "cv": 0.5}),
    "beta, shapes below 1": law_from("beta", {"a": 0.4, "b": 0.7, "low": -1, "high": 3}),
    "pareto": law_from("pareto", {"mean": 5, "cv": 0.3}),
    "normal": law_from("normal", {"mean": 5, "cv": 0.3}),
    "poisson, by inversion": law_from("poisson", {"mean": 3.3}),
    "poisson, by rejection": law_from("poisson", {"mean": 14.5}),
    "poisson, large": law_from("poisson", {"mean": 2500}),
    "geometric": law_from("geometric", {"mean": 4}),
    "negative binomial, few": law_from("negative_binomial", {"mean": 3, "cv": 1}),
    "negative binomial, many": law_from("negative_binomial", {"mean": 40, "cv": 0.5}),
    "discrete": law_from("discrete", {1: 0.5, 2: 0.3, 5: 0.2}),
    "empirical": law_from("empirical", [3, 1, 2, 2, 9]),
}
