"""Lines that a disruption freezes at random times are the queue whose server breaks down, which has an exact mean."""

from __future__ import annotations

from dataclasses import dataclass

import pytest

from model.scenario.world import World
from model.verification import FAMILY
from model.verification.case import Case, Figure, value
from model.verification.figures import of
from model.verification.judge import Judged, Precision, Sought, Verdict, judge, judge_case
from model.verification.lengths import LONGER
from model.verification.play import Player

FIGURES = (value("L", of("backlog")), value("W", of("fill_time")))
SYSTEMS = [(0.5, 10.0, 2.0), (0.4, 5.0, 3.0)]
"""Rate of demand, mean time up, mean time down; a unit takes 1 on average."""


def jobs(rate: float, up: float, down: float) -> float:
    """Return the mean number of jobs (White & Christie 1958; Avi-Itzhak & Naor 1963), work resumed where it stopped.

    With failures at rate a, repairs at rate b and jobs done at rate 1, by the calendar:
    L = rate ((a + b)^2 + a) / ((a + b) (b - rate (a + b))).
    """
    a, b = 1 / up, 1 / down
    return rate * ((a + b) ** 2 + a) / ((a + b) * (b - rate * (a + b)))


@dataclass(frozen=True)
class Frozen(Case):
    """The plant of the case of breakdowns, where a disruption of the site takes the place of the breakdowns."""

    rate: float = 0.5
    up: float = 10.0
    down: float = 2.0

    def worlds(self, *sets: str) -> dict[str, World]:
        """Return the system: a line that never fails, and all lines frozen at exponential times."""
        times = f"up: {{exponential: {{mean: {self.up}}}}}, down: {{exponential: {{mean: {self.down}}}}}"
        return super().worlds(
            "manufacturers.plant.lines={count: 1, unit_time: {exponential: {mean: 1}}}",
            f"manufacturers.plant.disruptions={{{times}, effect: freeze}}",
            f"customers.everyone.requests.rate={self.rate}",
            *sets,
        )


def frozen(rate: float, up: float, down: float) -> Frozen:
    """Return the system on the scenario of the case of breakdowns."""
    return Frozen("breakdowns-time-dependent", FIGURES, rate=rate, up=up, down=down)


def sought(figures: tuple[Figure, ...], system: tuple[float, float, float], percent: float) -> list[Sought]:
    """Return the mean number of jobs and, by Little's law, the mean time from request to receipt."""
    mean = jobs(*system)
    values = [mean, mean / system[0]]
    return [
        Sought(number, Precision(percent).resolution(number, share=one.share))
        for number, one in zip(values, figures, strict=True)
    ]


def judged(case: Frozen, system: tuple[float, float, float], percent: float, times: int) -> list[Judged]:
    """Judge a system by the exact values of one, perhaps another."""
    return judge_case(
        lambda replications: Player(workers=1).play(case, FIGURES, replications, "compiled").numbers,
        sought(FIGURES, system, percent), case.replications * times, FAMILY,
    )  # fmt: skip


def test_the_formula_is_that_of_the_case() -> None:
    """L of the case of breakdowns is 1.91667, which is .5 (.36 + .1) / (.6 (.5 - .5 x .6)) = .23 / .12."""
    assert jobs(*SYSTEMS[0]) == pytest.approx(0.23 / 0.12)
    assert jobs(*SYSTEMS[0]) == pytest.approx(frozen(*SYSTEMS[0]).told.value(("L",)), abs=1e-5)


@pytest.mark.proof
@pytest.mark.parametrize("system", SYSTEMS)
def test_frozen_lines_queue_as_the_theory_says(system: tuple[float, float, float]) -> None:
    """Mean jobs and mean time agree to 1 %, and the same run rejects values two resolutions higher."""
    for one in judged(frozen(*system), system, 1, LONGER):
        assert (one.verdict, one.shifted().verdict) == (Verdict.PASS, Verdict.FAIL), one


@pytest.mark.proof
def test_five_percent_shorter_freezing_is_noticed() -> None:
    """Down for 1.9 on average instead of 2: neither figure is that of the theory."""
    case = frozen(0.5, 10.0, 1.9)
    numbers = Player(workers=1).play(case, FIGURES, range(case.replications * LONGER), "compiled").numbers
    found = [
        judge(column, one.value, one.resolution, FAMILY)
        for column, one in zip(numbers.T, sought(FIGURES, SYSTEMS[0], 1), strict=True)
    ]
    assert {one.verdict for one in found} == {Verdict.FAIL}, found
