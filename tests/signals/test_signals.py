"""The rules of signals: worked by hand, their false alarms as designed, and planted causes told apart."""

from __future__ import annotations

import math

import numpy as np
import pytest
from scipy.stats import norm

from model.experiment.readings import Period, Reading, Settings, periods, read
from model.outcome.trace import Row
from model.policies.signal import cusum, smoothed_share
from tests.signals.planted import CAUSES, confusion

QUIET = Reading(False, False, False, False)


def test_a_cumulative_sum_by_hand() -> None:
    """Slack .5, limit 1: z of 1, 1, 1 make .5, 1, 1.5; then -3 brings it to 0; 9 climbs to twice the limit only."""
    settings = cusum.Settings(0.5, 1.0)
    scores, on, score, was = [], [], 0.0, False
    for z in (1.0, 1.0, 1.0, 0.0, -3.0, 9.0):
        score = cusum.climbed(score, z, settings)
        was = cusum.reads(score, was, settings)
        scores.append(score)
        on.append(was)
    assert scores == [0.5, 1.0, 1.5, 1.0, 0.0, 2.0]
    assert on == [False, False, True, True, False, True]


def test_a_smoothed_share_by_hand() -> None:
    """Weight 1/2: shares 0, 1, 0, 0 from 0 make 0, 1/2, 1/4, 1/8; above .3 it comes on, below .2 it ends."""
    settings = smoothed_share.Settings(0.5, 0.3, 0.2)
    share, was, found = 0.0, False, []
    for latest in (0.0, 1.0, 0.0, 0.0):
        share = smoothed_share.smoothed(share, latest, settings)
        was = smoothed_share.reads(share, was, settings)
        found.append((share, was))
    assert found == [(0.0, False), (0.5, True), (0.25, True), (0.125, False)]


@pytest.mark.parametrize(
    ("rule", "settings", "field"),
    [
        (cusum, cusum.Settings(-0.1, 5.0), "slack"),
        (cusum, cusum.Settings(0.5, 0.0), "limit"),
        (smoothed_share, smoothed_share.Settings(0.0), "weight"),
        (smoothed_share, smoothed_share.Settings(0.4, 0.1, 0.2), "below"),
    ],
)
def test_settings_that_cannot_be_are_named(rule: object, settings: object, field: str) -> None:
    """A negative slack, no limit, no weight, and an end above the beginning are refused."""
    faults = getattr(rule, "faults")(settings)  # noqa: B009 - two modules of one shape
    assert [name for name, _ in faults] == [field]
    assert getattr(rule, "faults")(type(settings)()) == []  # noqa: B009


def run_length(slack: float, limit: float, states: int = 400) -> float:
    """Return the mean periods to a false alarm on standard normal z, by a Markov chain (Brook & Evans 1972)."""
    width = 2 * limit / (2 * states - 1)
    steps = np.arange(states)
    reach = (steps[None, :] - steps[:, None]) * width + slack
    moves = norm.cdf(reach + width / 2) - norm.cdf(reach - width / 2)
    moves[:, 0] = norm.cdf(-steps * width + slack + width / 2)
    return float(np.linalg.solve(np.eye(states) - moves, np.ones(states))[0])


def test_false_alarms_come_as_seldom_as_designed() -> None:
    """On steady normal demand: the chain says 930 periods (Siegmund's formula within 2 %), and 1,000 runs agree.

    A run length has nearly its mean as standard deviation, so the mean of 1,000 has an error of 930 / 31.6 = 29.
    """
    settings = cusum.Settings()
    exact = run_length(settings.slack, settings.limit)
    b = settings.limit + 1.166
    siegmund = (math.exp(2 * settings.slack * b) - 2 * settings.slack * b - 1) / (2 * settings.slack**2)
    assert exact == pytest.approx(930, abs=2)
    assert siegmund == pytest.approx(exact, rel=0.02)
    chance, lengths = np.random.default_rng(1), []
    for _ in range(1000):
        score, length = 0.0, 0
        while not cusum.reads(score, False, settings):
            score = cusum.climbed(score, chance.standard_normal(), settings)
            length += 1
        lengths.append(length)
    assert abs(np.mean(lengths) - exact) < 4 * exact / math.sqrt(1000)


def test_periods_are_counted_from_the_trace_by_hand() -> None:
    """Two periods of 10 ticks, goods due after 4: what each row adds, at this stock point and no other."""
    rows = [
        (-5, Row.SERVED_AT_ONCE, 0, 9), (1, Row.SERVED_AT_ONCE, 0, 2), (2, Row.ORDERED, 0, 5), (3, Row.REFUSED, 0, 1),
        (4, Row.BACK_ORDERED, 0, 3), (9, Row.RECEIVED, 0, 4), (9, Row.SERVED_LATE, 0, 2), (9, Row.REFUSED, 1, 7),
        (12, Row.RENEGED, 0, 1), (13, Row.NOT_OFFERED, 0, 6), (17, Row.ORDERED, 0, 8),
    ]  # fmt: skip
    trace = np.array([[tick, kind, stock, 0, units, 0, 0, 0] for tick, kind, stock, units in rows], np.int64)
    assert periods(trace, 0, 10, 2, 4) == [Period(6, 1, 1, 1), Period(6, 7, 1, 0)]


def test_several_signals_may_hold_at_once() -> None:
    """After two usual periods of 10, asked 40 and half of it lost, 10 overdue: three signals."""
    seen = [Period(10, 0, 0, 0), Period(10, 0, 0, 0), Period(40, 20, 10, 0), Period(40, 20, 10, 0)]
    assert read(seen, Settings(learn=2)) == [QUIET, QUIET, Reading(True, True, False, False)._replace(
        empty_book=False), Reading(True, True, False, True)]  # fmt: skip


@pytest.mark.parametrize("cause", CAUSES)
def test_a_planted_cause_is_told_from_the_others(cause: str) -> None:
    """In 5 runs on seeds that nothing was chosen on, the right signals come within 8 weeks, in the median within 4.

    Of the others at most one run in five has each.
    """
    for right, (share, median) in zip(CAUSES[cause][1], confusion(cause, range(201, 206)), strict=True):
        assert share >= 0.8 if right else share <= 0.2
        assert not right or (median is not None and median <= 4)
