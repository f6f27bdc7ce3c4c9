"""Laws of durations."""

from __future__ import annotations

from typing import Any

from hypothesis import strategies as st

Draw = Any


Document = dict[str, Any]


def durations(draw: Draw, lattice: bool, mean: int) -> Any:
    """A law of durations about a mean, now and then without one; on the lattice whole units only, zero included."""
    if lattice:
        return draw(
            st.sampled_from(
                [mean, 0, {"discrete": {0: 0.3, mean: 0.4, 2 * mean: 0.3}}, {"discrete": {1: 0.5, 3: 0.5}}]
            )
        )
    return draw(
        st.sampled_from(
            [
                mean,
                {"exponential": {"mean": mean}},
                {"gamma": {"mean": mean, "cv": 0.6}},
                {"lognormal": {"mean": mean, "cv": 1.2}},
                {"uniform": [0, 2 * mean]},
                {"triangular": [0, mean, 2 * mean + 1]},
                {"weibull": {"mean": mean, "cv": 0.5}},
                {"normal": {"mean": mean, "cv": 0.25}},
                {"beta": {"a": 2, "b": 3, "low": 0, "high": 2 * mean}},
                {"empirical": [0.4 * mean, 0.9 * mean, 1.7 * mean]},
                {"pareto": {"shape": 1.6, "scale": mean / 2}},
                {"pareto": {"shape": 0.9, "scale": mean / 3}},
            ]
        )
    )
