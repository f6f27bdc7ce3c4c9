"""The judge of the verification can say each of its verdicts, and is as strict as its level."""

from __future__ import annotations

import dataclasses
import math

import numpy as np
import pytest

from model.statistics import Array
from model.verification.judge import AGAIN, Judged, Precision, Sought, Verdict, judge, judge_case, seed_of

FOUR = np.array([9.0, 10.0, 10.0, 11.0])
"""Mean 10, deviation sqrt(2/3): the half-width at level .001 is t(3, .9995) sqrt(2/3) / 2 = 12.924 x .40825 = 5.276."""


@pytest.mark.parametrize(
    ("value", "resolution", "verdict"),
    [
        (10.0, 6.0, Verdict.PASS),
        (15.27, 6.0, Verdict.PASS),
        (15.28, 6.0, Verdict.FAIL),
        (4.72, 6.0, Verdict.FAIL),
        (10.0, 5.27, Verdict.INCONCLUSIVE),
        (99.0, 5.27, Verdict.INCONCLUSIVE),
    ],
)
def test_a_figure_gets_its_verdict(value: float, resolution: float, verdict: Verdict) -> None:
    """Within the interval passes, outside fails, and an interval wider than the resolution says nothing either way."""
    assert judge(FOUR, value, resolution, 1).verdict is verdict


def test_the_interval_is_students_at_the_level() -> None:
    """Four numbers of deviation sqrt(2/3): t(3, .9995) sqrt(2/3) / 2; each of a family of ten: t(3, .99995)."""
    assert judge(FOUR, 10, 6, 1).half_width == pytest.approx(12.92398 * math.sqrt(2 / 3) / 2, rel=1e-6)
    assert judge(FOUR, 10, 6, 10).half_width == pytest.approx(28.00013 * math.sqrt(2 / 3) / 2, rel=1e-6)


def test_two_resolutions_higher_is_rejected_wherever_the_value_passes() -> None:
    """A pass at the edge of the interval and of the resolution is still a fail two resolutions higher."""
    edge = Judged(value=10.0, simulated=10.5, half_width=0.5, resolution=0.5)
    assert edge.verdict is Verdict.PASS
    assert dataclasses.replace(edge, simulated=10.49).shifted().verdict is Verdict.FAIL
    assert dataclasses.replace(edge, half_width=0.51).shifted().verdict is Verdict.INCONCLUSIVE


def test_one_replication_says_nothing() -> None:
    """A single replication has no interval, and so no verdict but inconclusive."""
    assert judge(FOUR[:1], 9, 6, 1).verdict is Verdict.INCONCLUSIVE


def test_a_replication_without_the_number_is_an_error() -> None:
    """A figure that is absent in some replications is never judged by the others."""
    with pytest.raises(ValueError, match="1 of 4 replications have no number"):
        judge(np.array([1.0, math.nan, 1.0, 1.0]), 1, 1, 1)
    with pytest.raises(ValueError, match="2 of 2 replications have no number"):
        judge(np.array([math.nan, math.nan]), 1, 1, 1)


@pytest.mark.parametrize(
    ("percent", "value", "share", "resolution"),
    [
        (3, 5.0, False, 0.15), (3, 0.05, False, 0.0015), (3, 0.05, True, 0.006), (3, 0.8, True, 0.024),
        (1, 0.05, True, 0.002), (1, 0.8, True, 0.008), (1, 5.0, False, 0.05),
    ],
)  # fmt: skip
def test_the_resolution_follows_the_value(
    percent: float, value: float, share: bool, resolution: float
) -> None:
    """A percentage of the value; for shares at least .006 at 3 % and .002 at 1 %."""
    assert Precision(percent).resolution(value, share=share) == pytest.approx(resolution)


class Simulator:
    """A simulator that says the truth, or for its first replications something else."""

    def __init__(self, lies_until: int) -> None:
        self.lies_until = lies_until
        self.asked: list[range] = []

    def __call__(self, replications: range) -> Array:
        """Return two figures a replication: 10 and 20, a little up and down, the second 5 too high in a lie."""
        self.asked.append(replications)
        noise = np.array([0.1 if one % 2 else -0.1 for one in replications])
        lie = np.array([5.0 if one < self.lies_until else 0.0 for one in replications])
        return np.column_stack([10 + noise, 20 + noise + lie])


SOUGHT = [Sought(10, 0.3), Sought(20, 0.6)]


def test_a_case_that_passes_is_not_run_again() -> None:
    """Replications 0 to 39, once."""
    simulator = Simulator(lies_until=0)
    assert [one.verdict for one in judge_case(simulator, SOUGHT, 40, 2)] == [Verdict.PASS, Verdict.PASS]
    assert simulator.asked == [range(40)]


def test_a_failing_case_is_run_once_more_on_four_times_as_many_fresh_replications() -> None:
    """Bad luck in the first 40 is outvoted by the next 160, none of which was among them."""
    simulator = Simulator(lies_until=40)
    assert [one.verdict for one in judge_case(simulator, SOUGHT, 40, 2)] == [Verdict.PASS, Verdict.PASS]
    assert simulator.asked == [range(40), range(40, 40 + AGAIN * 40)]


def test_a_case_that_fails_twice_has_failed() -> None:
    """There is no third time."""
    simulator = Simulator(lies_until=1000)
    assert [one.verdict for one in judge_case(simulator, SOUGHT, 40, 2)] == [Verdict.PASS, Verdict.FAIL]
    assert len(simulator.asked) == 2


def test_an_inconclusive_case_is_not_run_again() -> None:
    """More luck is no remedy for too short a run: it stays inconclusive, and the test that asked fails."""
    simulator = Simulator(lies_until=0)
    sought = [Sought(10, 0.3), Sought(20, 0.001)]
    assert [one.verdict for one in judge_case(simulator, sought, 40, 2)] == [
        Verdict.PASS,
        Verdict.INCONCLUSIVE,
    ]
    assert simulator.asked == [range(40)]


def test_the_seed_is_the_hash_of_the_id() -> None:
    """The same on every machine, and another for every case."""
    assert seed_of("palm") == 0x8434FC01F296  # printf palm | b2sum -l 48
    assert seed_of("palms") != seed_of("palm")
